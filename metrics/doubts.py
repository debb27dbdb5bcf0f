"""Published figures that a check of the ingest doubts without proof: shown, marked with a caveat, never ranked.

A figure that is proved wrong is withheld and is no doubt. Other findings that the register only notes, such as a jump
against a council's own history, are no reason for doubt by themselves.
"""

from __future__ import annotations

import pandas as pd

from metrics import cells, tables
from metrics.metric import Metric, indicators

DOUBTS = {
    "zero_beside": "A count of 0 stands beside a hundred or more cases here. It may be true, or the cases may not "
    "have been recorded. Shown as published, and not ranked.",
    "few_known": "The outcome is recorded for fewer than half of the cases here, and those need not be like the "
    "others. Shown as published, and not ranked.",
    "exchanged_beside": "This figure and that of another council fit the other statistics only when they "
    "change places: each may be printed in the other's row. Shown as published, and not ranked.",
    "rolled_forward": "This number of plans does not follow from the year before: adding the plans that began and "
    "taking away those that ended gives a very different one. Shown as published, and not ranked.",
}
"""Checks whose findings a reader must know of, and the caveat; the check's name is the caveat's key."""


def doubts(rows: pd.DataFrame, metric: Metric) -> pd.Series:
    """The check that doubts one of the cells behind each row, or ''; the first of several."""
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
