"""What the register of findings says newly of a dataset, in words for a person."""

from __future__ import annotations

import pandas as pd

from ingest.dataset import KEY, TOTAL, Dataset
from ingest.differences import FEW, Labels, called, listed, period, plural

SAID = {
    "quarantined": "withheld because a check doubts {them}",
    "withheld": "withheld by a correction",
    "replaced": "replaced by a correction",
    "accepted": "doubted by a check and kept",
    "noted": "noted by a check and kept",
}
WORDS = ["status", "published", "check", "finding", "evidence"]


def lines(dataset: Dataset, before: pd.DataFrame | None, now: pd.DataFrame, labels: Labels) -> list[str]:
    """Lines about the findings on a dataset, of which these were there before; none when they are the same."""
    old = now.head(0) if before is None else before[before["dataset"] == dataset.name]
    said = [line for status in SAID for line in of_status(dataset, old, now, status, labels)]
    if not said and not same(old, now):
        said = ["  - the same figures, said otherwise"]
    return [f"- `{dataset.name}`, findings of the checks:", *said] if said else []


def same(old: pd.DataFrame, now: pd.DataFrame) -> bool:
    """Whether two parts of the register say the same."""
    columns = [*KEY, *WORDS]
    one, other = (part[columns].sort_values(columns, ignore_index=True).astype("str") for part in (old, now))
    return one.equals(other)


def of_status(
    dataset: Dataset, old: pd.DataFrame, now: pd.DataFrame, status: str, labels: Labels
) -> list[str]:
    """Lines for the figures that have a status newly, and those that have it no more; of groups by themselves."""
    was, has = (part.loc[part["status"] == status, KEY].drop_duplicates() for part in (old, now))
    both = was.merge(has, on=KEY, how="outer", indicator="side")
    said = []
    for side, when in (("right_only", " newly"), ("left_only", " no more")):
        these = both[both["side"].eq(side)]
        by_group = these["breakdown_topic"].isin(dataset.groups)
        for which, what in ((these[~by_group], "figures"), (these[by_group], "figures by group")):
            if len(which):
                them = SAID[status].format(them="it" if len(which) == 1 else "them")
                head = f"{len(which):,} {plural(what, len(which))}{when} {them}"
                said.append(f"  - {head}: {first_few(which, labels)}")
    return said


def first_few(cells: pd.DataFrame, labels: Labels) -> str:
    """Some of the cells by name, those of the newest periods first, and how many more there are."""
    several = cells["release"].nunique() > 1
    order = cells.sort_values("time_period", ascending=False, kind="stable").head(FEW)
    names = [
        f"{called(row.area_code)}, {labels.get(row.indicator, row.indicator)}"
        f"{'' if row.breakdown == TOTAL else f' ({row.breakdown})'}, {period(row.time_period)}"
        f"{f' in release {row.release}' if several else ''}"
        for row in order.itertuples()
    ]
    more = len(cells) - len(names)
    return listed(names, FEW) + (f" and {more:,} more" if more else "")
