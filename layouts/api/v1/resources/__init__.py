"""The lists of rows that the API gives: one module each, with a `RESOURCE`."""

ORDER = (
    "values",
    "areas",
    "metrics",
    "comparisons",
    "variation",
    "revisions",
    "corrections",
    "versions",
    "tables",
    "dictionary",
)
"""In which the docs show them; one that is not named here comes last."""
