"""Which published cells become a figure."""

import pandas as pd
import pytest

from metrics import compute
from tests.fixtures.small_data import SmallData
from tests.fixtures.small_figures import DORSET, ENGLAND, ISSUED, LEEDS, NORFOLK, TIMELINESS, row, timeliness


def test_a_percentage_has_its_counts_and_wilsons_interval(small_data: SmallData) -> None:
    small_data.observations(TIMELINESS, timeliness(f"2025 2024 {ENGLAND} 80 20", f"2025 2024 {LEEDS} 80 20"))
    found = row("ehc_plans_in_20_weeks", LEEDS, "2024")
    assert (found["value"], found["numerator"], found["denominator"]) == (25, 20, 80)
    assert (found["lci_95"], found["uci_95"]) == (
        pytest.approx(16.80, abs=0.01),
        pytest.approx(35.48, abs=0.01),
    )
    assert found["ranked"]
    assert pd.isna(found["symbol"])
    assert found["reason"] == ""
    assert row("ehc_plans_in_20_weeks", ENGLAND, "2024")["geographic_level"] == "england"


def test_the_newest_release_that_covers_a_cell_wins(small_data: SmallData) -> None:
    small_data.observations(
        TIMELINESS,
        timeliness(f"2022 2021 {LEEDS} 80 20", f"2025 2021 {LEEDS} 90 30", f"2022 2020 {LEEDS} 70 10"),
    )
    newer, older = row("ehc_plans_in_20_weeks", LEEDS, "2021"), row("ehc_plans_in_20_weeks", LEEDS, "2020")
    assert (newer["denominator"], newer["release"]) == (90, "2025")
    assert (older["denominator"], older["release"]) == (70, "2022")


def test_a_withdrawn_figure_is_not_revived_from_an_older_release(small_data: SmallData) -> None:
    small_data.observations(TIMELINESS, timeliness(f"2023 2022 {LEEDS} 80 20", f"2025 2022 {LEEDS} 80 x"))
    found = row("ehc_plans_in_20_weeks", LEEDS, "2022")
    assert pd.isna(found["value"])
    assert (found["symbol"], found["release"], found["denominator"]) == ("x", "2025", 80)
    assert found["reason"]
    assert not found["ranked"]


def test_both_counts_come_from_one_release(small_data: SmallData) -> None:
    """The 2026 release prints appeals of 2024 again, and decisions by the newer method only."""
    small_data.observations(
        "tribunal_appeals",
        f"""
        2025 2024 {LEEDS} appeals 30
        2025 2024 {LEEDS} decisions 1000
        2025 2024 {LEEDS} decisions_new_method 500
        2026 2024 {LEEDS} appeals 40
        2026 2024 {LEEDS} decisions_new_method 400
        """,
    )
    assert row("tribunal_appeal_rate", LEEDS, "2024")[["numerator", "denominator"]].tolist() == [30, 1000]
    assert row("tribunal_appeal_rate_new_method", LEEDS, "2024")[["numerator", "denominator"]].tolist() == [
        40,
        400,
    ]
    assert row("tribunal_appeals", LEEDS, "2024")["value"] == 40


def test_a_snapshot_is_one_period_whatever_a_release_calls_it(small_data: SmallData) -> None:
    small_data.observations(
        "ehc_plan_caseload", f"2022 2022 {LEEDS} plans 90\n2025 202122 {LEEDS} plans 100", kind="january"
    )
    rows = compute.values("ehc_plans_caseload")
    assert rows[rows["area_code"] == LEEDS][["period", "value"]].to_numpy().tolist() == [
        ["January 2022", 100]
    ]


