"""The long table of figures: which rows are found, in which order, and what stands in them."""

import pytest

from metrics import values
from tests.fixtures.small_data import SmallData
from tests.fixtures.small_figures import EAST, ENGLAND, LEEDS, NORFOLK, TIMELINESS, timeliness

METRIC = "ehc_plans_in_20_weeks"


@pytest.fixture
def figures(small_data: SmallData) -> None:
    """England, a region and two councils in two years; of Leeds a gap."""
    small_data.observations(
        TIMELINESS,
        timeliness(
            f"2025 2023 {ENGLAND} 400 100",
            f"2025 2023 {NORFOLK} 80 60",
            f"2025 2023 {LEEDS} 80 x",
            f"2025 2024 {ENGLAND} 400 200",
            f"2025 2024 {EAST} 100 30",
            f"2025 2024 {NORFOLK} 80 20",
            f"2025 2024 {LEEDS} 80 40",
        ),
    )


def found(*sort: str, **asked: tuple[str, ...]) -> list[tuple[str, str, float | None]]:
    wanted = values.Asked(**{"metric": (METRIC,), **asked})
    here = {ENGLAND, EAST, NORFOLK, LEEDS}
    rows = values.rows(values.find(wanted, sort))
    return [
        (row["area_code"], row["period"], row["value"])
        for row in rows
        if row["area_code"] in here and row["symbol"] != "absent"
    ]


def test_rows_stand_by_period_level_and_code(figures: None) -> None:
    assert found() == [
        (ENGLAND, "2023", 25),
        (LEEDS, "2023", None),
        (NORFOLK, "2023", 75),
        (ENGLAND, "2024", 50),
        (LEEDS, "2024", 50),
        (NORFOLK, "2024", 25),
        (EAST, "2024", 30),
    ]


def test_filters_join_and_each_takes_several_values(figures: None) -> None:
    assert found(area_code=(LEEDS, NORFOLK), period=("2024",)) == [(LEEDS, "2024", 50), (NORFOLK, "2024", 25)]
    assert found(region_code=(EAST,)) == [(NORFOLK, "2023", 75), (NORFOLK, "2024", 25), (EAST, "2024", 30)]
    assert found(geographic_level=("england",), symbol=()) == [(ENGLAND, "2023", 25), (ENGLAND, "2024", 50)]
    assert found(symbol=("x",)) == [(LEEDS, "2023", None)]
    assert found(theme=("Reviews",)) == found(area_code=("E00000000",)) == []


@pytest.mark.parametrize("sort", ["value", "-value"])
def test_a_row_without_a_figure_comes_last_whichever_way_it_is_sorted(figures: None, sort: str) -> None:
    ordered = [value for _, _, value in found(sort, geographic_level=("local_authority",))]
    assert ordered == ([25, 50, 75, None] if sort == "value" else [75, 50, 25, None])


def test_the_first_column_to_sort_by_counts_most_and_ties_keep_their_order(figures: None) -> None:
    rows = found("-period", "value", period=("2023", "2024"))
    assert [row[:2] for row in rows] == [
        (NORFOLK, "2024"),
        (EAST, "2024"),
        (ENGLAND, "2024"),
        (LEEDS, "2024"),
        (ENGLAND, "2023"),
        (NORFOLK, "2023"),
        (LEEDS, "2023"),
    ]


def test_a_gap_keeps_its_reason_and_the_counts_beside_it(figures: None) -> None:
    wanted = values.Asked(metric=(METRIC,), area_code=(LEEDS,), period=("2023",))
    (row,) = values.rows(values.find(wanted))
    assert list(row) == list(values.COLUMNS)
    assert (row["value"], row["symbol"], row["denominator"]) == (None, "x", 80)
    assert row["reason"].startswith("The publisher did not publish this figure.")
    assert (row["region"], row["unit"], row["ranked"]) == ("Yorkshire and the Humber", "%", False)


def test_periods_are_in_order_of_time(small_data: SmallData) -> None:
    small_data.observations(TIMELINESS, timeliness(f"2025 2024 {LEEDS} 80 20"))
    small_data.observations("ehc_plan_caseload", f"2025 202425 {LEEDS} plans 100", kind="january")
    assert values.periods() == ("2024", "January 2025")
