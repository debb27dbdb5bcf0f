"""The revision ledger: every figure that a newer release prints otherwise than an older one, or no longer.

`data/tidy/revisions.parquet` is worked out from the tidy tables and the register of findings after every build. A row
is one cell in two releases that follow each other, with the figures as printed, corrections undone. Kinds:

* `error`: a check, or the publisher, found the older figure wrong (see the register);
* `first`: the older release printed a symbol, the newer one a figure;
* `withdrawn`: the newer release prints a symbol in its place;
* `dropped`: the newer release has no row for the place, and rows for others;
* `rounding`: the figures differ by no more than the decimals printed;
* `definition`: the figure means something else in the newer release, as its indicator declares;
* `revision`: any other change of the publisher's.
"""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from ingest import store
from ingest.checks.rows import SERIES, year
from ingest.dataset import KEY, Dataset

NAME = "revisions"
ROUNDING = 0.0501
WRONG = ("quarantined", "withheld", "replaced")
COLUMNS = [
    "dataset", "indicator", "geographic_level", "area_code", "breakdown_topic", "breakdown", "time_period",
    "old_time_period", "old_release", "old_value", "old_symbol", "new_release", "new_value", "new_symbol", "kind",
]  # fmt: skip
NUMBERS = ("old_value", "new_value")
PRINTED = ("release", "time_period", "value", "symbol", "is_wrong")
"""What is compared of a cell in two releases."""


def ledger(data: Path, datasets: dict[str, Dataset]) -> bytes:
    """The ledger of all datasets as the content of its table."""
    register = store.read_table(data, store.REGISTER)
    parts = []
    for name, dataset in datasets.items():
        tidy = None if dataset.register else store.read_table(data, name)
        if tidy is not None and tidy["release"].nunique() > 1:
            parts.append(of_dataset(dataset, tidy, register))
    rows = pd.concat([part for part in parts if len(part)] or [pd.DataFrame(columns=COLUMNS)])
    rows = rows.astype({column: "float64" if column in NUMBERS else "str" for column in COLUMNS})[COLUMNS]
    about = {
        "name": NAME,
        "title": "What later releases print otherwise than earlier ones",
        "columns": COLUMNS,
    }
    rows = rows.sort_values([*COLUMNS[:9], "new_release"], ignore_index=True)
    return store.parquet(rows, about)


def in_words(data: Path, content: bytes) -> list[str]:
    """A line for the changes if the ledger is not the one that is there."""
    try:
        before = store.read_table(data, NAME)
    except store.Damaged:
        before = None
    now = pq.read_table(io.BytesIO(content)).to_pandas()
    if before is not None and before.equals(now):
        return []
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in now["kind"].value_counts().sort_index().items())
    was = "" if before is None else f", before {len(before):,}"
    of_kinds = f" ({kinds})" if kinds else ""
    return [f"- `{NAME}`: {len(now):,} figures that a later release prints otherwise{was}{of_kinds}"]


def of_dataset(dataset: Dataset, tidy: pd.DataFrame, register: pd.DataFrame | None) -> pd.DataFrame:
    """The rows of one dataset."""
    rows = as_printed(tidy, dataset.name, register)
    rows = rows.assign(year=year(rows["time_period"])).sort_values("release", kind="stable")
    cell = rows.groupby([*SERIES, "year"])
    for column in PRINTED:
        rows[f"old_{column}"] = cell[column].shift(1)
    without_row = rows.head(0) if dataset.partial else dropped(rows)
    moved = (rows["value"] - rows["old_value"]).abs().gt(1e-9)
    gone = rows["old_value"].notna() & rows["value"].isna()
    come = rows["old_symbol"].notna() & rows["value"].notna()
    rows = pd.concat([rows[moved | gone | come], without_row])
    redefined = {each.name: each.redefined for each in dataset.indicators if each.redefined}
    since = rows["indicator"].map(lambda name: redefined.get(name, "")).astype("str")
    kind = np.select(
        [
            rows["old_is_wrong"].eq(True),
            rows["old_symbol"].notna(),
            rows["symbol"].notna(),
            rows["value"].isna(),
            (rows["value"] - rows["old_value"]).abs().le(ROUNDING),
            since.ne("") & rows["old_release"].lt(since) & rows["release"].ge(since),
        ],
        ["error", "first", "withdrawn", "dropped", "rounding", "definition"],
        "revision",
    )
    named = {"release": "new_release", "value": "new_value", "symbol": "new_symbol"}
    return rows.assign(kind=kind, dataset=dataset.name).rename(columns=named)[COLUMNS]


def dropped(rows: pd.DataFrame) -> pd.DataFrame:
    """The figures of places that have no row in the next release of the same column and year, as rows of that one."""
    column = [each for each in SERIES if each != "area_code"] + ["year"]
    last = rows.drop_duplicates([*SERIES, "year"], keep="last")
    later = rows[[*column, "release"]].drop_duplicates()
    found = last[last["value"].notna()].merge(later, on=column, suffixes=("", "_after"))
    found = found[found["release_after"] > found["release"]].sort_values("release_after", kind="stable")
    found = found.drop_duplicates([*SERIES, "year"])
    older = {f"old_{each}": found[each] for each in PRINTED}
    return found.assign(**older, release=found["release_after"], value=np.nan, symbol=None)[list(rows)]


def as_printed(tidy: pd.DataFrame, name: str, register: pd.DataFrame | None) -> pd.DataFrame:
    """Observations with the figures that were withheld or replaced as the publisher printed them, and `is_wrong`."""
    if register is None:
        return tidy.assign(is_wrong=False)
    wrong = register[(register["dataset"] == name) & register["status"].isin(WRONG)]
    printed = wrong.drop_duplicates(KEY)[[*KEY, "published"]]
    rows = tidy.merge(printed, on=KEY, how="left")
    is_wrong = rows["published"].notna()
    value, symbol = rows["value"].mask(is_wrong, rows["published"]), rows["symbol"].mask(is_wrong)
    return rows.assign(value=value, symbol=symbol, is_wrong=is_wrong)
