"""Where a council stands among all, as claims: its rank with the interval, and whether it is surely at an end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from metrics import (
    areas,
    caveats,
    compute,
    grounds,
    headlines,
    lottery,
    ranks,
    registry,
    soundness,
    standing,
    tables,
)
from metrics.beside import MOST_EXCEPTIONS
from metrics.claim import Claim
from metrics.memory import remembered
from metrics.metric import Metric

AMONG = 10
"""Councils that are 'among the lowest' or 'among the highest'."""
FIELD = 3
"""The limits of a place that is told span at most one in so many of all places."""
NOT_RECORDED = "_not_recorded"
"""What the names of measures end in that tell what councils did not record."""


@remembered(2048)
def rank(metric: Metric, area_code: str, period: str) -> standing.Rank:
    """A council's place, or why it has none."""
    refused = grounds.unfit(metric, area_code, period)
    if refused:
        return standing.Rank(metric.id, area_code, period, refusal=refused)
    try:
        return standing.rank_of(metric.id, area_code, period)
    except tables.NotBuilt as error:
        return standing.Rank(metric.id, area_code, period, refusal=str(error))


@remembered(128)
def places_in(metric_id: str, period: str) -> dict[str, str]:
    """Code -> 'Rank, best first: 3rd of 151, and between ...' of each council with a place, for a chart of them all.

    Of a place that says too little there are the limits alone.
    """
    metric = registry.metric(metric_id)
    try:
        rows = standing.in_period(metric_id, period)
    except tables.NotBuilt:
        return {}
    if lottery.disqualified(metric):
        return {}
    order = "highest first" if metric.direction == "neither" else "best first"
    return {code: f"Rank, {order}: {_placed(row)}" for code, row in rows.items()}


def _placed(row: Mapping[str, Any]) -> str:
    low, high, of = row["rank_lci_95"], row["rank_uci_95"], row["of"]
    if FIELD * (high - low) > of:
        return f"{ranks.place_between(low, high, of)} allowing for chance"
    return standing.rank_text(row["rank"], row["tied"], of, low, high)


def _wide(found: standing.Rank) -> str:
    """Why a place says too little; '' where it says enough."""
    if found.refusal or FIELD * (found.high - found.low) <= found.of:
        return found.refusal
    place = ranks.place_between(found.low, found.high, found.of)
    return f"Its place is {place} allowing for chance: more than a third of all places, so it says little."


def ranked(metric: Metric, found: standing.Rank) -> Claim:
    """'... Among councils, counting from the highest figure, Barnet is joint 3rd of 151, and between 1st and ...'"""
    name = areas.spoken(found.area_code)
    place = f"Among councils, counting from the {_first(metric)} figure, {name} is {found.text}."
    said = f"{grounds.clause(metric, found.area_code, found.period)}. {place}{_left_out(found)}"
    return grounds.claim("rank", metric, found.period, (found.area_code,), _wide(found), said)


def _left_out(found: standing.Rank) -> str:
    """Who has a figure and no place."""
    if not found.left_out:
        return ""
    several = "councils that classed" if found.left_out > 1 else "council that classed"
    whose = "their" if found.left_out > 1 else "its"
    return f" Not ranked: {found.left_out} {several} more than {MOST_EXCEPTIONS}% of {whose} plans as exceptions."


def _first(metric: Metric) -> str:
    """The end from which places are counted."""
    return "lowest" if metric.direction == "lower" else "highest"


def extreme(metric: Metric, found: standing.Rank) -> Claim:
    """'..., among the 10 lowest of the 138 councils ranked: ...', where the interval of the rank allows it."""
    refused, said = found.refusal or _unnamed(metric, found), ""
    if not refused:
        first, last = _first(metric), "highest" if _first(metric) == "lowest" else "lowest"
        ends = ((first, found.low, found.high), (last, found.of + 1 - found.high, found.of + 1 - found.low))
        said = next((_among(found, *end) for end in ends if end[2] <= AMONG), "")
        refused = "" if said else (
            f"Its place is {ranks.place_between(found.low, found.high, found.of)} allowing for chance, so it is not "
            f"surely among the {AMONG} lowest or the {AMONG} highest."
        )  # fmt: skip
    said = f"{grounds.clause(metric, found.area_code, found.period)}, {said}."
    return grounds.claim("extreme", metric, found.period, (found.area_code,), refused, said)


def _among(found: standing.Rank, end: str, near: int, far: int) -> str:
    """The words for a place that is between `near` and `far` from an end."""
    if near == far == 1 and not found.tied:
        return f"the {end} of the {found.of} councils ranked, with or without chance"
    places = f"between {ranks.ordinal(near)} and {ranks.ordinal(far)}" if near < far else ranks.ordinal(near)
    return f"among the {AMONG} {end} of the {found.of} councils ranked ({places} {end} allowing for chance)"


def _unnamed(metric: Metric, found: standing.Rank) -> str:
    """Why a council is not named as one of the lowest or highest, whatever its place."""
    if metric.id.endswith(NOT_RECORDED):
        return "It tells what councils did not record, so none is named as the lowest or highest."
    row = compute.in_period(metric.id, found.period)[found.area_code]
    if row["denominator"] < headlines.FEWEST_FOR_EXTREMES:
        return f"Fewer than {headlines.FEWEST_FOR_EXTREMES} cases: too few to name as the lowest or highest."
    told = caveats.of_one_place(row["caveats"])
    told += [each.briefly for each in soundness.noted(metric, found.area_code, found.period)]
    return (
        f"The figure has a note of its own, so it may not be what it seems: {' '.join(told)}" if told else ""
    )
