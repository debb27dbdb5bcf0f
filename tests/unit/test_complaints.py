"""Decisions to read, and averages to set a council beside."""

import math

import pandas as pd
import pytest

from metrics import complaints
from metrics.tables import NotLoaded
from tests.fixtures.small_data import SmallData

KENT, LEEDS = "E10000016", "E08000035"
SEND, PROVISION = "Education > Special educational needs", "Education > Alternative provision"


def decision(
    reference: str, area: str, category: str, decision: str, day: str, summary: str
) -> dict[str, str]:
    words = {"reference": reference, "area_code": area, "category": category, "decision": decision}
    return words | {
        "decision_date": day,
        "summary": summary,
        "council": "A council",
        "address": "https://a.org",
    }


@pytest.fixture
def register(small_data: SmallData) -> None:
    rows = [
        decision("24-000-001", KENT, SEND, "Upheld", "2024-05-01", "The Council delayed a plan."),
        decision("24-000-002", KENT, PROVISION, "Not upheld", "2025-05-01", "No fault in (its) PLAN."),
        decision("24-000-003", LEEDS, SEND, "Upheld", "2024-12-31", "A delay."),
        decision("24-000-004", LEEDS, SEND, "Upheld", "2024-05-01", "Fault in a child\u2019s case."),
    ]
    declared = {"name": "ombudsman_decisions", "sources": [{"release": "sample"}]}
    small_data.write("ombudsman_decisions", pd.DataFrame(rows), declared)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({}, [2, 3, 4, 1]),
        ({"area_code": KENT}, [2, 1]),
        ({"category": SEND}, [3, 4, 1]),
        ({"category": "Education"}, [2, 3, 4, 1]),
        ({"category": "Edu"}, []),
        ({"decision": "Upheld", "year": "2024"}, [3, 4, 1]),
        ({"year": "2025"}, [2]),
        ({"words": "plan DELAY"}, [1]),
        ({"words": "(its)"}, [2]),
        ({"words": "child's"}, [4]),
        ({"words": "CHILD\u2019S"}, [4]),
        ({"words": "delay,"}, [3, 1]),
        ({"words": '"delay"'}, [3, 1]),
        ({"words": "\u201cdelayed\u201d ?"}, [1]),
        ({"area_code": LEEDS, "decision": "Not upheld"}, []),
    ],
)
def test_decisions_fit_every_condition_newest_first(conditions: dict[str, str], found: list[int]) -> None:
    rows = complaints.decisions(**conditions)
    assert list(rows["reference"]) == [f"24-000-00{number}" for number in found]


@pytest.mark.usefixtures("register")
def test_a_decision_names_its_council_plainly_and_the_sample_is_known_as_one() -> None:
    assert list(complaints.decisions(area_code=KENT)["area_name"]) == ["Kent", "Kent"]
    assert complaints.is_sample()


def test_averages_of_similar_authorities_are_those_of_the_page(small_data: SmallData) -> None:
    small_data.observations(
        "ombudsman_councils",
        f"2023-24 202324 {LEEDS} similar_upheld_rate 80\n2023-24 202324 {LEEDS} similar_upheld_per_100k 4.4\n"
        f"2024-25 202425 {LEEDS} similar_upheld_rate 81\n2024-25 202425 {KENT} similar_upheld_rate z",
        kind="financial",
    )
    rate, per_head = "ombudsman_upheld_rate", "ombudsman_upheld_per_100k"
    assert complaints.average(rate, LEEDS, "2023-24") == 80
    assert complaints.average(per_head, LEEDS, "2023-24") == 4.4
    assert complaints.average(rate, LEEDS, "2024-25") == 81
    assert math.isnan(complaints.average(per_head, LEEDS, "2024-25"))
    assert math.isnan(complaints.average(rate, KENT, "2024-25"))


def test_a_line_needs_two_years(small_data: SmallData) -> None:
    counts = "\n".join(
        f"1 {year} {area} {indicator} {number}"
        for area, year in ((KENT, "202324"), (KENT, "202425"), (LEEDS, "202425"))
        for indicator, number in (("complaints_upheld", 5), ("complaints_investigated", 8))
    )
    small_data.observations("ombudsman_councils", counts, kind="financial")
    assert complaints.with_trend("ombudsman_upheld_rate") == [KENT]


def test_without_its_table_each_says_so(small_data: SmallData) -> None:
    for ask in (complaints.decisions, complaints.is_sample, complaints.national):
        with pytest.raises(NotLoaded):
            ask()
    assert complaints.with_trend("ombudsman_upheld_rate") == []
