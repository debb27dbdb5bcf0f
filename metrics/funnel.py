"""Funnel limits: how far a council may lie from the target before chance stops explaining it.

Councils differ for reasons that no measure adjusts for, so limits from chance alone would flag nearly
everyone. The additive limits widen them by the usual variance between councils; who lies outside is then
unusual among councils, not only unlike the target.

References
----------
Spiegelhalter DJ (2005). Funnel plots for comparing institutional performance. Statistics in Medicine
24:1185-1202.
Spiegelhalter DJ (2005). Handling over-dispersion of performance indicators. Quality and Safety in Health Care
14:347-351.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
Widened = Literal["not", "additive", "multiplicative"]

WINSORISED = 0.1
"""The z-scores beyond the lowest and highest tenth are drawn in before over-dispersion is measured, so that
the councils the funnel should find do not widen it."""

CHANCE_MATTERS = 0.03
"""A funnel is worth drawing where chance makes up at least this share of the variance between councils, which
is a sixth of their standard deviation: appeals (3 %), complaints upheld (75 %). Below it nearly every council
lies outside the limits of chance (timeliness, less than 1 %; refusals, 2 %), and a sentence says so better."""


@dataclass(frozen=True)
class Funnel:
    """Target, over-dispersion and z-scores; `kind`, `phi` and `tau_squared` are on the scale of `_steady`.

    `phi` is the mean squared winsorised z-score, 1 under chance alone. `tau_squared` is the variance between
    councils that chance does not explain. `z` sets a council against chance alone, `z_adjusted` against
    chance and the usual variance; NaN for a council without figures.
    """

    kind: Literal["proportion", "rate"]
    target: float
    phi: float
    tau_squared: float
    z: Numbers
    z_adjusted: Numbers

    def limits(
        self, denominators: ArrayLike, level: float = 0.95, widened: Widened = "additive"
    ) -> tuple[Numbers, Numbers]:
        """Lower and upper limit at each denominator, in the unit of numerator / denominator.

        `level` 0.95 and 0.998 are the usual pair. `widened`: `not` gives limits of chance alone,
        `additive` adds the variance between councils, `multiplicative` stretches chance by the root of phi.
        """
        bottom = np.asarray(denominators, dtype=float)
        error = _error(bottom, self.kind)
        if widened == "additive":
            error = np.sqrt(error**2 + self.tau_squared)
        elif widened == "multiplicative":
            error = error * np.sqrt(max(self.phi, 1))
        half = NormalDist().inv_cdf((1 + level) / 2) * error
        centre = _steady(self.target * bottom, bottom, self.kind)
        return _unsteady(centre - half, bottom, self.kind), _unsteady(centre + half, bottom, self.kind)

    def outside(self, level: float = 0.95) -> NDArray[np.str_]:
        """'higher' or 'lower' for a council outside the additive limits, 'within', or '' without figures."""
        beyond = np.abs(self.z_adjusted) > NormalDist().inv_cdf((1 + level) / 2)
        side = np.where(self.z_adjusted > 0, "higher", "lower")
        return np.where(np.isnan(self.z_adjusted), "", np.where(beyond, side, "within"))


def funnel(
    numerator: ArrayLike,
    denominator: ArrayLike,
    kind: Literal["proportion", "rate"] = "proportion",
    target: ArrayLike | None = None,
) -> Funnel:
    """The funnel of a proportion, a rate over a population, or a count over its expected count.

    The target is the pooled figure unless given, as one or as one for each council; for observed over expected counts
    give 1 and kind `rate`. Of several, the funnel's `target` is their mean by size. A gap, an empty denominator or a
    missing target leaves its council out.
    """
    top, bottom = np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float)
    given = np.nan if target is None else np.asarray(target, dtype=float)
    there = np.isfinite(top) & (bottom > 0) & (np.isfinite(given) | (target is None))
    top, bottom = np.where(there, top, np.nan), np.where(there, bottom, np.nan)
    centre = np.nansum(top) / np.nansum(bottom) if target is None else given
    middle = float(np.nansum(centre * bottom) / np.nansum(bottom))
    error = _error(bottom, kind)
    away = _steady(top, bottom, kind) - _steady(centre * bottom, bottom, kind)
    phi, tau_squared = over_dispersion((away / error)[there], error[there])
    return Funnel(kind, middle, phi, tau_squared, away / error, away / np.sqrt(error**2 + tau_squared))


def over_dispersion(z: Numbers, error: Numbers, winsorised: float = WINSORISED) -> tuple[float, float]:
    """Phi and tau squared of z-scores with these standard errors; tau squared is 0 where phi shows no excess.

    Tau squared is the method-of-moments estimate of DerSimonian and Laird (1986, Controlled Clinical Trials
    7:177-188), with the sum of winsorised squares in place of their Q. Percentiles are linear.
    """
    drawn_in = np.clip(z, *np.quantile(z, [winsorised, 1 - winsorised]))
    phi = float((drawn_in**2).mean())
    weight = error**-2
    excess = z.size * phi - (z.size - 1)
    spread = weight.sum() - (weight**2).sum() / weight.sum()
    return phi, float(excess / spread) if excess > 0 and z.size > 1 else 0.0


def _steady(count: Numbers, denominator: Numbers, kind: str) -> Numbers:
    """The scale on which chance is as wide wherever a figure lies: arcsine root, or root for a rate.

    With Anscombe's three eighths of a case (1948, Biometrika 35:246-254): without them a council expecting
    two cases falls below the lower 95 % limit one time in ten, with them one in forty.
    """
    if kind == "proportion":
        return np.arcsin(np.sqrt((count + 3 / 8) / (denominator + 3 / 4)))
    return np.sqrt((count + 3 / 8) / denominator)


def _unsteady(scaled: Numbers, denominator: Numbers, kind: str) -> Numbers:
    """The figure at a point of the scale of `_steady`, kept within what is possible."""
    if kind == "proportion":
        count = np.sin(np.clip(scaled, 0, np.pi / 2)) ** 2 * (denominator + 3 / 4) - 3 / 8
        return np.clip(count / denominator, 0, 1)
    return np.maximum(np.maximum(scaled, 0) ** 2 - 3 / 8 / denominator, 0)


def _error(denominator: Numbers, kind: str) -> Numbers:
    """Standard error of a figure on the scale of `_steady`."""
    return 1 / (2 * np.sqrt(denominator + (1 / 2 if kind == "proportion" else 0)))
