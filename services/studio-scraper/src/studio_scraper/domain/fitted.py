"""What each kind of evidence adds to the log-odds that somebody works at the studio. Written by
`python -m tests.benchmarks.calibration`; fitted on 25 real sites (59 names) and 135 fictional sites (394 names),
6 of the names nobody's.
"""

INTERCEPT = -1.52
WEIGHTS = {
    "listing": 4.92,
    "card": 4.88,
    "page-state": 4.41,
    "role-text": 4.22,
    "json-ld": 4.13,
    "microdata": 3.72,
    "introduction": 3.48,
    "navigation": 2.98,
    "instagram-link": 2.93,
    "form-option": 2.79,
    "person-page": 2.46,
    "namesake": 1.52,
    "link-text": 1.52,
    "alt-text": 1.3,
    "prose": 0.6,
}
