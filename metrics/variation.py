"""The lottery in figures: how far councils differ in a year, how much of it is real, and whether it grew."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from metrics.bootstrap import change_limits, limits
from metrics.spread import (
    Councils,
    Kind,
    Measure,
    chance_share,
    coefficient_of_variation,
    gini,
    group_share,
    log_deviation,
    logit_spread,
    percentile_range,
    standard_deviation,
)

FEWEST_COUNCILS = 30
"""Below this no interval and no verdict: the resampled tenth percentile would rest on one or two councils."""

GREW, SHRANK, NOT_SHOWN = "grew", "shrank", "not shown to have changed"

SYMMETRIC: dict[str, Measure] = {
    "standard deviation": standard_deviation,
    "gap between P10 and P90": percentile_range,
    "spread of the log odds": logit_spread,
}
"""The measures that a verdict rests on: none depends on which side is counted."""


@dataclass(frozen=True)
class Change:
    """One measure in two years, on the councils that have a figure in both."""

    measure: str
    before: float
    after: float
    difference: float
    lci_95: float
    uci_95: float

    @property
    def direction(self) -> int:
        """1 for a rise and -1 for a fall whose interval excludes no change; otherwise 0."""
        return int(self.lci_95 > 0) - int(self.uci_95 < 0)


@dataclass(frozen=True)
class SpreadChange:
    """Whether the spread grew: `verdict` is GREW, SHRANK or NOT_SHOWN; `reason` is a sentence for readers."""

    areas: int
    changes: tuple[Change, ...]
    verdict: str
    reason: str


def summary(
    numerator: ArrayLike,
    denominator: ArrayLike | None = None,
    *,
    kind: Kind = "proportion",
    per: float = 100,
    regions: ArrayLike | None = None,
) -> dict[str, float]:
    """Every figure of the spread of one measure in one period, by name, NaN where it is not defined.

    A council with a gap or an empty denominator is left out; City of London and Isles of Scilly are for the
    caller to leave out. Without a denominator the numbers are values of kind `value`, with `per` 1. The
    spread in points is in the unit of `per`; shares and the Gini are 0 to 1; the logit spread is in log odds.
    """
    everyone = _councils(numerator, denominator, kind)
    there = np.isfinite(everyone.values)
    councils = everyone.take(np.flatnonzero(there))
    if councils.values.size < 2:
        return {"areas": int(councils.values.size)}
    p10, median, p90 = per * np.quantile(councils.values, [0.1, 0.5, 0.9])
    between, by_chance = (
        (np.nan, np.nan)
        if regions is None
        else group_share(councils.values, np.asarray(regions, dtype=object)[there])
    )
    return {
        "areas": int(councils.values.size),
        **_with_limits("sd", standard_deviation, councils, per),
        **_percentile_range(councils, per),
        **_logit_sd(councils),
        **_real_share(councils),
        "between_region_share": between,
        "between_region_share_by_chance": by_chance,
        **_with_limits("gini", gini, councils),
        **_with_limits("cv", coefficient_of_variation, councils),
        "p10": float(p10),
        "median": float(median),
        "p90": float(p90),
    }


def change(
    before: tuple[ArrayLike, ArrayLike | None],
    after: tuple[ArrayLike, ArrayLike | None],
    *,
    kind: Kind = "proportion",
    per: float = 100,
    broken: str = "",
) -> SpreadChange:
    """Whether the spread grew, from numerators and denominators of the same councils in two years.

    Councils stand in the same order in both. "Grew" and "shrank" are said only when every symmetric measure
    moved the same way and the interval of each, from a bootstrap that keeps a council's two years together,
    excludes no change. Where nothing changed, that happens about once in a hundred comparisons. `broken` is
    the note of a break in the series between the years, which the reason then names.
    """
    one, two = _councils(*before, kind), _councils(*after, kind)
    both = np.flatnonzero(np.isfinite(one.values) & np.isfinite(two.values))
    one, two = one.take(both), two.take(both)
    if both.size < FEWEST_COUNCILS:
        too_few = f"Only {both.size} councils have a figure in both years; {FEWEST_COUNCILS} are needed."
        return SpreadChange(int(both.size), (), NOT_SHOWN, _named(too_few, broken))
    measures = {
        name: measure for name, measure in SYMMETRIC.items() if kind != "value" or measure != logit_spread
    }
    changes = tuple(
        _change(name, measure, one, two, 1 if measure is logit_spread else per)
        for name, measure in measures.items()
    )
    verdict, reason = _verdict(changes, int(both.size))
    return SpreadChange(int(both.size), changes, verdict, _named(reason, broken))


def _councils(numerator: ArrayLike, denominator: ArrayLike | None, kind: Kind) -> Councils:
    """Counts as arrays; gaps and empty denominators as NaN."""
    top = np.asarray(numerator, dtype=float)
    bottom = np.ones_like(top) if denominator is None else np.asarray(denominator, dtype=float)
    if denominator is None and kind != "value":
        raise ValueError(f"a {kind} needs a denominator; pass kind='value' for numbers without one")
    return Councils(top, np.where(bottom > 0, bottom, np.nan), kind)


def _with_limits(name: str, measure: Measure, councils: Councils, per: float = 1) -> dict[str, float]:
    low, high = _limits(measure, councils)
    value = float(measure(councils)[0])
    return {name: per * value, f"{name}_lci_95": per * low, f"{name}_uci_95": per * high}


def _percentile_range(councils: Councils, per: float) -> dict[str, float]:
    """P90 minus P10; two percentages are never more than 100 points apart."""
    figures = _with_limits("p90_minus_p10", percentile_range, councils, per)
    return (
        {name: min(figure, per) for name, figure in figures.items()}
        if councils.kind == "proportion"
        else figures
    )


def _logit_sd(councils: Councils) -> dict[str, float]:
    """The logit spread; its limits are those of the whole deviation, less the chance in it."""
    chance = float(councils.logs[1].mean())
    low, high = (np.sqrt(np.maximum(end**2 - chance, 0)) for end in _limits(log_deviation, councils))
    value = float(logit_spread(councils)[0])
    return {"logit_sd": value, "logit_sd_lci_95": float(low), "logit_sd_uci_95": float(high)}


def _real_share(councils: Councils) -> dict[str, float]:
    """The share of the variance that is not chance, never below 0."""
    low, high = _limits(chance_share, councils)
    shares = (1 - float(chance_share(councils)[0]), 1 - high, 1 - low)
    names = ("real_share", "real_share_lci_95", "real_share_uci_95")
    return {name: float(np.maximum(share, 0)) for name, share in zip(names, shares, strict=True)}


def _limits(measure: Measure, councils: Councils) -> tuple[float, float]:
    return limits(measure, councils) if councils.values.size >= FEWEST_COUNCILS else (np.nan, np.nan)


def _change(name: str, measure: Measure, before: Councils, after: Councils, per: float) -> Change:
    levels = (measure(before)[0], measure(after)[0], *change_limits(measure, before, after))
    return Change(name, *(float(per * level) for level in levels))


def _verdict(changes: tuple[Change, ...], areas: int) -> tuple[str, str]:
    """The verdict and why."""
    directions = {each.direction for each in changes}
    here = f"on the {areas} councils with a figure in both years"
    if len(directions) == 1 and directions != {0}:
        grew = directions == {1}
        moved = f"Every measure of the spread {'rose' if grew else 'fell'} by more than chance, {here}."
        return (GREW if grew else SHRANK), moved
    if directions >= {1, -1}:
        apart = " and ".join(f"the {each.measure} {'rose' if each.direction > 0 else 'fell'}"
                             for each in changes if each.direction)  # fmt: skip
        return NOT_SHOWN, f"The measures disagree, {here}: {apart}."
    if directions == {0}:
        return NOT_SHOWN, f"Chance could explain the change, however the spread is measured, {here}."
    unclear = " and ".join(f"the {each.measure}" for each in changes if not each.direction)
    return NOT_SHOWN, f"Chance could explain the change in {unclear}, {here}."


def _named(reason: str, broken: str) -> str:
    """A reason that names the break between the years."""
    return f"{reason} How it is counted changed between the two years: {broken}" if broken else reason
