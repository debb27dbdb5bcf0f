"""What is asked for, what happens when, and how it is told."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

from bench.nginx import Front
from bench.serve import PATIENCE, ROOT
from bench.soak.pages import Ask
from bench.soak.replicas import Replica
from deploy import roll

FILES = ("/data/ehc_plan_timeliness.csv", "/data/new_ehc_plans.csv", "/data/ehc_plan_caseload.parquet")
PLACES, MEASURES = 12, 6
"""How many of each the API is asked for, each with each."""
KILLED, ROLLED, LED_BACK = 0.08, 0.16, 0.3
"""When the replica that answers is killed, and when the data are rolled, of the whole time; the rest is for memory."""
DOWN = 5
"""Seconds between the end of a killed replica and its start."""
ROLLED_ON = "All replicas answer with"
ALONE = ("setpriv", "--pdeathsig", "KILL")
"""A process that ends with the one that started it, however that ends."""


@dataclass
class Event:
    """Something that is done to the site, `at` seconds after readers began."""

    at: float
    words: str
    act: Callable[[], object]
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


def singles(addresses: Sequence[str]) -> tuple[list[Ask], list[Ask]]:
    """What programs ask the API for, and the files."""
    places, measures = (
        spread(slugs(addresses, kind), most) for kind, most in (("/area/", PLACES), ("/measure/", MEASURES))
    )
    of_api = [
        Ask(kind, f"/api/v1/values{ending}?area={place}&metric={measure}")
        for kind, ending in (("API", ""), ("API file", ".csv"))
        for place in places
        for measure in measures
    ]
    return of_api, [Ask("file", each) for each in FILES]


def events(
    both: Sequence[Replica], link: Path, states: Sequence[Path], front: Front, seconds: float
) -> list[Event]:
    """The first replica, which answers, falls over and comes back; the data are rolled forth, and back.

    Forth as the guide tells it, by the command, which empties what nginx keeps. Back while that is left as it is, as a
    cache would be that nobody can empty.
    """
    answers, _ = both
    units = [each.unit for each in both]
    nothing = link.parent / "nothing"

    def back() -> None:
        roll.replaced(link, states[0], units, nothing)

    return [
        Event(seconds * KILLED, "the replica that answers is killed", answers.kill),
        Event(seconds * KILLED + DOWN, "it is started again", answers.start),
        Event(
            seconds * ROLLED,
            "deploy.roll goes over to newer data",
            lambda: _rolled(link, states[1], units, front),
        ),
        Event(seconds * LED_BACK, "it goes back to the older, and no cache is emptied", back),
    ]


def _rolled(link: Path, folder: Path, units: Sequence[str], front: Front) -> None:
    """Run the command until all replicas answer with these data; it goes on to fill what nginx keeps."""
    asked = [*ALONE, sys.executable, "-m", "deploy.roll", str(link), str(folder)]
    asked += ["--units", *units, "--cache", str(front.kept), "--site", front.address]
    with (link.parent / "rolled").open("w+") as said:
        process = subprocess.Popen(asked, cwd=ROOT, stdout=said, stderr=said)
        while ROLLED_ON not in (words := (link.parent / "rolled").read_text()):
            if process.poll() is not None:
                raise RuntimeError(f"deploy.roll ended with {process.returncode}: {words[-2000:]}")
            time.sleep(0.2)
