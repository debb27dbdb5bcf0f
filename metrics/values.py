"""Every figure of every measure as one long table, and the rows of it that are asked for.

The table is held once for each version, as numbers and as positions in lists of texts: 186,000 rows in 12 MB, where
frames of them take twenty times as much. Rows stand in the order of the measures, then by period, level and area code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from metrics import areas, compute, kept, registry
from metrics import periods as labelled
from metrics.memory import remembered

COLUMNS = {
    "metric": "The measure, by its identity.",
    "title": "The measure as a reader would say it.",
    "theme": "The part of a family's way through the system that the measure belongs to.",
    "unit": "What the value is given in.",
    "area_code": "The nine-character code of the place, as the Office for National Statistics gives it.",
    "area_name": "The name of the place.",
    "geographic_level": "Whether the place is a local authority, a region or England, each as published.",
    "region_code": "The code of the region that the place lies in; of a region its own; none for England.",
    "region": "The name of that region.",
    "period": "The period as readers write it: 2025, 2024/25 (academic), 2024-25 (financial) or January 2025.",
    "period_start": "The first day of the period.",
    "value": "The figure, in the unit of the measure and not rounded; none where there is a gap, which is never 0.",
    "numerator": "The count above the line, where one is published.",
    "denominator": "The count or number below the line, where there is one.",
    "lci_95": "Lower limit of the 95% interval, where chance matters and counts are published: Wilson's for shares, "
    "Byar's for counts and rates.",
    "uci_95": "Upper limit of the 95% interval.",
    "symbol": "The kind of gap, as the table of symbols explains; none for a figure.",
    "reason": "Why there is no figure, as a sentence; none for a figure.",
    "caveats": "Keys of what a reader must know of the figure.",
    "dataset": "The table that the figure was worked out from.",
    "release": "The release of that publication that the figure was taken from.",
    "ranked": "Whether the figure may stand in a ranking of councils.",
}
"""The columns of a row, in their order, and what each means."""
NUMBERS = tuple(compute.NUMBERS)
OF_METRIC, OF_AREA = ("title", "theme", "unit"), ("region_code", "region")
"""The columns that follow from the measure and from the place; `metrics.compute` has the others."""
CHUNK = 2000
"""Rows made at once: all that a table of any length has in memory as Python objects."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """Which rows are asked for, each by any of several values; nothing for a column means all of it.

    `area` and `region` are codes, `theme` one of `metrics.metric.THEMES`, `period` a label. A region means its councils
    and itself.
    """

    metric: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    area_code: tuple[str, ...] = ()
    region_code: tuple[str, ...] = ()
    geographic_level: tuple[str, ...] = ()
    period: tuple[str, ...] = ()
    symbol: tuple[str, ...] = ()


ALL = Asked()


@dataclass(frozen=True)
class Numbers:
    """A column of numbers, NaN where there is none."""

    numbers: np.ndarray

    def at(self, positions: np.ndarray) -> list[Any]:
        """The numbers of some rows, None for NaN."""
        return [None if each != each else each for each in self.numbers[positions].tolist()]

    def order(self, positions: np.ndarray) -> np.ndarray:
        """For each of some rows a number by which they sort; NaN for none."""
        return self.numbers[positions]

    def where(self, values: set[Any]) -> np.ndarray:
        """For each row whether it has one of these values."""
        return np.isin(self.numbers, list(values))


@dataclass(frozen=True)
class Texts:
    """A column of texts: each of them once, and for every row which of them it has."""

    labels: tuple[Any, ...]
    places: np.ndarray

    def at(self, positions: np.ndarray) -> list[Any]:
        """The texts of some rows, None for none."""
        return [self.labels[place] for place in self.places[positions].tolist()]

    def order(self, positions: np.ndarray) -> np.ndarray:
        """For each of some rows a number that sorts as its text does; NaN for none."""
        ordered = {
            label: at for at, label in enumerate(sorted(each for each in self.labels if each is not None))
        }
        return np.array([ordered.get(label, np.nan) for label in self.labels])[self.places[positions]]

    def where(self, values: set[Any]) -> np.ndarray:
        """For each row whether it has one of these texts."""
        return np.array([label in values for label in self.labels])[self.places]


def find(asked: Asked = ALL, sort: Sequence[str] = ()) -> np.ndarray:
    """The positions of the rows that are asked for; `sort` names columns, the largest first after a '-'.

    Rows without what they are sorted by come last, whichever way; those alike in it keep their order.
    """
    held = _held()
    found = np.ones(len(held["value"].numbers), dtype=bool)
    for field in fields(asked):
        if values := set(getattr(asked, field.name)):
            found &= held[field.name].where(values)
    positions = np.flatnonzero(found)
    keys: list[np.ndarray] = []
    for name in reversed(sort):
        order = held[name.removeprefix("-")].order(positions)
        is_none = np.isnan(order)
        keys += [np.where(is_none, 0, -order if name.startswith("-") else order), is_none]
    return positions[np.lexsort(keys)] if keys else positions


def rows(positions: np.ndarray) -> Iterator[Row]:
    """The rows at these positions, each by COLUMNS: None where there is nothing, `caveats` keys joined by ';'."""
    for start in range(0, len(positions), CHUNK):
        part = positions[start : start + CHUNK]
        columns = [_held()[name].at(part) for name in COLUMNS]
        yield from (dict(zip(COLUMNS, cells, strict=True)) for cells in zip(*columns, strict=True))


def cells(name: str, positions: np.ndarray) -> list[Any]:
    """One column of the rows at these positions, None where there is nothing."""
    return _held()[name].at(positions)


def column(name: str, positions: np.ndarray) -> pa.Array:
    """The same as Arrow's, many times as fast."""
    held = _held()[name]
    if isinstance(held, Numbers):
        return pa.array(held.numbers[positions], from_pandas=True)
    return pa.array(held.labels).take(pa.array(held.places[positions]))


