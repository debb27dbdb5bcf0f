"""All figures in one long table, and one wide table for each theme: a row for each area and period.

A wide table has for each measure of its theme the columns `<measure>__value`, `__numerator`, `__denominator`,
`__lci_95`, `__uci_95`, `__symbol`, `__doubt` and `__caveats`; those that would be blank in every row are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics import areas, caveats, compute, kept, periods, registry, values
from metrics.dictionary import Column, column
from metrics.memory import remembered
from metrics.metric import THEMES, Metric, needs

KEY = ("area_code", "period")
ABOUT = ("area_code", "area_name", "region", "geographic_level", "period", "period_start")
PARTS = ("value", "numerator", "denominator", "lci_95", "uci_95", "symbol", "doubt", "caveats")
BETWEEN = "__"
"""Between the measure and what of it a column holds; no measure has it in its name."""
LONG = (
    "metric", "area_code", "area_name", "geographic_level", "period", "period_start", "value", "unit", "numerator",
    "denominator", "lci_95", "uci_95", "symbol", "reason", "doubt", "caveats", "dataset", "release", "ranked",
)  # fmt: skip
ALWAYS = ("value", "symbol")


@dataclass(frozen=True)
class Extent:
    """What a wide table, or the long one, holds: measures with their columns, periods, how many rows."""

    parts: dict[str, tuple[str, ...]]
    periods: tuple[str, ...]
    rows: int


def name(theme: str) -> str:
    """The table of a theme: 'wide_getting_assessed'."""
    return f"wide_{re.sub('[^a-z]+', '_', theme.lower())}"


def themes() -> dict[str, str]:
    """The theme of each wide table, of those that have a measure with figures."""
    return {name(theme): theme for theme in THEMES if extent(theme).rows}


def long(metric_id: str) -> pd.DataFrame:
    """The rows of one measure in the long table; columns LONG."""
    rows = _figures(metric_id)
    doubted = rows["caveats"].map({keys: caveats.doubt(keys) for keys in rows["caveats"].unique()})
    return rows.assign(doubt=doubted.astype("str"), unit=registry.metric(metric_id).unit)[list(LONG)]


def every() -> Iterator[pd.DataFrame]:
    """The long table, a measure at a time."""
    for metric_id in extent("").parts:
        yield long(metric_id)


@remembered()
def extent(theme: str) -> Extent:
    """What the wide table of a theme holds; of the long table where `theme` is ''."""
    if not theme:
        found = [extent(each) for each in THEMES]
        parts = {metric: kinds for each in found for metric, kinds in each.parts.items()}
        labels = {label for each in found for label in each.periods}
        return Extent(parts, _sorted(labels), len(values.find()))
    parts, keys = dict[str, tuple[str, ...]](), set[tuple[str, str]]()
    for metric_id in _of(theme):
        rows = values.find(values.Asked(metric=(metric_id,)))
        if len(rows):
            parts[metric_id] = tuple(each for each in PARTS if each in ALWAYS or _is_there(each, rows))
            keys |= set(zip(*(values.cells(each, rows) for each in KEY), strict=True))
    return Extent(parts, _sorted({period for _, period in keys}), len(keys))


def _is_there(part: str, rows: np.ndarray) -> bool:
    """Whether one of the rows, by their positions in `metrics.values`, has something in a column."""
    if part == "doubt":
        return any(caveats.doubt(each) for each in set(values.cells("caveats", rows)) if each)
    return any(each is not None for each in values.cells(part, rows))


def frame(theme: str) -> pd.DataFrame:
    """The wide table of a theme, the oldest period first."""
    found, about = [], []
    for metric_id, kinds in extent(theme).parts.items():
        rows = long(metric_id).set_index(list(KEY))
        found.append(rows[list(kinds)].add_prefix(f"{metric_id}{BETWEEN}"))
        about.append(rows[["area_name", "geographic_level", "period_start"]])
    places = pd.concat(about)
    places = places[~places.index.duplicated()].reset_index()
    order = ["period_start", "period", "geographic_level", "area_code"]
    places = places.sort_values(order, ignore_index=True)
    places["region"] = places["area_code"].map(areas.areas()["region"])
    keys = pd.MultiIndex.from_frame(places[list(KEY)])
    whole = pd.concat([places, *(rows.reindex(keys).reset_index(drop=True) for rows in found)], axis=1)
    return whole[[each.name for each in columns(theme)]]


def columns(theme: str) -> tuple[Column, ...]:
    """The columns of the wide table of a theme, those of measures told by the registry of measures."""
    about = [column(name(theme), each, "string") for each in ABOUT]
    measures = [
        _told(registry.metric(metric_id), part)
        for metric_id, parts in extent(theme).parts.items()
        for part in parts
    ]
    return (*about, *measures)


def _told(metric: Metric, part: str) -> Column:
    """A column of one measure in words."""
    general = column("", part, "string")
    called = {
        "value": metric.note.get("What it counts", ""),
        "numerator": getattr(metric.formula, "numerator_is", ""),
        "denominator": getattr(metric.formula, "denominator_is", ""),
    }.get(part, "")
    words = {
        "value": f"{metric.title}. {called}",
        "numerator": f"{metric.title}: numerator, {called or 'the number of cases'}.",
        "denominator": f"{metric.title}: denominator, {called or 'the number of cases'}.",
    }.get(part, f"{metric.title}: {general.description[0].lower()}{general.description[1:]}")
    unit = metric.unit if part in ("value", "lci_95", "uci_95") else ""
    return Column(f"{metric.id}{BETWEEN}{part}", general.type, unit, words.strip())


def datasets(theme: str) -> list[str]:
    """The tidy tables that the measures of a theme are worked out from."""
    return list(
        dict.fromkeys(each for name in extent(theme).parts for each in needs(registry.metric(name).formula))
    )


def _of(theme: str) -> list[str]:
    return [metric.id for metric in registry.all_metrics().values() if metric.theme == theme]


def _figures(metric_id: str) -> pd.DataFrame:
    """The rows of a measure, read anew each time: all of them together are too many to be remembered."""
    found = kept.figures(metric_id)
    return compute.work_out(metric_id) if found is None else found


def _sorted(labels: set[str]) -> tuple[str, ...]:
    return tuple(sorted(labels, key=lambda label: (periods.start(label), label)))
