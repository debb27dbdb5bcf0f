"""Pairs of neighbours that have been quoted, and what the rules make of them."""

import re
from math import floor
from types import SimpleNamespace

import pytest

from app import server
from layouts import border_pairs
from metrics import areas, border_lines, borders

TIMELINESS = "ehc_plans_in_20_weeks"


@pytest.fixture(scope="module")
def pairs():
    found = borders.borders(TIMELINESS, "2024")
    return found.set_index(["high_area_name", "low_area_name"])


@pytest.mark.parametrize(
    ("high", "low", "shares"),
    [
        ("Rutland", "Leicestershire", (78, 4)),
        ("Blackburn with Darwen", "Lancashire", (87, 17)),
        ("Barnet", "Harrow", (100, 39)),
    ],
)
def test_the_shares_of_quoted_pairs(pairs, high: str, low: str, shares: tuple[int, int]) -> None:
    pair = pairs.loc[(high, low)]
    assert (round(pair["high_value"]), round(pair["low_value"])) == shares
    assert pair["high_lci_95"] > pair["low_uci_95"], "chance does not explain it"
    assert pair["gap_lci_95"] > 40


def test_two_of_them_are_defensible_and_rutland_claims_too_many_exceptions(pairs) -> None:
    assert pairs.loc[("Blackburn with Darwen", "Lancashire"), "defensible"]
    assert pairs.loc[("Barnet", "Harrow"), "defensible"]
    rutland = pairs.loc[("Rutland", "Leicestershire")]
    assert not rutland["defensible"]
    assert rutland["high_beside"] == pytest.approx(27.1, abs=0.05)
    assert rutland["why_not"] == "Rutland: more than 20% of plans left out as exceptions."


def test_what_is_defensible_is(pairs) -> None:
    fit = pairs[pairs["defensible"]]
    assert 200 < len(fit) < 300
    assert (fit["high_lci_95"] > fit["low_uci_95"]).all()
    assert (fit[["high_denominator", "low_denominator"]] >= 50).all(axis=None)
    assert (fit[["high_beside", "low_beside"]] <= 20).all(axis=None)
    assert fit["gap_lci_95"].is_monotonic_decreasing
    assert pairs[~pairs["defensible"]]["why_not"].str.endswith(".").all()


def test_every_border_has_a_line_on_its_map() -> None:
    for period in ("2018", "2020", "January 2023", "2023"):
        listed = borders.adjacent(period)
        drawn = listed["area_code"] + "-" + listed["neighbour_code"]
        assert all(border_lines.line(border, period) for border in drawn), period


def test_surprise_is_a_neighbour() -> None:
    for seed in range(3):
        found = borders.surprise(TIMELINESS, "2025", seed)
        assert found["defensible"]
        assert found["gap_lci_95"] > 30
    near = borders.surprise(TIMELINESS, "2025", 0, areas.find("Leeds"))
    assert "Leeds" in (near["high_area_name"], near["low_area_name"])


def test_the_list_claims_no_more_than_the_gap_that_chance_leaves() -> None:
    page = server.test_client().get("/lottery/borders").get_data(as_text=True)
    told = [int(each) for each in re.findall(r"at least (\d+) points apart", page)]
    least = [row.gap_lci_95 for row in border_pairs.defensible(TIMELINESS, "2025")[: len(told)]]
    assert len(told) > 5
    assert told == [floor(each) for each in least]
    assert any(round(each) > each for each in least), "a gap that would be told too wide"


def test_exceptions_are_rounded_as_everywhere() -> None:
    assert border_pairs.exceptions(SimpleNamespace(high_beside=12.25, low_beside=2.0)) == "12.3% and 2.0%"
