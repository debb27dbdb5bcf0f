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

from metrics import caveats, periods, registry, values
from metrics.dictionary import Column, column
from metrics.memory import remembered
from metrics.metric import THEMES, Metric, needs

KEY = ("area_code", "period")
ABOUT = ("area_code", "area_name", "geographic_level", "region", "period", "period_start")
PARTS = ("value", "numerator", "denominator", "lci_95", "uci_95", "symbol", "doubt", "caveats")
BETWEEN = "__"
"""Between the measure and what of it a column holds; no measure has it in its name."""
BESIDE_CAVEATS = "doubt"
"""A column of ours before `caveats`: which of them doubts the figure."""
LONG = tuple(
    each for name in values.COLUMNS for each in ([BESIDE_CAVEATS, name] if name == "caveats" else [name])
)
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


def long(asked: values.Asked) -> pd.DataFrame:
    """The rows of the long table that are asked for; columns LONG."""
    rows = values.frame(asked)
    doubted = {keys: caveats.doubt(keys) or None for keys in rows["caveats"].dropna().unique()}
    return rows.assign(doubt=rows["caveats"].map(doubted).astype("str"))[list(LONG)]


def every() -> Iterator[pd.DataFrame]:
    """The long table, a theme at a time."""
    return (long(values.Asked(theme=(theme,))) for theme in themes().values())


@remembered()
def extent(theme: str) -> Extent:
    """What the wide table of a theme holds; of the long table where `theme` is ''."""
    if not theme:
        found = [extent(each) for each in THEMES]
        parts = {metric: kinds for each in found for metric, kinds in each.parts.items()}
        return Extent(parts, values.periods(), len(values.find()))
    parts, keys = dict[str, tuple[str, ...]](), set[tuple[str, str]]()
    for metric_id in (each.id for each in registry.all_metrics().values() if each.theme == theme):
        rows = values.find(values.Asked(metric=(metric_id,)))
        if len(rows):
            parts[metric_id] = tuple(each for each in PARTS if each in ALWAYS or _is_there(each, rows))
            keys |= set(zip(*(values.cells(each, rows) for each in KEY), strict=True))
    labels = sorted({period for _, period in keys}, key=periods.in_time)
    return Extent(parts, tuple(labels), len(keys))


def _is_there(part: str, rows: np.ndarray) -> bool:
    """Whether one of the rows, by their positions in `metrics.values`, has something in a column."""
    if part == "doubt":
        return any(caveats.doubt(each) for each in set(values.cells("caveats", rows)) if each)
    found = values.column(part, rows)
    return found.null_count < len(found)


def frame(theme: str) -> pd.DataFrame:
    """The wide table of a theme, the oldest period first."""
    rows = long(values.Asked(theme=(theme,)))
    places = rows[list(ABOUT)].drop_duplicates(list(KEY))
    order = ["period_start", "period", "geographic_level", "area_code"]
    places = places.sort_values(order, ignore_index=True)
    keys = pd.MultiIndex.from_frame(places[list(KEY)])
    measures = dict(list(rows.groupby("metric", sort=False)))
    found = [
        measures[name].set_index(list(KEY)).reindex(keys)[list(kinds)].add_prefix(f"{name}{BETWEEN}")
        for name, kinds in extent(theme).parts.items()
    ]
    return pd.concat([places, *(each.reset_index(drop=True) for each in found)], axis=1)


def columns(theme: str) -> tuple[Column, ...]:
    """The columns of the wide table of a theme, those of measures told by the registry of measures."""
    about = [column("figures", each) for each in ABOUT]
    measures = [
        _told(registry.metric(metric_id), part)
        for metric_id, parts in extent(theme).parts.items()
        for part in parts
    ]
    return (*about, *measures)


def _told(metric: Metric, part: str) -> Column:
    """A column of one measure in words."""
    general = column("figures", part)
    called = {
        "value": metric.note.get("What it counts", ""),
        "numerator": getattr(metric.formula, "numerator_is", ""),
        "denominator": getattr(metric.formula, "denominator_is", ""),
    }.get(part, "")
    words = {
        "value": f"{metric.title}, {metric.unit}. {called}",
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
