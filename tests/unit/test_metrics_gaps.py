"""What is said of the cells that do not become a figure, and of those that are doubted."""

import pandas as pd
import pytest

from metrics import caveats, compute
from tests.fixtures.small_data import SmallData
from tests.fixtures.small_figures import (
    DORSET,
    EAST,
    ENGLAND,
    ISSUED,
    LEEDS,
    LEICESTER,
    NORFOLK,
    OLD_DORSET,
    TIMELINESS,
    row,
    timeliness,
)


def test_no_cases_is_said_and_all_exceptions_are_not_no_plans(small_data: SmallData) -> None:
    small_data.observations(TIMELINESS, timeliness(f"2025 2024 {DORSET} 0 0 585", f"2025 2024 {LEEDS} 0 0 0"))
    excepted, none = row("ehc_plans_in_20_weeks", DORSET, "2024"), row("ehc_plans_in_20_weeks", LEEDS, "2024")
    assert excepted["symbol"] == none["symbol"] == "no_cases"
    assert "all 585 plans it issued as exceptions" in excepted["reason"]
    assert "no plans issued" in none["reason"]
    assert row("ehc_plans_with_exceptions", DORSET, "2024")["value"] == 100


def test_a_council_without_a_row_is_absent_if_it_existed_when_figures_were_collected(
    small_data: SmallData,
) -> None:
    small_data.observations(TIMELINESS, timeliness(f"2025 2019 {LEEDS} 80 20", f"2025 2018 {LEEDS} 80 20"))
    rows = compute.values("ehc_plans_in_20_weeks").set_index(["area_code", "period"])
    assert rows.loc[(LEICESTER, "2019"), "symbol"] == "absent"
    assert "no row for Leicester in 2019" in rows.loc[(LEICESTER, "2019"), "reason"]
    assert ("E09000001", "2019") in rows.index
    assert ("E06000053", "2019") in rows.index
    assert (OLD_DORSET, "2018") in rows.index
    assert (DORSET, "2018") not in rows.index
    assert (DORSET, "2019") in rows.index
    assert (OLD_DORSET, "2019") not in rows.index
    assert len(rows.xs("2019", level="period")) == 151
    assert len(rows.xs("2018", level="period")) == 152


def test_a_withheld_figure_says_what_was_printed_and_why(small_data: SmallData) -> None:
    small_data.observations(
        "tribunal_appeals",
        f"""
        2025 2024 {LEEDS} appeals 140
        2025 2024 {LEEDS} decisions withheld
        2025 2024 {NORFOLK} appeals 10
        2025 2024 {NORFOLK} decisions withheld
        """,
    )
    cell = {"dataset": "tribunal_appeals", "release": "2025", "time_period": "2024", "indicator": "decisions"}
    small_data.quarantine(
        cell
        | {
            "area_code": LEEDS,
            "published": 4410.0,
            "finding": "It is another council’s.",
            "evidence": "See it.",
        },
        cell | {"area_code": NORFOLK, "published": 7.0, "finding": "Kept.", "status": "accepted"},
    )
    found = row("tribunal_appeal_rate", LEEDS, "2024")
    assert (found["symbol"], found["numerator"]) == ("withheld", 140)
    assert pd.isna(found["value"])
    assert found["reason"] == "Withheld. Published: 4,410 (decisions). See it."
    assert "7" not in row("tribunal_appeal_rate", NORFOLK, "2024")["reason"]
    assert row("tribunal_appeals", LEEDS, "2024")["value"] == 140


