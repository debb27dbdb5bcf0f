"""Memory of worker processes over time, and how fast it grows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SETTLED = 0.5
"""Of the time that a worker ran, the part in which it fills what it keeps and is not asked how fast it grows."""


@dataclass(frozen=True)
class Sample:
    """Memory of one worker at one time: `own` counts shared pages in part, `whole` counts them all."""

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
    """How much the values grow in one unit of time, by least squares, with its standard error; None for too few."""
    if len(times) < 3 or len(set(times)) < 3:
        return None
    middle, mean = sum(times) / len(times), sum(values) / len(values)
    spread = sum((each - middle) ** 2 for each in times)
    growth = sum((at - middle) * (value - mean) for at, value in zip(times, values, strict=True)) / spread
    left = sum((value - mean - growth * (at - middle)) ** 2 for at, value in zip(times, values, strict=True))
    return growth, math.sqrt(left / (len(times) - 2) / spread)


def of_workers(samples: Sequence[Sample]) -> list[dict[str, Any]]:
    """Each worker that there was: when, its memory first, last and most, and its growth an hour once it had settled."""
    found = []
    for pid in dict.fromkeys(each.pid for each in samples):
        own = [each for each in samples if each.pid == pid]
        begin, end = own[0].seconds, own[-1].seconds
        settled = [each for each in own if each.seconds >= begin + SETTLED * (end - begin)]
        growth = slope([each.seconds / 3600 for each in settled], [each.own_mb for each in settled])
        found.append(
            {
                "replica": own[0].replica,
                "pid": pid,
                "from_second": round(begin),
                "to_second": round(end),
                "own_mb_first": round(own[0].own_mb, 1),
                "own_mb_last": round(own[-1].own_mb, 1),
                "own_mb_most": round(max(each.own_mb for each in own), 1),
                "whole_mb_most": round(max(each.whole_mb for each in own), 1),
                "mb_an_hour": round(growth[0], 2) if growth else None,
                "standard_error": round(growth[1], 2) if growth else None,
                "samples_of_growth": len(settled),
            }
        )
    return found
