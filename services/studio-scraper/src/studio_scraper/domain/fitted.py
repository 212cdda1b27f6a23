"""What each kind of evidence adds to the log-odds that somebody works at the studio. Written by
`python -m tests.benchmarks.calibration`; fitted on 25 real sites (59 names) and 113 fictional sites (349 names),
7 of the names nobody's.
"""

INTERCEPT = -1.52
WEIGHTS = {
    "card": 4.83,
    "listing": 4.75,
    "page-state": 4.35,
    "role-text": 4.23,
    "json-ld": 4.13,
    "microdata": 3.72,
    "navigation": 2.98,
    "introduction": 2.96,
    "form-option": 2.79,
    "instagram-link": 2.49,
    "person-page": 2.48,
    "namesake": 1.52,
    "link-text": 1.52,
    "alt-text": 1.25,
    "prose": 0.22,
}
