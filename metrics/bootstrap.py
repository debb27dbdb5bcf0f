"""Intervals for measures of spread, and for their change between two years, by resampling councils.

What an interval covers. The councils are all there are; they are taken as draws from the ways a council can
turn out, and each count as one year of chance in that council. The interval says where the spread of that
process lies: resampling councils carries both kinds of chance at once. With 150 councils it is far wider
than chance within councils alone would make it, which is the cautious way round.

Methods, chosen by coverage: how often 95 % limits hold the measure of a million councils of the same process,
over 1,000 sets of 150 councils from each of seven processes made like timeliness, refusals, appeals and others
(`python -m bench.coverage`). Nothing outside 92 to 98 % was accepted:

    standard deviation 93.4 to 95.1   P90 minus P10 93.5 to 96.8   Gini 93.7 to 96.0   CV 93.4 to 95.6
    logit spread 94.9 to 96.5 (99.6 where councils do not differ at all)   real share 93.5 to 95.6
    change between two years 93.8 to 96.9; a change is said in 1 % of comparisons where there is none

With 33 councils, as in London, they are 90 to 97 %.
- Measures with influences: symmetric bootstrap-t on the log scale. For the standard deviation of skewed rates
  percentile limits reach 88 %, basic 89 % and BCa 91 %.
- P90 minus P10 has none: normal limits on the log scale with the bootstrap's standard error. Basic limits
  reach 86 to 90 % and the jackknife 81 to 86 %.
- Changes between two years keep each council's pair together and use the natural scale.
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from metrics.spread import Councils, Measure, Measured, Numbers

LEVEL = 0.95


def limits(measure: Measure, councils: Councils) -> tuple[float, float]:
    """95 % limits of a measure that cannot be negative. NaN where it is not defined, or councils are alike."""
    value, influence = measure(councils)
    if np.ptp(councils.values) == 0 or not value > 0:
        return np.nan, np.nan
    drawn, leans = measure(councils.resampled)
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = np.log(drawn / value)
        if influence is None or leans is None:
            half = _normal_half(apart)
        else:
            errors = _error(leans) / drawn
            half = _studentised_half(apart, errors) * float(_error(influence) / value)
    return float(value * np.exp(-half)), float(value * np.exp(half))


def change_limits(measure: Measure, before: Councils, after: Councils) -> tuple[float, float, float]:
    """Change in a measure between two years of the same councils in the same order, and its 95 % limits."""
    change, influence = _minus(measure(after), measure(before))
    drawn, leans = _minus(measure(after.resampled), measure(before.resampled))
    if influence is None or leans is None:
        half = _normal_half(drawn - change)
    else:
        half = _studentised_half(drawn - change, _error(leans)) * float(_error(influence))
    return float(change), float(change - half), float(change + half)


def _minus(after: Measured, before: Measured) -> Measured:
    if after[1] is None or before[1] is None:
        return after[0] - before[0], None
    return after[0] - before[0], after[1] - before[1]


def _error(influence: Numbers) -> Numbers:
    """Standard error of a measure from its influences."""
    return np.sqrt((influence**2).mean(axis=-1) / (influence.shape[-1] - 1))


def _studentised_half(apart: Numbers, errors: Numbers) -> float:
    """How many standard errors from the measure the limits lie (Hall 1988, Biometrika 75:675-685)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = np.abs(apart) / errors
    distance = distance[np.isfinite(distance)]
    return float(np.quantile(distance, LEVEL)) if distance.size else 0.0


def _normal_half(apart: Numbers) -> float:
    """Half the width of normal limits with the standard error of the resamples."""
    return float(NormalDist().inv_cdf((1 + LEVEL) / 2) * apart[np.isfinite(apart)].std(ddof=1))
