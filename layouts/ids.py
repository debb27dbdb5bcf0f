"""Identities of elements that callbacks, scripts, styles, links or tests point at, said once."""

MAIN = "content"
FIRST_VIEW = "first-view"
NOT_FOUND = "not-found"

FIND = "find"
FIND_INPUT = "find-place"
COUNCILS = "councils"

FILTERS = "filters"
NEAR = "filters-near-field"
VIEWS = "views"
CHART = "chart"
"""Charts of other pages are named after it: 'chart-home'."""

# The parts of a measure's page that follow its filters.
ADDRESS = "measure-address"
PROBLEMS = "measure-problems"
LEAD = "measure-lead"
STATUS = "measure-status"
CAPTION = "measure-caption"
MEASURE_CHART = "measure-chart"
KEEP = "measure-keep"
KEY = "measure-key"
TABLE = "measure-table"
UNDER = "measure-under"
CARE = "measure-care"

# Words that a reader may change.
POST = "post-text"
LETTER = "letter-text"
