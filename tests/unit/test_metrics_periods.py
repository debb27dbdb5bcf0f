"""Periods as readers and publishers write them."""

import pytest

from metrics import periods


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("2024", "calendar", "2024"),
        (" 2024 ", "calendar", "2024"),
        ("2024/25", "academic", "2024/25"),
        ("2024-25", "academic", "2024/25"),
        ("2024/2025", "academic", "2024/25"),
        ("202425", "academic", "2024/25"),
        ("1999/00", "academic", "1999/00"),
        ("January 2025", "january", "January 2025"),
        ("jan 2025", "january", "January 2025"),
        ("2025-01", "january", "January 2025"),
        ("2025", "january", "January 2025"),
        ("202425", "january", "January 2025"),
        ("2024/25", "january", "January 2025"),
    ],
)
def test_every_spelling_has_one_label(text: str, kind: str, label: str) -> None:
    assert periods.label(text, kind) == label


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2024/25", "calendar"),
        ("", "calendar"),
        ("2025-01", "calendar"),
        ("2024", "academic"),
        ("2024/26", "academic"),
        ("202427", "january"),
        ("2025-02", "january"),
        ("last year", "january"),
    ],
)
def test_other_texts_are_refused_by_name(text: str, kind: str) -> None:
    with pytest.raises(periods.UnknownPeriod, match="write it like"):
        periods.label(text, kind)


@pytest.mark.parametrize(
    ("period", "start", "collected", "before"),
    [
        ("2024", "2024-01-01", "2024-12-31", "2023"),
        ("2024/25", "2024-09-01", "2025-08-31", "2023/24"),
        ("2000/01", "2000-09-01", "2001-08-31", "1999/00"),
        ("January 2025", "2025-01-01", "2025-01-01", "January 2024"),
    ],
)
def test_dates_of_a_period(period: str, start: str, collected: str, before: str) -> None:
    assert (periods.start(period), periods.collected(period), periods.year_before(period)) == (
        start,
        collected,
        before,
    )


def test_labels_stand_in_the_order_of_time_with_a_january_before_its_year() -> None:
    there = ["2025", "January 2026", "2024/25", "January 2025", "2024-25", "2024"]
    wanted = ["2024", "2024-25", "2024/25", "January 2025", "2025", "January 2026"]
    assert sorted(there, key=periods.in_time) == wanted
