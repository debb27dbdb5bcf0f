"""NEET scorecards and grant balances as they are shipped, by another way through the published files."""

import csv
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from ingest.dataset import Unreadable
from ingest.datasets import neet_by_send
from ingest.read import load
from metrics import compute, headlines, registry, tables

EDITIONS = ("2022", "2023")
COLUMNS = {indicator.name: indicator.names[0] for indicator in neet_by_send.INDICATORS}
SEND_COLUMNS = [
    f"{kind}_{group}_percent" for group in ("noSEN", "EHCP", "SENDsupport") for kind in ("cohort", "NEET_NK")
]
DERBYSHIRE, BRISTOL, CUMBRIA, CITY, SCILLY = "E10000007", "E06000023", "E10000006", "E09000001", "E06000053"
# Read off the scorecards: edition, three-digit code, figure -> what is printed.
NEET_SPOTS = [
    ("2022", "340", "neet_or_not_known_ehc_plan", 9.4),
    ("2022", "340", "neet_or_not_known_sen_support", 13.3),
    ("2022", "886", "young_people", 33576),
    ("2022", "887", "not_known", 11.8),
    ("2022", "383", "neet_or_not_known_no_sen", 6.8),
    ("2023", "340", "sen_support_share", 2.8),
    ("2023", "886", "neet_or_not_known_ehc_plan", 9.6),
    ("2023", "887", "no_sen_share", 99.7),
    ("2023", "383", "neet", 3.9),
    ("2023", "383", "neet_or_not_known_sen_support", 16.3),
]
# Read off the workbook: year, name -> balance.
BALANCE_SPOTS = [
    ("201920", "Cheshire East", -0.93),
    ("202021", "Ealing", 0.11),
    ("201920", "Newcastle upon Tyne", 4.2),
    ("202122", "Bedford", 1.26),
    ("202021", "North Tyneside", -4.79),
    ("201920", "County Durham", -0.97),
    ("202021", "Dorset", -15.06),
    ("202021", "Northamptonshire", 0.85),
    ("202122", "West Northamptonshire", 0.61),
    ("202122", "England", -2.26),
    ("201920", "East Midlands", 0.76),
]


def scorecard(published: Path, edition: str) -> list[dict[str, str]]:
    """An edition by the csv module."""
    ending = "vg_removed" if edition == "2021" else "final"
    path = published / "dfe" / "neet" / f"UD_NEETNK_LA_dashboard_{edition}_{ending}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def shipped() -> pd.DataFrame:
    """The scorecards as shipped, a line for each area and edition."""
    rows = tables.table("neet_by_send")
    codes = tables.reference("areas").set_index("area_code")["la_code"]
    cells = rows["value"].astype("object").where(rows["symbol"].isna(), rows["symbol"])
    rows = rows.assign(code=rows["area_code"].map(codes), cell=cells)
    return rows.pivot(index=["release", "code"], columns="indicator", values="cell")


@pytest.mark.parametrize(("edition", "code", "indicator", "figure"), NEET_SPOTS, ids=str)
def test_spot_checks_of_the_scorecards(
    published: Path, shipped: pd.DataFrame, edition: str, code: str, indicator: str, figure: float
) -> None:
    (row,) = [row for row in scorecard(published, edition) if row["old_la_code"] == code]
    assert float(row[COLUMNS[indicator]]) == figure
    assert shipped.at[(edition, code), indicator] == figure


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_cell_of_the_scorecards_is_shipped(
    published: Path, shipped: pd.DataFrame, edition: str
) -> None:
    numbers = {"East Midlands": "983"}
    councils = [row for row in scorecard(published, edition) if row["geographic_level"] == "Local authority"]
    assert len(councils) == 150
    for row in [*councils, *(row for row in scorecard(published, edition) if row["region_name"] in numbers)]:
        code = row["old_la_code"] or numbers[row["region_name"]]
        for indicator, column in COLUMNS.items():
            cell = shipped.at[(edition, code), indicator]
            assert cell == (row[column] if row[column].isalpha() else float(row[column])), (
                row["la_name"],
                column,
            )
    assert len(shipped.loc[edition]) == 160


def test_the_edition_of_2021_is_refused_because_it_holds_made_up_places(published: Path) -> None:
    declared = replace(
        neet_by_send.release("2022"),
        release="2021",
        file="dfe/neet/UD_NEETNK_LA_dashboard_2021_vg_removed.csv",
    )
    with pytest.raises(Unreadable, match="'LA demo' and 'Region demo' are made-up places"):
        neet_by_send.tidy(load(published, declared))
    assert [each.release for each in neet_by_send.DATASET.releases] == list(EDITIONS)


def test_what_the_edition_of_2021_says_of_send_is_made_up_or_copied_from_2022(published: Path) -> None:
    with_send = [row for row in scorecard(published, "2021") if any(row[column] for column in SEND_COLUMNS)]
    assert [row["la_name"] or row["region_name"] for row in with_send] == ["", "Region demo", "LA demo"]
    (england,) = [row for row in scorecard(published, "2022") if row["geographic_level"] == "National"]
    assert [with_send[0][column] for column in SEND_COLUMNS] == [england[column] for column in SEND_COLUMNS]


