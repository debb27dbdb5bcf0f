"""Reporting quality: who gave no figure, when and why, by measure and by council, and designated officers."""

import pytest

from metrics import officers, reporting
from metrics.build import joined
from metrics.registry import all_metrics
from tests.fixtures.small_data import SmallData

LEEDS, YORK, BARNET, ENGLAND = "E08000035", "E06000014", "E09000003", "E92000001"
REQUESTS = "ehc_requests"


@pytest.fixture
def loaded(small_data: SmallData) -> SmallData:
    small_data.observations(
        "ehc_plan_requests",
        f"""
        2025 2023 {LEEDS} requests 100
        2025 2023 {YORK} requests x
        2025 2024 {LEEDS} requests withheld
        2025 2024 {YORK} requests 50
        2025 2024 {ENGLAND} requests 400
        """,
    )
    small_data.quarantine(
        {
            "dataset": "ehc_plan_requests", "release": "2025", "time_period": "2024", "area_code": LEEDS,
            "indicator": "requests", "published": 9000.0, "finding": "9,000 is too many.",
        },
        {
            "dataset": "ehc_plan_requests", "release": "2025", "time_period": "2024", "area_code": YORK,
            "indicator": "requests", "published": 50.0, "finding": "Found.", "evidence": "Settled.",
            "status": "accepted",
        },
        {
            "dataset": "ehc_plan_requests", "release": "2025", "time_period": "2024", "area_code": YORK,
            "indicator": "requests", "published": 1.0, "breakdown_topic": "Sex", "breakdown": "Male",
            "finding": "A group.",
        },
    )  # fmt: skip
    return small_data


def test_coverage_counts_every_council_once_for_each_period(loaded: SmallData) -> None:
    rows = reporting.coverage(REQUESTS)
    assert rows["period"].unique().tolist() == ["2023", "2024"]
    last = rows[rows["period"] == "2024"].set_index("symbol")
    assert last.loc[["", "withheld"], "councils"].tolist() == [1, 1]
    assert last.loc["absent", "councils"] == last["existed"].iloc[0] - 2
    assert (rows.groupby("period")["councils"].sum() == rows.groupby("period")["existed"].first()).all()


def test_gaps_name_the_council_the_symbol_and_the_reason(loaded: SmallData) -> None:
    rows = reporting.gaps(REQUESTS).set_index(["period", "area_code"])
    assert rows.loc[("2023", YORK), "symbol"] == "x"
    assert "9,000 is too many." in rows.loc[("2024", LEEDS), "reason"]
    assert ("2023", LEEDS) not in rows.index


def test_a_council_is_silent_where_every_measure_of_a_table_that_has_figures_lacks_its_own(
    loaded: SmallData,
) -> None:
    built(loaded)
    rows = reporting.silent()
    named = rows[rows["area_code"].isin([LEEDS, YORK])]
    assert named.to_numpy().tolist() == [["ehc_plan_requests", "2023", YORK]], (
        "Leeds of 2024 is withheld, not silent"
    )
    assert BARNET in set(rows["area_code"])


def test_a_council_that_lacks_one_measure_of_two_is_not_silent(loaded: SmallData) -> None:
    loaded.observations(
        "ehc_plan_requests",
        f"""
        2025 2024 {LEEDS} requests 100
        2025 2024 {LEEDS} requests_refused 10
        2025 2024 {YORK} requests 50
        2025 2024 {YORK} requests_refused x
        """,
    )
    built(loaded)
    silent = set(reporting.silent()["area_code"])
    assert YORK not in silent, "its refusals are missing, its requests are there"
    assert YORK in set(reporting.gaps("ehc_requests_refused")["area_code"])
    assert BARNET in silent


def built(small_data: SmallData) -> None:
    """The derived tables of the small data folder."""
    (small_data.folder / "derived").mkdir()
    for table, rows in joined(reporting.WORKED_OUT, map(reporting.tables_of, all_metrics())).items():
        rows.to_parquet(small_data.folder / "derived" / f"{table}.parquet")


def test_findings_are_those_for_everyone_with_the_evidence_before_the_finding(loaded: SmallData) -> None:
    rows = reporting.findings()
    assert rows[["area_name", "published", "text"]].to_numpy().tolist() == [
        ["Leeds", 9000.0, "9,000 is too many."],
        ["York", 50.0, "Settled."],
    ]
    assert reporting.findings(YORK)["area_code"].tolist() == [YORK]
    assert reporting.findings(BARNET).empty


def test_the_newest_release_says_which_officers_are_in_place(small_data: SmallData) -> None:
    answers = [
        ("2022", LEEDS, "no"),
        ("2025", LEEDS, "yes"),
        ("2022", YORK, "recruiting"),
        ("2025", BARNET, "not returned"),
    ]
    small_data.register(
        "designated_officers",
        [
            {"release": release, "area_code": area, "year": 2021, "role": "clinical", "in_place": answer}
            for release, area, answer in answers
        ],
    )
    rows = officers.officers().set_index("area_name")
    assert rows["in_place"].to_dict() == {"York": "recruiting", "Leeds": "yes", "Barnet": "not returned"}
