"""Postcodes to councils, from the directory that ships with the project."""

import time

import pytest

from metrics import areas, postcodes, tables
from metrics.postcodes import BadPostcode, OutsideEngland, UnknownPostcode, area_for_postcode


@pytest.mark.parametrize(
    ("typed", "council"),
    [
        ("SW1A 1AA", "Westminster"),
        ("sw1a1aa", "Westminster"),
        (" SW1A 1AA", "Westminster"),
        ("SW1A-1AA.", "Westminster"),
        ("M1 1AE", "Manchester"),
        ("GU1 1AA", "Surrey"),
        ("CA11 7QT", "Westmorland and Furness"),
        ("TA1 1JD", "Somerset"),
        ("HP20 1UA", "Buckinghamshire"),
        ("S70 2TA", "Barnsley"),
        ("S1 2HH", "Sheffield"),
        ("TR21 0LW", "Isles of Scilly"),
        ("EC2V 7HH", "City of London"),
        ("TD15 1AA", "Northumberland"),
        ("SY10 9AA", "Shropshire"),
    ],
)
def test_a_postcode_leads_to_its_council(typed: str, council: str) -> None:
    assert areas.name(area_for_postcode(typed)) == council


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        ("EH1 1AA", "Scotland"),
        ("TD1 1AA", "Scotland"),
        ("CF10 1AA", "Wales"),
        ("CH5 3AA", "Wales"),
        ("SY23 1AA", "Wales"),
        ("HR3 5AA", "Wales"),
        ("BT1 5GS", "Northern Ireland"),
        ("JE2 3AB", "the Channel Islands"),
        ("GY1 1AA", "the Channel Islands"),
        ("IM1 1AA", "the Isle of Man"),
    ],
)
def test_another_country_is_named(typed: str, country: str) -> None:
    with pytest.raises(OutsideEngland, match=country) as caught:
        area_for_postcode(typed)
    assert caught.value.country == country


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("", "Type a postcode"),
        ("   ", "Type a postcode"),
        ("SW1A", "only the beginning"),
        ("M1", "only the beginning"),
        ("sw1a 1", "only the beginning"),
        ("SW1A 1A", "only the beginning"),
        ("SO14 O0A", "letter O and the digit 0"),
        ("SW1A IAA", "letter I and the digit 1"),
        ("12345", "not a postcode"),
        ("Surrey", "not a postcode"),
        ("SW1A 1AA1", "not a postcode"),
        ("ＳＷ１Ａ", "not a postcode"),
        ("x" * 10_000, "not a postcode"),
    ],
)
def test_what_is_wrong_is_said(typed: str, word: str) -> None:
    with pytest.raises(BadPostcode, match=word):
        area_for_postcode(typed)


def test_a_postcode_that_does_not_exist() -> None:
    with pytest.raises(UnknownPostcode, match="not in the ONS Postcode Directory"):
        area_for_postcode("ZZ1 1ZZ")


def test_a_postcode_without_a_council() -> None:
    with pytest.raises(UnknownPostcode, match="no council's area"):
        area_for_postcode("W1A 7XT")


@pytest.mark.parametrize("typed", ["QQ99 9QQ", "EH99 9QZ", "QX7Y", "QX7Y IAA", "qxjxq", "W1A 7XT"])
def test_no_message_repeats_what_was_typed(typed: str) -> None:
    with pytest.raises((BadPostcode, OutsideEngland, UnknownPostcode)) as caught:
        area_for_postcode(typed)
    assert typed.upper() not in str(caught.value).upper()
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_a_look_up_takes_less_than_a_millisecond() -> None:
    area_for_postcode("SW1A 1AA")
    start = time.perf_counter()
    for _ in range(200):
        area_for_postcode("SW1A 1AA")
    assert (time.perf_counter() - start) / 200 < 0.001


def test_the_owners_of_the_data_are_named() -> None:
    attribution = postcodes.about()["attribution"]
    for owner in (
        "Office for National Statistics",
        "OS data ©",
        "Royal Mail data ©",
        "Open Government Licence",
    ):
        assert owner in attribution


def test_no_northern_irish_row_is_shipped() -> None:
    column = tables.reference_arrow("postcodes")["postcode"]
    assert not {bytes(code.as_py())[:2] for code in column[:: len(column) // 5000]} & {b"BT"}
    assert postcodes.about()["outside"]["BT"] == "Northern Ireland"
