"""Luck or failure: a funnel where chance matters, and a sentence that says so where it does not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import pandas as pd

from metrics import areas, complaints, lottery, registry, spread
from metrics.funnel import CHANCE_MATTERS, Funnel, funnel
from metrics.metric import Metric, Published
from metrics.tails import tails

POINTS = 60
"""Denominators at which the limits of a funnel are given, for drawing."""
STRICT = 0.998
OF_TYPE = {
    "printed": "Each council is set against the average of councils of its type that its own page prints, as the "
    "publisher asks, and not against the other types.",
    "pooled": "No average of councils of each type is printed for this year, so each council is set against the "
    "councils of its type here, taken together.",
}
"""What a council of a measure with `typical` is set against."""


@dataclass(frozen=True)
class Luck:
    """How much of the spread of a measure chance explains in a period, and the funnel where that is enough.

    `councils`, those that are ranked and whose cases are known: area_code, area_name, value, numerator, denominator,
    average (of councils of its type, where it is set against that), shown (the value, or how far it lies from the
    average), outside_95, outside_998 ('higher', 'lower' or 'within' the limits widened by the usual variance between
    councils). `limits`: denominator, low_95, high_95, low_998, high_998 (widened) and low_chance, high_chance (95 %
    limits of chance alone); for differences they are drawn about the mean average, and each council is judged by its
    own. A small count within its exact chance never stands out, wherever the smooth limits run. Both are None where
    no funnel is worth drawing, and `sentence` says why. Values, limits and `target` (0 for differences) are in the
    unit of the measure. `against` is a key of OF_TYPE, or ''.
    """

    metric: str
    period: str
    sentence: str
    chance_share: float = np.nan
    outside_chance: float = np.nan
    target: float = np.nan
    phi: float = np.nan
    tau_squared: float = np.nan
    against: str = ""
    councils: pd.DataFrame | None = None
    limits: pd.DataFrame | None = None


@dataclass(frozen=True)
class _Cases:
    """The councils of a funnel with what was counted, and what chance does to it."""

    rows: pd.DataFrame
    kind: Literal["proportion", "rate"]
    per: float
    against: str = ""

    @property
    def averages(self) -> Any:
        """The average that each council is set against, in the unit of numerator / denominator; None for none."""
        return self.rows["average"].to_numpy() / self.per if self.against else None


def luck_or_failure(metric_id: str, period: str) -> Luck:
    """Whether luck could explain a council's figure; never a funnel that would flag nearly everyone."""
    metric = registry.metric(metric_id)
    found = Luck(metric_id, period, lottery.disqualified(metric))
    if found.sentence:
        return found
    if lottery.kind_of(metric)[0] == "value" and not _names_cases(metric):
        return replace(found, sentence=_no_cases(metric))
    cases = _cases(metric, period)
    if len(cases.rows) < 2:
        return replace(found, sentence=f"There are no figures to compare in {period}.")
    top, bottom = (cases.rows[name].to_numpy(dtype=float) for name in ("numerator", "denominator"))
    plot = funnel(top, bottom, cases.kind, cases.averages)
    share = _share(cases, spread.Councils(top, bottom, cases.kind))
    outside = float((np.abs(plot.z) > 1.96).mean())
    found = replace(
        found, chance_share=min(share, 1), outside_chance=outside, phi=plot.phi, tau_squared=plot.tau_squared,
        against=cases.against, target=0.0 if cases.against else cases.per * plot.target,
    )  # fmt: skip
    if share < CHANCE_MATTERS:
        return replace(found, sentence=_no_luck(share, outside))
    return replace(
        found,
        sentence=_luck(share, cases.against),
        councils=_councils(cases, plot),
        limits=_limits(cases, plot),
    )


def _names_cases(metric: Metric) -> bool:
    """Whether a published figure is a rate that names its cases."""
    return isinstance(metric.formula, Published) and bool(metric.formula.numerator and metric.formula.per)


