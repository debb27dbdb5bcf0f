"""What if a council matched another rate: how many more cases a year would have gone well.

Each figure assumes the same number of cases and that nothing else would change. It is negative where the
council already does better.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from metrics.intervals import Numbers, newcombe, wilson


def extra_at_rate(k: ArrayLike, n: ArrayLike, rate: ArrayLike) -> tuple[Numbers, Numbers, Numbers]:
    """Extra cases, with 95 % limits, if k of n had been `rate` (0 to 1): a target, or the best tenth.

    The rate is taken as fixed; the limits carry the chance in the council's own figure (Wilson).
    """
    low, high = wilson(k, n)
    cases, wanted = np.where(np.asarray(n) > 0, n, np.nan), np.asarray(rate, dtype=float)
    if ((wanted < 0) | (wanted > 1)).any():
        raise ValueError(f"rate {wanted} is outside 0 to 1: divide a percentage by 100")
    return (cases * wanted - k)[()], (cases * (wanted - high))[()], (cases * (wanted - low))[()]


def extra_at_place(
    k: ArrayLike, n: ArrayLike, other_k: ArrayLike, other_n: ArrayLike
) -> tuple[Numbers, Numbers, Numbers]:
    """Extra cases, with 95 % limits, if a council matched another place's rate, other_k of other_n.

    The limits carry the chance in both figures (Newcombe). For England the council is part of the whole,
    which matters little: none has 4 % of all plans.
    """
    cases = np.asarray(n, dtype=float)
    difference, low, high = newcombe(other_k, other_n, k, n)
    return (cases * difference)[()], (cases * low)[()], (cases * high)[()]
