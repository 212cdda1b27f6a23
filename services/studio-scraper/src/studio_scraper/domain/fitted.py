"""What each kind of evidence adds to the log-odds that somebody works at the studio. Written by
`python -m tests.benchmarks.calibration`; fitted on 25 real sites (59 names) and 184 fictional sites (504 names),
6 of the names nobody's.
"""

INTERCEPT = -1.52
WEIGHTS = {
    "card": 5.1,
    "listing": 4.98,
    "page-state": 4.41,
    "role-text": 4.24,
    "json-ld": 4.13,
    "microdata": 3.72,
    "introduction": 3.68,
    "navigation": 3.49,
    "form-option": 2.79,
    "person-page": 2.78,
    "instagram-link": 2.57,
    "namesake": 1.52,
    "link-text": 1.52,
    "alt-text": 1.38,
    "prose": 0.64,
}
