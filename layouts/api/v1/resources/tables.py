"""The tables that leave the house."""

from __future__ import annotations

import pandas as pd

from layouts.api.v1 import choices
from layouts.api.v1.asked import Listed
from layouts.api.v1.resource import Found, Resource, Row, of_frame
from metrics import catalogue
from metrics.memory import remembered


class TablesAsked(Listed):
    """All of them."""


@remembered()
def _every() -> pd.DataFrame:
    """A row for each table. Shared: do not change it."""
    rows = [
        (each.name, each.title, each.description, each.kind, each.rows, ";".join(each.key), ";".join(each.periods),
         " ".join(dict.fromkeys(source.attribution for source in each.sources)), each.note)
        for each in catalogue.tables()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(RESOURCE.columns))


def find(asked: TablesAsked) -> Found:
    """The tables of the catalogue."""
    return of_frame(_every())


def single(name: str) -> Row:
    """One table."""
    return next(of_frame(_every()[_every()["name"] == name]).rows(0, 1))


RESOURCE = Resource(
    "tables",
    "Tables",
    "The cleaned tables that can be downloaded whole at /data: what each is, its key, its periods, whom to credit.",
    TablesAsked,
    find,
    ("name", "title", "description", "kind", "rows", "key", "periods", "attribution", "note"),
    ("tables",),
    always=("name", "title", "kind", "rows"),
    choices=(("name", choices.TABLE),),
    one=("table", choices.TABLE),
    single=single,
)
