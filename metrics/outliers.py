"""Who stands out in a measure: its funnel over one period, and whether chance is large enough to draw one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from metrics import compute, registry
from metrics.funnel import CHANCE_MATTERS, Funnel, Numbers, funnel
from metrics.metric import Proportion, RatePerStock
from metrics.spread import Councils, Kind, chance_share
from metrics.variation import FEWEST_COUNCILS

PERCENT = 100


@dataclass(frozen=True)
class Outliers:
    """The ranked councils of one measure and period about what they show together.

    Attributes
    ----------
    plot : their funnel, in numerator / denominator
    per : what turns that into the measure's unit
    chance : the share of the variance between them that is chance, 0 to 1 and above
    sides : area_code -> 'higher', 'lower' or 'within', by the over-dispersed 95 % limits
    """

    plot: Funnel
    per: float
    chance: float
    sides: Mapping[str, str]

    @property
    def chance_matters(self) -> bool:
        """Whether a funnel is worth drawing; where not, nearly every council lies outside what chance allows."""
        return self.chance >= CHANCE_MATTERS

    @property
    def target(self) -> float:
        """The councils' pooled figure, in the unit of the measure."""
        return self.per * self.plot.target

    def on_side(self, side: str) -> list[str]:
        """The codes of the councils on one side of the limits, or 'within' them."""
        return [code for code, where in self.sides.items() if where == side]

    def limits(self, denominators: ArrayLike, level: float = 0.95) -> tuple[Numbers, Numbers]:
        """Over-dispersed limits in the unit of the measure."""
        low, high = self.plot.limits(denominators, level)
        return self.per * low, self.per * high


def outliers(metric_id: str, period: str) -> Outliers | None:
    """The funnel of a measure in a period; None without counts of both parts, or for too few councils."""
    formula = registry.metric(metric_id).formula
    rows = compute.values(metric_id)
    rows = rows[(rows["period"] == period) & rows["ranked"]]
    if not isinstance(formula, Proportion | RatePerStock) or len(rows) < FEWEST_COUNCILS:
        return None
    kind: Kind = "proportion" if isinstance(formula, Proportion) else "rate"
    top, bottom = (rows[column].to_numpy(dtype=float) for column in ("numerator", "denominator"))
    plot = funnel(top, bottom, "proportion" if kind == "proportion" else "rate")
    chance = float(np.asarray(chance_share(Councils(top, bottom, kind))[0]))
    per = PERCENT if isinstance(formula, Proportion) else formula.per
    sides = dict(zip(rows["area_code"], map(str, plot.outside()), strict=True))
    return Outliers(plot, per, chance, sides)
