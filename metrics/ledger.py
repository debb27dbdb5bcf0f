"""One ledger of all that became of published figures: what publishers changed, and what was done about wrong ones here.

It puts `metrics.revisions` and `metrics.corrections` in one shape. Findings of several checks on one cell are one row.
"""

from __future__ import annotations

from collections import Counter

import pandas as pd

from metrics import cell_names, corrections, registry, revisions, sources
from metrics.memory import remembered

KINDS = (
    "revision", "first", "definition", "error", "replaced", "withheld", "dropped", "withdrawn", "accepted",
    "quarantined", "noted", "rounding",
)  # fmt: skip
"""What became of a figure, in the order of the rows: the kinds of revisions and the statuses of corrections."""
COLUMNS = [
    "id", "kind", "area_code", "area_name", "geographic_level", "dataset", "title", "indicator", "label", "unit",
    "breakdown_topic", "breakdown", "period", "old_release", "old_published", "old_value", "old_symbol", "new_release",
    "new_published", "new_value", "new_symbol", "evidence", "metrics", "known", "address",
]  # fmt: skip
"""Of a correction the old figure is what was printed, the new one what is shown here; it has no new release. `known` is
the ISO day from which on the row could be told: its release was published, or where that is not known fetched."""


class Unknown(ValueError):
    """A kind that no row of the ledger is of; the message names those there are."""


def ledger(area_code: str = "", metric_id: str = "", kind: str = "") -> pd.DataFrame:
    """The rows of one place, measure or kind where one is given, by kind, the newest release first; columns COLUMNS.

    Raises Unknown, UnknownMetric.
    """
    if kind and kind not in KINDS:
        raise Unknown(f"there is no kind {kind!r} in the ledger; there are: {', '.join(KINDS)}")
    return _chosen(area_code, metric_id, kind).copy(deep=False)


@remembered(256)
def counts(area_code: str = "", metric_id: str = "") -> dict[str, int]:
    """How many rows of each kind a place or measure has, in the order of KINDS. Shared: do not change it."""
    counted = Counter(_chosen(area_code, metric_id, "")["kind"].tolist())
    return {kind: counted[kind] for kind in KINDS if counted[kind]}


@remembered()
def measures() -> list[str]:
    """The measures that a row is about, in their order. Shared: do not change it."""
    there = {name for each in _everything()["metrics"].unique() for name in each.split(cell_names.BETWEEN)}
    return [name for name in registry.all_metrics() if name in there]


@remembered()
def emptied() -> pd.DataFrame:
    """Columns that a newer release leaves empty for everyone where an older one had figures, the newest first.

    Of each its dataset, title, indicator, label, releases, new_symbol, periods (a list), figures and councils. Shared:
    do not change it.
    """
    rows = revisions.revisions(kind="withdrawn")
    rows = rows[rows["evidence"].str.contains(revisions.WHOLE_COLUMN, regex=False)]
    by = ["new_release", "dataset", "title", "indicator", "label", "old_release", "new_symbol"]
    found = rows.groupby(by, sort=False).agg(
        periods=("period", lambda each: sorted(set(each))),
        figures=("id", "size"),
        councils=("area_code", lambda each: each[~each.str.startswith(("E12", "E92"))].nunique()),
    )
    return found.reset_index()


@remembered(128)
def _chosen(area_code: str, metric_id: str, kind: str) -> pd.DataFrame:
    return cell_names.chosen(_everything(), metric_id, area_code=area_code, kind=kind)


@remembered()
def _everything() -> pd.DataFrame:
    """Every row, in order. Do not change it."""
    both = pd.concat([revisions.revisions(), _corrections()], ignore_index=True)
    release = both["new_release"].where(both["new_release"] != "", both["old_release"])
    told = [sources.of_table(*pair).known for pair in zip(both["dataset"], release, strict=True)]
    both = both.assign(release=release, known=told)
    both = cell_names.in_order(both, "release")
    by_kind = both.sort_values("kind", key=lambda each: each.map(KINDS.index), kind="stable")
    return by_kind[COLUMNS].reset_index(drop=True)


def _corrections() -> pd.DataFrame:
    """The corrections in the shape of revisions, one row for each cell and status."""
    rows = corrections.corrections()
    why = rows["evidence"].where(rows["evidence"] != "", rows["finding"])
    cell = corrections.CELL_AND_STATUS
    told = why.groupby([rows[name] for name in cell], sort=False).agg(
        lambda each: " ".join(dict.fromkeys(each))
    )
    one = rows.drop_duplicates(cell).drop(columns="evidence")
    one = one.merge(told.rename("evidence").reset_index(), on=cell, how="left", validate="1:1")
    return one.rename(
        columns={
            "status": "kind", "release": "old_release", "release_published": "old_published",
            "published": "old_value", "shown": "new_value",
        }
    ).assign(old_symbol="", new_symbol="", new_release="", new_published="")  # fmt: skip
