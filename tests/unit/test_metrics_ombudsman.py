"""What the Ombudsman's figures ask of the metrics: financial years, part of what is published, two more formulas."""

from dataclasses import replace

import pandas as pd
import pytest

from metrics import compute, periods, registry
from metrics.formulas import published, rate_per_stock
from metrics.intervals import byar
from metrics.metric import Published, RatePerStock, needs
from metrics.tables import OBSERVATIONS
from tests.fixtures.small_data import SmallData

ENGLAND, LEEDS, LEICESTER, CUMBRIA, WORCESTER = (
    "E92000001",
    "E08000035",
    "E06000016",
    "E10000006",
    "E07000237",
)
COUNCILS = "ombudsman_councils"
COUNTS = ("complaints_upheld", "complaints_investigated")
NOT_HERE = "Not loaded here. The Ombudsman has a page for every council."


def row(metric: str, area: str, period: str) -> pd.Series:
    rows = compute.values(metric)
    return rows[(rows["area_code"] == area) & (rows["period"] == period)].squeeze()


@pytest.mark.parametrize("text", ["202425", "2024-25", "2024/25", "2024-2025"])
def test_a_financial_year_is_written_with_a_hyphen(text: str) -> None:
    assert periods.label(text, "financial") == "2024-25"


@pytest.mark.parametrize("text", ["2024", "202426", "January 2025"])
def test_other_texts_are_no_financial_year(text: str) -> None:
    with pytest.raises(periods.UnknownPeriod, match="write it like 2024-25"):
        periods.label(text, "financial")


def test_dates_of_a_financial_year() -> None:
    assert periods.start("2024-25") == "2024-04-01"
    assert periods.collected("2024-25") == "2025-03-31"
    assert (periods.year_before("2024-25"), periods.year_before("2000-01")) == ("2023-24", "1999-00")


@pytest.mark.parametrize(
    ("period", "january"),
    [("2025", "January 2025"), ("2024-25", "January 2025"), ("2024/25", "January 2025")],
)
def test_the_january_within_a_period(period: str, january: str) -> None:
    assert periods.january_in(period) == january


