"""Periods as readers write them: `2024`, `2024/25`, `January 2025`, and the dates they stand for.

A dataset declares its kind of period: `calendar` (a year), `academic` (September to August), `financial` (April
to March: `2024-25`) or `january` (a snapshot, which older releases label as a calendar year and newer ones as an
academic year).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

YEAR = re.compile(r"(\d{4})")
TWO_YEARS = re.compile(r"(\d{4})\s*[/–-]?\s*(?:20)?(\d{2})")
SEPARATORS = {"academic": "/", "financial": "-"}
FIRST_MONTHS = {"/": "09", "-": "04"}
JANUARY = re.compile(r"jan(?:uary)?\s+(\d{4})|(\d{4})-01", re.IGNORECASE)


class UnknownPeriod(ValueError):
    """A text that is no period of the kind asked for."""


def label(text: str, kind: str) -> str:
    """The reader's label of a period, from a reader's or the publisher's spelling of it.

    >>> label("202425", "academic"), label("202425", "january"), label("2025-01", "january")
    ('2024/25', 'January 2025', 'January 2025')

    For a january dataset a plain year Y, and an academic year that ends in Y, both mean January of Y.
    """
    text = text.strip()
    snapshot = JANUARY.fullmatch(text)
    year = YEAR.fullmatch(text)
    pair = TWO_YEARS.fullmatch(text)
    if pair and (int(pair[1]) + 1) % 100 != int(pair[2]):
        pair = None
    if kind == "january" and snapshot:
        return f"January {snapshot[1] or snapshot[2]}"
    if kind == "january" and year:
        return f"January {text}"
    if kind == "january" and pair:
        return f"January {int(pair[1]) + 1}"
    if kind in SEPARATORS and pair:
        return pair[1] + SEPARATORS[kind] + pair[2]
    if kind == "calendar" and year:
        return text
    raise UnknownPeriod(f"{text!r} is not a period of this kind; write it like {_example(kind)}")


@cache
def start(period: str) -> str:
    """The first day of a labelled period, as an ISO date: the snapshot itself for a January."""
    if period.startswith("January "):
        return f"{period[-4:]}-01-01"
    return f"{period[:4]}-{FIRST_MONTHS.get(period[4:5], '01')}-01"


@cache
def collected(period: str) -> str:
    """The last day of a labelled period, as an ISO date.

    Returns for a year are made after it ends, by the councils that exist then: 2023 figures are those of
    Cumberland, which began in April 2023, and not of Cumbria.
    """
    if period.startswith("January "):
        return start(period)
    first = date.fromisoformat(start(period))
    return (first.replace(year=first.year + 1) - timedelta(days=1)).isoformat()


def in_time(period: str) -> tuple[str, str]:
    """By which labels of periods stand in the order of time: of two that begin together the shorter comes first."""
    return start(period), collected(period)


def year_before(period: str) -> str:
    """The label of the same kind of period one year earlier."""
    if period.startswith("January "):
        return f"January {int(period[-4:]) - 1}"
    first = int(period[:4]) - 1
    return f"{first}{period[4]}{(first + 1) % 100:02d}" if len(period) > 4 else str(first)


def january_in(period: str) -> str:
    """The January within a labelled period: 'January 2025' for '2025', '2024/25' and '2024-25'."""
    return f"January {collected(period)[:4]}"


def _example(kind: str) -> str:
    return {"january": "January 2025 or 2025-01", "academic": "2024/25", "financial": "2024-25"}.get(
        kind, "2024"
    )
