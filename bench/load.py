"""How long a request takes, the first time and then while several clients ask at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import quantiles

import requests

Request = Callable[[requests.Session], requests.Response]
Answer = tuple[float, int]
"""Seconds and bytes of one answer."""


@dataclass(frozen=True)
class Times:
    """Milliseconds from asking to the whole answer; answers and megabytes a second of all clients together.

    The megabytes are of what was sent before it was compressed.
    """

    median_ms: float
    p95_ms: float
    per_second: float
    mb_per_second: float
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
    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        each = list(pool.map(lambda _: _client(ask, start + seconds), range(clients)))
    return _times([answer for answers in each for answer in answers], time.perf_counter() - start)


def once(asks: Sequence[Request], clients: int) -> Times:
    """Let some clients share out these requests, each of them made once."""

    def ask(each: Request) -> Answer:
        with requests.Session() as session:
            return _answer(each, session)

    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        return _times(list(pool.map(ask, asks)), time.perf_counter() - start)


def _client(ask: Request, end: float) -> list[Answer]:
    answers: list[Answer] = []
    with requests.Session() as session:
        while time.perf_counter() < end or len(answers) < 2:
            answers.append(_answer(ask, session))
    return answers


def _answer(ask: Request, session: requests.Session) -> Answer:
    start = time.perf_counter()
    answer = ask(session)
    answer.raise_for_status()
    return time.perf_counter() - start, len(answer.content)


def _times(answers: Sequence[Answer], seconds: float) -> Times:
    steps = quantiles([taken for taken, _ in answers], n=100, method="inclusive")
    megabytes = sum(size for _, size in answers) / 1e6
    return Times(
        steps[49] * 1000, steps[94] * 1000, len(answers) / seconds, megabytes / seconds, len(answers)
    )
