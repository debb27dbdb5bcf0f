"""Numbers, lists and addresses as readers see them."""

import pytest

from layouts import format as said
from layouts import links
from layouts.words import shortened, wrap


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234567, 0, "1,234,567"),
        (0.04, 1, "0.0"),
        (-0.04, 1, "0.0"),
        (-3.25, 2, "\u22123.25"),
        (-1234, 0, "\u22121,234"),
        (82.5, 0, "83"),
        (6.25, 1, "6.3"),
    ],
)
def test_numbers(value: float, decimals: int, text: str) -> None:
    assert said.number(value, decimals) == text


def test_differences_say_their_unit() -> None:
    assert said.difference(-12.34, "%") == "12.3 percentage points"
    assert said.difference(1.0, "%") == "1.0 percentage point"
    assert said.difference(0.44, "per 1,000") == "0.4 per 1,000"


@pytest.mark.parametrize(
    ("words", "most", "text"),
    [
        ([], None, ""),
        (["A"], None, "A"),
        (["A", "B"], None, "A and B"),
        (["A", "B", "C"], None, "A, B and C"),
        (["A", "B", "C"], 2, "A, B and 1 other"),
        (["A", "B", "C", "D"], 1, "A and 3 others"),
    ],
)
def test_lists(words: list[str], most: int | None, text: str) -> None:
    assert said.listing(words, most) == text


def test_plurals() -> None:
    assert said.plural(1, "council") == "1 council"
    assert said.plural(1200, "council") == "1,200 councils"
    assert said.plural(2, "county", "counties") == "2 counties"


@pytest.mark.parametrize(
    ("period", "slug"), [("2024", "2024"), ("2024/25", "2024-25"), ("January 2025", "january-2025")]
)
def test_periods_in_addresses(period: str, slug: str) -> None:
    assert said.slugged(period) == slug


def test_addresses_leave_out_what_is_default() -> None:
    assert links.measure("x") == "/measure/x"
    assert (
        links.measure("x", view="", year="2024/25", area="bristol") == "/measure/x?year=2024-25&area=bristol"
    )


def test_long_names_are_cut_for_an_axis_and_long_lines_broken() -> None:
    assert shortened("Bournemouth, Christchurch and Poole") == "Bournemouth, Christchur\u2026"
    assert shortened("Leeds") == "Leeds"
    assert wrap("one two three", 8) == ["one two", "three"]
