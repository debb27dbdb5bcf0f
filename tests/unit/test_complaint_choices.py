"""What an address of complaints and appeals asks for is checked against what there is."""

from urllib.parse import parse_qs, urlsplit

import pytest

from layouts.complaint_choices import choose
from metrics import complaints


def one(query: dict[str, list[str]]) -> dict[str, object]:
    """A query as Dash gives it to a page."""
    return {name: values if len(values) > 1 else values[0] for name, values in query.items()}


def test_an_empty_address_compares_nobody_and_hides_no_decision() -> None:
    choices = choose({})
    assert choices.address() == "/complaints"
    assert not choices.problems
    assert len(choices.decisions) == len(complaints.decisions())


def test_an_address_leads_back_to_the_same_state() -> None:
    asked = choose(
        {
            "council": ["kent", "leeds"],
            "measure": "ombudsman_upheld_rate",
            "view": "map",
            "about": "kent",
            "category": "special-educational-needs",
            "outcome": "not-upheld",
            "year": "2025",
            "words": "care  plan",
            "page": "2",
        }
    )
    assert not asked.problems
    assert choose(one(parse_qs(urlsplit(asked.address("decisions")).query))) == asked
    assert asked.address("decisions").startswith("/complaints?council=kent&council=leeds&")


@pytest.mark.parametrize("name", ["council", "measure", "view", "about", "category", "outcome", "year"])
@pytest.mark.parametrize("value", ["1066", "<b>", "' or 1=1", ["kent", "no where"], 7, {"a": 1}, "x" * 5000])
def test_what_is_not_there_is_left_out_with_a_plain_message(name: str, value: object) -> None:
    choices = choose({name: value})
    assert len(choices.problems) == 1
    assert choices.address(council="") == "/complaints"


@pytest.mark.parametrize(
    ("page", "words"), [("0", 7), ("-1", ["a", "b"]), ("9" * 5000, None), ("two", {}), (["1"], "")]
)
def test_a_page_or_words_that_make_no_sense_change_nothing(page: object, words: object) -> None:
    assert choose({"page": page, "words": words}).address() == "/complaints"


@pytest.mark.parametrize("page", ["-1", "9" * 5000, "two", ["1", "2"]])
def test_a_page_that_is_not_there_gets_a_message(page: object) -> None:
    assert "page of decisions" in choose({"page": page}).problems[0]


def test_what_no_keyboard_types_is_no_part_of_a_search() -> None:
    assert choose({"words": "\x00pl\x00an\u200b  delay\x1b"}).words == "plan delay"


def test_a_measure_that_exists_and_compares_nobody_is_named() -> None:
    [problem] = choose({"measure": "ombudsman_compliance"}).problems
    assert "Ombudsman recommendations carried out" in problem
    assert "not there" not in problem


def test_at_most_four_councils_each_once() -> None:
    choices = choose({"council": ["kent", "kent", "leeds", "bristol", "durham", "devon"]})
    assert [place.slug for place in choices.places] == ["kent", "leeds", "bristol", "durham"]
    assert "At most 4" in choices.problems[0]
