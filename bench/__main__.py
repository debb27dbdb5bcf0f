"""Measures the dashboard and, in the same run, an empty Dash app and plain pages: python -m bench [--seconds 2]

The clients share the machine with the server, so only lines of one run may be compared: those of the empty
app show what the machine, the clients and Dash itself cost. "First" is the slowest first answer of a view's
addresses; the other times are of answers after it, with the addresses in turn. The API is measured beside datasette.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench import beside_datasette
from bench.load import Request, slowest_first_ms, times
from bench.serve import memory_mb, served
from bench.views import changes, documents
from bench.weight import weight

RESULT = Path("dist/bench.json")
CLIENTS, MANY = (1, 8), 32
YEARS = range(2019, 2026)
COUNCILS = (
    "barnet",
    "birmingham",
    "bristol",
    "cornwall",
    "devon",
    "durham",
    "kent",
    "leeds",
    "norfolk",
    "slough",
)
MEASURES = (
    "ehc_plans_in_20_weeks",
    "ehc_requests_refused",
    "ehc_plans_with_exceptions",
    "tribunal_appeal_rate",
)
VIEWS = {
    "home": ("/",),
    "measure": tuple(f"/measure/{metric}" for metric in MEASURES),
    "measure, another year": tuple(f"/measure/{MEASURES[0]}?year={year}" for year in YEARS),
    "measure, map": tuple(f"/measure/{MEASURES[0]}?view=map&year={year}" for year in YEARS),
    "council": tuple(f"/area/{council}" for council in COUNCILS),
    "comparison": tuple(f"/compare?a={one}&b={two}" for one, two in pairwise(COUNCILS)),
    "comparison of four": tuple(
        f"/compare?a={a}&b={b}&c={c}&d={d}"
        for a, b, c, d in zip(COUNCILS, *(COUNCILS[at:] for at in (1, 2, 3)), strict=False)
    ),
    "lottery": tuple(f"/lottery?measure={metric}&area=kent" for metric in MEASURES),
    "borders": tuple(f"/lottery/borders?year={year}" for year in YEARS),
    "persistence": tuple(f"/lottery/persistence?measure={metric}&area=kent" for metric in MEASURES),
    "source of a figure": tuple(f"/figure/{MEASURES[0]}/{council}" for council in COUNCILS),
}
PARTS = {
    "map of borders": tuple(f"/picture/borders.svg?year={year}" for year in YEARS),
    "table of borders": tuple(f"/border-table?year={year}" for year in YEARS),
    "picture of a comparison": tuple(f"/card/compare.svg?a={one}&b={two}" for one, two in pairwise(COUNCILS)),
    "fair comparison": tuple(f"/fair/{council}" for council in COUNCILS),
}
"""Pictures and parts of pages, which answer only as documents."""
PLAIN = {"a CSV read for each request": ("/read",), "a page written before": ("/written",)}
Addresses = dict[str, tuple[str, ...]]
KINDS: dict[str, Callable[[str, Sequence[str]], Request]] = {"document": documents, "change": changes}


def main() -> None:
    asked = argparse.ArgumentParser(description="Measure the dashboard beside an empty Dash app.")
    asked.add_argument("--seconds", type=float, default=2, help="how long each line is measured (default 2)")
    asked.add_argument("--many", action="store_true", help=f"also with {MANY} clients at once")
    said = asked.parse_args()
    seconds, clients = said.seconds, (*CLIENTS, MANY) if said.many else CLIENTS
    apps = {
        "empty app": measured("bench.empty:server", {"one word": ("/",)}, {}, seconds, clients),
        "plain": measured("bench.plain:server", {}, PLAIN, seconds, clients),
        "dashboard": measured("app:server", VIEWS, PARTS, seconds, clients),
    }
    beside = beside_datasette.measured(COUNCILS, seconds, CLIENTS)
    machine = {"system": platform.platform(), "python": platform.python_version(), "cores": os.cpu_count()}
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(
        json.dumps({"machine": machine, "seconds": seconds, "apps": apps, "beside": beside}, indent=1) + "\n"
    )
    print_tables(apps)
    beside_datasette.printed(beside)
    print(f"\nAll of it, with every address and its bytes: {RESULT}")


def measured(
    application: str, views: Addresses, parts: Addresses, seconds: float, clients: Sequence[int]
) -> dict[str, Any]:
    """Start, weight, times and memory of one application, served by two workers."""
    asked = [(name, addresses, kind) for name, addresses in views.items() for kind in KINDS]
    asked += [(name, addresses, "document") for name, addresses in parts.items()]
    with served(application, workers=2) as server:
        at_first = memory_mb(server.pid)
        weights = {name: asdict(weight(server.address, addresses[0])) for name, addresses in views.items()}
        lines = [
            line
            for name, addresses, kind in asked
            for line in lines_of(
                name, kind, KINDS[kind](server.address, addresses), len(addresses), seconds, clients
            )
        ]
        return {
            "seconds_to_start": server.seconds_to_start,
            "memory_mb_at_first": at_first,
            "memory_mb": memory_mb(server.pid),
            "weights": weights,
            "times": lines,
        }


def lines_of(
    view: str, kind: str, ask: Request, addresses: int, seconds: float, clients: Sequence[int]
) -> list[dict[str, Any]]:
    """The times of one way of asking: each address once, then over and over by one client and by several."""
    first = slowest_first_ms(ask, addresses)
    said = {"view": view, "kind": kind, "slowest_first_ms": first}
    return [{**said, "clients": many, **asdict(times(ask, many, seconds))} for many in clients]


def print_tables(apps: dict[str, dict[str, Any]]) -> None:
    """What was measured, for a person: start and memory, weight, times."""
    print(f"{'':<36}{'start, s':>10}{'MB at first':>12}{'at last':>9}")
    for name, app in apps.items():
        both = (app["memory_mb_at_first"], app["memory_mb"])
        first, last = ("unknown" if each is None else f"{each:.0f}" for each in both)
        print(f"{name + ' (2 workers)':<36}{app['seconds_to_start']:>10.1f}{first:>12}{last:>9}")
    print(f"\n{'first view':<36}{'requests':>10}{'kB':>12}")
    for name, app in apps.items():
        for view, sizes in app["weights"].items():
            parts = sizes["bytes_by_address"]
            print(f"{name + ', ' + view:<36}{len(parts):>10}{sum(parts.values()) / 1000:>12.0f}")
    print(f"\n{'server time, ms':<46}{'first':>8}{'clients':>9}{'median':>8}{'p95':>8}{'per s':>8}")
    for name, app in apps.items():
        for line in app["times"]:
            label = f"{name}, {line['view']}, {line['kind']}"
            print(
                f"{label:<46}{line['slowest_first_ms']:>8.0f}{line['clients']:>9}"
                f"{line['median_ms']:>8.1f}{line['p95_ms']:>8.1f}{line['per_second']:>8.0f}"
            )


if __name__ == "__main__":
    main()
