"""Luck or failure: a funnel where chance matters, and a sentence that says so where it does not."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from metrics import lottery, registry, spread
from metrics.funnel import CHANCE_MATTERS, funnel

POINTS = 60
"""Denominators at which the limits of a funnel are given, for drawing."""
STRICT = 0.998


@dataclass(frozen=True)
class Luck:
    """How much of the spread of a measure chance explains in a period, and the funnel where that is enough.

    `councils`: area_code, area_name, value, numerator, denominator, outside_95, outside_998 ('higher', 'lower' or
    'within' the limits widened by the usual variance between councils). `limits`: denominator, low_95, high_95,
    low_998, high_998 (widened) and low_chance, high_chance (95 % limits of chance alone). Both are None where no
    funnel is worth drawing, and `sentence` says why. Values and limits are in the unit of the measure.
    """

    metric: str
    period: str
    sentence: str
    chance_share: float = np.nan
    outside_chance: float = np.nan
    target: float = np.nan
    phi: float = np.nan
    tau_squared: float = np.nan
    councils: pd.DataFrame | None = None
    limits: pd.DataFrame | None = None


def luck_or_failure(metric_id: str, period: str) -> Luck:
    """Whether luck could explain a council's figure; never a funnel that would flag nearly everyone."""
    metric = registry.metric(metric_id)
    found = Luck(metric_id, period, lottery.disqualified(metric))
    if found.sentence:
        return found
    kind, per = lottery.kind_of(metric)
    rows = lottery.councils(metric_id, period)
    if kind == "value":
        return replace(
            found, sentence="The cases behind this figure are not published, so chance cannot be measured."
        )
    if len(rows) < 2:
        return replace(found, sentence=f"There are no figures to compare in {period}.")
    top, bottom = rows["numerator"].to_numpy(), rows["denominator"].to_numpy()
    share = float(spread.chance_share(spread.Councils(top, bottom, kind))[0])
    plot = funnel(top, bottom, kind)
    outside = float((np.abs(plot.z) > 1.96).mean())
    found = replace(
        found, chance_share=min(share, 1), outside_chance=outside, target=per * plot.target, phi=plot.phi,
        tau_squared=plot.tau_squared,
    )  # fmt: skip
    if share < CHANCE_MATTERS:
        return replace(found, sentence=_no_luck(share, outside))
    columns = ["area_code", "area_name", "value", "numerator", "denominator"]
    councils = rows[columns].assign(outside_95=plot.outside(), outside_998=plot.outside(STRICT))
    at = np.geomspace(max(bottom.min(), 1), bottom.max(), POINTS)
    lines = {"denominator": at}
    drawn = {"95": plot.limits(at), "998": plot.limits(at, STRICT), "chance": plot.limits(at, widened="not")}
    for name, (low, high) in drawn.items():
        lines |= {f"low_{name}": per * low, f"high_{name}": per * high}
    return replace(
        found, sentence=_luck(share), councils=councils.reset_index(drop=True), limits=pd.DataFrame(lines)
    )


def _no_luck(share: float, outside: float) -> str:
    much = "less than 1%" if share < 0.01 else f"about {100 * share:.0f}%"
    return (
        f"Luck does not explain this. Chance makes up {much} of the differences between councils, and "
        f"{100 * outside:.0f}% of councils lie further from England than chance allows: a funnel would flag nearly "
        "everyone, so none is drawn."
    )


def _luck(share: float) -> str:
    return (
        f"Chance makes up about {100 * min(share, 1):.0f}% of the differences between councils. The limits show how "
        "far chance and the usual differences together reach; a council outside them stands out."
    )
