"""Lets many readers use the dashboard through nginx and two replicas: python -m bench.soak [--minutes 20]

Meanwhile the replica that answers is killed and started again, and the data are swapped for others. What no reader may
meet is counted: an answer that failed, or a page with figures of both. What nginx keeps is left as it is at the swap,
as a cache would be that nobody can empty. Everything is on this machine and in a folder that is deleted.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import Event, Thread
from typing import Any

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bench.nginx import found, in_front
from bench.serve import PATIENCE, ROOT
from bench.soak import memory, plan, readers, snapshot
from bench.soak.readers import World
from bench.soak.replicas import Replica
from bench.soak.slow import slow
from bench.soak.tally import Known, Tally
from deploy import swap

RESULT = ROOT / "dist" / "soak.json"
SETTINGS = {"PUBLIC_URL": "https://soak.example.org", "API_REQUESTS_A_MINUTE": "0", "TRUSTED_PROXIES": "1"}
EVERY = 5
"""Seconds between two looks at the memory."""


def main() -> None:
    asked = argparse.ArgumentParser(description="Use the dashboard hard, through nginx, for a long time.")
    asked.add_argument("--minutes", type=float, default=20, help="how long (default: %(default)s)")
    asked.add_argument("--readers", type=int, default=6, help="browsers at a time (default: %(default)s)")
    asked.add_argument("--pages", type=int, default=48, help="addresses they go to (default: %(default)s)")
    asked.add_argument(
        "--data", type=Path, help="a folder that keeps the two states of the data for the next run"
    )
    asked.add_argument("--seed", type=int, default=1, help="of what is drawn by lot (default: %(default)s)")
    said = asked.parse_args()
    for program, package in ((found(), "nginx"), (shutil.which("setpriv"), "util-linux")):
        if not program:
            sys.exit(f"This needs what Debian calls {package}: apt-get install {package}")
    random.seed(said.seed)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # and so all that it started
    with tempfile.TemporaryDirectory(prefix="send-soak-") as folder:
        results = soaked(Path(folder), said)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    plan.printed(results)
    print(f"\nAll of it: {RESULT}")
    sys.exit(bool(results["failures"] or results["pages_of_mixed_figures"]))


def soaked(folder: Path, said: argparse.Namespace) -> dict[str, Any]:
    """Everything from the making of the data to the last reader's going."""
    link, seconds = folder / "data", said.minutes * 60
    settings = SETTINGS | {"SEND_DATA": str(link)}
    replicas = [Replica(name, settings, folder / f"{name}.log") for name in ("a", "b")]
    with telling(seconds) as tell:
        tell("Making two states of the data", 0)
        states = snapshot.both(said.data or folder)
        swap.lead(link, states[0])
        try:
            tell("Starting two replicas", 0)
            starts = [each.start() for each in replicas]
            with in_front([each.address for each in replicas]) as front:
                listed = plan.listed(front.address)
                addresses = plan.chosen(listed, said.pages)
                tell("Working out what every answer must be", 0)
                known = Known(*(snapshot.expected(each, addresses, settings) for each in states))
                world = World(front.address, addresses, known, Tally(), Event())
                events = plan.events(replicas, link, states[1], seconds)
                samples = used(world, replicas, crowd(listed, said.readers), events, seconds, tell)
        finally:
            for each in replicas:
                each.stop()
    asked = {"minutes": said.minutes, "readers": said.readers, "pages": len(addresses), "seed": said.seed}
    first = {"asked": asked, "seconds_to_start": [round(each, 1) for each in starts]}
    return first | told(world, events, samples)


@contextmanager
def telling(seconds: float) -> Iterator[Callable[[str, float], None]]:
    """A bar that says what happens now, and after how many seconds of all."""
    with Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()) as bar:
        task, before = bar.add_task("", total=seconds), ""

        def tell(words: str, passed: float) -> None:
            nonlocal before
            if words != before:
                bar.console.print(f"{passed:7.1f} s  {words}")
            before = words
            bar.update(task, description=words, completed=passed)

        yield tell


def used(
    world: World,
    replicas: Sequence[Replica],
    crowd: Sequence[Callable[[World], None]],
    events: Sequence[plan.Event],
    seconds: float,
    tell: Callable[[str, float], None],
) -> list[memory.Sample]:
    """Let readers come and things happen, for so long; the memory of every worker over the time."""
    samples: list[memory.Sample] = []
    threads = [Thread(target=work, args=(world,), daemon=True) for work in crowd]
    threads.append(Thread(target=_watch, args=(world, replicas, samples), daemon=True))
    for each in threads:
        each.start()
    for words in passed(world.tally, seconds, events):
        tell(words, time.monotonic() - world.tally.start)
    world.stop.set()
    for each in threads:
        each.join(PATIENCE)
    return samples


def told(world: World, events: Sequence[plan.Event], samples: Sequence[memory.Sample]) -> dict[str, Any]:
    """What was found, for a file."""
    machine = {"system": platform.platform(), "python": platform.python_version(), "cores": os.cpu_count()}
    return {
        "machine": machine,
        "answers_compared": world.known.counts(),
        **world.tally.told(),
        "happened": [each.told() for each in events],
        "workers": memory.of_workers(samples),
        "samples": [asdict(each) for each in samples],
    }


def crowd(listed: Sequence[str], browsers: int) -> list[Callable[[World], None]]:
    """What readers do, one entry for each."""
    places, measures = (plan.slugs(listed, kind) for kind in ("/area/", "/measure/"))
    others = [
        slow,
        readers.program(places, measures),
        readers.downloader(plan.FILES),
        readers.aborter(plan.FILES),
    ]
    return [*[readers.browser] * browsers, *others]


def passed(tally: Tally, seconds: float, events: Sequence[plan.Event]) -> Iterator[str]:
    """Let the time pass and things happen; what happened last, in words, about once a second."""
    coming, words, start = list(events), "Readers come", tally.start
    while (now := time.monotonic() - start) < seconds:
        if coming and coming[0].at <= now:
            event = coming.pop(0)
            words = event.words.capitalize()
            yield words
            event.done(start)
        yield words
        time.sleep(1)


def _watch(world: World, replicas: Sequence[Replica], samples: list[memory.Sample]) -> None:
    """Look at the memory of every worker now and then."""
    while not world.stop.wait(EVERY):
        now = time.monotonic() - world.tally.start
        found = [memory.sample(now, each.name, pid) for each in replicas for pid in each.workers()]
        samples.extend(each for each in found if each)


if __name__ == "__main__":
    main()
