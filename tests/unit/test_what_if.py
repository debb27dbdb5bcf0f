"""Extra cases if a council matched another rate."""

import numpy as np
import pytest

from metrics.intervals import newcombe, wilson
from metrics.what_if import extra_at_place, extra_at_rate


def test_extra_cases_at_a_rate():
    """41 of 1,277 on time: at 46.43 % it would be 593, so 552 more; Wilson's limits of 41 are 30.3 and 55.3."""
    extra, low, high = extra_at_rate(41, 1277, 0.4643)
    assert extra == pytest.approx(1277 * 0.4643 - 41)
    assert (low, high) == pytest.approx((592.9 - 55.3, 592.9 - 30.3), abs=0.3)
    assert (41 + extra) / 1277 == pytest.approx(0.4643)
    assert np.array([high, low]) == pytest.approx(1277 * (0.4643 - np.array(wilson(41, 1277))))


def test_a_council_that_already_does_better_would_lose():
    extra, low, high = extra_at_rate(90, 100, 0.5)
    assert low < extra == -40 < high < 0


def test_extra_cases_at_another_place_carry_both_chances():
    extra, low, high = extra_at_place(48, 80, 56, 70)
    assert (extra, low, high) == pytest.approx(80 * np.array(newcombe(56, 70, 48, 80)))
    fixed = extra_at_rate(48, 80, 0.8)
    assert extra == pytest.approx(fixed[0])
    assert high - low > fixed[2] - fixed[1]


def test_gaps_stay_gaps_and_percentages_are_refused():
    assert np.isnan(extra_at_rate([np.nan, 0], [10, 0], 0.5)).all()
    with pytest.raises(ValueError, match="divide a percentage by 100"):
        extra_at_rate(5, 10, 46.4)
