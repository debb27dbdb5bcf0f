"""Three sentences about England now, and the finding that titles a chart of all councils.

A sentence about plans on time carries the share of plans that councils classed as exceptions, and leaves out
councils above a stated limit. No sentence here says that a figure rose or fell: that is for `metrics.trends`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf, isnan, nan
from typing import Any

from metrics import areas, compute, registry, soundness
from metrics.beside import MOST_EXCEPTIONS, shares
from metrics.caveats import Cited, of_one_place
from metrics.compare import councils_in
from metrics.memory import remembered
from metrics.metric import Count, Metric
from metrics.numbers import number

ON_TIME = "ehc_plans_in_20_weeks"
REFUSED = "ehc_requests_refused"
FEWEST_FOR_EXTREMES = 50
"""Cases below which a council is not named as the highest or lowest."""

Row = Mapping[str, Any]
Rows = Mapping[str, Row]
"""Those of `compute.in_period`."""


@dataclass(frozen=True)
class Sentence:
    """A true sentence with the metric and period it is about, and the figures in it with their caveats."""

    text: str
    metric: str
    period: str
    figures: tuple[Cited, ...] = ()


@remembered(2048)
def england_now() -> list[Sentence]:
    """What is true of England in the newest period: plans on time, the range between councils, refusals.

    A sentence is left out while its figures are missing.
    """
    return [each for each in (_level(), _range(), _refusals()) if each]


@remembered(2048)
def finding(metric_id: str, period: str) -> str:
    """The title of a chart of one metric and period: what it shows, or the metric's title where it cannot."""
    metric = registry.metric(metric_id)
    rows = compute.in_period(metric_id, period)
    england = _england(rows)
    said = "" if england is None else number(metric, england["value"])
    if isinstance(metric.formula, Count):
        return (
            f"{said} {metric.formula.numerator_is} in England, {period}"
            if said
            else f"{metric.title}, {period}"
        )
    lowest, highest = _extremes(metric, rows)
    if lowest is None or highest is None:
        return f"{metric.title}, {period}" + (f": {said} in England" if said else "")
    low, high = number(metric, lowest["value"]), number(metric, highest["value"])
    if metric.unit != "%":
        low = low.removesuffix(f" {metric.unit}")
    spread = f"{metric.title}, {period}: from {low} to {high} between councils"
    return f"{spread}; {said} in England" if said else spread


@remembered(2048)
def beyond(metric_id: str, period: str) -> str:
    """How many councils lie beyond the range of a finding, and why they are not its ends; '' where none does."""
    metric, rows = registry.metric(metric_id), compute.in_period(metric_id, period)
    if isinstance(metric.formula, Count):
        return ""
    lowest, highest = _extremes(metric, rows)
    if lowest is None or highest is None:
        return ""
    least, most = lowest["value"], highest["value"]
    out = [row for row in rows.values() if row["ranked"] and not least <= row["value"] <= most]
    doubtful = [row for row in out if of_one_place(row["caveats"])]
    doubted = soundness.doubtful(metric, period)
    odd = [row for row in out if row["area_code"] in doubted and row not in doubtful]
    few = sum(row["denominator"] < FEWEST_FOR_EXTREMES for row in out if row not in [*doubtful, *odd])
    names = [f"{name} (read the note on it)" for name in _names(doubtful)]
    names += [f"{name} (unlike the year before: ask the council)" for name in _names(odd)]
    rest = len(out) - len(names) - few
    why = [
        *names,
        f"{few} with fewer than {FEWEST_FOR_EXTREMES} cases" if few else "",
        f"{rest} with more than {MOST_EXCEPTIONS}% exceptions" if rest else "",
    ]
    told = [each for each in why if each]
    return f"Beyond the range in the title: {areas.join(told, 'and')}." if told else ""


def _names(rows: Iterable[Row]) -> list[str]:
    """The names of the areas of these rows, in alphabetical order."""
    return sorted(row["area_name"] for row in rows)


def _level() -> Sentence | None:
    """How many plans were on time, with the plans left out as exceptions and the councils behind the figure."""
    period = _newest(ON_TIME)
    england = _england(compute.in_period(ON_TIME, period))
    excepted = _exceptions(period)
    if england is None or not excepted:
        return None
    share = number(registry.metric(ON_TIME), england["value"])
    text = (
        f"In {period}, councils in England issued {england['numerator']:,.0f} of "
        f"{england['denominator']:,.0f} new EHC plans within the legal limit of 20 weeks: {share}. {excepted} "
        f"{compute.coverage(ON_TIME, period)} councils have a figure."
    )
    return Sentence(text, ON_TIME, period, _cited(england))


