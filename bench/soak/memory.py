"""Memory of worker processes over time, and how fast it grows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

SETTLED = 0.5
"""Of the time that a worker ran, the part in which it fills what it keeps and is not asked how fast it grows."""


@dataclass(frozen=True)
class Sample:
    """Memory of one worker at one time: `own` counts shared pages in part (PSS), `whole` counts them all (RSS).

    `whole` is what a worker is held to: what it shares with its master and the other worker, which is there once, is
    counted in each of them. It changes with what the worker itself does, and not as others come and go.
    """

    seconds: float
    replica: str
    pid: int
    own_mb: float
    whole_mb: float


def sample(seconds: float, replica: str, pid: int) -> Sample | None:
    """The memory of a process now; None for one that has gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return None
    sizes = {
        line.split()[0]: int(line.split()[1]) / 1024 for line in lines if line.startswith(("Pss:", "Rss:"))
    }
    return Sample(seconds, replica, pid, sizes["Pss:"], sizes["Rss:"]) if len(sizes) == 2 else None


def slope(times: Sequence[float], values: Sequence[float]) -> tuple[float, float] | None:
    """How much the values grow in one unit of time, by least squares, with its standard error; None for too few.

    What a worker holds now is much like what it held five seconds ago. So many values tell no more than fewer that are
    independent: n (1 - r) / (1 + r) of them, r being the correlation of what is left beside the line with the next.
    """
    if len(times) < 3 or len(set(times)) < 3:
        return None
    middle, mean = sum(times) / len(times), sum(values) / len(values)
    spread = sum((each - middle) ** 2 for each in times)
    growth = sum((at - middle) * (value - mean) for at, value in zip(times, values, strict=True)) / spread
    left = [value - mean - growth * (at - middle) for at, value in zip(times, values, strict=True)]
    squares = sum(each**2 for each in left)
    r = max(0.0, sum(one * next_one for one, next_one in pairwise(left)) / squares) if squares else 0.0
    many = len(times) * (1 - r) / (1 + r)
    return (growth, math.sqrt(squares / (many - 2) / spread)) if many > 2 else None


def of_workers(samples: Sequence[Sample]) -> list[dict[str, Any]]:
    """Each worker that there was: when, its memory first, last and most, and its growth an hour once it had settled."""
    found, last = [], max((each.seconds for each in samples), default=0.0)
    for pid in dict.fromkeys(each.pid for each in samples):
        own = [each for each in samples if each.pid == pid]
        begin, end = own[0].seconds, own[-1].seconds
        settled = [each for each in own if each.seconds >= begin + SETTLED * (end - begin)]
        growth = slope([each.seconds / 3600 for each in settled], [each.whole_mb for each in settled])
        found.append(
            {
                "replica": own[0].replica,
                "pid": pid,
                "from_second": round(begin),
                "to_second": round(end),
                "lived_to_the_end": end == last,
                "own_mb_first": round(own[0].own_mb, 1),
                "own_mb_last": round(own[-1].own_mb, 1),
                "own_mb_most": round(max(each.own_mb for each in own), 1),
                "whole_mb_last": round(own[-1].whole_mb, 1),
                "whole_mb_most": round(max(each.whole_mb for each in own), 1),
                "mb_an_hour": round(growth[0], 2) if growth else None,
                "standard_error": round(growth[1], 2) if growth else None,
                "samples_of_growth": len(settled),
            }
        )
    return found
