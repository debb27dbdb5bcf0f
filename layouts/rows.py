"""Figures as plain rows, read once: a named tuple costs a thousandth of a look into a frame.

Every row is one of `metrics.compute.values`; those of a place also have the `segment` of `metrics.trends.series`.
A percentage or rate of too few cases is a gap here (`words.as_shown`), so that no page or chart can show it.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator
from typing import Any

from layouts import words
from metrics import compare, compute, trends
from metrics.memory import remembered

Rows = tuple[Any, ...]


@remembered(48)
def in_period(metric_id: str, period: str) -> Rows:
    """Everyone's row of one period."""
    row = _class(tuple(compute.COLUMNS))
    return tuple(words.as_shown(row(**each)) for each in compute.in_period(metric_id, period).values())


def named(frame: Any) -> Iterator[Any]:
    """The rows of a frame as named tuples, of one class where the columns are the same.

    pandas makes a class for each frame: that takes a millisecond, and ten kilobytes for as long as a row is kept; and
    it looks every column up by its place, which takes longer than all else.
    """
    return map(_class(tuple(frame.columns)), *(frame[name].tolist() for name in frame.columns))


@remembered()
def _class(columns: tuple[str, ...]) -> Any:
    return namedtuple("Row", columns)


@remembered(2048)
def of_place(metric_id: str, area_code: str) -> Rows:
    """The rows of one place, the oldest first; none while the measure waits for its dataset."""
    if compute.waiting_for(metric_id):
        return ()
    return tuple(map(words.as_shown, trends.series(metric_id, area_code)))


@remembered(1024)
def compared(metric_id: str, area_code: str, period: str) -> tuple[compare.Against, ...]:
    """A place beside England, its region and its statistical neighbours."""
    return compare.against(metric_id, area_code, period)
