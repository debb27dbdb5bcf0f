"""What is said of the councils that a chart does not rank."""

import re

import pytest

from layouts import findings, selection
from layouts.format import slugged
from metrics import compute, registry

COMPARED = [name for name in registry.all_metrics() if registry.metric(name).compares_councils]


def test_a_doubted_figure_of_few_cases_is_counted_once() -> None:
    """Isle of Wight issued 7 plans in 2024, far fewer than before."""
    said = findings.shown(selection.select("ehc_plans_in_20_weeks", {"year": "2024"}))
    assert said.endswith("Not ranked: Isle of Wight (a check doubts the figure) and 1 with too few cases.")


@pytest.mark.parametrize("year", ["2019", "2022", "2023", "2024", "2024-25"])
def test_no_number_of_councils_is_below_one(year: str) -> None:
    there = [
        name for name in COMPARED if slugged(year) in [slugged(each) for each in compute.periods_of(name)]
    ]
    assert there
    texts = [findings.shown(selection.select(name, {"year": year})) for name in there]
    assert not [text for text in texts if re.search(r"-\d|\b0 with", text)]
