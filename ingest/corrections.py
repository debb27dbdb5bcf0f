"""What is done about a wrong figure: findings and `data/reference/corrections.csv` applied to tidy rows.

A correction names one cell and what was published there. `withhold` takes the figure away, `replace` puts in
the right one (only where the publisher printed it), `accept` keeps a figure that a check doubted.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from ingest.dataset import FINDING_COLUMNS, KEY, Dataset, Unreadable
from ingest.store import REGISTER_COLUMNS
from ingest.symbols import WITHHELD

CORRECTIONS = Path(__file__).resolve().parent.parent / "data" / "reference" / "corrections.csv"
CELL = ["release", "time_period", "area_code", "breakdown", "indicator"]
STATUS = {"withhold": "withheld", "replace": "replaced", "accept": "accepted"}


def corrections(path: Path = CORRECTIONS) -> pd.DataFrame:
    """Every correction as text; raises when an action is unknown or a cell is named twice."""
    listed = pd.read_csv(path, dtype="str", keep_default_na=False)
    unknown = listed[~listed["action"].isin(STATUS)]
    if len(unknown):
        raise Unreadable(
            f"{path.name}: unknown action {unknown.iloc[0]['action']!r}; use {', '.join(STATUS)}"
        )
    twice = listed[listed.duplicated(["dataset", *CELL])]
    if len(twice):
        raise Unreadable(f"{path.name}: two rows for {named(twice.iloc[0])}: keep one")
    return listed


def listed_for(dataset: Dataset) -> pd.DataFrame:
    """The corrections of one dataset, in the releases that it has."""
    listed, releases = corrections(), {each.release for each in dataset.releases}
    return listed[listed["dataset"].eq(dataset.name) & listed["release"].isin(releases)]


def named(row: pd.Series) -> str:
    """A correction's cell in words for a message."""
    return ", ".join(str(row[column]) for column in CELL)


def apply(
    tidy: pd.DataFrame, findings: pd.DataFrame, listed: pd.DataFrame, dataset: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tidy rows with wrong figures taken away or put right, and the rows of the register that say so.

    `listed` are this dataset's corrections. One that fits no cell, or not the figure published there, raises
    Unreadable.
    """
    keyed = tidy.merge(listed.drop(columns="dataset"), on=CELL, how="left", validate="m:1").set_index(
        tidy.index
    )
    require_used(keyed, listed)
    doubted = pd.MultiIndex.from_frame(tidy[KEY]).isin(
        pd.MultiIndex.from_frame(findings.loc[findings["quarantine"], KEY])
    )
    action = keyed["action"]
    gone = (action == "withhold") | (doubted & action.isna())
    right = pd.to_numeric(keyed["ours"].where(action == "replace"))
    value = tidy["value"].mask(gone).mask(action == "replace", right)
    symbol = tidy["symbol"].mask(gone, WITHHELD).mask(action == "replace")
    register = register_rows(keyed, findings, dataset)
    return tidy.assign(value=value, symbol=symbol), register


def require_used(keyed: pd.DataFrame, listed: pd.DataFrame) -> None:
    """Raise unless every correction met its cell and the figure it expects there."""
    used = keyed[keyed["action"].notna()]
    unused = listed.merge(used[CELL], on=CELL, how="left", indicator=True).query("_merge == 'left_only'")
    if len(unused):
        raise Unreadable(
            f"corrections.csv: no cell {named(unused.iloc[0])}: the row is not needed any more, remove it"
        )
    other = used[used["value"].ne(pd.to_numeric(used["published"]))]
    if len(other):
        first = other.iloc[0]
        raise Unreadable(
            f"corrections.csv: {named(first)} was published as {first['published']} when the row was "
            f"written and is "
            f"{first['value'] if pd.isna(first['symbol']) else first['symbol']} now: look at it again"
        )


def register_rows(keyed: pd.DataFrame, findings: pd.DataFrame, dataset: str) -> pd.DataFrame:
    """One register row for each finding, and one for each correction that no check asked for."""
    settled = keyed.loc[keyed["action"].notna(), [*KEY, "value", "action", "evidence"]]
    found = findings[FINDING_COLUMNS].merge(settled, on=KEY, how="left", validate="m:1")
    noted = found["quarantine"].map({True: "quarantined", False: "noted"})
    found["status"] = found["action"].map(STATUS).fillna(noted)
    alone = settled.merge(findings[KEY].drop_duplicates(), on=KEY, how="left", indicator=True)
    alone = alone[alone["_merge"] == "left_only"]
    if (alone["action"] == "accept").any():
        first = alone[alone["action"] == "accept"].iloc[0]
        raise Unreadable(f"corrections.csv: no check doubts {named(first)} any more: remove the row")
    alone = alone.assign(
        published=alone["value"],
        check="correction",
        finding=alone["evidence"],
        status=alone["action"].map(STATUS),
    )
    columns = REGISTER_COLUMNS[1:]
    register = pd.concat([frame[columns] for frame in (found, alone) if len(frame)] or [found[columns]])
    return register.assign(dataset=dataset, evidence=register["evidence"].fillna(""))[REGISTER_COLUMNS]


def unsettled(findings: pd.DataFrame, dataset: str) -> pd.DataFrame:
    """One register row for each finding on cells that no correction is about."""
    status = findings["quarantine"].map({True: "quarantined", False: "noted"}).astype("str")
    return findings.assign(dataset=dataset, status=status, evidence="")[REGISTER_COLUMNS]