def test_a_source_of_request_shows_only_where_most_sources_are_known(small_data: SmallData) -> None:
    def council(area: str, total: str, parents: str, schools: str) -> str:
        parts = {"": total, "@Source~of~request@Parent~or~young~person": parents,
                 "@Source~of~request@School~or~other~education~setting": schools}  # fmt: skip
        return "\n".join(
            f"2026 2025 {area} {name}{part} {cell if name == 'requests' else 1}"
            for part, cell in parts.items() if cell != "-" for name in ("requests", "requests_refused")
        )  # fmt: skip

    known, half, mostly_other = (
        council(LEEDS, "100", "60", "30"),
        council(NORFOLK, "100", "30", "20"),
        council(DORSET, "100", "30", "19"),
    )
    without_rows, not_returned = council(LEICESTER, "199", "-", "-"), council("E06000046", "x", "-", "-")
    small_data.observations(
        "ehc_plan_requests", "\n".join([known, half, mostly_other, without_rows, not_returned])
    )
    metric = "ehc_requests_refused_from_parents"
    assert row(metric, LEEDS, "2025")["denominator"] == 60
    assert row(metric, NORFOLK, "2025")["denominator"] == 30
    hidden = row(metric, DORSET, "2025")
    assert hidden["symbol"] == "not_shown"
    assert "Only 49 of 100 requests" in hidden["reason"]
    assert hidden[["value", "numerator", "denominator"]].isna().all()
    assert "Only 0 of 199 requests" in row(metric, LEICESTER, "2025")["reason"]
    assert row(metric, "E06000046", "2025")["symbol"] == "x"


def test_a_difference_of_totals_that_rest_on_different_councils_is_not_shown(small_data: SmallData) -> None:
    small_data.observations(
        TIMELINESS,
        timeliness(
            f"2026 2025 {ENGLAND} 100 50 310", f"2026 2025 {EAST} 0 0 200", f"2026 2025 {NORFOLK} x x 200",
            f"2026 2025 {LEEDS} 100 50 110", "2026 2025 E12000003 100 50 110",
        ),
    )  # fmt: skip
    for mixed in (ENGLAND, EAST):
        hidden = row("ehc_plans_with_exceptions", mixed, "2025")
        assert (hidden["symbol"], "Norfolk" in hidden["reason"]) == ("not_shown", True)
        assert hidden[["value", "numerator"]].isna().all()
    assert row("ehc_plans_with_exceptions", "E12000003", "2025")["value"] == pytest.approx(100 / 11)
    assert row("ehc_plans_in_20_weeks", ENGLAND, "2025")["value"] == 50


def test_counts_that_contradict_each_other_are_a_gap(small_data: SmallData) -> None:
    small_data.observations(TIMELINESS, timeliness(f"2025 2024 {LEEDS} 20 80"))
    found = row("ehc_plans_in_20_weeks", LEEDS, "2024")
    assert (found["symbol"], found["reason"]) == (
        "not_shown",
        "The published counts contradict each other: 80 of 20.",
    )


def test_a_doubted_figure_is_shown_with_a_caveat_and_never_ranked(small_data: SmallData) -> None:
    lines = [
        f"2025 2024 {area} requests 199\n2025 2024 {area} requests_refused 0" for area in (LEEDS, LEICESTER)
    ]
    small_data.observations("ehc_plan_requests", "\n".join(lines))
    noted = {"dataset": "ehc_plan_requests", "release": "2025", "time_period": "2024", "published": 0.0}
    noted |= {"indicator": "requests_refused", "status": "noted", "finding": "0 beside 199 requests."}
    small_data.quarantine(
        noted | {"area_code": LEICESTER, "check": "zero_beside"},
        noted | {"area_code": LEEDS, "check": "jumps"},
    )
    doubted, believed = (row("ehc_requests_refused", area, "2024") for area in (LEICESTER, LEEDS))
    assert (doubted["value"], doubted["ranked"], doubted["caveats"]) == (0, False, "zero_beside")
    assert (believed["value"], believed["ranked"], believed["caveats"]) == (0, True, "")
    assert "not ranked" in caveats.text("zero_beside")


