"""What readers found: requests and failures by kind, and pages whose parts are of different states of the data."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median, quantiles
from threading import Lock
from typing import Any

from bench.soak.pages import Ask, digest

FIRST, SECOND = "first", "second"
MOST_EXAMPLES = 40


@dataclass(frozen=True)
class Known:
    """What every answer is with the first data and with the second: name of the request -> digest."""

    first: Mapping[str, str]
    second: Mapping[str, str]

    def states(self, ask: Ask, content: bytes) -> frozenset[str]:
        """With which data the answer is what was sent: both where they do not differ, none where it is neither."""
        sent = digest(content)
        found = {FIRST: self.first.get(ask.name), SECOND: self.second.get(ask.name)}
        return frozenset(state for state, each in found.items() if each == sent)

    def names(self, ask: Ask) -> bool:
        """Whether both say what the answer must be."""
        return ask.name in self.first and ask.name in self.second

    def counts(self) -> dict[str, int]:
        """How many requests are known, and how many of them tell the two states of the data apart."""
        both = self.first.keys() & self.second.keys()
        return {"known": len(both), "differ": sum(self.first[each] != self.second[each] for each in both)}


def is_mixed(states: Iterable[frozenset[str]]) -> bool:
    """Whether no one state of the data explains all that stands in a page."""
    found = list(states)
    return bool(found) and not frozenset.intersection(*found)


@dataclass
class Tally:
    """Counted from many threads at once."""

    start: float = field(default_factory=time.monotonic)
    requests: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    compared: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)
    mixed: list[str] = field(default_factory=list)
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    _lock: Lock = field(default_factory=Lock)

    def answered(self, kind: str, seconds: float) -> None:
        with self._lock:
            self.requests[kind] += 1
            self.seconds[kind].append(seconds)

    def failed(self, kind: str, what: str, where: str) -> None:
        with self._lock:
            self.failures[f"{kind}: {what}"] += 1
            self._example(f"{kind}: {what}: {where}")

    def matched(self, kind: str) -> None:
        """An answer was compared with what it must be."""
        with self._lock:
            self.compared[kind] += 1

    def happened(self, what: str) -> None:
        with self._lock:
            self.events[what] += 1

    def visited(self, address: str, states: Mapping[str, frozenset[str]]) -> None:
        """A page with what was in it: request -> with which data its answer is what was sent."""
        with self._lock:
            self.events["pages looked at whole"] += 1
            if is_mixed(states.values()):
                told = "; ".join(f"{name}: {' or '.join(sorted(found))}" for name, found in states.items())
                self.mixed.append(f"{self._now()} {address}: {told}")

    def told(self) -> dict[str, Any]:
        """All of it, for a file."""
        with self._lock:
            return {
                "requests": dict(sorted(self.requests.items())),
                "compared": dict(sorted(self.compared.items())),
                "failures": dict(sorted(self.failures.items())),
                "events": dict(sorted(self.events.items())),
                "pages_of_mixed_figures": len(self.mixed),
                "mixed": self.mixed[:MOST_EXAMPLES],
                "examples_of_failures": self.examples,
                "milliseconds": {kind: _times(found) for kind, found in sorted(self.seconds.items())},
            }

    def _example(self, text: str) -> None:
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append(f"{self._now()} {text}")

    def _now(self) -> str:
        return f"{time.monotonic() - self.start:.1f} s"


def _times(seconds: list[float]) -> dict[str, float]:
    most = quantiles(seconds, n=20, method="inclusive")[-1] if len(seconds) > 1 else seconds[0]
    found = {"median": median(seconds), "p95": most, "longest": max(seconds)}
    return {name: round(each * 1000, 1) for name, each in found.items()}
