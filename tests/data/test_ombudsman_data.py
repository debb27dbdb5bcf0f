"""The Ombudsman's tables as they are shipped: the published pages reproduced, and reconciled with other sources."""

import csv
import re
from pathlib import Path

import pandas as pd
import pytest

from ingest import areas
from metrics import complaints, compute, tables

COUNCILS = "ombudsman_councils"
SURREY, BARKING, HOUNSLOW, CUMBRIA, LEEDS = "E10000030", "E09000002", "E09000018", "E10000006", "E08000035"
PARTS = ["complaints_not_for_us", "complaints_assessed_and_closed", "complaints_investigated"]
COMPARED = ("202223", "202324", "202425")
COLUMNS = {
    "complaints_dealt_with": "complaints_dealt_with",
    "not_for_us": "complaints_not_for_us",
    "assessed_and_closed": "complaints_assessed_and_closed",
    "investigated": "complaints_investigated",
    "upheld": "complaints_upheld",
    "upheld_rate_pct": "upheld_rate",
    "similar_average_pct": "similar_upheld_rate",
    "upheld_per_100k": "upheld_per_100k",
    "similar_upheld_per_100k": "similar_upheld_per_100k",
    "satisfactory_remedy_pct": "satisfactory_remedy_rate",
    "compliance_pct": "compliance_rate",
}
POINTS = {
    "dealt_with": "complaints_dealt_with",
    "not_for_us": "complaints_not_for_us",
    "assessed_closed": "complaints_assessed_and_closed",
    "investigated": "complaints_investigated",
    "upheld": "complaints_upheld",
    "uphold_rate_pct": "upheld_rate",
    "similar_avg_uphold_pct": "similar_upheld_rate",
    "upheld_per_100k": "upheld_per_100k",
    "similar_avg_per_100k": "similar_upheld_per_100k",
    "compliance_pct": "compliance_rate",
    "sat_remedy_pct": "satisfactory_remedy_rate",
}


@pytest.fixture(scope="module")
def years() -> pd.DataFrame:
    """A line for each council and year, a column for each figure."""
    index = ["geographic_level", "area_code", "time_period"]
    return tables.table(COUNCILS).pivot(index=index, columns="indicator", values="value").reset_index()


def one(years: pd.DataFrame, area: str, period: str) -> pd.Series:
    return years[(years["area_code"] == area) & (years["time_period"] == period)].squeeze()


