"""What an address of the API is: parameters, the columns of its rows, and the rows themselves."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, create_model

from layouts.api.v1 import resources
from layouts.api.v1.asked import Asked
from layouts.api.v1.choices import OF_COLUMNS, Choice
from layouts.api.v1.columns import described
from layouts.format import is_missing
from metrics.memory import remembered

Row = dict[str, Any]
KINDS: dict[str, type] = {"string": str, "number": float, "integer": int, "boolean": bool, "date": str}
DAY: Any = {"format": "date"}


@dataclass(frozen=True)
class Found:
    """The rows that were asked for: how many, and those from one place to another, made when they are needed."""

    count: int
    rows: Callable[[int, int], Iterator[Row]]


@dataclass(frozen=True)
class Resource:
    """One list of rows: at `/api/v1/<name>` as JSON and at `/api/v1/<name>.csv` as a file.

    `columns` are told in words by the dictionary of the tables in `words`; `always` are those that no row lacks, and
    `choices` those with a list of their own. `one` is the column by which a single row has an address of its own, and
    the list that its values are from. `carries` says that rows have figures, with keys of caveats and tables.
    """

    name: str
    title: str
    description: str
    asked: type[Asked]
    find: Callable[[Any], Found]
    columns: tuple[str, ...]
    words: tuple[str, ...]
    always: tuple[str, ...] = ()
    choices: tuple[tuple[str, Choice], ...] = ()
    one: tuple[str, Choice] | None = None
    single: Callable[[str], Row] | None = None
    carries: bool = False


def of_frame(rows: pd.DataFrame) -> Found:
    """The rows of a frame, with None where there is nothing."""

    def part(start: int, stop: int) -> Iterator[Row]:
        for row in rows.iloc[start:stop].to_dict("records"):
            yield {str(name): None if is_missing(cell) or cell is pd.NA or cell == "" else cell
                   for name, cell in row.items()}  # fmt: skip

    return Found(len(rows), part)


def where(rows: pd.DataFrame, **wanted: tuple[str, ...]) -> pd.DataFrame:
    """The rows whose columns have one of the values wanted; what is empty is not asked for."""
    for name, values in wanted.items():
        if values:
            rows = rows[rows[name].isin(values)]
    return rows


@remembered()
def every() -> dict[str, Resource]:
    """Each list of rows by its name: one module of the folder `resources` each, in the order of `resources.ORDER`."""
    names = [found.name for found in pkgutil.iter_modules(resources.__path__)]
    ordered = sorted(names, key=lambda name: (*resources.ORDER, *sorted(names)).index(name))
    found = [importlib.import_module(f"{resources.__name__}.{name}").RESOURCE for name in ordered]
    return {resource.name: resource for resource in found}


def row_model(resource: Resource) -> type[BaseModel]:
    """What a row of the answer is, as a model: its columns with type, list and meaning."""
    fields = {name: _field(resource, name) for name in resource.columns}
    named = "".join(part.capitalize() for part in resource.name.split("-")) + "Row"
    return create_model(named, __config__=ConfigDict(extra="forbid"), **fields)  # type: ignore[call-overload, no-any-return]


def _field(resource: Resource, name: str) -> tuple[Any, Any]:
    told = described(resource.words, name)
    kind: Any = KINDS[told.type]
    listed = dict(resource.choices).get(name) or OF_COLUMNS.get(name)
    if listed:
        kind = Annotated[str, listed]
    elif told.type == "date":
        kind = Annotated[str, Field(json_schema_extra=DAY)]
    meaning = f"{told.description} Unit: {told.unit}." if told.unit else told.description
    return (kind if name in resource.always else kind | None, Field(description=meaning))


def sorting(name: str, columns: tuple[str, ...]) -> Choice:
    """The list of what rows may be sorted by: each column, with and without a '-'."""
    return Choice(
        name, "column to sort by", lambda: [text for each in columns for text in (each, f"-{each}")]
    )


def ordered(rows: pd.DataFrame, sort: tuple[str, ...]) -> pd.DataFrame:
    """Rows by some columns, those without a value last; those alike keep their order."""
    for name in reversed(sort):
        rows = rows.sort_values(
            name.removeprefix("-"), ascending=not name.startswith("-"), kind="stable", na_position="last"
        )
    return rows