def partial(small_data: SmallData, *lines: tuple[str, str, float, float]) -> None:
    """A table of a part of what is published: lines of area, year, upheld, investigated."""
    rows = [
        {
            "release": "2024-25",
            "time_period": year,
            "time_identifier": "Financial year",
            "geographic_level": "Local authority district" if area == WORCESTER else "Local authority",
            "area_code": area,
            "breakdown_topic": "Total",
            "breakdown": "Total",
            "indicator": indicator,
            "value": value,
        }
        for area, year, *values in lines
        for indicator, value in zip(COUNTS, values, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=list(OBSERVATIONS)).astype({"symbol": "str"})
    declared = {
        "name": COUNCILS,
        "period_kind": "financial",
        "partial": NOT_HERE,
        "breaks": [],
        "indicators": {name: {"label": name, "unit": "complaints"} for name in COUNTS},
    }
    small_data.write(COUNCILS, frame, declared)


def test_a_council_without_a_row_in_a_part_is_not_loaded(small_data: SmallData) -> None:
    partial(small_data, (LEEDS, "202425", 62, 68))
    found = row("ombudsman_upheld_rate", LEICESTER, "2024-25")
    assert (found["symbol"], found["reason"]) == ("not_loaded", NOT_HERE)
    assert not found["ranked"]
    assert str(compute.coverage("ombudsman_upheld_rate", "2024-25")) == "1 of 153"
    leeds = row("ombudsman_upheld_rate", LEEDS, "2024-25")
    assert leeds["value"] == pytest.approx(91.18, abs=0.005)
    assert leeds["period_start"] == "2024-04-01"


def test_a_council_gone_before_the_year_is_shown_and_neither_ranked_nor_covered(
    small_data: SmallData,
) -> None:
    partial(small_data, (LEEDS, "202324", 44, 59), (CUMBRIA, "202324", 9, 10), (CUMBRIA, "202223", 20, 30))
    gone = row("ombudsman_upheld_rate", CUMBRIA, "2023-24")
    assert gone["value"] == 90
    assert not gone["ranked"]
    assert row("ombudsman_upheld_rate", CUMBRIA, "2022-23")["ranked"]
    assert str(compute.coverage("ombudsman_upheld_rate", "2023-24")) == "1 of 153"


def test_districts_stay_in_the_table_and_out_of_the_figures(small_data: SmallData) -> None:
    partial(small_data, (LEEDS, "202425", 62, 68), (WORCESTER, "202425", 1, 1))
    assert WORCESTER not in set(compute.values("ombudsman_upheld_rate")["area_code"])


PER_PLANS = RatePerStock(
    dataset="tribunal_appeals",
    numerator="appeals",
    numerator_is="appeals",
    denominator_is="EHC plans",
    stock="ehc_plan_caseload",
    stock_column="plans",
    per=1000,
)


def test_a_rate_per_plan_divides_by_the_january_within_the_period(small_data: SmallData) -> None:
    small_data.observations("tribunal_appeals", f"1 2024 {LEEDS} appeals 30\n1 2025 {LEEDS} appeals 40")
    small_data.observations(
        "ehc_plan_caseload", f"1 202223 {LEEDS} plans 1\n1 202324 {LEEDS} plans 6000", kind="january"
    )
    [found] = rate_per_stock(PER_PLANS).to_dict("records")
    low, high = byar(30, 6000)
    assert (found["period"], found["numerator"], found["denominator"]) == ("2024", 30, 6000)
    assert (found["value"], found["lci_95"], found["uci_95"]) == pytest.approx((5, 1000 * low, 1000 * high))


def test_a_council_without_a_number_of_plans_has_no_rate_and_a_reason(small_data: SmallData) -> None:
    small_data.observations(
        "tribunal_appeals",
        f"1 2024 {LEEDS} appeals 30\n1 2024 {LEICESTER} appeals 3\n1 2024 {CUMBRIA} appeals x",
    )
    small_data.observations(
        "ehc_plan_caseload", f"1 202324 {LEEDS} plans 6000\n1 202324 {LEICESTER} plans x", kind="january"
    )
    found = rate_per_stock(PER_PLANS).set_index("area_code")
    assert found.loc[LEICESTER, "symbol"] == "not_shown"
    assert found.loc[LEICESTER, "reason"] == (
        "There is no number of EHC plans to divide by in January 2024. The publisher did not publish this figure. "
        "Often the council did not send it or it is being checked."
    )
    assert (found.loc[CUMBRIA, "symbol"], found.loc[CUMBRIA, "reason"]) == ("x", "")
    assert found["value"].notna().sum() == 1


def test_a_number_of_plans_that_is_withheld_passes_its_reason_on(small_data: SmallData) -> None:
    small_data.observations("tribunal_appeals", f"1 2024 {LEEDS} appeals 30")
    small_data.observations("ehc_plan_caseload", f"1 202324 {LEEDS} plans withheld", kind="january")
    small_data.quarantine(
        {
            "dataset": "ehc_plan_caseload", "release": "1", "time_period": "202324", "area_code": LEEDS,
            "time_identifier": "Academic year", "indicator": "plans", "published": 1893.0,
            "finding": "Half are lost.",
        }
    )  # fmt: skip
    [found] = rate_per_stock(PER_PLANS).to_dict("records")
    assert found["reason"].startswith(
        "There is no number of EHC plans to divide by in January 2024. Withheld."
    )
    assert "1,893" in found["reason"]
    assert "Half are lost." in found["reason"]


def test_a_rate_per_plan_waits_for_both_tables(small_data: SmallData) -> None:
    assert needs(PER_PLANS) == ["tribunal_appeals", "ehc_plan_caseload"]
    small_data.observations("tribunal_appeals", f"1 2024 {LEEDS} appeals 30")
    assert compute.waiting_for("tribunal_appeals_per_1000_plans") == "ehc_plan_caseload"
    assert compute.values("tribunal_appeals_per_1000_plans").empty


PRINTED = Published(dataset=COUNCILS, figure="upheld_per_100k", numerator="complaints_upheld")


def test_a_published_rate_has_byars_interval_on_its_own_scale(small_data: SmallData) -> None:
    small_data.observations(
        COUNCILS,
        f"1 202425 {LEEDS} upheld_per_100k 7.5\n1 202425 {LEEDS} complaints_upheld 62\n"
        f"1 202425 {LEICESTER} upheld_per_100k 0\n1 202425 {LEICESTER} complaints_upheld 0",
        kind="financial",
    )
    found = published(PRINTED).set_index("area_code")
    low, high = byar(62)
    assert (found.loc[LEEDS, "value"], found.loc[LEEDS, "numerator"]) == (7.5, 62)
    assert found.loc[LEEDS, ["lci_95", "uci_95"]].tolist() == pytest.approx([7.5 * low / 62, 7.5 * high / 62])
    assert found.loc[LEICESTER, "value"] == 0
    assert found.loc[LEICESTER, ["lci_95", "uci_95"]].isna().all()


def test_a_published_rate_that_names_no_cases_has_no_interval(small_data: SmallData) -> None:
    small_data.observations(COUNCILS, f"1 202425 {LEEDS} upheld_per_100k 7.5", kind="financial")
    [found] = published(replace(PRINTED, numerator="")).to_dict("records")
    assert found["value"] == 7.5
    assert pd.isna([found["numerator"], found["lci_95"], found["uci_95"]]).all()


def test_the_sample_of_decisions_is_never_counted(small_data: SmallData) -> None:
    """A rate of SEND decisions waits for the table of counted ones, even beside the sample."""
    small_data.register("ombudsman_decisions", [{"reference": "24-000-001", "decision": "Upheld"}])
    assert compute.waiting_for("ombudsman_send_upheld_per_1000_plans") == "ombudsman_send_decisions"


def test_all_services_are_never_divided_by_plans_nor_called_send() -> None:
    all_services = [each for each in registry.all_metrics().values() if each.formula.dataset == COUNCILS]
    assert len(all_services) == 6
    for metric in all_services:
        assert needs(metric.formula) == [COUNCILS]
        assert "all services" in metric.title
        assert "SEND" not in metric.title + metric.short
        assert "services" in metric.note["Read with care"]
