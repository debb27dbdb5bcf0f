"""Measures the dashboard and, in the same run, an empty Dash app: python -m bench [--seconds 2]

The clients share the machine with the server, so only lines of one run may be compared: those of the empty
app show what the machine, the clients and Dash itself cost. Views are asked for in turn, with caches as
warm as a day's visitors make them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.load import Request, times
from bench.serve import memory_mb, served
from bench.views import changes, documents
from bench.weight import weight

RESULT = Path("dist/bench.json")
CLIENTS = (1, 8)
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
}
KINDS: dict[str, Callable[[str, Sequence[str]], Request]] = {"document": documents, "change": changes}


def main() -> None:
    asked = argparse.ArgumentParser(description="Measure the dashboard beside an empty Dash app.")
    asked.add_argument("--seconds", type=float, default=2, help="how long each line is measured (default 2)")
    seconds = asked.parse_args().seconds
    apps = {
        "empty app": measured("bench.empty:server", {"one word": ("/",)}, seconds),
        "dashboard": measured("app:server", VIEWS, seconds),
    }
    machine = {"system": platform.platform(), "python": platform.python_version(), "cores": os.cpu_count()}
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps({"machine": machine, "seconds": seconds, "apps": apps}, indent=1) + "\n")
    print_tables(apps)
    print(f"\nAll of it, with every address and its bytes: {RESULT}")


def measured(application: str, views: dict[str, tuple[str, ...]], seconds: float) -> dict[str, Any]:
    """Start, weight, times and memory of one application, served by two workers."""
    with served(application, workers=2) as server:
        weights = {name: asdict(weight(server.address, addresses[0])) for name, addresses in views.items()}
        lines = [
            {"view": name, "kind": kind, "clients": clients, **asdict(times(ask, clients, seconds))}
            for name, addresses in views.items()
            for kind, asking in KINDS.items()
            for ask in [asking(server.address, addresses)]
            for clients in CLIENTS
        ]
        return {
            "seconds_to_start": server.seconds_to_start,
            "memory_mb": memory_mb(server.pid),
            "weights": weights,
            "times": lines,
        }


def print_tables(apps: dict[str, dict[str, Any]]) -> None:
    """What was measured, for a person: start and memory, weight, times."""
    print(f"{'':<36}{'start, s':>10}{'memory, MB':>12}")
    for name, app in apps.items():
        memory = "unknown" if app["memory_mb"] is None else f"{app['memory_mb']:.0f}"
        print(f"{name + ' (2 workers)':<36}{app['seconds_to_start']:>10.1f}{memory:>12}")
    print(f"\n{'first view':<36}{'requests':>10}{'kB':>12}")
    for name, app in apps.items():
        for view, sizes in app["weights"].items():
            parts = sizes["bytes_by_address"]
            print(f"{name + ', ' + view:<36}{len(parts):>10}{sum(parts.values()) / 1000:>12.0f}")
    print(f"\n{'server time':<46}{'clients':>8}{'median, ms':>12}{'p95, ms':>10}{'per s':>8}")
    for name, app in apps.items():
        for line in app["times"]:
            label = f"{name}, {line['view']}, {line['kind']}"
            print(
                f"{label:<46}{line['clients']:>8}{line['median_ms']:>12.1f}"
                f"{line['p95_ms']:>10.1f}{line['per_second']:>8.0f}"
            )


if __name__ == "__main__":
    main()
