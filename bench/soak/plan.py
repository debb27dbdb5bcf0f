"""What is asked for, what happens when, and how it is told."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

from bench.serve import PATIENCE
from bench.soak.replicas import Replica
from deploy import swap

FILES = ("/data/ehc_plan_timeliness.csv", "/data/new_ehc_plans.csv", "/data/ehc_plan_caseload.parquet")
KILLED, SWAPPED = 0.12, 0.3
"""When the replica that answers is killed, and when the data are swapped, of the whole time; the rest is for memory."""
DOWN = 5
"""Seconds between the end of a killed replica and its start."""


@dataclass
class Event:
    """Something that is done to the site, `at` seconds after readers began."""

    at: float
    words: str
    act: Callable[[], None]
    began: float | None = None
    ended: float | None = None

    def done(self, start: float) -> None:
        self.began = time.monotonic() - start
        self.act()
        self.ended = time.monotonic() - start

    def told(self) -> dict[str, Any]:
        return {"what": self.words, "from_second": self.began, "to_second": self.ended}


def listed(site: str) -> list[str]:
    """Every address of the site's own list for search engines."""
    answer = requests.get(f"{site}/sitemap.xml", timeout=PATIENCE)
    answer.raise_for_status()
    return [urlsplit(each).path or "/" for each in re.findall(r"<loc>([^<]+)</loc>", answer.text)]


def chosen(found: Sequence[str], most: int) -> list[str]:
    """So many of the addresses: all that stand alone, and of councils and measures some, from first to last."""
    kinds = {kind: [each for each in found if each.startswith(kind)] for kind in ("/area/", "/measure/")}
    alone = [each for each in found if not each.startswith(tuple(kinds))][:most]
    left = (most - len(alone)) // 2
    return [*alone, *(each for kind in kinds.values() for each in spread(kind, left))]


def spread(found: Sequence[str], most: int) -> list[str]:
    """So many of these, at equal distances."""
    step = max(1, len(found) / max(1, most))
    return [found[int(at * step)] for at in range(min(most, len(found)))]


def slugs(addresses: Sequence[str], kind: str) -> list[str]:
    """The councils or measures among the addresses."""
    return [each.removeprefix(kind) for each in addresses if each.startswith(kind)]


def events(both: Sequence[Replica], link: Path, newer: Path, seconds: float) -> list[Event]:
    """The first replica, which answers, falls over and comes back; then both go over to newer data."""
    answers, stands_by = both
    return [
        Event(seconds * KILLED, "the replica that answers is killed", answers.kill),
        Event(seconds * KILLED + DOWN, "it is started again", lambda: answers.start() and None),
        Event(seconds * SWAPPED, "the link is led to newer data", lambda: swap.lead(link, newer)),
        Event(seconds * SWAPPED, "the replica that stands by starts anew", lambda: _anew(stands_by)),
        Event(seconds * SWAPPED, "the replica that answers starts anew", lambda: _anew(answers)),
    ]


def _anew(replica: Replica) -> None:
    replica.stop()
    replica.start()


def printed(found: dict[str, Any]) -> None:
    """What a person wants to know first."""
    print(f"\n{'requests':<34}{'number':>9}{'median ms':>11}{'95th':>9}{'longest':>9}")
    for kind, number in found["requests"].items():
        took = found["milliseconds"][kind]
        print(f"{kind:<34}{number:>9}{took['median']:>11.0f}{took['p95']:>9.0f}{took['longest']:>9.0f}")
    for title, shown in (("events", found["events"]), ("failures", found["failures"])):
        print(f"\n{title}" + ("" if shown else ": none"))
        for name, number in shown.items():
            print(f"  {name:<70}{number:>6}")
    print(f"\npages with figures of both states of the data: {found['pages_of_mixed_figures']}")
    compared = found["answers_compared"]
    print(
        f"answers known beforehand: {compared['known']}, of which {compared['differ']} tell the two states apart"
    )
    for each in found["happened"]:
        print(f"  {each['from_second']:7.1f} to {each['to_second']:7.1f} s: {each['what']}")
    print(
        f"\n{'worker':<14}{'seconds':>13}{'own MB: first':>15}{'last':>7}{'most':>7}{'with shared':>13}"
        f"{'MB an hour':>20}"
    )
    for each in found["workers"]:
        span = f"{each['from_second']}-{each['to_second']}"
        growth = (
            "too short"
            if each["mb_an_hour"] is None
            else f"{each['mb_an_hour']:+.1f} +- {each['standard_error']:.1f}"
        )
        print(
            f"{each['replica'] + ' ' + str(each['pid']):<14}{span:>13}{each['own_mb_first']:>15.0f}"
            f"{each['own_mb_last']:>7.0f}{each['own_mb_most']:>7.0f}{each['whole_mb_most']:>13.0f}{growth:>20}"
        )
