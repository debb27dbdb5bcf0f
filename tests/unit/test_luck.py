"""A funnel where chance matters, and a sentence where it does not."""

import numpy as np
import pytest

from metrics import luck
from tests.fixtures.small_data import SmallData
from tests.fixtures.small_england import COUNCILS, REFUSED, requests, spread


def test_where_chance_explains_almost_nothing_a_sentence_says_so(small_data: SmallData) -> None:
    requests(small_data, {"2024": spread(0, 100, cases=1000)})
    found = luck.luck_or_failure(REFUSED, "2024")
    assert found.councils is None
    assert found.limits is None
    assert found.chance_share < 0.01
    assert found.outside_chance > 0.9
    assert "less than 1% of the differences" in found.sentence
    assert "no funnel" in found.sentence or "none is drawn" in found.sentence


def test_where_chance_matters_the_funnel_has_limits_and_flags_few(small_data: SmallData) -> None:
    counts = {code: (round(0.2 * cases + (at % 5 - 2)), cases) for at, (code, cases) in
              enumerate(zip(COUNCILS, [20 + at for at in range(len(COUNCILS))], strict=True))}  # fmt: skip
    requests(small_data, {"2024": counts | {COUNCILS[-1]: (160, 170)}})
    found = luck.luck_or_failure(REFUSED, "2024")
    flagged = found.councils[found.councils["outside_998"] != "within"]
    assert list(flagged["area_code"]) == [COUNCILS[-1]]
    assert list(flagged["outside_998"]) == ["higher"]
    limits = found.limits
    assert len(limits) == luck.POINTS
    assert limits["denominator"].is_monotonic_increasing
    assert (limits["low_998"] <= limits["low_95"]).all()
    assert (limits["low_95"] <= limits["low_chance"] + 1e-9).all()
    assert (limits["high_95"] >= limits["high_chance"] - 1e-9).all()
    assert limits["high_95"].between(0, 100).all()
    assert limits["high_chance"].iloc[0] > limits["high_chance"].iloc[-1]
    assert found.target == pytest.approx(
        100 * sum(k for k, _ in counts.values()) / sum(n for _, n in counts.values()), abs=2
    )
    assert np.isfinite([found.phi, found.tau_squared]).all()


def test_what_has_no_funnel(small_data: SmallData) -> None:
    requests(small_data, {"2024": spread(0, 100)})
    assert "size of the council" in luck.luck_or_failure("ehc_requests", "2024").sentence
    assert luck.luck_or_failure(REFUSED, "2020").sentence == "There are no figures to compare in 2020."
    assert "are not published" in luck.luck_or_failure("ombudsman_compliance", "2024").sentence
