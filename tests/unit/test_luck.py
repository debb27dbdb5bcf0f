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
    said = luck.luck_or_failure("ombudsman_compliance", "2024").sentence
    assert said.startswith("The number of cases behind this share is not in this snapshot")


RATE, PER_HEAD = "ombudsman_upheld_rate", "ombudsman_upheld_per_100k"


def uphold(data: SmallData, counts: dict[str, tuple[int, int]], average: dict[str, float]) -> None:
    """Writes complaints of 2024-25: area code -> (upheld, investigated), and the average its page prints."""
    lines = []
    for code, (upheld, investigated) in counts.items():
        lines += [f"1 202425 {code} complaints_upheld {upheld}"]
        lines += [f"1 202425 {code} complaints_investigated {investigated}"]
        lines += [f"1 202425 {code} similar_upheld_rate {average[code]}"] if code in average else []
    data.observations("ombudsman_councils", "\n".join(lines), kind="financial")


def test_a_council_is_set_against_the_printed_average_of_its_type(small_data: SmallData) -> None:
    """Two types at 60 and 95 %: nobody stands out for being of one of them; who leaves their own does."""
    mine = {code: (95 if at % 2 else 60) for at, code in enumerate(COUNCILS[:40])}
    counts = {code: (rate + (at // 2) % 5 - 2, 100) for at, (code, rate) in enumerate(mine.items())}
    odd = COUNCILS[0]
    uphold(small_data, counts | {odd: (78, 100)}, mine)
    found = luck.luck_or_failure(RATE, "2024-25")
    councils = found.councils.set_index("area_code")
    assert list(councils.index[councils["outside_95"] != "within"]) == [odd]
    assert councils.loc[odd, "outside_95"] == "higher"
    assert councils.loc[odd, ["value", "average", "shown"]].tolist() == pytest.approx([78, 60, 18])
    assert found.target == 0
    assert (found.limits["low_95"] < 0).all()
    assert (found.limits["high_95"].dropna() > 0).all()
    assert "average of councils of its type" in found.sentence


def test_councils_with_too_few_cases_shape_neither_target_nor_limits(small_data: SmallData) -> None:
    counts = {code: (round(0.8 * (30 + at)), 30 + at) for at, code in enumerate(COUNCILS[:30])}
    mine = dict.fromkeys(COUNCILS[:33], 80.0)
    uphold(small_data, counts, mine)
    alone = luck.luck_or_failure(RATE, "2024-25")
    uphold(small_data, counts | dict.fromkeys(COUNCILS[30:33], (0, 9)), mine)
    among = luck.luck_or_failure(RATE, "2024-25")
    assert (among.phi, among.tau_squared, among.chance_share) == (
        alone.phi, alone.tau_squared, alone.chance_share,
    )  # fmt: skip
    assert len(among.councils) == 30


def test_twelve_of_twelve_is_no_wonder_where_four_in_five_is_usual(small_data: SmallData) -> None:
    """0.8 to the twelfth is 7 %: too common to stand out, though the smooth limits end at 11.9 cases."""
    counts = {code: (12 if not at else 9 + at % 2, 12) for at, code in enumerate(COUNCILS[:20])}
    uphold(small_data, counts, dict.fromkeys(COUNCILS, 80.0))
    found = luck.luck_or_failure(RATE, "2024-25")
    assert set(found.councils["outside_95"]) == {"within"}
    assert found.limits["high_998"].isna().all(), "a line at 100% that nobody can pass"


def test_a_published_rate_that_names_its_cases_has_a_funnel_over_its_residents(small_data: SmallData) -> None:
    lines = [
        f"1 202425 {code} complaints_upheld {60 if not at else 10 + at % 3}\n"
        f"1 202425 {code} upheld_per_100k {30 if not at else 5 + at % 3 / 2}"
        for at, code in enumerate(COUNCILS[:20])
    ]
    small_data.observations("ombudsman_councils", "\n".join(lines), kind="financial")
    found = luck.luck_or_failure(PER_HEAD, "2024-25")
    assert found.councils["denominator"].tolist() == pytest.approx([200_000.0] * 20)
    assert list(found.councils[found.councils["outside_95"] != "within"]["area_code"]) == [COUNCILS[0]]
    assert "No average of councils of each type is printed" in found.sentence
