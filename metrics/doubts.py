"""Published figures that a check doubts without proof: shown, marked with a caveat, never ranked.

The checks are those of the ingest, and one of ours: a return may lack most of its cases, when its denominator is far
below those of the council's last two figures, however long ago they were. A figure that is proved wrong is withheld
and is no doubt. Other findings that the register only notes, such as a jump against a council's own history, are no
reason for doubt by themselves.
"""

from __future__ import annotations

import pandas as pd

from metrics import areas, cells, tables
from metrics.metric import Metric, Proportion, indicators

LEAST_KEPT = 0.4
"""A return with less than this share of the cases of the last one may lack most of them."""
FEWEST_BEFORE = 100
"""Cases of the last return from which that is a sign."""
COLLAPSED = "return_collapsed"
DOUBTS = {
    "zero_beside": "A count of 0 stands beside a hundred or more cases here. It may be true, or the cases may not "
    "have been recorded. Shown as published, and not ranked.",
    "few_known": "The outcome is recorded for fewer than half of the cases here, and those need not be like the "
    "others. Shown as published, and not ranked.",
    "exchanged_beside": "This figure and that of another council fit the other statistics only when they "
    "change places: each may be printed in the other's row. Shown as published, and not ranked.",
    "rolled_forward": "This number of plans does not follow from the year before: adding the plans that began and "
    "taking away those that ended gives a very different one. Shown as published, and not ranked.",
    COLLAPSED: "This percentage rests on less than two fifths of the cases behind the council's last figures before "
    "it: most of them may be missing. Shown as published, and not ranked.",
}
"""Checks whose findings a reader must know of, and the caveat; the check's name is the caveat's key."""


def doubts(rows: pd.DataFrame, metric: Metric) -> pd.Series:
    """The check that doubts one of the cells behind each row, or ''; the first of several, a collapsed return last."""
    found = _noted(rows, metric)
    return found.mask((found == "") & collapsed(rows, metric), COLLAPSED)


def collapsed(rows: pd.DataFrame, metric: Metric) -> pd.Series:
    """Whether each row is a percentage of a council whose return may lack most of its cases.

    It has far fewer than each of the last two figures, or than the only one: a year after a peak is no collapse.
    England's own fall between the years is allowed for: a new form may ask for less.
    """
    never = pd.Series(False, index=rows.index)
    if not isinstance(metric.formula, Proportion):
        return never
    there = rows[rows["value"].notna() & ~rows["period"].isin(metric.unranked)]
    there = there.sort_values("period_start", kind="stable")
    england = rows[rows["area_code"] == areas.ENGLAND].set_index("period")["denominator"]
    last, before = (_least(there, england[england > 0], back) for back in (1, 2))
    few = (there["denominator"] < last) & ~(there["denominator"] >= before)
    return (few & (there["level"] == "local_authority")).reindex(rows.index, fill_value=False)


def _least(there: pd.DataFrame, england: pd.Series, back: int) -> pd.Series:
    """The fewest cases that are not too few beside the figure `back` figures earlier; NaN where there is none."""
    earlier = there.groupby("area_code")[["period", "denominator"]].shift(back)
    moved = there["period"].map(england).astype(float) / earlier["period"].map(england).astype(float)
    least = LEAST_KEPT * earlier["denominator"] * moved.fillna(1).clip(upper=1)
    return least.where(earlier["denominator"] >= FEWEST_BEFORE) if back == 1 else least


def _noted(rows: pd.DataFrame, metric: Metric) -> pd.Series:
    """The check of the ingest that doubts one of the cells behind each row, or ''; the first of several."""
    if not tables.is_loaded("quarantine"):
        return pd.Series("", index=rows.index)
    register, formula = tables.table("quarantine"), metric.formula
    noted = register[
        (register["status"] == "noted")
        & register["check"].isin(DOUBTS)
        & (register["dataset"] == formula.dataset)
        & (register["breakdown_topic"] == formula.breakdown[0])
        & (register["breakdown"] == formula.breakdown[1])
        & register["indicator"].isin(indicators(formula))
    ]
    if noted.empty:
        return pd.Series("", index=rows.index)
    found = noted.drop_duplicates(cells.KEY).set_index(cells.KEY)["check"].to_dict()
    keys = rows[cells.KEY].itertuples(index=False, name=None)
    return pd.Series([found.get(key, "") for key in keys], index=rows.index, dtype="str")