def test_growth_is_on_the_same_council_in_the_same_release_and_never_across_a_break(
    small_data: SmallData,
) -> None:
    small_data.observations(
        "ehc_plan_caseload",
        f"""
        2022 2020 {LEEDS} plans 90
        2025 201920 {LEEDS} plans 100
        2025 202021 {LEEDS} plans 110
        2025 202122 {LEEDS} plans 99
        2025 202223 {LEEDS} plans 120
        2025 202122 {NORFOLK} plans 100
        """,
        kind="january",
        breaks=(("202223", "A record for each child."),),
    )
    rows = compute.values("ehc_plans_growth")
    leeds = rows[rows["area_code"] == LEEDS].set_index("period")
    assert leeds.loc["January 2021", ["value", "numerator", "denominator"]].tolist() == [10, 10, 100]
    assert leeds.loc["January 2022", "value"] == -10
    assert leeds["lci_95"].isna().all()
    assert leeds.loc["January 2023", "symbol"] == "not_shown"
    assert "between January 2022 and January 2023" in leeds.loc["January 2023", "reason"]
    assert "no figure for January 2021" in row("ehc_plans_growth", NORFOLK, "January 2022")["reason"]


def test_a_rate_per_head_is_for_one_period_and_never_adds_councils_up(small_data: SmallData) -> None:
    small_data.observations(
        "ehc_plan_caseload",
        f"2025 202425 {LEEDS} plans 50\n2025 202425 {ENGLAND} plans 500\n2025 202324 {LEEDS} plans 40",
        kind="january",
    )
    small_data.register("population_aged_0_to_25", [{"area_code": LEEDS, "year": "2022", "population": 1000}])
    rows = compute.values("ehc_plans_per_1000")
    assert set(rows["period"]) == {"January 2025"}
    found = row("ehc_plans_per_1000", LEEDS, "January 2025")
    assert (found["value"], found["numerator"], found["denominator"]) == (50, 50, 1000)
    assert (found["lci_95"], found["uci_95"]) == (
        pytest.approx(37.1, abs=0.05),
        pytest.approx(65.9, abs=0.05),
    )
    assert row("ehc_plans_per_1000", ENGLAND, "January 2025")["symbol"] == "not_shown"


def test_what_may_not_be_ranked(small_data: SmallData) -> None:
    small_data.observations(
        TIMELINESS,
        timeliness(
            f"2025 2024 {LEEDS} 10 5", f"2025 2024 {NORFOLK} 9 5", "2025 2024 E09000001 60 5",
            "2025 2024 E06000053 60 5", f"2022 2014 {LEEDS} 80 5", f"2025 2024 {ENGLAND} 80 5",
        ),
    )  # fmt: skip
    rows = compute.values("ehc_plans_in_20_weeks")
    ranked = rows[rows["ranked"]]
    assert ranked[["area_code", "period"]].to_numpy().tolist() == [[LEEDS, "2024"]]


def test_caveats_attach_by_column_area_and_period(small_data: SmallData) -> None:
    small_data.observations(TIMELINESS, timeliness(f"2025 2022 {LEEDS} 80 5", f"2025 2024 {LEEDS} 80 5"))
    small_data.caveats(
        ("everywhere", TIMELINESS, "", "", "", "Always."),
        ("one_year", TIMELINESS, ISSUED, "", "2022", "That year."),
        ("one_place", TIMELINESS, "", f"{DORSET};{NORFOLK}", "", "There."),
        ("other_column", TIMELINESS, "average_weeks", "", "", "Not this one."),
        ("other_dataset", "new_ehc_plans", "", "", "", "Not this one."),
    )
    assert row("ehc_plans_in_20_weeks", LEEDS, "2022")["caveats"] == "everywhere;one_year"
    assert row("ehc_plans_in_20_weeks", LEEDS, "2024")["caveats"] == "everywhere"
    assert row("ehc_plans_in_20_weeks", DORSET, "2024")["caveats"] == "everywhere;one_place"
    assert row("ehc_plans_in_20_weeks_including_exceptions", LEEDS, "2022")["caveats"] == "everywhere"


def test_changing_a_frame_does_not_change_the_cached_one(small_data: SmallData) -> None:
    small_data.observations(TIMELINESS, timeliness(f"2025 2024 {LEEDS} 80 20"))
    mine = compute.values("ehc_plans_in_20_weeks")
    mine.loc[:, "value"] = -1.0
    mine["value"] = -1.0
    assert (compute.values("ehc_plans_in_20_weeks")["value"].dropna() == 25).all()
