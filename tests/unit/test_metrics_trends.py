"""Lines that may be drawn, and changes that may be spoken of."""

import pytest

from metrics import areas, trends
from tests.fixtures.small_data import SmallData

ENGLAND, LEEDS, NORFOLK, DORSET = "E92000001", "E08000035", "E10000020", "E06000059"
METRIC = "ehc_requests_refused"
BREAK = (("2022", "A record for each child."),)


def write(small_data: SmallData, cells: dict[tuple[str, int], tuple], breaks: tuple = ()) -> None:
    """Requests by (area, year): (refused, requests)."""
    lines = [
        f"2025 {year} {area} {name} {cell}"
        for (area, year), (part, whole) in cells.items()
        for name, cell in (("requests_refused", part), ("requests", whole))
    ]
    small_data.observations("ehc_plan_requests", "\n".join(lines), breaks=breaks)


def test_no_line_crosses_a_gap_a_missing_year_or_a_break(small_data: SmallData) -> None:
    years = dict.fromkeys((2016, 2017, 2019, 2020, 2021, 2022, 2023), (10, 100)) | {2018: ("x", 100)}
    everywhere = {(NORFOLK, year): (10, 100) for year in years if year != 2020}
    cells = {(LEEDS, year): cell for year, cell in years.items() if year != 2020} | everywhere
    write(small_data, cells, BREAK)
    rows = {row.period: row.segment for row in trends.series(METRIC, LEEDS)}
    assert rows == {"2016": 0, "2017": 0, "2018": -1, "2019": 1, "2021": 2, "2022": 3, "2023": 3}


def test_a_change_is_named_only_beyond_chance(small_data: SmallData) -> None:
    write(small_data, {(LEEDS, 2022): (40, 100), (LEEDS, 2023): (10, 100), (LEEDS, 2024): (11, 100)})
    fell = trends.change(METRIC, LEEDS, "2022", "2023")
    assert (fell.verdict, fell.difference, fell.before, fell.after) == ("fell", pytest.approx(-30), 40, 10)
    assert fell.lci_95 < fell.difference < fell.uci_95 < 0
    assert trends.change(METRIC, LEEDS, "2023", "2024").verdict == "no clear change"
    assert trends.change(METRIC, LEEDS, "2023", "2022").verdict == "rose"


def test_a_break_between_refuses_unless_asked_for(small_data: SmallData) -> None:
    write(small_data, {(LEEDS, 2021): (40, 100), (LEEDS, 2022): (10, 100), (LEEDS, 2023): (40, 100)}, BREAK)
    across = trends.change(METRIC, LEEDS, "2021", "2022")
    assert (across.verdict, across.refusal) == ("", "A record for each child.")
    asked = trends.change(METRIC, LEEDS, "2021", "2022", across_breaks=True)
    assert (asked.verdict, [each.before for each in asked.breaks]) == ("fell", ["2022"])
    assert trends.change(METRIC, LEEDS, "2022", "2023").verdict == "rose"


def test_england_is_compared_on_the_councils_with_both_figures(small_data: SmallData) -> None:
    """Norfolk's figure is gone in the second year: England's printed fall is Norfolk's absence."""
    write(
        small_data,
        {
            (ENGLAND, 2023): (600, 1000), (ENGLAND, 2024): (100, 500),
            (LEEDS, 2023): (100, 500), (LEEDS, 2024): (100, 500),
            (NORFOLK, 2023): (500, 500), (NORFOLK, 2024): ("x", 500),
        },
    )  # fmt: skip
    moved = trends.change(METRIC, ENGLAND, "2023", "2024")
    assert (moved.before, moved.after, moved.verdict) == (20, 20, "no clear change")
    assert moved.basis == "the 1 council with a figure in both periods"


def test_one_period_with_every_council_is_not_enough_for_the_printed_figures(small_data: SmallData) -> None:
    everyone = areas.authorities_in("2024-12-31")
    cells = {(code, year): (10, 100) for code in everyone for year in (2023, 2024)}
    cells |= {(ENGLAND, 2023): (3000, 15300), (ENGLAND, 2024): (1520, 15200), (NORFOLK, 2024): ("x", 100)}
    write(small_data, cells)
    moved = trends.change(METRIC, ENGLAND, "2023", "2024")
    assert (moved.verdict, moved.basis) == (
        "no clear change",
        "the 152 councils with a figure in both periods",
    )
    write(small_data, cells | {(NORFOLK, 2024): (10, 100)})
    printed = trends.change(METRIC, ENGLAND, "2023", "2024")
    assert (printed.verdict, printed.after, printed.basis) == ("fell", 10, "all councils")


def test_counts_gaps_and_missing_periods_are_refused(small_data: SmallData) -> None:
    write(small_data, {(LEEDS, 2022): (40, 100), (LEEDS, 2023): ("x", 100), (NORFOLK, 2024): (40, 100)})
    counted = trends.change("ehc_requests", LEEDS, "2022", "2023")
    assert (counted.verdict, "size of the council" in counted.refusal) == ("", True)
    assert trends.change(METRIC, LEEDS, "2022", "2023").refusal
    assert "no row" in trends.change(METRIC, "E10000009", "2022", "2023").refusal
    assert "no row" in trends.change(METRIC, LEEDS, "1999", "2023").refusal
