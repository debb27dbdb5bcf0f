"""What was measured, for a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bench import beside_datasette, beside_nginx, builds

Lines = Sequence[dict[str, Any]]


def part(name: str, result: dict[str, Any]) -> None:
    """The tables of one part of what was measured, and how busy the machine was meanwhile."""
    load = result["load"][name]
    print(f"\nload of the machine: {load['before']:.1f} before, {load['after']:.1f} after", flush=True)
    for table in TABLES[name]:
        table(result[name])


def starts(apps: dict[str, dict[str, Any]]) -> None:
    print(
        f"\n{'':<28}{'first start, s':>15}{'start, s':>10}{'MB at first':>13}{'at last':>9}{'a worker':>10}"
    )
    for name, app in apps.items():
        sizes = (app[each] for each in ("memory_mb_at_first", "memory_mb", "worker_mb"))
        first, last, worker = ("unknown" if each is None else f"{each:.0f}" for each in sizes)
        print(
            f"{name + ' (2 workers)':<28}{app['seconds_to_first_start']:>15.1f}{app['seconds_to_start']:>10.1f}"
            f"{first:>13}{last:>9}{worker:>10}"
        )


def weights(apps: dict[str, dict[str, Any]]) -> None:
    print(f"\n{'first view':<36}{'requests':>10}{'kB':>12}")
    for name, app in apps.items():
        for view, sizes in app["weights"].items():
            parts = sizes["bytes_by_address"]
            print(f"{name + ', ' + view:<36}{len(parts):>10}{sum(parts.values()) / 1000:>12.0f}")


def times(apps: dict[str, dict[str, Any]]) -> None:
    print(
        f"\n{'server time, ms':<52}{'first':>8}{'clients':>9}{'median':>8}{'p95':>8}{'per s':>8}{'MB/s':>8}"
    )
    for name, app in apps.items():
        for line in app["times"]:
            label = f"{name}, {line['view']}, {line['kind']}"
            print(
                f"{label:<52}{line['slowest_first_ms']:>8.0f}{line['clients']:>9}{line['median_ms']:>8.1f}"
                f"{line['p95_ms']:>8.1f}{line['per_second']:>8.0f}{line['mb_per_second']:>8.1f}"
            )


def first_visits(lines: Lines) -> None:
    print(f"\n{'addresses asked for once, ms':<36}{'how many':>10}{'clients':>9}{'median':>8}{'p95':>8}")
    for line in lines:
        print(
            f"{line['visited']:<36}{line['answers']:>10}{line['clients']:>9}"
            f"{line['median_ms']:>8.1f}{line['p95_ms']:>8.1f}"
        )


def paints(lines: Lines) -> None:
    print(f"\n{'largest paint on a slow phone, ms':<36}{'runs':>6}{'least':>8}{'median':>8}{'most':>8}")
    for line in lines:
        print(
            f"{line['page']:<36}{len(line['paints']):>6}"
            f"{line['least_ms']:>8.0f}{line['median_ms']:>8.0f}{line['most_ms']:>8.0f}"
        )


TABLES: dict[str, Sequence[Callable[[Any], None]]] = {
    "apps": (starts, weights, times),
    "beside": (beside_datasette.printed,),
    "nginx": (beside_nginx.printed,),
    "first_visits": (first_visits,),
    "paints": (paints,),
    "builds": (builds.printed,),
}
