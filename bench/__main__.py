"""Measures the dashboard and, in the same run, what it can be held against: python -m bench [--seconds 2]

An empty Dash app, plain pages and files, a page of one chart, and datasette. The clients share the machine with the
server, so only lines of one run may be compared: those of the empty app show what the machine, the clients and Dash
itself cost. "First" is the slowest first answer of a view's addresses; the other times are of answers after it, with
the addresses in turn. First visits are to addresses that nobody asked for before, of a server that has just started.
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

from bench import beside_datasette, beside_nginx, builds, paint, printed
from bench.asked import API, CHART, COUNCILS, DOWNLOADS, FILTERS, PARTS, PLAIN, PLAIN_FILES, VIEWS, Addresses
from bench.browser import NoBrowser, chromium
from bench.load import Request, once, slowest_first_ms, times
from bench.serve import Server, memory_mb, served, workers_mb
from bench.views import documents, follows, posted, turned
from bench.weight import weight
from metrics import areas, registry

RESULT = Path("dist/bench.json")
CLIENTS, AT_ONCE = (1, 8, 32), 8
ENOUGH = 8
"""How often each address is asked for before it is timed, so that either worker has made it."""
DOWNLOADING = (1, 2)
"""Clients of whole files: each takes as long as hundreds of pages."""
DASHBOARD = "app:server"
SETTINGS = {
    "API_REQUESTS_A_MINUTE": "0",
    "PYTHONDONTWRITEBYTECODE": "",
    "PYTHONPYCACHEPREFIX": str(RESULT.parent.absolute() / "bytecode"),
}
"""No limit; and modules are compiled by a first start, as those of an installed copy are, and read by a second one."""
Kind = Callable[[str, Sequence[str]], Request]
Asked = list[tuple[str, tuple[str, ...], str, Kind]]
FIRST_VISITS = {
    "every council": lambda: [f"/area/{slug}" for slug in areas.slugs()],
    "every measure": lambda: [f"/measure/{metric}" for metric in registry.all_metrics()],
}
LEAST_ASKED = 200
"""How often the callback that does nothing is asked, beside so many addresses asked for once."""
PAINTED = ("/", "/area/kent")


def main() -> None:
    options = arguments()
    RESULT.parent.mkdir(exist_ok=True)
    machine = {"system": platform.platform(), "python": platform.python_version(), "cores": os.cpu_count()}
    result: dict[str, Any] = {"machine": machine, "seconds": options.seconds, "load": {}}
    for name, measure in parts(options).items():
        before = os.getloadavg()[0]
        result[name] = measure()
        result["load"][name] = {"before": before, "after": os.getloadavg()[0]}
        RESULT.write_text(json.dumps(result, indent=1) + "\n")
        printed.part(name, result)
    print(f"\nAll of it, with every address and its bytes: {RESULT}")


def parts(options: argparse.Namespace) -> dict[str, Callable[[], Any]]:
    """What is measured, one after the other: a part that fails takes nothing from those before it."""
    found: dict[str, Callable[[], Any]] = {
        "apps": lambda: measured_apps(options.seconds),
        "beside": lambda: beside_datasette.measured(COUNCILS, options.seconds, CLIENTS),
        "nginx": beside_nginx.measured,
        "first_visits": first_visits,
    }
    if options.paints:
        found["paints"] = lambda: paints(options.paints)
    if options.files:
        found["builds"] = lambda: builds.measured(options.files)
    return found


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    asked = argparse.ArgumentParser(description="Measure the dashboard beside what it can be held against.")
    at = asked.add_argument
    at("--seconds", type=float, default=2, help="how long each line is measured (default 2)")
    at("--paints", type=int, default=5, help="how often each page is opened on an emulated phone; 0: never")
    at("--files", type=Path, metavar="DIR", help="published files: measure the build of each dataset too")
    return asked.parse_args()


def measured_apps(seconds: float) -> dict[str, dict[str, Any]]:
    """Each application, served by two workers."""
    views = [
        (name, addresses, kind, ask)
        for name, addresses in VIEWS.items()
        for kind, ask in (("document", documents), ("change", turned))
    ]
    dashboard = [
        *views,
        *_each(FILTERS, "filter", follows),
        *_each(PARTS, "document", documents),
        *_each(API, "rows", documents),
        *_each(DOWNLOADS, "file", documents),
    ]
    plain = [*_each(PLAIN, "document", documents), *_each(PLAIN_FILES, "file", documents)]
    word: Addresses = {"one word": ("/",)}
    empty = [*_each(word, "document", documents), *_each(word, "change", posted)]
    return {
        "empty app": measured("bench.empty:server", word, empty, seconds),
        "plain": measured(
            "bench.plain:server", CHART, [*_each(CHART, "document", documents), *plain], seconds
        ),
        "dashboard": measured(DASHBOARD, VIEWS, dashboard, seconds),
    }


def _each(addresses: Addresses, kind: str, ask: Kind) -> Asked:
    return [(name, each, kind, ask) for name, each in addresses.items()]


def measured(application: str, views: Addresses, asked: Asked, seconds: float) -> dict[str, Any]:
    """Start, weight, times and memory of one application, served by two workers."""
    with served(application, workers=2, **SETTINGS) as server:
        first_start = server.seconds_to_start
    with served(application, workers=2, **SETTINGS) as server:
        at_first = memory_mb(server.pid)
        weights = {name: asdict(weight(server.address, addresses[0])) for name, addresses in views.items()}
        lines = [line for each in asked for line in lines_of(server, *each, seconds)]
        return {
            "seconds_to_first_start": first_start,
            "seconds_to_start": server.seconds_to_start,
            "memory_mb_at_first": at_first,
            "memory_mb": memory_mb(server.pid),
            "worker_mb": max(workers_mb(server.pid), default=None),
            "weights": weights,
            "times": lines,
        }


def lines_of(
    server: Server, view: str, addresses: tuple[str, ...], kind: str, asking: Kind, seconds: float
) -> list[dict[str, Any]]:
    """The times of one way of asking: each address once, then, known to both workers, over and over."""
    ask = asking(server.address, addresses)
    first = slowest_first_ms(ask, len(addresses))
    if kind != "file":
        once([ask] * len(addresses) * ENOUGH, AT_ONCE)
    said = {"view": view, "kind": kind, "slowest_first_ms": first}
    several = DOWNLOADING if kind == "file" else CLIENTS
    return [{**said, "clients": many, **asdict(times(ask, many, seconds))} for many in several]


def first_visits() -> list[dict[str, Any]]:
    """The times of addresses that are asked for once each, and of a callback that does nothing."""
    found = []
    for clients in (1, AT_ONCE):
        with served("bench.empty:server", workers=2, **SETTINGS) as server:
            asks = [posted(server.address, ["/"])] * LEAST_ASKED
            found.append({"visited": "a callback that does nothing", **_of_each(asks, clients)})
        for name, addresses in FIRST_VISITS.items():
            with served(DASHBOARD, workers=2, **SETTINGS) as server:
                asks = [documents(server.address, [each]) for each in addresses()]
                found.append({"visited": name, **_of_each(asks, clients)})
    return found


def _of_each(asks: Sequence[Request], clients: int) -> dict[str, Any]:
    return {"clients": clients, **asdict(once(asks, clients))}


def paints(runs: int) -> list[dict[str, Any]]:
    """When pages and the page of one chart are painted on an emulated phone; nothing where there is no browser."""
    try:
        with (
            served(DASHBOARD, workers=1, **SETTINGS) as site,
            served("bench.plain:server", workers=1, **SETTINGS) as plain,
            chromium() as browser,
        ):
            pages = [(f"dashboard, {each}", site.address, each) for each in PAINTED]
            return paint.measured(browser, [*pages, ("plain, one chart", plain.address, "/chart")], runs)
    except NoBrowser as missing:
        print(f"No paints were measured: that {missing}")
        return []


if __name__ == "__main__":
    main()
