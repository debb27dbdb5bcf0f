"""The inventory: every published figure with the measures that carry it, or the reason why none does.

What carries a figure follows from the formulas. The reasons are rows of the reference table `inventory`: `dataset`,
`published` (names joined by ';', of our indicators or of columns that the ingest leaves in the file; '*' stands for
anything) and `reason`.
"""

from __future__ import annotations

from fnmatch import fnmatchcase

import pandas as pd

from metrics import registry, tables
from metrics.metric import Formula, indicators, terms

COLUMNS = ("dataset", "published", "label", "unit", "metrics", "reason")
WILD = "*"


def inventory() -> pd.DataFrame:
    """A row for each indicator of every table, then for each column left in a file; columns COLUMNS.

    `metrics` are joined by ';'. A row with neither metrics nor a reason has yet to be decided on.
    """
    rows = []
    held = carried()
    for dataset in tables.names():
        declared = tables.describe(dataset).get("indicators", {})
        for name, about in declared.items():
            by = ";".join(held.get((dataset, name), ()))
            reason = "" if by else left_out(dataset, name)
            rows.append((dataset, name, about["label"], about["unit"], by, reason))
        rows += [
            (dataset, name, "", "", "", reason)
            for name, reason in reasons(dataset)
            if not any(fnmatchcase(indicator, name) for indicator in declared)
        ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def carried() -> dict[tuple[str, str], list[str]]:
    """(dataset, indicator) -> the measures whose figure is worked out from it, in their order."""
    found: dict[tuple[str, str], list[str]] = {}
    for metric in registry.all_metrics().values():
        for read in reads(metric.formula):
            found.setdefault(read, []).append(metric.id)
    return found


def reads(formula: Formula) -> list[tuple[str, str]]:
    """The (dataset, indicator) pairs that a formula is worked out from."""
    own = [(formula.dataset, name) for name in indicators(formula)]
    stock = getattr(formula, "stock", "")
    others = terms(getattr(formula, "stock_column", "")) if stock else []
    return own + [(stock, name) for _, name in others]


def left_out(dataset: str, name: str) -> str:
    """Why no measure carries a figure; '' where nobody has said."""
    return next((reason for pattern, reason in reasons(dataset) if fnmatchcase(name, pattern)), "")


def reasons(dataset: str) -> list[tuple[str, str]]:
    """(name or pattern, reason) for what is left out of a dataset; names before patterns."""
    listed = tables.reference("inventory")
    listed = listed[listed["dataset"] == dataset]
    found = [
        (name, reason)
        for names, reason in zip(listed["published"], listed["reason"], strict=True)
        for name in names.split(";")
    ]
    return sorted(found, key=lambda pair: WILD in pair[0])
