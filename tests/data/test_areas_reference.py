"""The hand-kept tables of areas agree with themselves and with second sources."""

from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
import qlacref_authorities

from ingest.areas import AUTHORITY_TYPES, area_for_code, bare, plain, table

AREAS = table("areas").set_index("area_code", drop=False)
AUTHORITIES = AREAS[AREAS["type"].isin(AUTHORITY_TYPES)]
REORGANISATIONS = {"2019-04-01", "2021-04-01", "2023-04-01"}
REGISTRY_MISTAKES = {
    "FOR": "Forest Heath was in Suffolk, not Surrey",
    "DOR": "Christchurch left old Dorset for Bournemouth, Christchurch and Poole",
}


def linked(column: str) -> set[tuple[str, str]]:
    return {
        (row.area_code, other)
        for row in AUTHORITIES.itertuples()
        for other in getattr(row, column).split(";")
        if other
    }


def test_codes_and_names_are_unique() -> None:
    for column in ("area_code", "name"):
        assert AREAS[column].is_unique
    three = AREAS.loc[AREAS["la_code"] != "", "la_code"]
    assert three.is_unique
    assert three.str.fullmatch(r"\d{3}").all()
    assert set(AREAS.index[AREAS["la_code"] == ""]) == set(AREAS.index[AREAS["type"] == "District"])


def test_regions_are_the_nine_and_london_is_one() -> None:
    regions = AREAS[AREAS["type"] == "Region"]
    assert list(regions.index) == [f"E1200000{number}" for number in range(1, 10)]
    below = AREAS[AREAS["type"] != "Country"]
    assert (below["region"] == below["region_code"].map(regions["name"])).all()
    assert set(AREAS.loc[AREAS["type"] == "London borough", "region"]) == {"London"}
    assert AREAS["type"].value_counts()["London borough"] == 33


def test_successors_and_predecessors_say_the_same() -> None:
    assert linked("successors") == {(before, after) for after, before in linked("predecessors")}
    assert len(linked("successors")) == 8
    for before, after in linked("successors"):
        last = date.fromisoformat(AREAS.at[before, "end"])
        assert (last + timedelta(days=1)).isoformat() == AREAS.at[after, "start"]
        assert AREAS.at[before, "region_code"] == AREAS.at[after, "region_code"]


def test_dates_are_those_of_the_reorganisations() -> None:
    assert set(AUTHORITIES["start"]) - {""} == REORGANISATIONS
    ends = {(date.fromisoformat(end) + timedelta(days=1)).isoformat() for end in AREAS["end"] if end}
    assert ends == REORGANISATIONS | {"2020-04-01"}
    assert all(AREAS.loc[AREAS["end"] != "", "successors"])


def test_every_district_has_an_authority_as_its_county() -> None:
    districts = AREAS[AREAS["type"] == "District"]
    assert set(districts["county_code"]) <= set(AUTHORITIES.index)
    assert (AREAS.loc[AREAS["type"] != "District", "county_code"] == "").all()
    assert (districts["region_code"] == districts["county_code"].map(AREAS["region_code"])).all()


def test_other_codes_are_other_codes_of_known_areas() -> None:
    others = table("area_codes")
    assert others["code"].is_unique
    assert not set(others["code"]) & set(AREAS.index)
    assert set(others["area_code"]) <= set(AREAS.index)


def test_the_table_of_names_holds_only_what_no_rule_makes() -> None:
    names = table("area_names")
    assert set(names["area_code"]) <= set(AREAS.index)
    rule: dict[str, set[str]] = {}
    for name, code in zip(AREAS["name"], AREAS.index, strict=True):
        rule.setdefault(bare(name), set()).add(code)
    passed_on = {plain(name) for name in names.loc[names["start"] + names["end"] != "", "name"]}
    needless = [row.name for row in names.itertuples(index=False)
                if bare(row.name) not in passed_on and rule.get(bare(row.name)) == {row.area_code}]  # fmt: skip
    assert not needless


def test_counties_of_districts_agree_with_the_ons_list_of_2021() -> None:
    listed = {row["LTLA21CD"]: row["UTLA21CD"] for row in qlacref_authorities.records}
    english = {district: county for district, county in listed.items() if district.startswith("E")}
    assert len(english) > 300
    for district, county in english.items():
        area = AREAS.loc[area_for_code(district)]
        assert (area["county_code"] or area["area_code"]) == area_for_code(county), area["name"]


@pytest.mark.published
def test_three_digit_codes_and_regions_are_those_of_dfe(published: Path) -> None:
    listed = pd.read_excel(published / "dfe/la_code_list.xlsx", dtype=str, engine="calamine").iloc[:158]
    ours = AUTHORITIES.set_index("la_code")
    assert set(listed["LA Number"]) == set(ours.index)
    regions = listed.set_index("LA Number")["Region"].str.replace(r"^(Inner|Outer) ", "", regex=True)
    assert (regions.str.casefold() == ours["region"].str.casefold().reindex(regions.index)).all()


@pytest.mark.published
def test_lives_agree_with_the_register_of_councils(published: Path) -> None:
    register = pd.read_csv(
        published / "names/uk_local_authorities_future.csv", dtype=str, keep_default_na=False
    )
    councils = register[
        register["nation"].eq("England") & ~register["local-authority-type"].isin(["COMB", "SRA"])
    ]
    gss = councils.set_index("local-authority-code")["gss-code"].map(area_for_code)
    assert set(gss) == set(AREAS.index[~AREAS["type"].isin(["Region", "Country"])])
    for row in councils.to_dict("records"):
        area, key = AREAS.loc[area_for_code(row["gss-code"])], row["local-authority-code"]
        if area["end"]:
            last = date.fromisoformat(area["end"])
            assert row["end-date"] in (f"{last}", f"{last + timedelta(days=1)}"), row["nice-name"]
            later = {gss[code] for code in row["replaced-by"].split(",")}
            assert later == set(area["successors"].split(";")) or key in REGISTRY_MISTAKES, row["nice-name"]
        if area["county_code"]:
            assert area["county_code"] == gss[row["county-la"]] or key in REGISTRY_MISTAKES, row["nice-name"]
