"""Which caveats stand beside which figures, and how a list names what each is about."""

import pytest

from metrics import caveats
from metrics.caveats import Cited
from tests.fixtures.small_data import SmallData

ENGLAND, LEEDS = "E92000001", "E08000035"


@pytest.fixture
def listed(small_data: SmallData) -> SmallData:
    small_data.caveats(
        ("everyone", "a_table", "", "", "", "Always so."),
        ("one_year", "a_table", "", "", "2020;2021;2022;2024", "In some years."),
        ("some_places", "a_table", "", f"{ENGLAND};{LEEDS}", "2022;2025", "Too low."),
    )
    return small_data


def test_a_caveat_names_the_places_and_years_it_is_about(listed: SmallData) -> None:
    figures = [
        Cited("England", "2022", "everyone;one_year;some_places"),
        Cited("England", "2025", "everyone;some_places"),
        Cited("Leeds", "2022", "everyone;one_year;some_places"),
    ]
    assert caveats.told(figures) == [
        ("England, 2022 and 2025; Leeds, 2022", "Too low."),
        ("", "Always so."),
        ("2022", "In some years."),
    ]


def test_years_in_a_row_are_told_as_one(listed: SmallData) -> None:
    figures = [Cited("England", year, "one_year") for year in ("2024", "2022", "2021", "2020")]
    assert caveats.told(figures) == [("2020 to 2022 and 2024", "In some years.")]


def test_a_doubt_names_its_councils_and_counts_the_rest(listed: SmallData) -> None:
    figures = [Cited(f"Council {name}", "2025", "zero_beside") for name in "ABCDE"]
    ((about, text),) = caveats.told(figures)
    assert about == "Council A, Council B, Council C and 2 others, 2025"
    assert "not ranked" in text
    assert caveats.doubt("everyone;zero_beside") == "zero_beside"
    assert caveats.doubt("everyone") == ""


def test_there_is_nothing_to_tell_of_figures_without_caveats(listed: SmallData) -> None:
    assert caveats.told([Cited("England", "2022", "")]) == []
    assert caveats.of_one_place("") == []
    assert caveats.of_one_place("everyone;some_places") == ["Too low."]


def test_a_caveat_is_told_briefly_where_it_has_a_short_form() -> None:
    """In a sentence to print there is no room for a paragraph; without a short form the whole is told."""
    key = "timeliness_2025_norfolk"
    assert caveats.briefly(key) == ["The totals of England and the East of England leave out Norfolk."]
    whole = "requests_2022_plymouth"
    assert caveats.briefly(f"{whole};{key}") == [caveats.text(whole), *caveats.briefly(key)]
