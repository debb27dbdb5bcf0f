"""Sentences and chart titles: true, with their counts, and silent where they cannot be."""

import pytest

from metrics import headlines, registry
from metrics.caveats import Cited
from metrics.numbers import number
from tests.fixtures.small_data import SmallData

ENGLAND, LEEDS, NORFOLK, DORSET, DEVON, KENT = (
    "E92000001", "E08000035", "E10000020", "E06000059", "E10000008", "E10000016",
)  # fmt: skip
ON_TIME = "ehc_plans_in_20_weeks"


def write(small_data: SmallData, counts: dict[str, tuple]) -> None:
    """Plans of 2025 by area: (in time, issued without exceptions, issued)."""
    names = (
        "plans_issued_within_20_weeks_excluding_exceptions",
        "plans_issued_excluding_exceptions",
        "plans_issued",
    )
    lines = [
        f"2026 2025 {area} {name} {cell}"
        for area, cells in counts.items()
        for name, cell in zip(names, cells, strict=True)
    ]
    small_data.observations("ehc_plan_timeliness", "\n".join(lines))


@pytest.fixture
def on_time(small_data: SmallData) -> SmallData:
    write(
        small_data,
        {
            ENGLAND: (1540, 2100, 2400), LEEDS: (600, 600, 620), DEVON: (55, 55, 60), KENT: (72, 1431, 1500),
            NORFOLK: (0, 49, 49), DORSET: (0, 60, 100),
        },
    )  # fmt: skip
    return small_data


def test_the_level_carries_its_counts_and_the_exceptions(on_time: SmallData) -> None:
    level = headlines.england_now()[0]
    assert level.text == (
        "In 2025, councils in England issued 1,540 of 2,100 new EHC plans within the legal limit of 20 weeks: 73.3%. "
        "That leaves out plans that councils classed as exceptions: 12.5% of all plans. "
        "5 of 153 councils have a figure."
    )
    assert (level.metric, level.period) == (ON_TIME, "2025")


def test_where_totals_rest_on_different_councils_exceptions_are_those_of_councils_with_both(
    small_data: SmallData,
) -> None:
    write(small_data, {ENGLAND: (50, 90, 300), LEEDS: (50, 90, 100), NORFOLK: ("x", "x", 200)})
    text = headlines.england_now()[0].text
    assert "in the 1 council with both counts, 10.0% of plans" in text


def test_the_range_names_no_council_with_many_exceptions_or_few_plans(on_time: SmallData) -> None:
    """Dorset excepts 40%, Norfolk has 49 plans, Devon is 100% too but on fewer plans than Leeds."""
    text = headlines.england_now()[1].text
    assert "all 600 plans in Leeds were on time and 72 of 1,431 plans in Kent" in text
    assert "Leeds left out 3.2% of its plans as exceptions and Kent 4.6%." in text
    assert "left out more than 20% or issued fewer than 50" in text


def test_nothing_is_said_without_figures(small_data: SmallData) -> None:
    assert headlines.england_now() == []
    write(small_data, {ENGLAND: ("x", 90, 100), LEEDS: (50, 90, 100)})
    assert headlines.england_now() == []
    assert headlines.finding(ON_TIME, "2025") == "EHC plans issued within 20 weeks, 2025"


def test_refusals_and_caveat_keys(small_data: SmallData) -> None:
    small_data.observations(
        "ehc_plan_requests",
        f"2026 2025 {ENGLAND} requests 162702\n2026 2025 {ENGLAND} requests_refused 43289\n"
        f"2026 2025 {LEEDS} requests 100\n2026 2025 {LEEDS} requests_refused 20",
    )
    small_data.caveats(("a_key", "ehc_plan_requests", "", "", "", "Take care."))
    (refused,) = headlines.england_now()
    assert refused.text == (
        "In 2025, councils in England received 162,702 requests to assess a child or young person for a plan "
        "and refused 43,289 of them: 26.6%. 1 of 153 councils have a figure."
    )
    assert refused.figures == (Cited("England", "2025", "a_key"),)


def test_a_figure_with_a_caveat_of_its_own_is_no_end_of_a_headline(on_time: SmallData) -> None:
    on_time.caveats(("doubt", "ehc_plan_timeliness", "", KENT, "2025", "Too low."))
    assert "from 5.0% to" not in headlines.finding(ON_TIME, "2025")
    assert "Kent (read the note on it)" in headlines.beyond(ON_TIME, "2025")
    assert "Kent" not in headlines.england_now()[1].text


def test_the_small_print_says_who_lies_beyond_the_range_of_a_title(on_time: SmallData) -> None:
    """Norfolk has 49 plans and Dorset leaves 40 % out."""
    said = "Beyond the range in the title: 1 with fewer than 50 cases and 1 with more than 20% exceptions."
    assert headlines.beyond(ON_TIME, "2025") == said
    assert headlines.beyond("ehc_requests", "2025") == ""


def test_chart_titles_state_the_finding(on_time: SmallData) -> None:
    title = headlines.finding(ON_TIME, "2025")
    assert (
        title
        == "EHC plans issued within 20 weeks, 2025: from 5.0% to 100% between councils; 73.3% in England"
    )
    on_time.observations("ehc_plan_requests", f"2026 2025 {ENGLAND} requests 162702")
    assert headlines.finding("ehc_requests", "2025") == "162,702 requests for an assessment in England, 2025"
    assert headlines.finding("ehc_requests", "1999") == "Requests for an EHC needs assessment, 1999"


@pytest.mark.parametrize(
    ("metric", "value", "text"),
    [
        (ON_TIME, 46.11, "46.1%"),
        (ON_TIME, 100, "100%"),
        (ON_TIME, 0, "0%"),
        (ON_TIME, 99.99, "over 99.9%"),
        (ON_TIME, 0.01, "under 0.1%"),
        ("ehc_requests", 162702, "162,702"),
        ("ehc_plans_per_1000", 38.16, "38.2 per 1,000"),
        ("ehc_plans_growth", -0.3, "-0.3%"),
        (ON_TIME, 6.25, "6.3%"),
        (ON_TIME, 100 * 1 / 16, "6.3%"),
        ("ehc_plans_growth", -6.25, "-6.3%"),
        ("ehc_plans_growth", -0.04, "0.0%"),
    ],
)
def test_numbers_in_words(metric: str, value: float, text: str) -> None:
    assert number(registry.metric(metric), value) == text
