"""Codes and names of areas, as publishers print them."""

import pandas as pd
import pytest

from ingest import areas
from ingest.areas import CodeNameConflict, UnknownArea, area_for_code, area_for_name, bare, plain, resolve


@pytest.mark.parametrize(
    ("printed", "area_code"),
    [
        ("Northamptonshire7", "E10000021"),
        ("Poole5", "E06000029"),
        ("Kingston Upon Hull, City of", "E06000010"),
        ("Kingston upon Hull City Council", "E06000010"),
        ("Hull City Council", "E06000010"),
        ("London Borough of Barking & Dagenham", "E09000002"),
        ("Barking & Dagenham London Borough", "E09000002"),
        ("barking and dagenham london boro", "E09000002"),
        ("St. Helens", "E08000013"),
        ("St. Helens Metropolitan Borough Council", "E08000013"),
        ("Kirklees Metropolitan Borough Council", "E08000034"),
        ("Royal Borough of Windsor and Maidenhead Council", "E06000040"),
        ("BRISTOL, CITY OF", "E06000023"),
        ("County Durham", "E06000047"),
        ("Durham County Council", "E06000047"),
        ("Herefordshire, County of", "E06000019"),
        ("Stockton On Tees UA", "E06000004"),
        ("Bedford Borough", "E06000055"),
        ("The Medway Towns", "E06000035"),
        ("Council of the Isles of Scilly", "E06000053"),
        ("City of London Corporation", "E09000001"),
        ("London, City of", "E09000001"),
        ("City of London", "E09000001"),
        ("LONDON", "E12000007"),
        ("Yorkshire and The Humber", "E12000003"),
        ("England Total4,9", "E92000001"),
        ("Borough Council of King's Lynn & West Norfolk", "E07000146"),
        ("Bournemouth (Pre LG)", "E06000028"),
    ],
)
def test_a_name_is_known_in_every_style(printed: str, area_code: str) -> None:
    assert area_for_name(printed) == area_code


@pytest.mark.parametrize(
    "printed",
    [
        "Region demo",
        "LA demo",
        "INNER LONDON",
        "London (Outer)",
        "Newcastle",
        "London Borough",
        "",
        "Surrey Hills",
    ],
)
def test_a_group_an_invention_or_half_a_name_is_not_guessed(printed: str) -> None:
    with pytest.raises(UnknownArea, match=r"area_names\.csv"):
        area_for_name(printed)


@pytest.mark.parametrize(
    ("code", "area_code"),
    [
        ("E10000002", "E06000060"),
        ("E06000060", "E06000060"),
        ("825", "E06000060"),
        ("E10000023", "E06000065"),
        ("E10000027", "E06000066"),
        ("E08000038", "E08000016"),
        ("E08000039", "E08000019"),
        ("E10000009", "E10000009"),
        ("835", "E10000009"),
        ("838", "E06000059"),
        ("985", "E12000006"),
    ],
)
def test_all_codes_of_an_authority_lead_to_one(code: str, area_code: str) -> None:
    assert area_for_code(code) == area_code


def test_an_unknown_code_says_what_to_edit() -> None:
    with pytest.raises(UnknownArea, match=r"'E13000001'.*areas\.csv.*area_codes\.csv"):
        area_for_code("E13000001")


@pytest.mark.parametrize(
    ("year", "area_code"),
    [
        (2014, "E10000009"),
        ("2018", "E10000009"),
        ("201819", "E10000009"),
        ("2019", "E06000059"),
        (2025, "E06000059"),
        (None, "E06000059"),
    ],
)
def test_only_dorset_means_another_body_by_year(year: str | int | None, area_code: str) -> None:
    assert area_for_name("Dorset", year) == area_code


@pytest.mark.parametrize("name", ["Buckinghamshire", "North Yorkshire", "Somerset"])
def test_a_county_that_became_a_unitary_is_one_authority(name: str) -> None:
    assert (
        area_for_name(name, 2014)
        == area_for_name(name, 2025)
        == area_for_name(f"{name} County Council", 2016)
    )


def test_in_the_year_of_a_change_the_code_decides() -> None:
    rows = pd.DataFrame({"code": ["E10000009", "E06000059"], "name": "Dorset", "year": "2019"})
    assert list(resolve(rows, "any", "code", "name", "year")) == ["E10000009", "E06000059"]


def test_a_code_of_a_body_not_yet_there_waits_for_a_correction() -> None:
    rows = pd.DataFrame({"code": ["838"], "name": ["Dorset6"], "year": ["2016"]})
    with pytest.raises(CodeNameConflict, match="in 2016"):
        resolve(rows, "any", "code", "name", "year")


def test_code_and_name_must_agree() -> None:
    rows = pd.DataFrame({"code": ["873"], "name": ["Central Bedfordshire"]})
    with pytest.raises(
        CodeNameConflict, match=r"rates\.csv: .*'873' is E10000003 .*'Central Bedfordshire' is E06000056"
    ):
        resolve(rows, "any", "code", "name", file="rates.csv")


def test_a_correction_settles_only_its_dataset(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("areas", "area_codes", "area_names"):
        (tmp_path / f"{name}.csv").write_bytes((areas.REFERENCE / f"{name}.csv").read_bytes())
    (tmp_path / "code_corrections.csv").write_text(
        "dataset,published_code,published_name,area_code,evidence\n"
        "rates,873,Central Bedfordshire,E06000056,counts\n"
    )
    monkeypatch.setattr(areas, "REFERENCE", tmp_path)
    rows = pd.DataFrame({"code": ["873", "873"], "name": ["Central Bedfordshire", "Cambridgeshire"]})
    assert list(resolve(rows, "rates", "code", "name")) == ["E06000056", "E10000003"]
    with pytest.raises(CodeNameConflict):
        resolve(rows, "other", "code", "name")


def test_a_row_may_have_a_code_or_a_name_alone() -> None:
    rows = pd.DataFrame({"code": ["", "825", None], "name": ["Poole5", "", "Surrey"]}, index=[7, 8, 9])
    resolved = resolve(rows, "any", "code", "name")
    assert dict(resolved) == {7: "E06000029", 8: "E06000060", 9: "E10000030"}


def test_a_hundred_thousand_rows_resolve_in_their_order() -> None:
    known = areas.table("areas")
    rows = pd.concat([known[["area_code", "name"]]] * 300)
    rows["year"] = "2025"
    rows = rows[~rows["name"].str.startswith("Dorset")]
    assert (resolve(rows, "any", "area_code", "name", "year") == rows["area_code"]).all()


@pytest.mark.parametrize(
    ("name", "expected"),
    [("St. Helens2", "st helens"), ("Tyne & Wear", "tyne and wear"), ("King’s Lynn", "kings lynn")],
)
def test_plain(name: str, expected: str) -> None:
    assert plain(name) == expected


def test_bare_never_empties_a_name() -> None:
    assert bare("City Council") == "city"
    assert all(bare(name) for name in areas.table("areas")["name"])
