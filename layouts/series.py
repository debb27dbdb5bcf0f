"""Figures over time as a chart needs them: years as numbers, lines in pieces, labels kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any


def year(start: str) -> float:
    """Where a period that starts on this day stands on a time axis, in years."""
    return int(start[:4]) + (int(start[5:7]) - 1) / 12


def pieces(rows: Iterable[Any]) -> list[list[Any]]:
    """The rows of one area that a line may join, piece by piece; rows of `metrics.trends.series`."""
    with_figure = [row for row in rows if row.segment >= 0]
    return [list(piece) for _, piece in groupby(with_figure, key=lambda row: row.segment)]


def spread(places: Sequence[float], least: float) -> list[float]:
    """The same places in the same order, moved apart until neighbours are at least `least` apart."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = [places[index] for index in order]
    for _ in range(40):
        for low in range(len(moved) - 1):
            short = least - (moved[low + 1] - moved[low])
            if short > 1e-9:
                moved[low] -= short / 2
                moved[low + 1] += short / 2
    result = [0.0] * len(places)
    for place, index in zip(moved, order, strict=True):
        result[index] = place
    return result
