"""The tribunal tables, the statistical neighbours and the population, from the publishers' own files."""

from pathlib import Path

import pandas as pd
import pytest

from ingest import areas, build, corrections
from ingest.checks.reconcile import parts_of
from ingest.dataset import Context
from ingest.datasets import tribunal_appeals
from ingest.read import Source
from ingest.registry import all_datasets
from tests.data.conftest import Tables

CAMBRIDGESHIRE, CENTRAL_BEDFORDSHIRE = "E10000003", "E06000056"
TOTALS = ("England Total4", "England Total4,9", "England Total", "England total excluding suppressed")
MISCODED = {"Cambridgeshire", "Central Bedfordshire", "Northamptonshire7", "Nottingham", "Nottinghamshire"}


@pytest.fixture(scope="module")
def sources(published: Path) -> dict[str, Source]:
    """Release -> its file."""
    found = build.read(all_datasets()["tribunal_appeals"], published)
    return {source.release.release: source for source in found}


@pytest.fixture(scope="module")
def tribunal(as_published: Tables) -> pd.DataFrame:
    return as_published("tribunal_appeals")


def councils(rows: pd.DataFrame, release: str, indicator: str) -> pd.Series:
    """One indicator's figures of one release by (time_period, area_code), councils only, gaps left out."""
    wanted = rows.query(
        "release == @release and indicator == @indicator and geographic_level == 'Local authority'"
    )
    return wanted.dropna(subset="value").set_index(["time_period", "area_code"])["value"]


def england(rows: pd.DataFrame, release: str, indicator: str) -> pd.Series:
    wanted = rows.query("release == @release and indicator == @indicator and geographic_level == 'National'")
    return wanted.set_index("time_period")["value"]


@pytest.mark.parametrize(
    ("release", "indicator"),
    [
        ("2022", "appeals"),
        ("2022", "decisions"),
        ("2025", "appeals"),
        ("2025", "decisions"),
        ("2025", "decisions_new_method"),
        ("2026", "appeals"),
        ("2026", "decisions_new_method"),
    ],
)
def test_councils_add_up_to_england_in_every_year(
    tribunal: pd.DataFrame, release: str, indicator: str
) -> None:
    summed = councils(tribunal, release, indicator).groupby("time_period").sum()
    pd.testing.assert_series_equal(summed, england(tribunal, release, indicator), check_names=False)


def test_england_needs_the_rows_without_a_code_and_northamptonshires_appeals(tribunal: pd.DataFrame) -> None:
    appeals, total = councils(tribunal, "2025", "appeals"), england(tribunal, "2025", "appeals")
    without_code, abolished = ["E06000028", "E06000029"], ["E10000021"]
    for year, needed in [*((str(year), without_code) for year in range(2014, 2019)), ("2021", abolished)]:
        assert appeals[year].drop(needed).sum() < total[year] == appeals[year].sum()
    assert appeals["2021", "E10000021"] == 85
    assert ("2021", "E10000021") not in councils(tribunal, "2025", "decisions")


def test_157_authorities_are_printed_and_150_to_153_have_figures_in_a_year(
    tribunal: pd.DataFrame, sources: dict[str, Source]
) -> None:
    printed = set(tribunal_appeals.body(sources["2025"])["name"]) - set(TOTALS)
    assert len(printed) == 157
    with_figures = councils(tribunal, "2025", "appeals").groupby("time_period").size()
    assert with_figures.between(150, 153).all()


def test_a_dash_is_a_printed_zero(sources: dict[str, Source], tribunal: pd.DataFrame) -> None:
    printed = tribunal_appeals.body(sources["2025"]).set_index("name")
    ods = councils(tribunal, "2022", "appeals")
    dashes = 0
    for year in map(str, range(2014, 2023)):
        cells = printed[(year, "appeals")]
        zeros = [areas.area_for_name(name, year) for name in cells.index[cells == "-"]]
        assert (ods[year][zeros] == 0).all()
        dashes += len(zeros)
    assert dashes == (ods == 0).sum() == 31


def test_the_two_tables_of_2014_to_2022_agree_in_every_count(tribunal: pd.DataFrame) -> None:
    for indicator in ("appeals", "decisions"):
        older, newer = councils(tribunal, "2022", indicator), councils(tribunal, "2025", indicator)
        pd.testing.assert_series_equal(older, newer.loc[:"2022"])


def test_joining_on_codes_alone_would_misplace_five_councils(sources: dict[str, Source]) -> None:
    """Each of the five would get another council's figures in every year from 2014 on."""
    rows = tribunal_appeals.body(sources["2025"])
    rows = rows[rows["code"].ne("") & ~rows["name"].isin(TOTALS)].set_index("name")
    by_code, by_name = rows["code"].map(areas.area_for_code), rows.index.map(areas.area_for_name)
    misplaced = rows[by_code.ne(by_name)]
    assert set(misplaced.index) == MISCODED
    assert set(misplaced["code"].map(areas.area_for_code)) == set(misplaced.index.map(areas.area_for_name))
    nottingham = rows.index[by_code == areas.area_for_name("Nottingham")]
    assert list(nottingham) == ["Northamptonshire7"]
    newest = tribunal_appeals.body(sources["2026"]).query("code != ''").set_index("name")
    wrong = newest["code"].map(areas.area_for_code).ne(newest.index.map(areas.area_for_name))
    assert set(newest.index[wrong]) == {"Cambridgeshire", "Central Bedfordshire"}


