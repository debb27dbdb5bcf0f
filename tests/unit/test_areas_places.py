"""Places as readers type them."""

import pytest

from metrics import areas
from metrics.areas import UnknownPlace, authorities_in, by_slug, find, notice, place, slug
from tests.fixtures.small_data import SmallData


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("bristol", "Bristol"),
        ("Bristol City Council", "Bristol"),
        ("  st helens ", "St Helens"),
        ("St. Helens", "St Helens"),
        ("hull", "Kingston upon Hull"),
        ("E10000002", "Buckinghamshire"),
        ("e06000060", "Buckinghamshire"),
        ("873", "Cambridgeshire"),
        ("westmorland-and-furness", "Westmorland and Furness"),
        ("BCP", "Bournemouth, Christchurch and Poole"),
        ("London Borough of Camden", "Camden"),
        ("City of London", "City of London"),
        ("London", "London"),
        ("england", "England"),
        ("Dorset", "Dorset"),
        ("Dorset County Council", "Dorset (to 2019)"),
        ("Durham County Council", "Durham"),
    ],
)
def test_find(typed: str, name: str) -> None:
    assert areas.name(find(typed)) == name


def test_every_name_slug_and_code_of_an_area_finds_it() -> None:
    for row in areas.areas().query("type != 'District'").itertuples():
        assert find(row.area_code) == find(row.name) == find(row.slug) == by_slug(row.slug) == row.area_code


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Newcastle", ("Newcastle upon Tyne", "Newcastle-under-Lyme")),
        ("Bristal", ("Bristol",)),
        ("yorkshire", ("North Yorkshire",)),
        ("xyzzy", ()),
        ("", ()),
        ("council", ()),
    ],
)
def test_an_unknown_place_gets_suggestions_and_no_answer(typed: str, expected: tuple[str, ...]) -> None:
    with pytest.raises(UnknownPlace) as caught:
        find(typed)
    assert set(expected) <= set(caught.value.suggestions)
    assert bool(expected) == bool(caught.value.suggestions)
    for suggestion in caught.value.suggestions:
        assert suggestion in str(caught.value)
        find(suggestion)


def test_a_very_long_text_is_cut() -> None:
    with pytest.raises(UnknownPlace) as caught:
        find("x" * 100_000)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("district", "authority", "word"),
    [
        ("Guildford", "Surrey", "is a district council"),
        ("guildford borough council", "Surrey", "is a district council"),
        ("Carlisle", "Cumberland", "until 31 March 2023"),
        ("Taunton Deane", "Somerset", "until 31 March 2019"),
        ("Christchurch", "Bournemouth, Christchurch and Poole", "until 31 March 2019"),
        ("Shepway", "Kent", "Folkestone and Hythe is a district council"),
    ],
)
def test_a_district_leads_to_its_county_and_says_so(district: str, authority: str, word: str) -> None:
    found = place(district)
    assert areas.name(found.area_code) == authority
    assert word in found.notice
    assert authority in found.notice


def test_a_council_with_figures_needs_no_sentence() -> None:
    assert place("Surrey").notice == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "Cumbria",
            "Cumbria was abolished on 31 March 2023 and replaced by Cumberland, and Westmorland and Furness.",
        ),
        ("Cumberland", "Cumberland began on 1 April 2023. Earlier figures are those of Cumbria."),
        ("Dorset", "Dorset began on 1 April 2019. Earlier figures are those of Dorset (to 2019)."),
        ("Buckinghamshire", ""),
        ("Surrey", ""),
    ],
)
def test_notice_of_successors_and_predecessors(name: str, expected: str) -> None:
    assert notice(find(name)) == expected


@pytest.mark.parametrize(
    ("day", "count"),
    [("2014-09-01", 152), ("2019-03-31", 152), ("2019-04-01", 151), ("2021-03-31", 151), ("2021-04-01", 152),
     ("2023-03-31", 152), ("2023-04-01", 153), ("2026-01-01", 153)],
)  # fmt: skip
def test_authorities_in(day: str, count: int) -> None:
    assert len(authorities_in(day)) == count


def test_slugs_are_unique_and_plain() -> None:
    slugs = areas.areas()["slug"]
    assert slugs.is_unique
    assert slugs.str.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*").all()
    assert slug(find("King's Lynn and West Norfolk")) == "norfolk"


@pytest.mark.parametrize("text", ["guildford", "nowhere", "", "../etc"])
def test_by_slug_refuses_what_has_no_page(text: str) -> None:
    with pytest.raises(UnknownPlace):
        by_slug(text)


def test_neighbours_come_closest_first(small_data: SmallData) -> None:
    listed = (("A", "10", "far"), ("A", "2", "near"), ("A", "1", "nearest"), ("B", "1", "other"))
    columns = ("area_code", "rank", "neighbour_code")
    small_data.register(
        "statistical_neighbours_2025", [dict(zip(columns, row, strict=True)) for row in listed]
    )
    assert areas.neighbours("A") == ("nearest", "near", "far")
    assert areas.neighbours("C") == ()
