"""The search box: every way of asking leads on, and nothing that was typed stands in an address."""

import pytest

from layouts import search
from layouts.parts.find_box import PROBLEMS


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("BS1 5TR", "/area/bristol"),
        (" bs15tr ", "/area/bristol"),
        ("Bristol", "/area/bristol"),
        ("bristol city council", "/area/bristol"),
        ("E06000023", "/area/bristol"),
        ("London Borough of Barking & Dagenham", "/area/barking-and-dagenham"),
        ("Cumbria", "/area/cumbria"),
        ("Exeter", "/area/devon?from=E07000041"),
        ("", "/?problem=empty"),
        ("   ", "/?problem=empty"),
        ("EH1 1YZ", "/?problem=scotland"),
        ("CF10 1EP", "/?problem=wales"),
        ("BT1 5GS", "/?problem=northern-ireland"),
        ("JE2 3AB", "/?problem=crown"),
        ("ZZ99 9ZZ", "/?problem=unknown-postcode"),
        ("BS1", "/?problem=postcode"),
    ],
)
def test_answers(typed: str, address: str) -> None:
    assert search.answer(typed) == address


@pytest.mark.parametrize(
    "typed", ["Bristoll", "Xyzzy", "<script>alert(1)</script>", "x" * 10_000, "\x00", "'; --"]
)
def test_what_was_typed_is_not_in_the_address(typed: str) -> None:
    address = search.answer(typed)
    assert address.startswith("/?problem=council")
    assert typed.strip()[:20] not in address
    assert len(address) < 300


def test_a_near_miss_offers_councils_by_their_own_names() -> None:
    assert "near=bristol" in search.answer("Bristoll")


def test_every_problem_has_its_words() -> None:
    answers = [
        search.answer(typed)
        for typed in ("", "EH1 1YZ", "CF10 1EP", "BT1 5GS", "JE2 3AB", "ZZ99 9ZZ", "BS1", "?")
    ]
    assert {answer.partition("problem=")[2].partition("&")[0] for answer in answers} == set(PROBLEMS)
