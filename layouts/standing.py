"""Whether the same councils stay where they are, in words: movement between quarters, patterns, one council's line."""

from __future__ import annotations

from typing import Any

import numpy as np

from layouts.format import listing, number, plural
from layouts.rows import named
from metrics import areas, persistence, registry, standing, tables
from metrics.memory import remembered
from metrics.metric import Metric
from metrics.standing import Persistence

QUARTERS = {
    True: ("Best quarter", "Second quarter", "Third quarter", "Worst quarter"),
    False: ("Highest quarter", "Second quarter", "Third quarter", "Lowest quarter"),
}
"""Whether a measure has a better way -> what its quarters are called, the first at the top."""

RULES = {
    "always at the bottom": "In the worst quarter in every year with a place, five years or more.",
    "always at the top": "In the best quarter in every year with a place, five years or more.",
    "always among the lowest": "In the lowest quarter in every year with a place, five years or more.",
    "always among the highest": "In the highest quarter in every year with a place, five years or more.",
    "yo-yo": "Crossed half of the table three times or more, each time the other way.",
    "turned round": "In the worst quarter three years running, and in the better half in each of the last three years.",
    "fell back": "In the best quarter three years running, and in the worse half in each of the last three years.",
    "rose from the lowest quarter": "In the lowest quarter three years running, and in the higher half in each of the "
    "last three years.",
    "fell from the highest quarter": "In the highest quarter three years running, and in the lower half in each of the "
    "last three years.",
}
"""Pattern -> its rule in words; those of `metrics.persistence.patterns`."""


@remembered(64)
def found(metric_id: str) -> Persistence:
    """Persistence of a measure, read once."""
    return standing.persistence_of(metric_id)


@remembered(64)
def councils(metric_id: str) -> tuple[Any, ...]:
    """A row for each ranked council, by name."""
    rows = found(metric_id).councils
    return () if rows is None else tuple(named(rows.sort_values("area_name")))


@remembered(1024)
def line(metric_id: str, area_code: str) -> tuple[Any, ...]:
    """A council's place in each year, the oldest first."""
    return tuple(named(standing.history(metric_id, area_code)))


@remembered()
def measures() -> tuple[str, ...]:
    """The measures with ranks in two years or more, in the order in which a family meets them."""
    years = tables.derived("ranks").groupby("metric")["period"].nunique()
    there = set(years.index[years > 1])
    return tuple(name for name in registry.all_metrics() if name in there)


def quarters(metric: Metric) -> tuple[str, ...]:
    """What the quarters are called."""
    return QUARTERS[metric.direction != "neither"]


def headline(metric: Metric) -> list[str]:
    """How many of the bottom stay there, beside what luck alone would give, and how far councils move."""
    held = found(metric.id)
    worst, best = quarters(metric)[3].lower(), quarters(metric)[0].lower()
    said = []
    if not np.isnan(held.stayed_worst):
        said.append(
            f"Of the councils in the {worst} in one year, {number(100 * held.stayed_worst)}% were there again a year "
            f"later; of those in the {best}, {number(100 * held.stayed_best)}%. Luck alone would give 25%."
        )
    moved = _moved(metric.id)
    return [*said, moved] if moved else said


def _moved(metric_id: str) -> str:
    """How far apart the places of the council in the middle lie, of those with a place in enough years."""
    enough = [row for row in councils(metric_id) if row.years >= persistence.ENOUGH_YEARS]
    if not enough:
        return ""
    span = float(np.median([row.worst_rank - row.best_rank for row in enough]))
    years = f"{found(metric_id).periods[0]} to {found(metric_id).periods[-1]}"
    return (
        f"From {years} the best and the worst place of the council in the middle lie {number(span)} apart"
        f"{_ranked_each_year(metric_id)}. One year's place says little by itself."
    )


def _ranked_each_year(metric_id: str) -> str:
    """', among 104 to 138 councils with a place each year': places are out of these."""
    sizes = tables.derived_of("ranks", metric_id)["of"]
    low, high = int(sizes.min()), int(sizes.max())
    ends = number(low) if low == high else f"{number(low)} to {number(high)}"
    return f", among {ends} councils with a place each year"


