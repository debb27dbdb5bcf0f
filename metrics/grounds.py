"""What every claim rests on: whether the figure may be said at all, its clause, what stands beside it, its rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from metrics import areas, beside, caveats, clauses, compare, compute, headlines, registry, soundness
from metrics.claim import Claim, Figure, Kind
from metrics.metric import Metric
from metrics.numbers import number


def claim(
    kind: Kind,
    metric: Metric,
    period: str,
    codes: tuple[str, ...],
    refused: str,
    said: str,
    against: str = "",
    when: tuple[str, ...] = (),
    others: tuple[str, ...] = (),
) -> Claim:
    """A claim with what must stand beside it, or without any words where it is refused.

    `others` are places whose figures it rests on without naming them.
    """
    if refused:
        return Claim(kind, metric.id, period, codes, against, refused=refused)
    rows = tuple(_figures(metric, codes, when or (period,)))
    notes = dict.fromkeys(text for row in rows for text in caveats.of_one_place(row.caveats))
    briefly = dict.fromkeys(text for row in rows for text in caveats.briefly(row.caveats))
    odd = [each for code in codes for day in when or (period,) for each in soundness.noted(metric, code, day)]
    notes |= dict.fromkeys(f"Our checks noted: {each.finding}" for each in odd)
    briefly |= dict.fromkeys(each.briefly for each in odd)
    told = _exceptions(metric, codes if kind == "pair" else codes[:1], when or (period,))
    if told and kind == "comparison":
        told = _and_elsewhere(metric, told, codes[1:], period)
    rows += tuple(_figures(metric, others, (period,)))
    return Claim(kind, metric.id, period, codes, against, said, told, tuple(notes), tuple(briefly), "", rows)


def clause(metric: Metric, area_code: str, period: str) -> str:
    """The figure of a place and period as a clause; '' for a gap."""
    row = compute.in_period(metric.id, period).get(area_code)
    return "" if row is None or pd.isna(row["value"]) else clauses.clause(metric, row)


def unfit(metric: Metric, area_code: str, period: str) -> str:
    """Why a figure is in no sentence at all; '' where it may be."""
    row = compute.in_period(metric.id, period).get(area_code)
    name = areas.spoken(area_code)
    if row is None:
        return areas.notice(area_code) or f"There is no row for {name}{f' in {period}' if period else ''}."
    if pd.isna(row["value"]):
        return f"{row['reason'] or 'No figure was published.'}"
    if compute.is_few(row["denominator"]):
        few = f"fewer than {compute.FEWEST_CASES} cases in {period}: too few for a sentence"
        return f"{clauses.capital(name)} {areas.verb(area_code, 'has', 'have')} {few}."
    if soundness.collapsed(metric, area_code, period):
        return soundness.collapsed(metric, area_code, period)
    if caveats.doubt(row["caveats"]):
        why = caveats.text(caveats.doubt(row["caveats"]))
        return f"A check doubts the published figure of {name} for {period}. {why}"
    if area_code in compute.TOO_SMALL_TO_RANK and pd.isna(row["denominator"]):
        return compare.too_small(area_code)
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


def _and_elsewhere(metric: Metric, told: str, codes: tuple[str, ...], period: str) -> str:
    """The same with the share left out where a council is set beside England or a region."""
    kept = registry.metric(metric.beside)
    for code in codes:
        share, where = beside.shares(metric, period).get(code, float("nan")), clauses.where(code)
        left_out = number(kept, share) if share == share else ""
        if not left_out:
            left_out, where = headlines.among_councils(kept, period, code)
        if left_out:
            told = f"{told.removesuffix('.')}; {where} {left_out} were left out."
    return told


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
