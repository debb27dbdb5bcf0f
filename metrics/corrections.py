"""Every published figure that our checks or a person looked into: what was printed, what is shown here, and why.

The rows are those of the register that the ingest writes (`quarantine`), with names, dates and the measures that rest
on each cell. `status` is one of STATUSES.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics import cell_names, sources, tables
from metrics.memory import remembered

REGISTER = "quarantine"
STATUSES = {
    "withheld": "not shown: it is wrong or contradicts others, as the evidence says",
    "quarantined": "not shown: a check found that it cannot be right",
    "replaced": "put right, as the publisher itself said elsewhere",
    "accepted": "shown: doubted by a check, looked into and found right",
    "noted": "shown, with the doubt of a check",
}
"""What becomes of a figure, and what that means."""
HIDDEN = ("withheld", "quarantined")
COLUMNS = [
    "id", "dataset", "title", "indicator", "label", "unit", "metrics", "geographic_level", "area_code", "area_name",
    "breakdown_topic", "breakdown", "period", "release", "release_published", "published", "shown", "status", "check",
    "finding", "evidence", "address",
]  # fmt: skip
ID = ["dataset", "indicator", "area_code", "breakdown_topic", "breakdown", "time_period", "release", "check"]


SETTLED = ["dataset", "release", "time_period", "area_code", "breakdown", "indicator"]
"""What names a cell in the reference table of corrections."""
PRINTED = [*SETTLED, "breakdown_topic"]
CELL_AND_STATUS = [
    "dataset",
    "release",
    "period",
    "area_code",
    "breakdown_topic",
    "breakdown",
    "indicator",
    "status",
]
"""What findings of several checks on one cell have in common."""


class UnknownStatus(ValueError):
    """A status that no figure of the register has; the message names those there are."""


def corrections(
    area_code: str = "", metric_id: str = "", status: str = "", dataset: str = ""
) -> pd.DataFrame:
    """The rows of the register, of one area, measure, status or table where one is given; columns COLUMNS.

    The newest release first, then by table, period (the newest first), figure and place; a cell that several checks
    doubt has several rows. `published` is what was printed, `shown` what is shown here, null where nothing is;
    `metrics` are the measures that rest on the cell, with ';' between them; `evidence` is '' where nobody has settled
    the finding. Dates are ISO days, '' where the publisher's is not known. Raises UnknownStatus, UnknownMetric.
    """
    if status and status not in STATUSES:
        raise UnknownStatus(f"there is no status {status!r}; there are: {', '.join(STATUSES)}")
    return cell_names.chosen(_register(), metric_id, area_code=area_code, status=status, dataset=dataset)


@remembered()
def _register() -> pd.DataFrame:
    """Every row, in order. Do not change it."""
    if not tables.is_loaded(REGISTER):
        return pd.DataFrame(columns=COLUMNS)
    rows = tables.table(REGISTER)
    rows = cell_names.named(rows[rows["dataset"].map(tables.is_loaded).astype("bool")])
    told = [sources.of_table(*pair) for pair in zip(rows["dataset"], rows["release"], strict=True)]
    rows = rows.assign(
        id=_ids(rows),
        evidence=rows["evidence"].fillna(""),
        shown=_shown(rows),
        release_published=[each.published for each in told],
        address=[each.address for each in told],
    )
    return cell_names.in_order(rows, "release")[COLUMNS].reset_index(drop=True)


def _ids(rows: pd.DataFrame) -> list[str]:
    """What names each row and stays; findings of one check on one cell are told apart by their order."""
    names = pd.Series(cell_names.joined(rows, ID), index=rows.index)
    earlier = names.groupby(names).cumcount()
    return [f"{name}/{before + 1}" if before else name for name, before in zip(names, earlier, strict=True)]


def _shown(rows: pd.DataFrame) -> pd.Series:
    """What stands in the place of each figure: itself, the right one, or nothing where any of its rows hides it."""
    listed = tables.reference("corrections").query("action == 'replace'")
    keys = zip(*(listed[column] for column in SETTLED), strict=True)
    ours = dict(zip(keys, listed["ours"].astype("float64"), strict=True))
    right = [ours.get(key, np.nan) for key in zip(*(rows[column] for column in SETTLED), strict=True)]
    hidden = rows["status"].isin(HIDDEN).groupby([rows[column] for column in PRINTED]).transform("any")
    replaced = pd.Series(right, index=rows.index, dtype="float64")
    return rows["published"].mask(hidden).where(replaced.isna(), replaced)
