"""One figure in words: its parts, and what a tooltip must say of one council alone."""

from types import SimpleNamespace

import pytest

from layouts import words
from layouts.parts import verdicts
from metrics import registry

HERTFORDSHIRE_2024 = "tribunal_2024_reviews_hertfordshire"


def row(metric: str, numerator: float, denominator: float, caveats: str = "") -> SimpleNamespace:
    limits = {"lci_95": 26.1, "uci_95": 29.8}
    counts = {"numerator": numerator, "denominator": denominator}
    return SimpleNamespace(
        metric=metric, area_name="A place", value=27.9, caveats=caveats, **counts, **limits
    )


@pytest.mark.parametrize(
    ("metric", "said"),
    [
        ("ehc_requests_refused", "12 of 34 requests received"),
        ("ehc_plans_per_1000", "12 of 34 population aged 0 to 25"),
        ("tribunal_appeals_per_1000_plans", "12 appeals registered beside 34 EHC plans maintained"),
        ("ehc_plans_growth", "12 more plans than a year earlier beside 34 plans a year earlier"),
    ],
)
def test_only_a_part_is_of_a_whole(metric: str, said: str) -> None:
    assert words.counted_in_words(row(metric, 12, 34), registry.metric(metric)) == said


def test_a_figure_without_a_denominator_has_no_parts() -> None:
    assert words.counted(row("tribunal_appeals", 12, float("nan"))) == ""


def test_a_tooltip_says_what_is_special_about_this_council_and_not_what_is_true_of_all() -> None:
    metric = registry.metric("tribunal_appeal_rate_new_method")
    told = words.tooltip(row(metric.id, 613, 2195, HERTFORDSHIRE_2024), metric)
    assert "4.4% by the" in told.replace(" <br>", " ")
    metric = registry.metric("ombudsman_upheld_rate")
    assert "parking" not in words.tooltip(row(metric.id, 63, 76, "ombudsman_all_services"), metric)


def test_a_tooltip_tells_a_doubt() -> None:
    metric = registry.metric("mediation_after_refusal")
    assert "not ranked" in words.tooltip(row(metric.id, 0, 200, "zero_beside"), metric).replace(" <br>", " ")


@pytest.mark.parametrize(
    ("with_figure", "said"),
    [
        (1, "the one statistical neighbour with a figure"),
        (2, "the middle of 2 statistical neighbours"),
        (10, "the middle of 10 statistical neighbours"),
    ],
)
def test_the_middle_of_one_is_that_one(with_figure: int, said: str) -> None:
    assert verdicts.name(SimpleNamespace(comparator="neighbours", with_figure=with_figure)) == said
