"""The file of gathered decisions: its columns, its checks, and the years of which it holds every month whole."""

from __future__ import annotations

from datetime import date

import pandas as pd

from ingest import lgsco
from ingest.dataset import Release, Unreadable
from ingest.lgsco_search import COLUMNS_OF_WINDOWS, FILE, SEARCH, Decisions
from ingest.lgsco_windows import INCOMPLETE, THINNED, UNFINISHED, WHOLE, Window
from ingest.read import Source

STATES = (WHOLE, THINNED, INCOMPLETE, UNFINISHED)
GATHERED = Release(
    release="gathered",
    file=FILE,
    title="Decisions gathered month by month from the search of the website",
    address=SEARCH,
    periods=(),
    origin=Decisions(),
)


def cases(source: Source) -> pd.DataFrame:
    """The decisions, checked as those of the sample are, with the columns of their windows."""
    table = source.table()
    if missing := [name for name in COLUMNS_OF_WINDOWS if name not in table]:
        raise Unreadable(f"{source.name}: no column {missing[0]!r}: gather it again with ingest.lgsco_search")
    rows = lgsco.decisions(table.drop(columns=COLUMNS_OF_WINDOWS), source.name)
    rows = rows.join(table[COLUMNS_OF_WINDOWS])
    unknown = set(rows["window"]) - set(STATES)
    if unknown:
        raise Unreadable(
            f"{source.name}: {min(unknown)!r} is no state of a month; correct ingest/lgsco_gathered.py"
        )
    return rows


def whole_years(rows: pd.DataFrame) -> list[str]:
    """The financial years ('202425') of which every month is whole, and was read after all of it was published."""
    months = rows.assign(month=rows["decision_date"].str[:7]).drop_duplicates("month").set_index("month")
    done = {
        str(month)
        for month, state, seen in months[["window", "window_seen"]].itertuples()
        if state == WHOLE and Window(str(month)).is_published(date.fromisoformat(seen))
    }
    first = sorted({int(month[:4]) for month in done})
    return [f"{year}{(year + 1) % 100:02d}" for year in first if months_of(year) <= done]


def months_of(year: int) -> set[str]:
    """The months of the financial year that begins in a year."""
    return {str(month) for month in pd.period_range(f"{year}-04", periods=12, freq="M")}
