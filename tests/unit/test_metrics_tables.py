"""The one reader of `data/`."""

import pandas as pd
import pytest

from metrics import compute, tables
from tests.fixtures.small_data import SmallData


def test_a_missing_table_names_its_dataset_and_the_mend(small_data: SmallData) -> None:
    with pytest.raises(tables.NotLoaded, match=r"'tribunal_appeals' is not loaded.*make data") as missing:
        tables.table("tribunal_appeals")
    assert missing.value.dataset == "tribunal_appeals"


def test_a_table_without_a_column_is_refused_by_name(small_data: SmallData) -> None:
    declared = {
        "period_kind": "calendar",
        "breaks": [],
        "indicators": {"plans": {"label": "Plans", "unit": "plans"}},
    }
    small_data.write("new_ehc_plans", pd.DataFrame({"release": ["2025"]}), declared)
    with pytest.raises(
        tables.WrongTable, match=r"new_ehc_plans.parquet lacks the column time_period.*make data"
    ):
        tables.table("new_ehc_plans")


def test_a_reference_table_is_text_with_blanks(small_data: SmallData) -> None:
    areas = tables.reference("areas")
    assert areas.loc[areas["area_code"] == "E92000001", "start"].tolist() == [""]
    with pytest.raises(tables.WrongTable, match=r"nothing_here\.csv"):
        tables.reference("nothing_here")


def test_a_caller_cannot_change_what_others_read(small_data: SmallData) -> None:
    small_data.observations("new_ehc_plans", "2025 2024 E08000035 plans 5")
    mine = tables.table("new_ehc_plans")
    mine.loc[0, "value"] = -1.0
    mine["more"] = 1
    assert tables.table("new_ehc_plans")["value"].tolist() == [5]
    assert "more" not in tables.table("new_ehc_plans")


def test_a_formula_that_names_no_column_says_which_there_are(small_data: SmallData) -> None:
    small_data.observations("new_ehc_plans", "2025 2024 E08000035 plans 5")
    declared = tables.describe("new_ehc_plans") | {
        "indicators": {"everything": {"label": "All", "unit": "plans"}}
    }
    small_data.write("new_ehc_plans", tables.table("new_ehc_plans"), declared)
    with pytest.raises(ValueError, match="new_ehc_plans has no plans; it has everything"):
        compute.values("new_ehc_plans")


def test_a_release_without_a_breakdown_leaves_its_metric_without_rows(small_data: SmallData) -> None:
    small_data.observations("ehc_plan_requests", "2025 2024 E08000035 requests 5")
    assert compute.values("ehc_requests_refused_from_parents").empty
    assert compute.periods_of("ehc_requests_refused_from_parents") == []