def test_a_settled_finding_is_no_doubt(small_data: SmallData) -> None:
    small_data.observations(
        "ehc_plan_requests", f"2025 2024 {LEEDS} requests 199\n2025 2024 {LEEDS} requests_refused 0"
    )
    cell = {"dataset": "ehc_plan_requests", "release": "2025", "time_period": "2024", "area_code": LEEDS}
    cell |= {"indicator": "requests_refused", "check": "zero_beside", "published": 0.0}
    small_data.quarantine(cell | {"status": "accepted", "evidence": "The council confirmed it."})
    assert row("ehc_requests_refused", LEEDS, "2024")["ranked"]
    assert row("ehc_requests_refused", LEEDS, "2024")["caveats"] == ""


def test_a_gap_is_not_doubted_as_well(small_data: SmallData) -> None:
    small_data.observations(TIMELINESS, timeliness(f"2025 2024 {DORSET} 0 0 585"))
    cell = {"dataset": TIMELINESS, "release": "2025", "time_period": "2024", "area_code": DORSET}
    cell |= {"indicator": ISSUED, "check": "zero_beside", "published": 0.0, "status": "noted"}
    small_data.quarantine(cell)
    assert row("ehc_plans_in_20_weeks", DORSET, "2024")["caveats"] == ""
    assert row("ehc_plans_with_exceptions", DORSET, "2024")["caveats"] == "zero_beside"


def test_an_abolished_council_without_a_figure_is_no_gap(small_data: SmallData) -> None:
    """The tribunal table of 2023 prints Cumbria as not available, and Northamptonshire's appeals of 2021."""
    small_data.observations(
        "tribunal_appeals",
        f"""
        2025 2023 E10000006 appeals x
        2025 2023 {LEEDS} appeals 5
        2025 2021 E10000021 appeals 85
        2025 2021 E10000021 decisions x
        """,
    )
    assert row("tribunal_appeals", "E10000006", "2023").empty
    assert row("tribunal_appeals", "E10000021", "2021")["value"] == 85
    assert compute.coverage("tribunal_appeals", "2023").existed == 153


def test_an_abolished_council_with_a_withheld_figure_stays(small_data: SmallData) -> None:
    """A figure printed for a council that is gone is an error to show, not an empty row."""
    small_data.observations(
        "tribunal_appeals", f"2025 2024 E10000006 appeals withheld\n2025 2024 {LEEDS} appeals 5"
    )
    assert row("tribunal_appeals", "E10000006", "2024")["symbol"] == "withheld"


def test_first_period_and_coverage(small_data: SmallData) -> None:
    columns = (ISSUED, "plans_issued", "plans_issued_over_a_year_excluding_exceptions")
    lines = [f"2025 {year} {LEEDS} {name} 5" for year in (2022, 2023) for name in columns]
    small_data.observations(TIMELINESS, "\n".join(lines))
    assert compute.periods_of("ehc_plans_over_a_year") == ["2023"]
    covered = compute.coverage("ehc_plans_over_a_year", "2023")
    assert str(covered) == "1 of 153"
    assert len(covered.gaps) == 152
    assert set(covered.gaps["symbol"]) == {"absent"}


def test_a_metric_waits_for_a_dataset_by_name(small_data: SmallData) -> None:
    assert compute.values("ehc_requests").empty
    assert list(compute.values("ehc_requests")) == compute.COLUMNS
    assert compute.waiting_for("ehc_requests") == "ehc_plan_requests"
    assert compute.coverage("ehc_requests", "2024").existed == 0
    small_data.observations("ehc_plan_caseload", f"2025 202425 {LEEDS} plans 50", kind="january")
    assert compute.waiting_for("ehc_plans_per_1000") == "population_aged_0_to_25"
    assert compute.waiting_for("ehc_plans_caseload") is None


def test_a_figure_withheld_here_says_so_before_a_publishers_symbol(small_data: SmallData) -> None:
    small_data.observations(
        "tribunal_appeals", f"2025 2024 {LEEDS} appeals x\n2025 2024 {LEEDS} decisions withheld"
    )
    assert row("tribunal_appeal_rate", LEEDS, "2024")["symbol"] == "withheld"
    assert row("tribunal_appeals", LEEDS, "2024")["symbol"] == "x"
