"""Two places beside each other: chances in natural frequencies, the gap between them, and whether it is chance.

The limits of a difference join the two figures' own intervals by square-and-add, which for percentages is
Newcombe's method 10 and for rates its extension.

References
----------
Newcombe RG (1998). Interval estimation for the difference between independent proportions. Statistics in Medicine
17:873-890.
Zou GY, Donner A (2008). Construction of confidence limits about effect measures: a general approach. Statistics in
Medicine 27:1693-1702.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from metrics import areas, beside, compute, registry
from metrics.compare import SWAYED, is_swayed, unsafe, verdict
from metrics.metric import Metric, Proportion
from metrics.numbers import half_up, number

Row = dict[str, Any]
"""One of `compute.in_period`."""

COLUMNS = [
    "metric", "period", "area_code", "area_name", "value", "numerator", "denominator", "lci_95", "uci_95", "symbol",
    "compared_with", "difference", "difference_lci_95", "difference_uci_95", "verdict", "dataset", "release",
]  # fmt: skip
"""The columns of the command line; `side_by_side` has these first."""


@dataclass(frozen=True)
class Place:
    """A place's figure in a comparison. `value` is NaN for a gap, with `symbol` and `reason`.

    `frequency` is the chance in words ('39 in 100', 'more than 99 in 100') and `icons` how many of 100 icons to
    fill, None for a figure that is not a percentage; icons are all or none only where that is true. `figure` is
    the value in its own form ('1,431 plans', '38.2 per 1,000'). `notice` is what came of an abolished council.
    """

    area_code: str
    area_name: str
    value: float = np.nan
    numerator: float = np.nan
    denominator: float = np.nan
    lci_95: float = np.nan
    uci_95: float = np.nan
    symbol: str = ""
    reason: str = ""
    caveats: tuple[str, ...] = ()
    dataset: str = ""
    release: str = ""
    figure: str = ""
    frequency: str = ""
    icons: int | None = None
    beside: float = np.nan
    beside_words: str = ""
    notice: str = ""


@dataclass(frozen=True)
class Pair:
    """Place `a` beside place `b` in a period: the difference a - b with its limits, in the unit of the metric.

    `verdict` says whether a is 'higher' than b, 'lower', or 'similar' (chance may explain it); '' with a `refusal`
    where no verdict is safe: the difference and its limits may then still be given. `gap` is one sentence, or '';
    `text` is the same with what must stand beside it, for where it stands alone.
    """

    metric: str
    period: str
    a: Place
    b: Place
    difference: float = np.nan
    lci_95: float = np.nan
    uci_95: float = np.nan
    verdict: str = ""
    refusal: str = ""
    gap: str = ""
    text: str = ""


def pair(metric_id: str, a: str, b: str, period: str) -> Pair:
    """Two places by their codes, each a council, a region or England; gaps and abolished councils say so."""
    metric, rows = registry.metric(metric_id), compute.in_period(metric_id, period)
    found = Pair(metric_id, period, place(metric, period, a), place(metric, period, b))
    if metric.compares_councils and a in rows and b in rows:
        difference, low, high = (float(limit) for limit in apart(rows[a], rows[b]))
        found = replace(found, difference=difference, lci_95=low, uci_95=high)
    refusal = _refusal(metric, rows, found)
    if refusal:
        return replace(found, refusal=refusal)
    found = replace(found, verdict=verdict(found.lci_95, found.uci_95))
    found = replace(found, gap=_gap(metric, found))
    return replace(found, text=_text(found))


def apart(first: Row | pd.DataFrame, second: Row | pd.DataFrame) -> tuple:
    """first - second and its limits, from `value`, `lci_95` and `uci_95` of each; rows of frames in their order."""
    value1, low1, high1 = (np.asarray(first[name], dtype=float) for name in ("value", "lci_95", "uci_95"))
    value2, low2, high2 = (np.asarray(second[name], dtype=float) for name in ("value", "lci_95", "uci_95"))
    difference = value1 - value2
    low = difference - np.hypot(value1 - low1, high2 - value2)
    return difference, low, difference + np.hypot(high1 - value1, value2 - low2)


def in_100(value: float) -> tuple[str, int]:
    """A percentage as a natural frequency, and how many of 100 icons it fills.

    Only a true 0 or 100 reads so: '0 in 100', 'fewer than 1 in 100', '39 in 100', 'more than 99 in 100', '100 in 100'.
    """
    if 0 < value < 1:
        return "fewer than 1 in 100", 1
    if 99 < value < 100:
        return "more than 99 in 100", 99
    whole = int(half_up(value))
    return f"{whole} in 100", whole


def place(metric: Metric, period: str, area_code: str) -> Place:
    """One place in one period of a metric."""
    rows = compute.in_period(metric.id, period)
    found = Place(area_code, areas.name(area_code), notice=areas.notice(area_code))
    if area_code not in rows:
        return replace(
            found, symbol="absent", reason=found.notice or f"{found.area_name} has no row for this period."
        )
    row, share = rows[area_code], beside.shares(metric, period).get(area_code, np.nan)
    frequency, icons = in_100(row["value"]) if _is_chance(metric, row) else ("", None)
    numbers: Row = {name: float(row[name]) for name in compute.NUMBERS}
    return replace(
        found,
        **numbers,
        symbol="" if pd.isna(row["symbol"]) else row["symbol"],
        reason=row["reason"],
        caveats=tuple(filter(None, row["caveats"].split(";"))),
        dataset=row["dataset"],
        release=row["release"],
        figure="" if pd.isna(row["value"]) else number(metric, row["value"]),
        frequency=frequency,
        icons=icons,
        beside=share,
        beside_words=beside.words(metric, share),
    )


def common_period(metric_id: str, codes: list[str]) -> str:
    """The newest period in which every place has a row; failing that, in which one has; '' where none ever had."""
    found, most = "", 0
    for period in reversed(compute.periods_of(metric_id)):
        count = len(set(codes) & compute.in_period(metric_id, period).keys())
        if count > most:
            found, most = period, count
        if most == len(set(codes)):
            break
    return found


def side_by_side(codes: list[str], metric_ids: list[str] | None = None, period: str = "") -> pd.DataFrame:
    """Two to four places on every measure that is loaded, or on some: a row for each measure and place.

    Columns: COLUMNS, `frequency`, `figure`, `beside` (the share of plans classed as exceptions), `caveats` (keys
    joined by ';') and `reason` (for a gap or a missing verdict). Differences are of each place less the first. The
    period is the one given, or `common_period`.
    """
    wanted = metric_ids or [name for name in registry.all_metrics() if not compute.waiting_for(name)]
    rows = [row for name in wanted for row in _rows(name, codes, period or common_period(name, codes))]
    return pd.DataFrame(rows, columns=[*COLUMNS, "frequency", "figure", "beside", "caveats", "reason"])


def _rows(metric_id: str, codes: list[str], period: str) -> list[dict]:
    rows = []
    for code in codes:
        found = pair(metric_id, code, codes[0], period)
        row = vars(found.a) | {"metric": metric_id, "period": period, "caveats": ";".join(found.a.caveats)}
        row["reason"] = found.a.reason
        if code != codes[0]:
            row |= {"compared_with": codes[0], "difference": found.difference, "verdict": found.verdict}
            row |= {"difference_lci_95": found.lci_95, "difference_uci_95": found.uci_95}
            row["reason"] = found.a.reason or found.refusal
        rows.append(row)
    return rows


def _is_chance(metric: Metric, row: Row) -> bool:
    return isinstance(metric.formula, Proportion) and not bool(pd.isna(row["value"]))


def _refusal(metric: Metric, rows: dict[str, Row], found: Pair) -> str:
    """Why two figures may not be called higher and lower, or ''."""
    for each in (found.a, found.b):
        if each.reason:
            return each.reason if each.area_name in each.reason else f"{each.area_name}: {each.reason}"
        row = rows[each.area_code]
        why = unsafe(metric, row)
        if why:
            return f"{each.area_name}: {why}" if row["denominator"] < compute.FEWEST_CASES else why
    if isinstance(metric.formula, Proportion) and is_swayed(rows[found.a.area_code], rows[found.b.area_code]):
        return SWAYED
    refusals = (beside.refusal(metric, each.area_code, each.beside) for each in (found.a, found.b))
    return " ".join(filter(None, refusals))


def _gap(metric: Metric, found: Pair) -> str:
    """'Harrow is 61.3 points lower than Barnet (95% interval 56.4 to 65.9): more than chance explains.'"""
    a, b = (areas.spoken(each.area_code) for each in (found.a, found.b))
    if found.a.figure == found.b.figure:
        return f"{a[:1].upper()}{a[1:]} and {b} have the same figure, {found.a.figure}."
    unit = "points" if metric.unit == "%" else metric.unit
    size = f"{_about(metric, found)}{_printed(metric, found.difference)} {unit}"
    if found.verdict == "similar":
        return f"The difference between {a} and {b}, {size}, may be chance."
    ends = sorted((abs(found.lci_95), abs(found.uci_95)))
    limits = " to ".join(_printed(metric, end) for end in ends)
    said = f"is {size} {found.verdict} than {b} (95% interval {limits})"
    return f"{a[:1].upper()}{a[1:]} {said}: more than chance explains."


def _printed(metric: Metric, size: float) -> str:
    """The size of a difference, and of one that rounds to nought that it is less than the least that is printed."""
    text = f"{half_up(abs(size), metric.decimals):,}"
    return text if float(text.replace(",", "")) else f"under {half_up(10**-metric.decimals, metric.decimals)}"


def _about(metric: Metric, found: Pair) -> str:
    """'about ' where the difference is not that of the two figures as they are printed."""
    first, second = (half_up(each.value, metric.decimals) for each in (found.a, found.b))
    return "" if abs(first - second) == half_up(abs(found.difference), metric.decimals) else "about "


def _text(found: Pair) -> str:
    """The gap, and where a measure leaves out exceptions, how many of each council's plans that was."""
    told = [f"{each.area_name}: {each.beside_words}" for each in (found.a, found.b) if each.beside_words]
    return " ".join([found.gap, *told])