def _exceptions(period: str) -> str:
    """The share of plans left out as exceptions: England's, or that of the councils with both counts."""
    metric = registry.metric(registry.metric(ON_TIME).beside)
    england = _england(compute.in_period(metric.id, period))
    if england is not None:
        share = number(metric, england["value"])
        return f"That leaves out plans that councils classed as exceptions: {share} of all plans."
    share, who = among_councils(metric, period, areas.ENGLAND)
    return (
        f"That leaves out plans that councils classed as exceptions: {who}, {share} of plans."
        if share
        else ""
    )


def among_councils(metric: Metric, period: str, area_code: str) -> tuple[str, str]:
    """The share among the councils of England or a region that have both counts, and 'in the 150 councils with both
    counts'; empty where there are none. It stands in where the published totals rest on different councils.
    """
    return _among_councils(metric.id, period, area_code)


@remembered(512)
def _among_councils(metric_id: str, period: str, area_code: str) -> tuple[str, str]:
    metric, rows = registry.metric(metric_id), compute.values(metric_id)
    councils = councils_in(rows[rows["period"] == period].set_index("area_code"), area_code)
    counts = councils.loc[councils["value"].notna(), ["numerator", "denominator"]]
    top, bottom = counts.sum()
    if not bottom:
        return "", ""
    several = f"council{'s' * (len(counts) != 1)}"
    return number(metric, 100 * top / bottom), f"in the {len(counts)} {several} with both counts"


def _range() -> Sentence | None:
    """The councils with the lowest and the highest share on time, and how many plans each stands on."""
    period = _newest(ON_TIME)
    metric = registry.metric(ON_TIME)
    lowest, highest = _extremes(metric, compute.in_period(ON_TIME, period))
    if lowest is None or highest is None:
        return None
    excepted = shares(metric, period)
    first, second = (number(metric, excepted[row["area_code"]]) for row in (highest, lowest))
    text = (
        f"It depends on where you live: {_of(highest)} in {highest['area_name']} were on time and {_of(lowest)} in "
        f"{lowest['area_name']}. {highest['area_name']} left out {first} of its plans as exceptions and "
        f"{lowest['area_name']} {second}. Councils that left out more than {MOST_EXCEPTIONS}% or issued fewer than "
        f"{FEWEST_FOR_EXTREMES} are not named here."
    )
    return Sentence(text, ON_TIME, period, _cited(lowest, highest))


def _refusals() -> Sentence | None:
    """How many requests for an assessment were refused."""
    period = _newest(REFUSED)
    england = _england(compute.in_period(REFUSED, period))
    if england is None:
        return None
    share = number(registry.metric(REFUSED), england["value"])
    text = (
        f"In {period}, councils in England received {england['denominator']:,.0f} requests to assess a child "
        f"or young person for a plan and refused {england['numerator']:,.0f} of them: {share}. "
        f"{compute.coverage(REFUSED, period)} councils have a figure."
    )
    return Sentence(text, REFUSED, period, _cited(england))


def _of(row: Row) -> str:
    """'72 of 1,431 plans', 'all 600 plans', 'none of 55 plans'."""
    part, whole = row["numerator"], row["denominator"]
    if part == whole:
        return f"all {whole:,.0f} plans"
    return f"{part:,.0f} of {whole:,.0f} plans" if part else f"none of {whole:,.0f} plans"


def _extremes(metric: Metric, rows: Rows) -> tuple[Row | None, Row | None]:
    """The councils with the lowest and highest figure that may be named; of equals, that with most cases.

    None whose figure has a caveat or a note of its own: it may not be what it seems.
    """
    period = next((row["period"] for row in rows.values()), "")
    doubtful = soundness.doubtful(metric, period)
    fit = [
        row
        for code, row in rows.items()
        if row["ranked"]
        and not row["denominator"] < FEWEST_FOR_EXTREMES
        and not of_one_place(row["caveats"])
        and code not in doubtful
    ]
    if metric.beside:
        excepted = shares(metric, period)
        fit = [row for row in fit if excepted.get(row["area_code"], nan) <= MOST_EXCEPTIONS]
    if len(fit) < 2:
        return None, None
    lowest = min(fit, key=lambda row: (row["value"], *_most_cases(row)))
    return lowest, min(fit, key=lambda row: (-row["value"], *_most_cases(row)))


def _most_cases(row: Row) -> tuple[float, str]:
    """What puts the row with the most cases first; one without a number of them comes last."""
    cases = row["denominator"]
    return (-cases if cases == cases else inf), row["area_code"]


def _england(rows: Rows) -> Row | None:
    found = rows.get(areas.ENGLAND)
    return None if found is None or isnan(found["value"]) else found


def _newest(metric_id: str) -> str:
    return (compute.periods_of(metric_id) or [""])[-1]


def _cited(*rows: Row) -> tuple[Cited, ...]:
    return tuple(Cited(row["area_name"], row["period"], row["caveats"]) for row in rows)
