"""The revision ledger as readers and machines ask for it: published cells that a later release prints otherwise.

The rows are those of the table `revisions`, which the ingest works out from every release that is held; here they get
names, dates, the measures that rest on them, and the evidence. A row is one cell in two releases that follow each
other. `kind` is one of KINDS.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from metrics import cell_names, sources, tables
from metrics.cell_names import CELL
from metrics.memory import remembered

NAME = "revisions"
KINDS = ("revision", "first", "withdrawn", "dropped", "definition", "error", "rounding")
"""Another figure; a figure for a symbol; a symbol for a figure; no row any more; another meaning; a figure that was
found wrong; the same figure with other decimals."""
COLUMNS = [
    "id", "dataset", "title", "indicator", "label", "unit", "metrics", "geographic_level", "area_code", "area_name",
    "breakdown_topic", "breakdown", "period", "old_release", "old_published", "old_value", "old_symbol",
    "new_release", "new_published", "new_value", "new_symbol", "kind", "evidence", "address",
]  # fmt: skip
WHOLE_COLUMN = "the whole column is empty"
"""What the evidence says where nobody has a figure any more."""
ID = ["dataset", "indicator", "area_code", "breakdown", "time_period", "old_release", "new_release"]


class UnknownKind(ValueError):
    """A kind of change that is none of the ledger's; the message names those there are."""


def revisions(area_code: str = "", metric_id: str = "", kind: str = "", dataset: str = "") -> pd.DataFrame:
    """The rows of the ledger, of one area, measure, kind or table where one is given; columns COLUMNS.

    The newest release first, then by table, period (the newest first), figure and place. `metrics` are the measures
    that rest on the cell, with ';' between them. Dates are ISO days, '' where the publisher's is not known; `address`
    is the page of the newer release; symbols are '' where there is a figure. Raises UnknownKind, UnknownMetric.
    """
    if kind and kind not in KINDS:
        raise UnknownKind(f"there is no kind {kind!r} of revision; there are: {', '.join(KINDS)}")
    return cell_names.chosen(_ledger(), metric_id, area_code=area_code, kind=kind, dataset=dataset)


@remembered()
def _ledger() -> pd.DataFrame:
    """Every row, in order. Do not change it."""
    if not tables.is_loaded(NAME):
        return pd.DataFrame(columns=COLUMNS)
    rows = tables.table(NAME)
    rows = cell_names.named(rows[rows["dataset"].map(tables.is_loaded).astype("bool")])
    rows = rows.fillna({"old_symbol": "", "new_symbol": ""})
    rows = rows.assign(id=cell_names.joined(rows, ID), evidence=_evidence(rows))
    for end in ("old", "new"):
        told = [sources.of_table(*pair) for pair in zip(rows["dataset"], rows[f"{end}_release"], strict=True)]
        rows = rows.assign(
            **{f"{end}_published": [each.published for each in told]}, address=[each.address for each in told]
        )
    return cell_names.in_order(rows, "new_release")[COLUMNS].reset_index(drop=True)


def _evidence(rows: pd.DataFrame) -> list[str]:
    """Why each row is of its kind, as far as the published files and the register of findings say it."""
    left, wrong = _left(rows), _found_wrong(rows)
    said = []
    for row in rows.itertuples():
        cell = (row.dataset, row.indicator, row.breakdown_topic, row.breakdown, row.time_period)
        why = wrong.get((*cell, row.area_code, row.old_release), "") if row.kind == "error" else ""
        said.append(" ".join(filter(None, [why, _in_words(row, *left[*cell, row.new_release])])))
    return said


def _in_words(row: Any, figures: int, places: int) -> str:
    """What the newer release does: so many of the places that have a row in this column and year have a figure."""
    which = f"The {row.new_release} release"
    if row.new_symbol and not figures:
        return (
            f"{which} prints {row.new_symbol} in this column for every place in {row.period} ({places} rows): "
            f"{WHOLE_COLUMN}, and no single figure is said to be wrong."
        )
    if row.new_symbol:
        return f"{which} prints {row.new_symbol} here, and a figure for {figures} of {places} places in {row.period}."
    return {
        "rounding": "The same figure, printed with other decimals.",
        "definition": f"{which} counts something else under this name, also for earlier years.",
        "dropped": f"{which} has no row for this place in {row.period}, and rows for {places} others.",
        "first": f"The {row.old_release} release printed {row.old_symbol} here.",
    }.get(row.kind, f"{which} prints another figure; its file does not say why.")


def _left(rows: pd.DataFrame) -> dict[tuple[Any, ...], tuple[int, int]]:
    """How many places have a figure, and how many a row, in the column and year of each cell in its newer release."""
    by = ["indicator", "breakdown_topic", "breakdown", "time_period", "release"]
    found: dict[tuple[Any, ...], tuple[int, int]] = {}
    for dataset, part in rows.groupby("dataset"):
        held = tables.some(str(dataset), part["indicator"].unique(), [*by, "value"])
        counted = held.groupby(by)["value"].agg(["count", "size"])
        found |= {(dataset, *key): (n, of) for key, n, of in zip(
            counted.index, counted["count"], counted["size"], strict=True)}  # fmt: skip
    return found


def _found_wrong(rows: pd.DataFrame) -> dict[tuple[str, ...], str]:
    """What the register says of the older figures of the rows of the kind 'error', by cell and release."""
    if not tables.is_loaded("quarantine"):
        return {}
    register = tables.table("quarantine")
    register = register[register["area_code"].isin(rows.loc[rows["kind"] == "error", "area_code"])]
    why = register["evidence"].fillna("").where(lambda text: text != "", register["finding"])
    keys = register[[*CELL, "time_period", "area_code", "release"]].itertuples(index=False, name=None)
    return dict(zip(keys, why, strict=True))
