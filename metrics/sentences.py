"""A figure in plain English that can be printed as it stands, or the reason why it may not be said.

A claim is refused for a gap, too few cases, a doubted or withheld figure, a council that classed too many plans as
exceptions, and where `compare`, `trends`, `standing` or `pairs` give no verdict: nothing is worked out here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from metrics import (
    areas,
    beside,
    caveats,
    clauses,
    compare,
    compute,
    headlines,
    periods,
    registry,
    trends,
)
from metrics.claim import Claim, Figure, Kind
from metrics.metric import Metric
from metrics.numbers import number

AMONG = 10
"""Councils that are 'among the lowest' or 'among the highest'."""


def claims_of(area_code: str, metric_id: str, period: str | None = None) -> list[Claim]:
    """Every claim about a place, a measure and a period (its newest where none is named), said or refused."""
    metric = registry.metric(metric_id)
    there = [row["period"] for row in compute.of_area(metric_id, area_code)]
    when = period or (there[-1] if there else "")
    found = [level(metric, area_code, when)]
    found += [
        _compared(metric, area_code, when, each) for each in compare.against(metric_id, area_code, when)
    ]
    found += [changed(metric, area_code, earlier, when) for earlier in _earlier(metric, area_code, when)]
    return found


def level(metric: Metric, area_code: str, period: str) -> Claim:
    """'Barnet issued 412 of 430 new EHC plans (95.8%) within 20 weeks in 2025, ...'"""
    said = _clause(metric, area_code, period)
    return _claim("level", metric, period, (area_code,), _unfit(metric, area_code, period), f"{said}.")


def changed(metric: Metric, area_code: str, earlier: str, later: str) -> Claim:
    """'..., up from 41.3% (1,200 of 2,905) in 2024.'"""
    found = trends.change(metric.id, area_code, earlier, later)
    refused = _unfit(metric, area_code, later) or _unfit(metric, area_code, earlier) or found.refusal
    said = ""
    if not refused:
        before = clauses.figure(metric, compute.in_period(metric.id, earlier)[area_code])
        said = _moved(metric, area_code, found, before)
    return _claim("change", metric, later, (area_code,), refused, said, earlier, when=(earlier, later))


def _moved(metric: Metric, area_code: str, found: trends.Movement, before: str) -> str:
    """The newest figure beside an earlier one; on the councils with both where that is not all of them."""
    way = {"rose": "up from", "fell": "down from"}.get(found.verdict, "")
    if found.basis not in ("", "all councils"):
        first, last = (number(metric, value) for value in (found.before, found.after))
        move = f"{way} {first}" if way else f"not clearly different from {first}"
        scope = f"{found.basis[:1].upper()}{found.basis[1:]}"
        told = _clause(metric, area_code, found.later)
        return f"{told}. {scope} had {last} together, {move} in {found.earlier}."
    if not way and number(metric, found.before) == number(metric, found.after):
        move = f"the same share as in {found.earlier}, {before}"
    elif not way:
        move = f"not clearly different from {before} in {found.earlier}: the change may be chance"
    else:
        move = f"{way} {before} in {found.earlier}"
    return f"{_clause(metric, area_code, found.later)}, {move}."


def _compared(metric: Metric, area_code: str, period: str, found: compare.Against) -> Claim:
    """'..., higher than the 46.1% across England.'"""
    refused = _unfit(metric, area_code, period) or ("" if found.verdict else found.note)
    codes = (area_code, *filter(None, [found.comparator_code]))
    said = "" if refused else f"{_clause(metric, area_code, period)}, {_beside(metric, found)}."
    return _claim("comparison", metric, period, codes, refused, said, found.comparator)


def _beside(metric: Metric, found: compare.Against) -> str:
    """'higher than the 46.1% across England', 'similar to its 10 statistical neighbours with a figure, ...'."""
    middle = number(metric, found.value)
    if found.comparator_code:
        linking = {"similar": "similar to"}.get(found.verdict, f"{found.verdict} than")
        return f"{linking} the {middle} {clauses.where(found.comparator_code)}"
    linking = "similar to" if found.verdict == "similar" else f"{found.verdict} than most of"
    return f"{linking} its {found.with_figure} statistical neighbours with a figure, whose median is {middle}"


def _earlier(metric: Metric, area_code: str, period: str) -> list[str]:
    """The year before, and the first period under the same method."""
    before = periods.year_before(period) if period else ""
    points = [row for row in trends.series(metric.id, area_code) if row.segment >= 0]
    here = next((row.segment for row in points if row.period == period), None)
    first = next((row.period for row in points if row.segment == here), before)
    return [each for each in dict.fromkeys((before, first)) if each and each != period]


def _claim(
    kind: Kind,
    metric: Metric,
    period: str,
    codes: tuple[str, ...],
    refused: str,
    said: str,
    against: str = "",
    when: tuple[str, ...] = (),
) -> Claim:
    """A claim with what must stand beside it, or without any words where it is refused."""
    if refused:
        return Claim(kind, metric.id, period, codes, against, refused=refused)
    rows = tuple(_figures(metric, codes, when or (period,)))
    notes = dict.fromkeys(text for row in rows for text in caveats.of_one_place(row.caveats))
    told = _exceptions(metric, codes if kind == "pair" else codes[:1], when or (period,))
    return Claim(kind, metric.id, period, codes, against, said, told, tuple(notes), "", rows)


def _clause(metric: Metric, area_code: str, period: str) -> str:
    row = compute.in_period(metric.id, period).get(area_code)
    return "" if row is None or pd.isna(row["value"]) else clauses.clause(metric, row)


def _unfit(metric: Metric, area_code: str, period: str) -> str:
    """Why a figure is in no sentence at all; '' where it may be."""
    row = compute.in_period(metric.id, period).get(area_code)
    name = areas.spoken(area_code)
    if row is None:
        return areas.notice(area_code) or f"There is no row for {name}{f' in {period}' if period else ''}."
    if pd.isna(row["value"]):
        return f"{row['reason'] or 'No figure was published.'}"
    if compute.is_few(row["denominator"]):
        return f"{name} has fewer than {compute.FEWEST_CASES} cases in {period}: too few for a sentence."
    if caveats.doubt(row["caveats"]):
        return f"A check doubts the published figure of {name} for {period}."
    if not areas.is_council(area_code):
        return ""
    return beside.refusal(metric, area_code, beside.shares(metric, period).get(area_code, float("nan")))


def _exceptions(metric: Metric, codes: tuple[str, ...], when: tuple[str, ...]) -> str:
    """That exceptions are left out, and of how many plans, by each place and in each period, the newest first."""
    if not metric.beside:
        return ""
    kept, told = registry.metric(metric.beside), list[str]()
    for code in codes:
        for period in reversed(when):
            share = beside.shares(metric, period).get(code, float("nan"))
            among = ("", "") if share == share else headlines.among_councils(kept, period, code)
            labels = (among[1], clauses.where(code) * (len(codes) > 1), f"in {period}" * (len(when) > 1))
            whose = (
                "" if told else f" of {'its' if areas.is_council(code) and len(codes) == 1 else 'all'} plans"
            )
            told.append(" ".join(filter(None, [(among[0] or number(kept, share)) + whose, *labels])))
    whose = clauses.who(codes[0]) if len(codes) == 1 else "councils"
    return f"This leaves out plans that {whose} classed as exceptions: {areas.join(told, 'and')}."


def _figures(metric: Metric, codes: Iterable[str], when: Iterable[str]) -> Iterable[Figure]:
    """The figures of these places and periods, each with the exceptions beside it."""
    for period in when:
        for code in codes:
            for name in filter(None, (metric.id, metric.beside)):
                row = compute.in_period(name, period).get(code)
                if row is not None:
                    yield _figure(row)


def _figure(row: Any) -> Figure:
    kept = {name: row[name] for name in Figure.__dataclass_fields__}
    return Figure(**kept)