@pytest.mark.parametrize("edition", EDITIONS)
def test_rates_weighted_by_the_printed_shares_give_the_rate_of_all(published: Path, edition: str) -> None:
    """Shares are rounded to a tenth: the sums agree within 0.2 points in every one of the 160 rows."""
    for row in scorecard(published, edition):
        pairs = [SEND_COLUMNS[at : at + 2] for at in (0, 2, 4)]
        known = [[row[column] for column in pair] for pair in pairs]
        summed = sum(
            float(share) * float(rate)
            for share, rate in known
            if not (share + rate).isalpha() and rate != "c"
        )
        if not any(rate == "c" for _, rate in known):
            assert summed / 100 == pytest.approx(float(row["NEET_not_known_percent"]), abs=0.2), row[
                "la_name"
            ]


def test_the_interactive_tool_prints_the_same_rates_as_the_scorecards(shipped: pd.DataFrame) -> None:
    """Two publications, 300 shared rows, two figures each: they differ nowhere beyond rounding."""
    rows = tables.table("lait_financial_years")
    codes = tables.reference("areas").set_index("area_code")["la_code"]
    tool = rows.assign(code=rows["area_code"].map(codes)).set_index(["time_period", "code", "indicator"])[
        "value"
    ]
    for edition, period in (("2022", "202122"), ("2023", "202223")):
        councils = [code for code in shipped.loc[edition].index if int(code) < 970]
        assert len(councils) == 150
        for code in councils:
            for indicator in ("neet", "neet_or_not_known"):
                ours = shipped.at[(edition, code), indicator]
                assert tool[period, code, f"aged_16_17_{indicator}"] == pytest.approx(ours, abs=0.051), code


def test_a_rate_that_rests_on_almost_nobody_is_not_shown() -> None:
    rows = compute.values("neet_or_not_known_sen_support").set_index(["area_code", "period"])
    derbyshire = rows.loc[(DERBYSHIRE, "January 2023")]
    assert (derbyshire["symbol"], derbyshire["value"]) == (
        "not_shown",
        pytest.approx(float("nan"), nan_ok=True),
    )
    assert derbyshire["reason"] == "Fewer than about ten young people stand behind it: 0 % of 16,188."
    assert rows.at[(BRISTOL, "January 2023"), "symbol"] == "z"
    assert not rows["ranked"].any()
    plans = compute.values("neet_or_not_known_ehc_plan").set_index(["area_code", "period"])
    assert "neet_2023_bristol" in plans.at[(BRISTOL, "January 2023"), "caveats"].split(";")
    assert plans["ranked"].any()


def test_the_councils_of_the_winter_are_those_that_were_there() -> None:
    rows = compute.values("neet_or_not_known_ehc_plan")
    january = rows[rows["period"].eq("January 2023") & rows["geographic_level"].eq("local_authority")]
    assert CUMBRIA in set(january["area_code"])
    assert set(january.loc[january["symbol"].eq("absent"), "area_code"]) == {CITY, SCILLY}
    assert str(compute.coverage("neet_or_not_known_ehc_plan", "January 2023")) == "150 of 152"


@pytest.fixture(scope="module")
def workbook(published: Path) -> dict[tuple[str, str], tuple[float, float]]:
    """(year, name) -> balance and deficit, by openpyxl."""
    path = published / "dfe" / "dsg" / "dsg_cumulative_balance_2019-20_to_2021-22.xlsx"
    sheet = openpyxl.load_workbook(path, read_only=True).active
    sheet.reset_dimensions()
    rows = sheet.iter_rows(min_row=2, values_only=True)
    return {(year, name or region): (balance, deficit) for year, _, region, name, deficit, balance, _ in rows}


@pytest.mark.parametrize(("year", "name", "balance"), BALANCE_SPOTS, ids=str)
def test_spot_checks_of_the_balances(workbook: dict, year: str, name: str, balance: float) -> None:
    assert workbook[year, name] == (balance, -balance)
    areas = tables.reference("areas").set_index("name")["area_code"].to_dict() | {
        "County Durham": "E06000047"
    }
    rows = tables.table("dsg_balances")
    found = rows[rows["area_code"].eq(areas[name]) & rows["time_period"].eq(year)]
    assert found["value"].tolist() == [balance]


def test_every_balance_is_shipped(workbook: dict) -> None:
    rows = tables.table("dsg_balances")
    assert len(rows) == len(workbook) == 478
    assert sorted(rows["value"]) == sorted(balance for balance, _ in workbook.values())
    assert all(balance == -deficit for balance, deficit in workbook.values())


def test_the_balance_is_dated_in_its_title_and_is_no_headline() -> None:
    metric = registry.metric("schools_grant_balance")
    assert compute.periods_of(metric.id) == ["2019-20", "2020-21", "2021-22"]
    assert "ends 2021-22" in metric.title
    assert metric.theme == "Money"
    assert metric.id not in {sentence.metric for sentence in headlines.england_now()}
