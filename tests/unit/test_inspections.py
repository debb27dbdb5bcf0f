"""Inspections as a page asks for them: each once, the newest first, and no word about an area that is in no list."""

from collections.abc import Iterator

import pytest

from metrics import compute, inspections, tables
from tests.fixtures.small_data import SmallData

CUMBRIA, CUMBERLAND, DORSET, OLD_DORSET, BCP = "E10000006", "E06000063", "E06000059", "E10000009", "E06000058"
GREENWICH, KENT = "E09000011", "E10000016"
EMPTY = dict.fromkeys(
    (
        "area", "started", "ended", "published", "dates_note", "outcome", "outcome_note", "next_inspection",
        "previous_inspection", "previous_note", "report",
    ),
    "",
)  # fmt: skip
NUMBERS = dict.fromkeys(
    ("weaknesses", "enough_progress", "not_enough_progress", "priority_actions"), float("nan")
)
OLD = {"framework": "2016 to 2022", "event": "inspection", "release": "2022"}
NEW = {"framework": "2023", "event": "inspection"}
REPORT = "https://files.ofsted.gov.uk/v1/file/1"
ROWS = [
    OLD
    | {"area_code": GREENWICH, "started": "2017-07-10", "published": "2017-09-11", "outcome": "No statement"},
    NEW | {"area_code": GREENWICH, "release": "2023", "started": "2023-05-15", "published": "2023-07-11"},
    NEW
    | {"area_code": GREENWICH, "release": "2025-11", "started": "2023-05-11", "published": "2023-07-11"}
    | {"report": REPORT, "next_inspection": "5 years"},
    OLD | {"area_code": CUMBRIA, "started": "2019-03-18", "published": "2019-05-22", "weaknesses": 9.0},
    OLD | {"area_code": OLD_DORSET, "started": "2017-01"},
    OLD | {"area_code": OLD_DORSET, "started": "2019-02", "event": "revisit"},
    NEW | {"area_code": DORSET, "release": "2025-11", "published": "2024-05-15", "dates_note": "No days."},
]


@pytest.fixture(autouse=True)
def register(small_data: SmallData) -> Iterator[None]:
    compute.forget()
    small_data.register("area_send_inspections", [EMPTY | NUMBERS | row for row in ROWS])
    yield
    compute.forget()


def days(area_code: str) -> list[str]:
    return [each.started or each.published for each in inspections.history(area_code)]


def test_an_inspection_that_two_lists_have_stands_once_with_ofsteds_days_and_the_report() -> None:
    assert days(GREENWICH) == ["2023-05-15", "2017-07-10"]
    found = inspections.latest(GREENWICH)
    assert found is not None
    assert (found.report, found.next_inspection, found.release) == (REPORT, "5 years", "2023")


def test_the_latest_of_a_framework() -> None:
    found = inspections.latest(GREENWICH, "2016 to 2022")
    assert found is not None
    assert (found.started, found.outcome, found.area_name) == ("2017-07-10", "No statement", "Greenwich")


def test_a_new_council_shows_the_inspections_of_those_it_replaced_under_their_name() -> None:
    found = inspections.latest(CUMBERLAND)
    assert found is not None
    assert (found.area_code, found.area_name, found.weaknesses) == (CUMBRIA, "Cumbria", 9)
    assert inspections.latest(CUMBERLAND, "2023") is None
    assert days(DORSET) == ["2024-05-15", "2019-02", "2017-01"]
    assert days(BCP) == ["2019-02", "2017-01"]


def test_a_revisit_is_in_the_history_and_never_the_latest_inspection() -> None:
    found = inspections.latest(BCP)
    assert found is not None
    assert (found.started, found.is_revisit) == ("2017-01", False)
    assert [each.is_revisit for each in inspections.history(BCP)] == [True, False]


def test_an_area_in_no_list_is_not_said_to_be_uninspected() -> None:
    assert inspections.latest(KENT) is None
    assert inspections.history(KENT) == ()
    assert KENT in inspections.in_no_list()
    assert GREENWICH not in inspections.in_no_list()
    assert CUMBERLAND in inspections.in_no_list("2023")
    assert CUMBERLAND not in inspections.in_no_list("2016 to 2022")
    assert CUMBRIA not in inspections.in_no_list()
    assert "Not in this list" in inspections.NOT_IN_THIS_LIST
    assert "may still have been inspected" in inspections.NOT_IN_THIS_LIST


def test_without_the_register_it_says_which_table_is_missing(small_data: SmallData) -> None:
    (small_data.folder / "tidy" / "area_send_inspections.parquet").unlink()
    compute.forget()
    compute.forget()
    with pytest.raises(tables.NotLoaded, match="area_send_inspections"):
        inspections.latest(KENT)