def against_england(metric_id: str) -> str:
    """How many councils were above or below England in every year they have."""
    enough = [row for row in councils(metric_id) if row.years_against_england >= persistence.ENOUGH_YEARS]
    if not enough:
        return "Too few years to count."
    above = sum(row.above_england == row.years_against_england for row in enough)
    below = sum(row.below_england == row.years_against_england for row in enough)
    return (
        f"Of {plural(len(enough), 'council')} with figures for five years or more, {number(above)} "
        f"{'was' if above == 1 else 'were'} above England in every year and {number(below)} below in every year."
    )


def above_finding(metric_id: str) -> str:
    """How many councils with a figure in every year were above England in all of them, and how many in none."""
    years = len(found(metric_id).periods)
    whole = [row for row in councils(metric_id) if row.years_against_england == years]
    always, never = (sum(row.above_england == count for row in whole) for count in (years, 0))
    return (
        f"Of {plural(len(whole), 'council')} with a figure in every year, {number(always)} "
        f"{'was' if always == 1 else 'were'} always above England and {number(never)} never"
    )


def own_finding(metric_id: str, area_code: str) -> str:
    """A council's newest place as the title of its line."""
    newest = line(metric_id, area_code)[-1]
    return f"{areas.name(area_code)} in {newest.period}: {placed(newest)}"


def with_pattern(metric_id: str) -> dict[str, list[Any]]:
    """Pattern -> the councils that show it, in the order of RULES."""
    shown: dict[str, list[Any]] = {}
    for row in councils(metric_id):
        for name in filter(None, row.patterns.split(";")):
            shown.setdefault(name, []).append(row)
    return {name: shown[name] for name in RULES if name in shown}


@remembered(32)
def extremes(metric_id: str) -> dict[str, tuple[Any, Any]]:
    """The years of each council's best and worst place, each as a row with `period` and `said`: the place in words.

    The first of several equal places counts.
    """
    ends: dict[str, tuple[Any, Any]] = {}
    for row in named(tables.derived_of("ranks", metric_id)):
        best, worst = ends.get(row.area_code, (row, row))
        ends[row.area_code] = (
            row if row.rank < best.rank else best,
            row if row.rank > worst.rank else worst,
        )
    return ends


def placed(row: Any) -> str:
    """'37th of 140, and between 30th and 45th allowing for chance': a place is never told without these."""
    return standing.rank_text(row.rank, row.tied, row.of, row.rank_lci_95, row.rank_uci_95)


def ends(metric: Metric) -> tuple[str, str]:
    """What the first and the last place are called: 'Best' and 'Worst', or 'Highest' and 'Lowest'."""
    first, last = quarters(metric)[::3]
    return first.split()[0], last.split()[0]


def _extremes(metric_id: str, area_code: str) -> list[str]:
    """The best and the worst place a council has held, each with its year and its interval."""
    if len(line(metric_id, area_code)) < 2:
        return []
    named = zip(ends(registry.metric(metric_id)), extremes(metric_id)[area_code], strict=True)
    return [f"{name} place, {row.period}: {placed(row)}." for name, row in named]


def own(metric_id: str, area_code: str) -> list[str]:
    """One council's record in sentences: its newest place, its years against England, its patterns."""
    held = found(metric_id)
    row = next((row for row in councils(metric_id) if row.area_code == area_code), None)
    rank = standing.rank_of(metric_id, area_code, held.periods[-1])
    said = (
        [f"In {held.periods[-1]}: {rank.text}, {rank.order}. {rank.beside}".strip()]
        if rank.text
        else [rank.refusal]
    )
    if row is None:
        return [*said, "It has no figure to set against England in any of these years."]
    said.append(
        f"Above England in {number(row.above_england)} and below in {number(row.below_england)} of "
        f"{plural(row.years_against_england, 'year')} with a figure. It has a place in {number(row.years)} of them."
    )
    said += _extremes(metric_id, area_code)
    names = [name for name in row.patterns.split(";") if name]
    return [*said, f"Pattern: {listing(names)}."] if names else said
