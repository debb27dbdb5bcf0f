"""The inventory says of every figure which measures carry it, why none does, or that nobody has decided."""

import csv
import io

import pytest

from metrics import inventory, registry
from metrics.__main__ import main
from tests.fixtures.small_data import SmallData

LEEDS = "E08000035"
REASONS = """dataset,published,reason
ehc_plan_requests,requests_youth_accommodation,Named.
ehc_plan_requests,*_percent;in_the_file,By a pattern.
"""


@pytest.fixture
def loaded(small_data: SmallData) -> SmallData:
    cells = ("requests", "requests_youth_accommodation", "requests_refused_percent", "requests_new")
    lines = "\n".join(f"2025 2024 {LEEDS} {name} 5" for name in cells)
    small_data.observations("ehc_plan_requests", lines)
    (small_data.folder / "reference" / "inventory.csv").write_text(REASONS, encoding="utf-8")
    return small_data


def rows() -> dict[str, dict]:
    return {row["published"]: row for row in inventory.inventory().to_dict("records")}


def test_a_figure_is_carried_or_left_out_for_a_reason_or_undecided(loaded: SmallData) -> None:
    found = rows()
    assert "ehc_requests" in found["requests"]["metrics"].split(";")
    assert found["requests"]["reason"] == ""
    assert (
        found["requests_youth_accommodation"]["metrics"],
        found["requests_youth_accommodation"]["reason"],
    ) == ("", "Named.")
    assert found["requests_refused_percent"]["reason"] == "By a pattern."
    assert (found["requests_new"]["metrics"], found["requests_new"]["reason"]) == ("", "")


def test_columns_left_in_the_file_are_listed_without_a_label(loaded: SmallData) -> None:
    found = rows()
    assert (found["in_the_file"]["label"], found["in_the_file"]["reason"]) == ("", "By a pattern.")
    assert "*_percent" not in found


def test_a_name_is_preferred_to_a_pattern(loaded: SmallData) -> None:
    path = loaded.folder / "reference" / "inventory.csv"
    path.write_text(REASONS + "ehc_plan_requests,requests_refused_percent,By name.\n", encoding="utf-8")
    loaded.caveats()
    assert rows()["requests_refused_percent"]["reason"] == "By name."


def test_the_stock_of_a_rate_is_carried_by_it() -> None:
    formula = registry.metric("tribunal_appeals_per_1000_plans").formula
    assert inventory.reads(formula) == [
        ("tribunal_appeals", "appeals"),
        ("ehc_plan_caseload", formula.stock_column),
    ]
    assert "tribunal_appeals_per_1000_plans" in inventory.carried()["ehc_plan_caseload", formula.stock_column]


def test_both_sides_of_a_gap_are_carried_by_it() -> None:
    carried = inventory.carried()
    for side in ("phonics_no_sen", "phonics_ehc_plan"):
        assert "phonics_gap_ehc_plan" in carried["lait_send_outcomes", side]


def test_it_is_printed_as_csv(loaded: SmallData, capsys: pytest.CaptureFixture) -> None:
    assert main(["inventory"]) == 0
    printed = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(printed[0]) == list(inventory.COLUMNS)
    assert {row["dataset"] for row in printed} == {"ehc_plan_requests"}
