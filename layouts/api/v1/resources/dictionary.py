"""The data dictionary: every column of every table."""

from __future__ import annotations

import pandas as pd
from pydantic import Field

from layouts.api.v1 import choices
from layouts.api.v1.asked import Listed
from layouts.api.v1.resource import Found, Resource, of_frame, where
from metrics import catalogue
from metrics.memory import remembered


class DictionaryAsked(Listed):
    """Of which tables."""

    table: tuple[choices.Table, ...] = Field((), description="Tables.")


@remembered()
def _every() -> pd.DataFrame:
    """A row for each column of each table. Shared: do not change it."""
    rows = [
        (table.name, column.name, column.type, column.unit, column.description)
        for table in catalogue.tables()
        for column in table.columns
    ]
    return pd.DataFrame(rows, columns=list(RESOURCE.columns))


def find(asked: DictionaryAsked) -> Found:
    """The columns of the tables asked for."""
    return of_frame(where(_every(), table=asked.table))


RESOURCE = Resource(
    "dictionary",
    "Data dictionary",
    "Every column of every table with its type, its unit and what it means.",
    DictionaryAsked,
    find,
    ("table", "column", "type", "unit", "description"),
    ("dictionary",),
    always=("table", "column", "type"),
    choices=(("table", choices.TABLE),),
)