def printed(published: Path, name: str) -> list[dict[str, str]]:
    """A published CSV read by another reader than the ingest's."""
    with (published / "lgsco" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def metric(name: str, area: str, period: str) -> pd.Series:
    rows = compute.values(name)
    return rows[(rows["area_code"] == area) & (rows["period"] == period)].squeeze()


def test_surrey_2023_24(years: pd.DataFrame) -> None:
    surrey = one(years, SURREY, "202324")
    assert (surrey["complaints_upheld"], surrey["complaints_investigated"]) == (141, 158)
    assert (surrey["upheld_rate"], surrey["similar_upheld_rate"]) == (89, 85)
    shown = metric("ombudsman_upheld_rate", SURREY, "2023-24")
    assert round(shown["value"]) == 89
    assert (shown["lci_95"], shown["uci_95"]) == pytest.approx((83.45, 93.17), abs=0.01)
    assert complaints.average("ombudsman_upheld_rate", SURREY, "2023-24") == 85


def test_barking_and_dagenham_2024_25(years: pd.DataFrame) -> None:
    barking = one(years, BARKING, "202425")
    assert (barking["complaints_upheld"], barking["complaints_investigated"]) == (18, 19)
    assert (barking["upheld_rate"], barking["similar_upheld_rate"]) == (95, 84)
    assert barking["complaints_dealt_with"] == 134
    assert metric("ombudsman_dealt_with", BARKING, "2024-25")["value"] == 134


def test_dealt_with_is_the_sum_of_its_parts_in_all_92_rows(published: Path, years: pd.DataFrame) -> None:
    rows = years[years["time_period"] == "202425"]
    kept = rows.dropna(subset=["complaints_dealt_with", *PARTS])
    assert set(rows["area_code"]) - set(kept["area_code"]) == {CUMBRIA}
    assert len(kept) == 91
    assert (kept[PARTS].sum(axis=1) == kept["complaints_dealt_with"]).all()
    as_printed = [row for row in printed(published, "council_statistics_pages") if row["layout"] == "2024-25"]
    assert len(as_printed) == 92
    for row in as_printed:
        parts = ("not_for_us", "assessed_and_closed", "investigated")
        assert sum(int(row[part]) for part in parts) == int(row["complaints_dealt_with"])


def test_every_printed_figure_is_in_the_table_and_no_other(published: Path) -> None:
    """168 council-years by another route, with the zeros that are withheld."""
    table = tables.table(COUNCILS)
    held = table.set_index(["area_code", "time_period", "indicator"])[["value", "symbol"]].to_dict("index")
    rows = printed(published, "council_statistics_pages")
    assert len(rows) == 168
    for row in rows:
        period = row["period_start"][:4] + row["period_end"][2:4]
        area = areas.area_for_name(row["page_council_name"], period)
        for column, indicator in COLUMNS.items():
            if row[column] == "":
                assert (area, period, indicator) not in held
                continue
            cell = held.pop((area, period, indicator))
            if (area, period) == (CUMBRIA, "202425"):
                assert (row[column], cell["symbol"]) == ("0", "withheld")
            elif row[column] == "n/a":
                assert cell["symbol"] == "z"
            else:
                assert cell["value"] == float(row[column])
    assert not held


def test_the_zeros_of_a_council_that_is_gone_are_withheld_with_the_reason() -> None:
    register = tables.table("quarantine").query("dataset == @COUNCILS and status == 'withheld'")
    assert set(register["area_code"]) == {CUMBRIA}
    assert set(register["indicator"]) == {"complaints_dealt_with", *PARTS}
    assert (register["published"] == 0).all()
    shown = metric("ombudsman_dealt_with", CUMBRIA, "2024-25")
    assert shown["symbol"] == "withheld"
    assert "abolished on 31 March 2023" in shown["reason"]


def test_the_two_published_mismatches_are_reported_and_not_mended(years: pd.DataFrame) -> None:
    noted = tables.table("quarantine").query("dataset == @COUNCILS and status == 'noted'")
    found = noted.set_index("area_code")["finding"].to_dict()
    assert found == {
        HOUNSLOW: "93 % is printed beside 22 upheld of 24 investigated, which is 91.7 %",
        CUMBRIA: "91 % is printed beside 9 upheld of 10 investigated, which is 90.0 %",
    }
    assert one(years, HOUNSLOW, "202324")["upheld_rate"] == 93
    assert one(years, CUMBRIA, "202324")["upheld_rate"] == 91
    assert metric("ombudsman_upheld_rate", HOUNSLOW, "2023-24")["value"] == pytest.approx(100 * 22 / 24)


def test_coverage_is_what_the_snapshot_holds(years: pd.DataFrame) -> None:
    latest = years[(years["time_period"] == "202425") & years["complaints_dealt_with"].notna()]
    assert latest["geographic_level"].value_counts().to_dict() == {
        "Local authority": 87,
        "Local authority district": 4,
    }
    upper_tier = latest[latest["geographic_level"] == "Local authority"]
    assert upper_tier["complaints_upheld"].notna().sum() == 62
    assert str(compute.coverage("ombudsman_dealt_with", "2024-25")) == "87 of 153"
    assert str(compute.coverage("ombudsman_upheld_rate", "2024-25")) == "62 of 153"
    absent = compute.coverage("ombudsman_upheld_rate", "2024-25").gaps
    assert set(absent["symbol"]) == {"not_loaded"}


def test_few_bodies_have_more_than_one_year(years: pd.DataFrame) -> None:
    with_figure = years[years["time_period"].isin(COMPARED) & years["complaints_upheld"].notna()]
    per_body = with_figure.groupby("area_code").size()
    assert (int((per_body >= 2).sum()), int((per_body == 3).sum())) == (43, 7)
    kind = areas.table("areas").set_index("area_code")["type"]
    assert set(complaints.with_trend("ombudsman_upheld_rate")) == {
        code for code in per_body.index[per_body >= 2] if kind[code] != "District"
    }


def test_old_bodies_keep_their_codes_and_years(years: pd.DataFrame) -> None:
    older = years[~years["time_period"].isin(COMPARED)]
    assert set(zip(older["area_code"], older["time_period"], strict=True)) == {
        ("E10000009", "201819"),
        ("E06000029", "201819"),
        ("E07000154", "202122"),
    }
    periods = compute.periods_of("ombudsman_upheld_rate")
    assert periods == ["2022-23", "2023-24", "2024-25"]


def test_breaks_stand_before_2022_23_and_2024_25() -> None:
    assert [each["before"] for each in tables.describe(COUNCILS)["breaks"]] == ["202223", "202425"]


def test_reconciled_with_councils_reports_and_newspapers(published: Path) -> None:
    """The points are for this test only. Of 110 shared figures one differs: a newspaper's count for Leeds."""
    held = tables.table(COUNCILS).set_index(["area_code", "time_period", "indicator"])["value"].dropna()
    compared, other = 0, []
    for row in printed(published, "council_points"):
        if row["scope"] != "all services" or not re.fullmatch(r"\d{4}-\d{2}", row["financial_year"]):
            continue
        period = row["financial_year"].replace("-", "")
        area = areas.area_for_name(row["council"], period)
        for column, indicator in POINTS.items():
            key = (area, period, indicator)
            if row[column] and key in held.index:
                compared += 1
                if float(row[column]) != held[key]:
                    other.append((area, period, indicator, float(row[column]), held[key]))
    assert compared == 110
    assert other == [(LEEDS, "202324", "complaints_upheld", 42, 44)]


def test_the_59_decisions_are_there_to_read_and_never_counted(published: Path) -> None:
    rows = complaints.decisions()
    assert complaints.is_sample()
    assert len(rows) == rows["reference"].nunique() == 59
    assert rows["decision"].value_counts().to_dict() == {
        "Upheld": 48,
        "Closed after initial enquiries": 9,
        "Not upheld": 2,
    }
    summaries = {row["reference"]: row["summary"] for row in printed(published, "decisions_sample")}
    assert dict(zip(rows["reference"], rows["summary"], strict=True)) == summaries
    assert compute.waiting_for("ombudsman_send_upheld_per_1000_plans") == "ombudsman_send_decisions"
    assert compute.values("ombudsman_send_upheld_per_1000_plans").empty


def test_decisions_lead_to_the_ombudsmans_page_and_to_a_council() -> None:
    rows = complaints.decisions()
    assert rows["address"].str.fullmatch(r"https://www\.lgo\.org\.uk/decisions/[a-z-]+/[a-z-]+/[\d-]+").all()
    assert all(row.address.endswith(row.reference) for row in rows.itertuples())
    assert rows["area_name"].notna().all()
    assert set(rows["category"]) == {
        "Education > Special educational needs",
        "Education > Alternative provision",
    }
    by_reference = rows.set_index("reference")["area_code"]
    assert by_reference["19-011-568"] == CUMBRIA
    assert set(rows.loc[rows["council"] == "Dorset Council", "area_code"]) == {"E06000059"}


def test_nobody_is_named_in_a_summary() -> None:
    summaries = complaints.decisions()["summary"]
    titled = summaries.str.findall(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? (?!and\b)(\w+)").explode().dropna()
    assert len(titled) > 50
    assert titled.str.fullmatch("[A-Z]").all()
    assert not summaries.str.contains(r"\S@\S|\b0\d{9,10}\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b").any()


def test_each_national_figure_has_its_definition_and_source() -> None:
    rows = complaints.national()
    assert len(rows) == 35
    assert (rows["scope"].str.strip() != "").all()
    assert rows["address"].str.startswith(("https://", "http://")).all()
    assert set(rows["basis"]) == {"Ombudsman", "reported", "derived"}
    derived = rows[rows["basis"] == "derived"]
    assert derived["published_value"].tolist() == ["~745-750"]
    assert derived["value"].isna().all()


def test_the_claim_of_1043_against_258_keeps_what_is_not_known_of_it() -> None:
    rows = complaints.national().set_index(["measure", "period"])
    assert (rows.loc[("upheld", "2024"), "value"], rows.loc[("upheld", "2021"), "value"]) == (1043, 258)
    assert "not stated" in rows.loc[("upheld", "2021"), "note"]
    assert rows.loc[("upheld", "2024"), "basis"] == "reported"
