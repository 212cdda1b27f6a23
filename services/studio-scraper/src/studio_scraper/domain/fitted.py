"""What each kind of evidence adds to the log-odds that somebody works at the studio. Written by
`python -m tests.benchmarks.calibration`; fitted on 25 real sites (59 names) and 208 fictional sites (555 names),
11 of the names nobody's.
"""

INTERCEPT = -1.52
WEIGHTS = {
    "card": 5.24,
    "listing": 5.02,
    "page-state": 4.41,
    "role-text": 4.28,
    "json-ld": 4.13,
    "introduction": 3.9,
    "microdata": 3.72,
    "navigation": 3.49,
    "form-option": 2.79,
    "person-page": 2.77,
    "instagram-link": 2.67,
    "namesake": 1.52,
    "link-text": 1.52,
    "alt-text": 0.62,
    "prose": 0.61,
}
