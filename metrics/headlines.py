"""Three sentences about England now, and the finding that titles a chart of all councils.

A sentence about plans on time carries the share of plans that councils classed as exceptions, and leaves out
councils above a stated limit. No sentence here says that a figure rose or fell: that is for `metrics.trends`.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from metrics import areas, compute, registry, soundness
from metrics.beside import MOST_EXCEPTIONS
from metrics.caveats import Cited, of_one_place
from metrics.compare import councils_in
from metrics.memory import remembered
from metrics.metric import Count, Metric
from metrics.numbers import number

ON_TIME = "ehc_plans_in_20_weeks"
REFUSED = "ehc_requests_refused"
FEWEST_FOR_EXTREMES = 50
"""Cases below which a council is not named as the highest or lowest."""


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
    rows = _rows(metric_id, period)
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
    metric, rows = registry.metric(metric_id), _rows(metric_id, period)
    if isinstance(metric.formula, Count):
        return ""
    lowest, highest = _extremes(metric, rows)
    if lowest is None or highest is None:
        return ""
    out = rows[rows["ranked"] & ~rows["value"].between(lowest["value"], highest["value"])]
    doubtful = _caveated(out)
    odd = ~doubtful & out["area_code"].isin(soundness.doubtful(metric, period))
    few = ~doubtful & ~odd & (out["denominator"] < FEWEST_FOR_EXTREMES)
    names = [f"{name} (read the note on it)" for name in sorted(out.loc[doubtful, "area_name"])]
    names += [
        f"{name} (unlike the year before: ask the council)" for name in sorted(out.loc[odd, "area_name"])
    ]
    rest = len(out) - len(names) - int(few.sum())
    why = [
        *names,
        f"{few.sum()} with fewer than {FEWEST_FOR_EXTREMES} cases" if few.any() else "",
        f"{rest} with more than {MOST_EXCEPTIONS}% exceptions" if rest else "",
    ]
    told = [each for each in why if each]
    return f"Beyond the range in the title: {areas.join(told, 'and')}." if told else ""


def _caveated(rows: pd.DataFrame) -> pd.Series:
    """Whether each figure has a caveat that is not true of everyone's."""
    return rows["caveats"].map(lambda keys: bool(of_one_place(keys))).astype("bool")


def _level() -> Sentence | None:
    """How many plans were on time, with the plans left out as exceptions and the councils behind the figure."""
    period = _newest(ON_TIME)
    england = _england(_rows(ON_TIME, period))
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
    rows = _rows(metric.id, period)
    england = _england(rows)
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
    councils = councils_in(_rows(metric.id, period).set_index("area_code"), area_code)
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
    rows = _rows(ON_TIME, period)
    lowest, highest = _extremes(metric, rows)
    if lowest is None or highest is None:
        return None
    excepted = _rows(metric.beside, period).set_index("area_code")["value"]
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
    england = _england(_rows(REFUSED, period))
    if england is None:
        return None
    share = number(registry.metric(REFUSED), england["value"])
    text = (
        f"In {period}, councils in England received {england['denominator']:,.0f} requests to assess a child "
        f"or young person for a plan and refused {england['numerator']:,.0f} of them: {share}. "
        f"{compute.coverage(REFUSED, period)} councils have a figure."
    )
    return Sentence(text, REFUSED, period, _cited(england))


def _of(row: pd.Series) -> str:
    """'72 of 1,431 plans', 'all 600 plans', 'none of 55 plans'."""
    part, whole = row["numerator"], row["denominator"]
    if part == whole:
        return f"all {whole:,.0f} plans"
    return f"{part:,.0f} of {whole:,.0f} plans" if part else f"none of {whole:,.0f} plans"


def _extremes(metric: Metric, rows: pd.DataFrame) -> tuple[pd.Series | None, pd.Series | None]:
    """The councils with the lowest and highest figure that may be named; of equals, that with most cases.

    None whose figure has a caveat or a note of its own: it may not be what it seems.
    """
    if not len(rows):
        return None, None
    period = rows["period"].iloc[0]
    fit = rows[rows["ranked"] & ~(rows["denominator"] < FEWEST_FOR_EXTREMES) & ~_caveated(rows)]
    fit = fit[~fit["area_code"].isin(soundness.doubtful(metric, period))]
    if metric.beside:
        beside = _rows(metric.beside, period)
        few = beside[beside["value"] <= MOST_EXCEPTIONS]["area_code"]
        fit = fit[fit["area_code"].isin(few)]
    if len(fit) < 2:
        return None, None
    ordered = fit.sort_values(["value", "denominator", "area_code"], ascending=[True, False, True])
    highest = fit.sort_values(["value", "denominator", "area_code"], ascending=[False, False, True])
    return ordered.iloc[0], highest.iloc[0]


def _rows(metric_id: str, period: str) -> pd.DataFrame:
    rows = compute.values(metric_id)
    return rows[rows["period"] == period]


def _england(rows: pd.DataFrame) -> pd.Series | None:
    found = rows[(rows["area_code"] == areas.ENGLAND) & rows["value"].notna()]
    return found.iloc[0] if len(found) else None


def _newest(metric_id: str) -> str:
    return (compute.periods_of(metric_id) or [""])[-1]


def _cited(*rows: pd.Series) -> tuple[Cited, ...]:
    return tuple(Cited(row["area_name"], row["period"], row["caveats"]) for row in rows)
