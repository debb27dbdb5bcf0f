"""Who stayed at the bottom of the 20-week limit, who turned round, and who may not be held up as having done so."""

import pytest

from metrics import areas, standing

TIMELINESS = "ehc_plans_in_20_weeks"


@pytest.fixture(scope="module")
def patterns():
    return standing.persistence_of(TIMELINESS).councils.set_index("area_name")["patterns"]


def named(patterns, pattern: str) -> set[str]:
    return set(patterns.index[patterns.str.split(";").map(lambda names: pattern in names)])


def test_who_shows_which_pattern(patterns) -> None:
    assert named(patterns, "always at the bottom") == {"West Northamptonshire"}
    assert named(patterns, "always at the top") == set()
    assert named(patterns, "turned round") == {"Bradford", "Haringey", "Walsall"}
    assert {"Leeds", "Leicestershire", "Portsmouth"} <= named(patterns, "fell back")


def test_years_of_too_many_exceptions_are_gaps(patterns) -> None:
    """Solihull rose to the top half from 2022, while it left out 37 % to 51 % of its plans each year."""
    assert "Solihull" not in named(patterns, "turned round")
    assert set(standing.history(TIMELINESS, areas.find("Solihull"))["period"]).isdisjoint(
        {"2022", "2024", "2025"}
    )
    said = standing.rank_of(TIMELINESS, areas.find("Solihull"), "2024").refusal
    assert "Solihull left out 44.6% of its plans" in said


def test_half_of_the_worst_quarter_is_there_again_a_year_later() -> None:
    found = standing.persistence_of(TIMELINESS)
    assert 0.5 < found.stayed_worst < 0.65
    assert "record for each child" in found.note
    assert found.periods == tuple(str(year) for year in range(2015, 2026))


def test_a_rank_as_it_is_told() -> None:
    barnet = standing.rank_of(TIMELINESS, areas.find("Barnet"), "2024")
    assert barnet.text.startswith(f"joint 1st of {barnet.of}, and between 1st and ")
    assert (barnet.of, barnet.left_out) == (138, 11)
    assert barnet.beside == "19.5% of its plans were classed as exceptions."
    assert (
        "never ranked"
        in standing.rank_of("ehc_requests_refused", areas.find("City of London"), "2024").refusal
    )
