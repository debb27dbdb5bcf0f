"""What would follow if a council matched England, its neighbours or the best tenth."""

import numpy as np
import pytest

from metrics import intervals, targets
from tests.fixtures.small_data import SmallData
from tests.fixtures.small_england import COUNCILS, ENGLAND, ON_TIME, REFUSED, plans, requests, spread

LEEDS, CUMBRIA = "E08000035", "E10000006"
OTHERS = [code for code in COUNCILS if code != LEEDS]


def loaded(data: SmallData, leeds: tuple[int, int, int], neighbours: int = 10) -> dict[str, targets.Target]:
    counts = {code: (part, 400, 400) for code, (part, _) in spread(10, 90).items()}
    plans(data, "2024", counts | {LEEDS: leeds, ENGLAND: (30_000, 60_000, 60_000)})
    rows = [
        {"area_code": LEEDS, "rank": rank, "neighbour_code": code, "closeness": "Close"}
        for rank, code in enumerate(OTHERS[-neighbours:], start=1)
    ]
    data.register("statistical_neighbours_2025", rows)
    return {each.target: each for each in targets.what_if(ON_TIME, LEEDS, "2024")}


def test_extra_plans_on_time_with_limits_and_the_assumption_in_words(small_data: SmallData) -> None:
    england = loaded(small_data, (80, 400, 400))["england"]
    difference, low, high = (400 * float(each) for each in intervals.newcombe(30_000, 60_000, 80, 400))
    assert (england.extra, england.lci_95, england.uci_95) == pytest.approx((difference, low, high))
    assert england.text.startswith(
        "If Leeds had matched England (50.0%) in 2024, there would have been 120 more plans issued within 20 weeks, "
        "of 400 plans issued, exceptions left out (95% interval "
    )
    assert "This assumes as many cases as in 2024 and that nothing else would change." in england.text
    assert england.text.endswith("0% of its plans were classed as exceptions.")


def test_the_median_neighbour_and_the_best_tenth(small_data: SmallData) -> None:
    found = loaded(small_data, (80, 400, 400))
    shares = spread(10, 90)
    near = [100 * shares[code][0] / 400 for code in OTHERS[-10:]]
    assert found["neighbours"].rate == pytest.approx(np.median(near))
    every = [20.0, *(100 * shares[code][0] / 400 for code in OTHERS)]
    assert found["best tenth"].rate == pytest.approx(np.quantile(every, 0.9))
    assert found["neighbours"].extra == pytest.approx(400 * (np.median(near) / 100 - 0.2))


def test_a_council_that_does_as_well_is_told_so(small_data: SmallData) -> None:
    found = loaded(small_data, (380, 400, 400))
    assert found["england"].text.startswith("Leeds already does as well as England (50.0%) or better.")
    assert found["england"].extra < 0
    near = loaded(small_data, (199, 400, 400))["england"]
    assert "differs from England (50.0%) by no more than chance explains" in near.text


def test_no_limit_asks_for_more_cases_than_there_were(small_data: SmallData) -> None:
    found = loaded(small_data, (0, 60, 60))
    for each in found.values():
        assert -0 <= each.lci_95 <= each.uci_95 <= 60


def test_what_cannot_be_said(small_data: SmallData) -> None:
    few = loaded(small_data, (80, 400, 400), neighbours=5)["neighbours"]
    assert (few.text, few.refusal) == ("", "Only 5 statistical neighbours have a figure; 6 are needed.")
    small = loaded(small_data, (3, 9, 9))
    assert {each.refusal for each in small.values()} == {"Fewer than 10 cases: too few to compare."}
    claimed = loaded(small_data, (80, 300, 400))
    assert all("left out 25.0% of its plans" in each.refusal for each in claimed.values())
    gone = targets.what_if(ON_TIME, CUMBRIA, "2024")
    assert all("abolished" in each.refusal for each in gone)
    requests(small_data, {"2024": spread(10, 90)})
    assert targets.what_if(REFUSED, LEEDS, "2024") == [], "no way of refusing is better"
    assert targets.what_if("ehc_requests", LEEDS, "2024") == []