def _cases(metric: Metric, period: str) -> _Cases:
    """The ranked councils with their cases; those whose residents cannot be told, with no case, are left out."""
    rows = lottery.councils(metric.id, period)
    rows = rows[rows["ranked"]].reset_index(drop=True)
    kind, per = lottery.kind_of(metric)
    if isinstance(metric.formula, Published):
        kind, per = "rate", metric.formula.per
        rows = rows[rows["numerator"] > 0].reset_index(drop=True)
        rows = rows.assign(denominator=per * rows["numerator"] / rows["value"])
    assert kind != "value", f"{metric.id} names no cases"
    if not metric.typical:
        return _Cases(rows.assign(average=np.nan), kind, per)
    printed = rows["area_code"].map(complaints.averages(metric.id, period)).astype("float64")
    if printed.notna().any():
        there = printed.notna()
        return _Cases(rows.assign(average=printed)[there].reset_index(drop=True), kind, per, "printed")
    counts = rows[["numerator", "denominator"]].groupby(rows["area_code"].map(areas.areas()["type"]))
    together = counts.transform("sum")
    return _Cases(
        rows.assign(average=per * together["numerator"] / together["denominator"]), kind, per, "pooled"
    )


def _share(cases: _Cases, councils: spread.Councils) -> float:
    """The part of the variance of what is drawn that is chance; above 1 where councils differ less than chance."""
    if not cases.against:
        return float(spread.chance_share(councils)[0])
    return float(councils.noise.mean() / (councils.values - cases.averages).var(ddof=1))


def _councils(cases: _Cases, plot: Funnel) -> pd.DataFrame:
    columns = ["area_code", "area_name", "value", "numerator", "denominator", "average"]
    rows = cases.rows[columns]
    shown = rows["value"] - rows["average"] if cases.against else rows["value"]
    tail = _tails(cases, plot)
    return rows.assign(
        shown=shown, outside_95=_judged(plot, tail, 0.95), outside_998=_judged(plot, tail, STRICT)
    )


def _tails(cases: _Cases, plot: Funnel) -> np.ndarray:
    """The exact chance of each council's count, or of one further out, at what it is set against."""
    top, bottom = (cases.rows[name].to_numpy(dtype=float) for name in ("numerator", "denominator"))
    target = np.full(len(top), plot.target) if cases.averages is None else cases.averages
    return tails(top, bottom, target, cases.kind)


def _judged(plot: Funnel, tail: np.ndarray, level: float) -> np.ndarray:
    """The side of the limits; within, where a small count is not out of the ordinary by its exact chance."""
    return np.where(tail > (1 - level) / 2, "within", plot.outside(level))


def _limits(cases: _Cases, plot: Funnel) -> pd.DataFrame:
    """The lines to draw; of differences none where it would lie at nought or at 100 %, which no council can pass."""
    bottom = cases.rows["denominator"]
    at = np.geomspace(max(bottom.min(), 1), bottom.max(), POINTS)
    centre = plot.target if cases.against else 0.0
    lines = {"denominator": at}
    drawn = {"95": plot.limits(at), "998": plot.limits(at, STRICT), "chance": plot.limits(at, widened="not")}
    for name, (low, high) in drawn.items():
        if cases.against:
            low = np.where(low <= 0, np.nan, low)
            high = np.where((cases.kind == "proportion") & (high >= 1), np.nan, high)
        lines |= {f"low_{name}": cases.per * (low - centre), f"high_{name}": cases.per * (high - centre)}
    return pd.DataFrame(lines)


def _no_cases(metric: Metric) -> str:
    """Why chance cannot be measured: the reason the measure gives for having no interval, where it gives one."""
    why = getattr(metric.formula, "no_interval", "") or "The cases behind this figure are not known here."
    return f"{why} So how far chance reaches cannot be told."


def _no_luck(share: float, outside: float) -> str:
    much = "less than 1%" if share < 0.01 else f"about {100 * share:.0f}%"
    return (
        f"Luck does not explain this. Chance makes up {much} of the differences between councils, and "
        f"{100 * outside:.0f}% of councils lie further from England than chance allows: a funnel would flag nearly "
        "everyone, so none is drawn."
    )


def _luck(share: float, against: str) -> str:
    much = "Luck alone could make councils differ this much." if share >= 1 else (
        f"About {100 * share:.0f} parts in 100 of the differences between councils are luck."
    )  # fmt: skip
    reach = (
        "Between the lines lies what luck and the usual differences between councils explain; a council outside them "
        "stands out. A council close to a line is judged by its own count."
    )
    return " ".join(filter(None, [much, OF_TYPE.get(against, ""), reach]))