@pytest.fixture(scope="module")
def made(as_published: Tables) -> pd.DataFrame:
    """What the published parts add up to, by (area_code, year)."""
    context = Context(areas=areas.table("areas"), previous=None, built=as_published)
    parts = parts_of(context, tribunal_appeals.DECISIONS)
    return parts.assign(made=parts.sum(axis=1))


def test_decisions_are_exactly_their_published_parts_where_the_names_are_right(
    made: pd.DataFrame, tribunal: pd.DataFrame
) -> None:
    """In 2019 to 2021 for every council, the five with a wrong code among them."""
    decisions = councils(tribunal, "2025", "decisions")
    for year in (2019, 2020, 2021):
        rebuilt = made.xs(year, level="year")["made"]
        printed = decisions[str(year)]
        assert len(printed) >= 151
        assert (rebuilt.reindex(printed.index) == printed).all()


def test_rebuilding_2024_finds_cambridgeshire_and_central_bedfordshire_exchanged(
    made: pd.DataFrame, tribunal: pd.DataFrame
) -> None:
    rebuilt, printed = made.xs(2024, level="year"), councils(tribunal, "2025", "decisions")["2024"]
    assert rebuilt.loc[CENTRAL_BEDFORDSHIRE].tolist() == [300, 39, 4035, 36, 4410]
    assert rebuilt.loc[CAMBRIDGESHIRE].tolist() == [158, 72, 8007, 1, 8238]
    assert printed[[CENTRAL_BEDFORDSHIRE, CAMBRIDGESHIRE]].tolist() == [8246, 4410]
    off = (printed - rebuilt["made"]).abs() / rebuilt["made"]
    assert (off < 0.01).sum() == 140
    assert set(off[off > 0.12].index) == {CENTRAL_BEDFORDSHIRE, CAMBRIDGESHIRE, "E06000053"}


def test_both_councils_rates_of_2024_are_withheld_and_their_appeals_shown(
    found: Tables, tribunal: pd.DataFrame
) -> None:
    listed = corrections.corrections()
    listed = listed[listed["dataset"] == "tribunal_appeals"]
    rows, register = corrections.apply(
        tribunal, found("tribunal_appeals").drop(columns="area"), listed, "tribunal_appeals"
    )
    both = rows[
        rows["area_code"].isin([CAMBRIDGESHIRE, CENTRAL_BEDFORDSHIRE]) & (rows["time_period"] == "2024")
    ]
    assert set(both.loc[both["indicator"] != "appeals", "symbol"]) == {"withheld"}
    assert set(both.loc[both["indicator"] == "appeals", "value"]) == {140, 169}
    reasons = register[
        register["indicator"].isin(["rate", "rate_new_method"]) & (register["time_period"] == "2024")
    ]
    assert reasons["evidence"].ne("").all()
    caveats = pd.read_csv("data/reference/caveats.csv", dtype=str).set_index("key")
    assert caveats.at["tribunal_2025_unverified", "periods"] == "2025"
    assert set(caveats.at["tribunal_2025_unverified", "areas"].split(";")) == {
        CAMBRIDGESHIRE,
        CENTRAL_BEDFORDSHIRE,
    }


def test_the_printed_total_excluding_suppressed_does_not_compute(
    sources: dict[str, Source], tribunal: pd.DataFrame
) -> None:
    printed = tribunal_appeals.body(sources["2025"]).set_index("name").loc[TOTALS[-1]]
    year = [printed[("2024", name)] for name in ("appeals", "decisions_new_method", "rate_new_method")]
    assert year == ["22,082", "364,912", "5.70%"]
    assert round(100 * 22082 / 364912, 1) == 6.1
    decisions, appeals = (
        councils(tribunal, "2025", "decisions_new_method"),
        councils(tribunal, "2025", "appeals"),
    )
    with_both = appeals["2024"][decisions["2024"].index].sum()
    assert (with_both, round(100 * with_both / decisions["2024"].sum(), 1)) == (20771, 5.7)


def test_every_authority_of_2025_has_ten_neighbours(published: Path) -> None:
    dataset = all_datasets()["statistical_neighbours_2025"]
    rows = build.registered(dataset, build.read(dataset, published))
    known = areas.table("areas")
    current = known[known["end"].eq("") & ~known["type"].isin(["Country", "Region", "District"])]["area_code"]
    assert set(rows["area_code"]) == set(current)
    assert rows.groupby("area_code")["rank"].agg(list).map(lambda ranks: ranks == list(range(1, 11))).all()
    assert rows.groupby("area_code")["neighbour_code"].nunique().eq(10).all()
    assert (rows["area_code"] != rows["neighbour_code"]).all()
    assert set(rows["neighbour_code"]) <= set(current)
    assert set(rows["closeness"]) == {"Extremely close", "Very close", "Close", "Somewhat close", "Not close"}


def test_each_population_is_of_its_own_authority(published: Path) -> None:
    dataset = all_datasets()["population_aged_0_to_25"]
    people = build.registered(dataset, build.read(dataset, published)).set_index("area_code")["population"]
    assert len(people) == 152
    assert not people.duplicated().any()
    assert people["E10000006"] == 128211
    assert not {"E06000063", "E06000064"} & set(people.index), "both are printed with the whole of Cumbria"
    assert people.sum() == 17_153_473
