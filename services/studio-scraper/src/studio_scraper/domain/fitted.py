"""What each kind of evidence adds to the log-odds that somebody works at the studio. Written by
`python -m tests.benchmarks.calibration`; fitted on 25 real sites (59 names) and 168 fictional sites (466 names),
6 of the names nobody's.
"""

INTERCEPT = -1.52
WEIGHTS = {
    "card": 4.98,
    "listing": 4.98,
    "page-state": 4.41,
    "role-text": 4.24,
    "json-ld": 4.13,
    "microdata": 3.72,
    "introduction": 3.62,
    "navigation": 3.49,
    "form-option": 2.79,
    "person-page": 2.77,
    "instagram-link": 2.58,
    "namesake": 1.52,
    "link-text": 1.52,
    "alt-text": 1.37,
    "prose": 0.62,
}
