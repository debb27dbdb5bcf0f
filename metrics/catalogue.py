"""The tables that leave the house: what each is, its columns, key, sources, periods and rows, and the rows themselves.

The page of downloads, the data package and the dictionary are made from it. A tidy table is in it as soon as
it is in `data/tidy`, a reference table as soon as it is in `data/reference`; what is left out is in `LEFT_OUT`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from metrics import attribution, layers, periods, wide
from metrics import tables as held
from metrics.attribution import Source
from metrics.dictionary import Column, column, typed
from metrics.memory import remembered
from metrics.own_tables import ABOUT, BEYOND_ENGLAND, KEYS, OWN, TIDY_KEYS
from metrics.tables import BY_GROUP

KINDS = {
    "figures": "All figures of the dashboard",
    "wide": "One table for each theme, a row for each area and period",
    "published": "As published, cleaned: one row for each figure",
    "by_group": "As published, cleaned: by age, sex, need, placement and other groups",
    "register": "Registers: inspections, decisions, neighbours, findings and revisions",
    "reference": "What is needed to read the others",
}
"""The kinds of table, in the order in which readers see them."""
LEFT_OUT = {
    "postcodes": "Which council a postcode is in is the Office for National Statistics' own product, made anew every "
    "quarter: take it whole and current from its postcode directory. It also holds data of others.",
    "boundaries": "Maps and not a table. The Office for National Statistics publishes them in full detail.",
}
"""What is in `data` and does not leave the house as a table, with the reason."""
OBSERVATION_KEY = tuple(
    each for each in held.OBSERVATIONS if each not in ("published_area_code", "value", "symbol")
)
FOREIGN = {
    "metric": ("metrics", "metric"),
    "dataset": ("datasets", "dataset"),
    "area_code": ("areas", "area_code"),
    "neighbour_code": ("areas", "area_code"),
    "symbol": ("symbols", "symbol"),
    "old_symbol": ("symbols", "symbol"),
    "new_symbol": ("symbols", "symbol"),
}
"""Columns whose every value is in another table, whichever table they are in."""


class UnknownTable(LookupError):
    """No table of this name leaves the house; the message names those that do."""


@dataclass(frozen=True)
class Table:
    """A table that leaves the house, without its rows.

    `kind` is one of KINDS. `key` names a row, () where rows have no name. `periods` are readers' labels, the oldest
    first; () for what is of no period. `note` is what to know before using it.
    """

    name: str
    title: str
    description: str
    kind: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    sources: tuple[Source, ...]
    periods: tuple[str, ...]
    rows: int
    note: str = ""

    @property
    def foreign(self) -> dict[str, tuple[str, str]]:
        """Each column whose values are in another table, with that table and its column."""
        found = {each.name: FOREIGN[each.name] for each in self.columns if each.name in FOREIGN}
        left = "areas" if self.name in BEYOND_ENGLAND else ""
        return {name: there for name, there in found.items() if there[0] not in (self.name, left)}


def tables() -> list[Table]:
    """Every table, in the order of KINDS."""
    return [table(name) for name in names()]


@remembered()
def names() -> tuple[str, ...]:
    """The names of all tables, in the order of KINDS."""
    tidy = sorted(layers.tidy_names())
    observed = [name for name in tidy if held.outline(name)[0].names == list(held.OBSERVATIONS)]
    listed = [
        "figures",
        *wide.themes(),
        *(name for name in observed if not name.endswith(BY_GROUP)),
        *(name for name in observed if name.endswith(BY_GROUP)),
        *(name for name in tidy if name not in observed),
        *OWN,
        *(name for name in held.reference_names() if name not in OWN),
    ]
    return tuple(listed)


@remembered()
def table(name: str) -> Table:
    """A table by its name; raises UnknownTable. Shared: do not change it."""
    if name not in names():
        raise UnknownTable(f"no table is called {name!r}; there are {', '.join(names())}")
    if name == "figures":
        return _figures()
    if name in wide.themes():
        return _wide(name)
    return _tidy(name) if name in layers.tidy_names() else _reference(name)


def frame(name: str) -> pd.DataFrame:
    """The rows of a table, every blank as a missing value. A large one takes much memory: see `parts`."""
    return pd.concat(list(parts(name)), ignore_index=True)


def first(name: str, most: int) -> pd.DataFrame:
    """The first rows of a table, so many at most, without making the others where that can be."""
    about = table(name)
    if name in layers.tidy_names() and about.rows:
        rows = next(held.batches(name, at_once=most)).to_pandas()
    else:
        rows = next(_parts(about)).head(most)
    return typed(rows, about.columns)


def parts(name: str) -> Iterator[pd.DataFrame]:
    """The rows of a table a part at a time, none of them large; one part without rows where it has none."""
    about = table(name)
    for rows in _parts(about):
        yield typed(rows, about.columns)


def _parts(about: Table) -> Iterator[pd.DataFrame]:
    if about.name == "figures":
        return wide.every()
    if about.kind == "wide":
        return iter([wide.frame(wide.themes()[about.name])])
    if about.name in layers.tidy_names():
        if not about.rows:
            return iter([held.table(about.name)])
        return (batch.to_pandas() for batch in held.batches(about.name))
    return iter([_reference_rows(about.name)])


def _figures() -> Table:
    found = wide.extent("")
    title, words = ABOUT["figures"]
    columns = tuple(column("figures", each) for each in wide.LONG)
    key = ("metric", *wide.KEY)
    sources = attribution.of_datasets(held.names())
    return Table("figures", title, words, "figures", columns, key, sources, found.periods, found.rows)


def _wide(name: str) -> Table:
    theme = wide.themes()[name]
    found = wide.extent(theme)
    _, words = ABOUT["wide"]
    sources = attribution.of_datasets(wide.datasets(theme))
    columns = wide.columns(theme)
    title = f"{theme}: all measures, one row for each area and period"
    return Table(name, title, words, "wide", columns, wide.KEY, sources, found.periods, found.rows)


def _tidy(name: str) -> Table:
    schema, rows = held.outline(name)
    about = held.describe(name)
    is_observed = schema.names == list(held.OBSERVATIONS)
    columns = tuple(column(name, each.name, _type(each.type)) for each in schema)
    if not is_observed:
        kind, key, words = "register", TIDY_KEYS.get(name, ()), about["title"]
    else:
        kind = "by_group" if name.endswith(BY_GROUP) else "published"
        key, words = OBSERVATION_KEY, ABOUT[kind][1]
    if about.get("publisher"):
        sources: tuple[Source, ...] = (attribution.of_dataset(name),)
    else:
        sources = attribution.of_datasets(_unique(name, "dataset"))
    title = about["title"] + (", by group" if kind == "by_group" else "")
    return Table(
        name, title, words, kind, columns, key, sources, _periods(name), rows, about.get("partial", "")
    )


def _reference(name: str) -> Table:
    rows = _reference_rows(name)
    columns = tuple(column(name, each) for each in rows.columns)
    title, words = ABOUT.get(name, (name.replace("_", " ").capitalize(), ""))
    sources = attribution.of_reference(name)
    if "dataset" in rows:
        sources += attribution.of_datasets(dict.fromkeys(rows["dataset"]))
    return Table(name, title, words, "reference", columns, KEYS.get(name, ()), sources, (), len(rows))


def _reference_rows(name: str) -> pd.DataFrame:
    return OWN[name]() if name in OWN else held.reference(name)


def _periods(name: str) -> tuple[str, ...]:
    """The periods of a table of observations in readers' words; () of a register."""
    kind = held.describe(name).get("period_kind", "")
    if "time_period" not in held.outline(name)[0].names or not kind:
        return ()
    labels = {periods.label(each, kind) for each in _unique(name, "time_period")}
    return tuple(sorted(labels, key=periods.in_time))


def _unique(name: str, wanted: str) -> Iterable[str]:
    """The different values of one column of a tidy table, in their order."""
    return dict.fromkeys(
        each for part in held.batches(name, [wanted]) for each in part.column(0).unique().to_pylist()
    )


def _type(kind: pa.DataType) -> str:
    if pa.types.is_integer(kind):
        return "integer"
    if pa.types.is_boolean(kind):
        return "boolean"
    return "number" if pa.types.is_floating(kind) else "string"