def frame(asked: Asked = ALL, sort: Sequence[str] = ()) -> pd.DataFrame:
    """The rows that are asked for as a frame with the columns COLUMNS."""
    found = find(asked, sort)
    return pd.DataFrame({name: _held()[name].at(found) for name in COLUMNS}).astype(
        dict.fromkeys(NUMBERS, "float64")
    )


def periods() -> tuple[str, ...]:
    """Every period that some measure has, the oldest first."""
    return tuple(sorted({period for mine in periods_of().values() for period in mine}, key=labelled.in_time))


@remembered()
def periods_of() -> dict[str, tuple[str, ...]]:
    """The periods of each measure that has rows, the oldest first. Shared: do not change it."""
    metric, period = _held()["metric"], _held()["period"]
    pairs = np.unique(np.stack([metric.places, period.places]), axis=1).T.tolist()
    found: dict[str, list[str]] = {}
    for one, other in pairs:
        found.setdefault(metric.labels[one], []).append(period.labels[other])
    return {name: tuple(sorted(mine, key=labelled.in_time)) for name, mine in found.items()}


@remembered()
def _held() -> dict[str, Any]:
    """Every column, by COLUMNS. Shared: do not change them."""
    read = kept.column if kept.is_sound() else _worked_out().__getitem__
    held: dict[str, Any] = {name: _column(name, read(name)) for name in compute.COLUMNS}
    pa.default_memory_pool().release_unused()
    metrics, places = held["metric"], held["area_code"]
    for name in OF_METRIC:
        told = [getattr(registry.metric(each), name) for each in metrics.labels]
        held[name] = _texts(told, metrics.places)
    for name in OF_AREA:
        told = [areas.areas().at[each, name] for each in places.labels]
        held[name] = _texts(told, places.places)
    return held


def _worked_out() -> dict[str, pa.Array]:
    """Every column of the rows of every measure, from the tables."""
    found = pd.concat([compute.work_out(name) for name in registry.all_metrics()], ignore_index=True)
    columns = {name: pa.array(found[name].astype(object), from_pandas=True) for name in compute.COLUMNS}
    texts = [name for name in columns if name not in NUMBERS and name != "ranked"]
    return columns | {name: columns[name].dictionary_encode() for name in texts}


def _column(name: str, column: pa.Array) -> Numbers | Texts:
    if name in NUMBERS:
        return Numbers(column.to_numpy(zero_copy_only=False))
    if name == "ranked":
        return Texts((False, True), column.to_numpy(zero_copy_only=False).astype("int8"))
    labels = column.dictionary.to_pylist()
    told = [*labels, None] if column.null_count else labels
    return _texts(told, column.indices.fill_null(len(labels)).to_numpy(zero_copy_only=False))


def _texts(told: Sequence[Any], places: np.ndarray) -> Texts:
    """Texts in as few bytes a row as they need; an empty one is none."""
    return Texts(tuple(each if each else None for each in told), places.astype(np.min_scalar_type(len(told))))
