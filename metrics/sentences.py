"""A figure in plain English that can be printed as it stands, or the reason why it may not be said.

A claim is refused for a gap, too few cases, a doubted or withheld figure, a council that classed too many plans as
exceptions, and where `compare`, `trends`, `standing` or `pairs` give no verdict: nothing is worked out here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from metrics import (
    areas,
    clauses,
    compare,
    compute,
    grounds,
    pairs,
    periods,
    rank_claims,
    registry,
    soundness,
    tables,
    trends,
)
from metrics.claim import KINDS, Claim, Kind
from metrics.metric import Metric
from metrics.numbers import number


def claims_of(
    area_code: str, metric_id: str, period: str | None = None, kinds: Sequence[Kind] = KINDS
) -> list[Claim]:
    """Every claim about a place, a measure and a period (its newest where none is named), said or refused."""
    metric = registry.metric(metric_id)
    there = [row["period"] for row in compute.of_area(metric_id, area_code)]
    when = period or (there[-1] if there else "")
    return [claim for kind in kinds for claim in MADE[kind](metric, area_code, when)]


def told_of(area_code: str, metric_ids: Iterable[str], period: str | None) -> list[Claim]:
    """Every claim on these measures, of those that have the period."""
    there = (name for name in metric_ids if not period or period in compute.periods_of(name))
    return [claim for name in there for claim in claims_of(area_code, name, period)]


def _levels(metric: Metric, area_code: str, period: str) -> Iterator[Claim]:
    yield level(metric, area_code, period)


def _comparisons(metric: Metric, area_code: str, period: str) -> Iterator[Claim]:
    for found in compare.against(metric.id, area_code, period):
        yield _compared(metric, area_code, period, found)


def _changes(metric: Metric, area_code: str, period: str) -> Iterator[Claim]:
    for earlier in _earlier(metric, area_code, period):
        yield changed(metric, area_code, earlier, period)


def _ranks(metric: Metric, area_code: str, period: str) -> Iterator[Claim]:
    if areas.is_council(area_code):
        yield rank_claims.ranked(metric, rank_claims.rank(metric, area_code, period))


def _extremes(metric: Metric, area_code: str, period: str) -> Iterator[Claim]:
    if areas.is_council(area_code):
        yield rank_claims.extreme(metric, rank_claims.rank(metric, area_code, period))


def _pairs(metric: Metric, area_code: str, period: str) -> Iterator[Claim]:
    """Beside the closest of its statistical neighbours."""
    for other in _neighbours(area_code)[:1]:
        yield pair(metric, area_code, other, period)


MOVED = ("rose", "fell")


MADE: dict[Kind, Callable[[Metric, str, str], Iterator[Claim]]] = {
    "level": _levels,
    "comparison": _comparisons,
    "change": _changes,
    "rank": _ranks,
    "extreme": _extremes,
    "pair": _pairs,
}


def pair(metric: Metric, area_code: str, other: str, period: str) -> Claim:
    """'... (95.8%) within 20 weeks in 2025. In Harrow the figure was 34.5% (210 of 608). Barnet is 61.3 points ...'"""
    found = pairs.pair(metric.id, area_code, other, period)
    refused, said = found.refusal, ""
    if not refused:
        beyond = clauses.figure(metric, compute.in_period(metric.id, period)[other])
        where = clauses.capital(clauses.where(other))
        said = f"{grounds.clause(metric, area_code, period)}. {where} the figure was {beyond}. {found.gap}"
    return grounds.claim("pair", metric, period, (area_code, other), refused, said, other)


def level(metric: Metric, area_code: str, period: str) -> Claim:
    """'Barnet issued 412 of 430 new EHC plans (95.8%) within 20 weeks in 2025, ...'"""
    said = grounds.clause(metric, area_code, period)
    return grounds.claim(
        "level", metric, period, (area_code,), grounds.unfit(metric, area_code, period), f"{said}."
    )


def changed(metric: Metric, area_code: str, earlier: str, later: str) -> Claim:
    """'..., up from 41.3% (1,200 of 2,905) in 2024.'"""
    found = trends.change(metric.id, area_code, earlier, later)
    refused = (
        grounds.unfit(metric, area_code, later)
        or grounds.unfit(metric, area_code, earlier)
        or found.refusal
        or soundness.unlike(metric, area_code, earlier, later)
        or (soundness.recording(metric, area_code, later, earlier) if found.verdict in MOVED else "")
    )
    said = ""
    if not refused:
        before = clauses.figure(metric, compute.in_period(metric.id, earlier)[area_code])
        said = _moved(metric, area_code, found, before)
    return grounds.claim("change", metric, later, (area_code,), refused, said, earlier, when=(earlier, later))


def _moved(metric: Metric, area_code: str, found: trends.Movement, before: str) -> str:
    """The newest figure beside an earlier one; on the councils with both where that is not all of them."""
    way = {"rose": "up from", "fell": "down from"}.get(found.verdict, "")
    if found.basis not in ("", "all councils"):
        first, last = (number(metric, value) for value in (found.before, found.after))
        move = f"{way} {first}" if way else f"not clearly different from {first}"
        told = grounds.clause(metric, area_code, found.later)
        return f"{told}. Counting only {found.basis}, it was {last}, {move} in {found.earlier}."
    if not way and number(metric, found.before) == number(metric, found.after):
        move = f"the same share as in {found.earlier}, {before}"
    elif not way:
        move = f"not clearly different from {before} in {found.earlier}: the change may be chance"
    else:
        move = f"{way} {before} in {found.earlier}"
    return f"{grounds.clause(metric, area_code, found.later)}, {move}."


def _compared(metric: Metric, area_code: str, period: str, found: compare.Against) -> Claim:
    """'..., higher than the 46.1% across England.'"""
    refused = grounds.unfit(metric, area_code, period) or ("" if found.verdict else found.note)
    codes = (area_code, *filter(None, [found.comparator_code]))
    said = "" if refused else f"{grounds.clause(metric, area_code, period)}, {_beside(metric, found)}."
    others = () if found.comparator_code else _neighbours(area_code)
    return grounds.claim("comparison", metric, period, codes, refused, said, found.comparator, others=others)


def _beside(metric: Metric, found: compare.Against) -> str:
    """'higher than the 46.1% across England', 'similar to its 10 statistical neighbours with a figure, ...'."""
    if not found.comparator_code:
        return " ".join(clauses.of_neighbours(metric, found))
    where, is_whole = clauses.where(found.comparator_code), found.with_figure == found.existed
    if found.comparator_code == areas.ENGLAND and not is_whole:
        where += f" ({found.with_figure} of {found.existed} councils)"
    if number(metric, found.value + found.difference) == number(metric, found.value):
        return f"the same share as {where}"
    linking = {"similar": "similar to"}.get(found.verdict, f"{found.verdict} than")
    return f"{linking} the {number(metric, found.value)} {where}"


def _neighbours(area_code: str) -> tuple[str, ...]:
    """A council's statistical neighbours, closest first; none while their table is not loaded."""
    return areas.neighbours(area_code) if tables.is_loaded(compare.NEIGHBOURS) else ()


def _earlier(metric: Metric, area_code: str, period: str) -> list[str]:
    """The year before, and the first period under the same method."""
    before = periods.year_before(period) if period else ""
    points = [row for row in trends.series(metric.id, area_code) if row.segment >= 0]
    here = next((row.segment for row in points if row.period == period), None)
    first = next((row.period for row in points if row.segment == here), before)
    there = compute.periods_of(metric.id)
    return [each for each in dict.fromkeys((before, first)) if each in there and each != period]
