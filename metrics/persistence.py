"""Whether the same councils stay at the bottom: movement between quarters, years above England, patterns.

Tables have a row for each council and a column for each year, in order, NaN for a gap. `best` says which way
is better for families: 'higher' or 'lower'. Quarter 1 is the best.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from metrics.ranks import Best, ranks

Numbers = NDArray[np.float64]

ENOUGH_YEARS = 5
"""Patterns need figures in five years. Were places drawn afresh each year, a council would be in the bottom
quarter five years running once in 1,024: one such among 150 is more than luck. At three years luck alone gives
two or three."""

RUN = 3
"""How many years running make a level: one can be a backlog being cleared. Over 11 years of 150 councils,
places drawn afresh each year would show one council turned round; at two years running, a dozen."""

SWING = 0.5
"""A swing crosses half of the table, which is more than chance within a council moves it (`rank_limits`)."""

SWINGS = 3
"""There and back can be a collapse and its repair; away again is a habit."""


def places(table: ArrayLike, best: Best = "higher") -> Numbers:
    """Rank of each council in each year among the councils with a figure that year; NaN for a gap."""
    years = np.asarray(table, dtype=float).T
    return np.array([ranks(year, best) for year in years]).T


def quarters(table: ArrayLike, best: Best = "higher") -> Numbers:
    """1 for councils in the best quarter of a year to 4 for the worst; ties take the better quarter."""
    position = places(table, best)
    return np.floor((position - 1) * 4 / np.isfinite(position).sum(axis=0)) + 1


def movement(quarter: Numbers, joined: ArrayLike | None = None) -> NDArray[np.int64]:
    """How many times councils went from one quarter (row) to another (column) in the year after.

    `joined` has a value for each pair of neighbouring years: False leaves the pair out, as for years with a
    break between them. A gap in either year leaves the council out of the pair.
    """
    pairs = np.ones(quarter.shape[1] - 1, dtype=bool) if joined is None else np.asarray(joined, dtype=bool)
    now, then = quarter[:, :-1][:, pairs], quarter[:, 1:][:, pairs]
    both = np.isfinite(now) & np.isfinite(then)
    counts = np.zeros((4, 4), dtype=np.int64)
    np.add.at(counts, (now[both].astype(int) - 1, then[both].astype(int) - 1), 1)
    return counts


def stayed(counts: NDArray[np.int64], quarter: int = 4) -> float:
    """Share, 0 to 1, of a quarter's councils that were in it again a year later; luck alone gives 0.25."""
    row = counts[quarter - 1]
    return float(row[quarter - 1] / row.sum()) if row.sum() else np.nan


def years_against(table: ArrayLike, england: ArrayLike) -> tuple[NDArray[np.int64], ...]:
    """For each council: years above England, years below, years with both figures.

    Above means a larger figure, whichever way is better; a figure equal to England's is neither.
    """
    figures, country = np.asarray(table, dtype=float), np.asarray(england, dtype=float)
    both = np.isfinite(figures) & np.isfinite(country)
    return (figures > country).sum(axis=1), (figures < country).sum(axis=1), both.sum(axis=1)


def rank_range(table: ArrayLike, best: Best = "higher") -> tuple[Numbers, Numbers]:
    """Best and worst rank of each council over the years; NaN without any figure."""
    position = places(table, best)
    gap = np.isnan(position)
    low = np.where(gap, np.inf, position).min(axis=1)
    high = np.where(gap, -np.inf, position).max(axis=1)
    none = gap.all(axis=1)
    return np.where(none, np.nan, low), np.where(none, np.nan, high)


def patterns(table: ArrayLike, best: Best = "higher") -> dict[str, NDArray[np.bool_]]:
    """Which councils show each pattern, by the pattern's name. Gaps are passed over; a council may show two.

    - `always at the bottom`, `always at the top`: in the worst, or the best, quarter in every year with a
      figure, at least ENOUGH_YEARS of them.
    - `yo-yo`: crossed half of the table SWINGS times, each time the other way, at whatever pace.
    - `turned round`: in the worst quarter RUN years running, and in the better half in each of the last RUN
      years; `fell back`: the reverse. Both need a figure in the newest year.

    They describe a record and not its cause, and say nothing of a break in the series.
    """
    quarter = quarters(table, best)
    position = places(table, best)
    position = (position - 0.5) / np.isfinite(position).sum(axis=0)
    known = np.isfinite(quarter)
    enough = known.sum(axis=1) >= ENOUGH_YEARS
    path = [row[there] for row, there in zip(quarter, known, strict=True)]
    ways = [row[there] for row, there in zip(position, known, strict=True)]
    current = enough & known[:, -1]
    return {
        "always at the bottom": enough & np.array([(row == 4).all() for row in path]),
        "always at the top": enough & np.array([(row == 1).all() for row in path]),
        "yo-yo": enough & np.array([_swings(row) >= SWINGS for row in ways]),
        "turned round": current & np.array([_crossed(row) for row in path]),
        "fell back": current & np.array([_crossed(5 - row) for row in path]),
    }


def _swings(way: Numbers) -> int:
    """How often a path turned and went SWING of the table the other way."""
    if not way.size:
        return 0
    swings, low, high, going = 0, way[0], way[0], 0
    for here in way:
        low, high = min(low, here), max(high, here)
        if going <= 0 and here - low >= SWING:
            swings, going, high = swings + 1, 1, here
        elif going >= 0 and high - here >= SWING:
            swings, going, low = swings + 1, -1, here
    return swings


def _crossed(path: Numbers) -> bool:
    """Whether a path was in quarter 4 RUN years running and ended with RUN years in quarter 1 or 2."""
    early, late = path[:-RUN], path[-RUN:]
    runs = (early[start : start + RUN] for start in range(early.size - RUN + 1))
    return bool((late <= 2).all() and any((run == 4).all() for run in runs))
