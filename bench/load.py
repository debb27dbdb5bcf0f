"""How long a request takes, the first time and then while several clients ask at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import quantiles

import requests

Request = Callable[[requests.Session], requests.Response]


@dataclass(frozen=True)
class Times:
    """Milliseconds from asking to the whole answer, and answers a second from all clients together."""

    median_ms: float
    p95_ms: float
    per_second: float
    answers: int


def slowest_first_ms(ask: Request, addresses: int) -> float:
    """Milliseconds of the slowest first answer, when each of the addresses is asked for once."""
    durations = []
    for _ in range(addresses):
        start = time.perf_counter()
        ask(requests.Session()).raise_for_status()
        durations.append(time.perf_counter() - start)
    return max(durations) * 1000


def times(ask: Request, clients: int, seconds: float) -> Times:
    """Let some clients ask over and over for some seconds. An answer that is an error raises one."""
    end = time.perf_counter() + seconds
    with ThreadPoolExecutor(clients) as pool:
        each = list(pool.map(lambda _: _client(ask, end), range(clients)))
    taken = [duration for durations in each for duration in durations]
    steps = quantiles(taken, n=100, method="inclusive")
    return Times(steps[49] * 1000, steps[94] * 1000, len(taken) / seconds, len(taken))


def _client(ask: Request, end: float) -> list[float]:
    durations: list[float] = []
    with requests.Session() as session:
        while (start := time.perf_counter()) < end or len(durations) < 2:
            ask(session).raise_for_status()
            durations.append(time.perf_counter() - start)
    return durations
