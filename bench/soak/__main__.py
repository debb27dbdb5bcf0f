"""Lets many readers use the dashboard through nginx and two replicas: python -m bench.soak [--minutes 20]

Meanwhile the replica that answers is killed and started again, and `deploy.roll` leads both to other data and back.
Answers are compared with what they must be, each from one state of the data alone. The run fails where it breaks any
of the promises of `bench.soak.promises`. Everything is on this machine and in a folder that is deleted.
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
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from itertools import chain
from pathlib import Path
from threading import Event, Thread
from typing import Any

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bench.nginx import found, in_front
from bench.serve import PATIENCE, ROOT
from bench.soak import memory, plan, posted, promises, readers, snapshot
from bench.soak.pages import Ask
from bench.soak.printed import printed
from bench.soak.readers import World, steady
from bench.soak.replicas import Replica, two
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
    printed(results)
    print(f"\nAll of it: {RESULT}")
    sys.exit(bool(promises.broken(results)))


def soaked(folder: Path, said: argparse.Namespace) -> dict[str, Any]:
    """Everything from the making of the data to the last reader's going."""
    link, seconds = folder / "data", said.minutes * 60
    with telling(seconds) as tell, two(folder, SETTINGS) as replicas:
        tell("Making two states of the data", 0)
        states = snapshot.both(said.data or folder)
        swap.lead(link, states[0])
        tell("Starting two replicas", 0)
        starts = [each.start() for each in replicas]
        with in_front([each.address for each in replicas]) as front:
            listed = plan.listed(front.address)
            addresses = plan.chosen(listed, said.pages)
            singles = plan.singles(listed)
            tell("Working out what every answer must be", 0)
            asks = [*chain(*singles), *(each.ask for each in posted.every())]
            with ThreadPoolExecutor() as pool:
                known = Known(
                    *pool.map(lambda each: snapshot.expected(each, addresses, asks, SETTINGS), states)
                )
            world = World(front.address, addresses, known, Tally(), Event())
            events = plan.events(replicas, link, states, front, seconds)
            samples = used(world, replicas, crowd(*singles, said.readers), events, seconds, tell)
    asked = {"minutes": said.minutes, "readers": said.readers, "pages": len(addresses), "seed": said.seed}
    first = {"asked": asked, "replicas": [each.name for each in replicas]}
    return first | {"seconds_to_start": [round(each, 1) for each in starts]} | told(world, events, samples)


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
    crowd: Mapping[str, Callable[[World], None]],
    events: Sequence[plan.Event],
    seconds: float,
    tell: Callable[[str, float], None],
) -> list[memory.Sample]:
    """Let readers come and things happen, for so long; the memory of every worker over the time."""
    samples: list[memory.Sample] = []
    watch: Callable[[World], None] = partial(_watch, replicas=replicas, samples=samples)
    works = {**crowd, "of memory": watch}
    threads = {
        name: Thread(target=steady(name, work), args=(world,), daemon=True) for name, work in works.items()
    }
    for each in threads.values():
        each.start()
    for words in passed(world.tally, seconds, events):
        tell(words, time.monotonic() - world.tally.start)
    world.stop.set()
    for name, each in threads.items():
        each.join(PATIENCE)
        if each.is_alive():
            world.tally.failed(f"reader {name}", f"waits for an answer after {PATIENCE} s", "")
    return samples


def told(world: World, events: Sequence[plan.Event], samples: Sequence[memory.Sample]) -> dict[str, Any]:
    """What was found, for a file."""
    machine = {"system": platform.platform(), "python": platform.python_version(), "cores": os.cpu_count()}
    return {
        "machine": machine,
        "answers_known": world.known.counts(),
        **world.tally.told(),
        "happened": [each.told() for each in events],
        "workers": memory.of_workers(samples),
        "samples": [asdict(each) for each in samples],
    }


def crowd(of_api: Sequence[Ask], files: Sequence[Ask], browsers: int) -> dict[str, Callable[[World], None]]:
    """What readers do, each by a name."""
    return {
        **{f"browser {number + 1}": readers.browser for number in range(browsers)},
        "on a slow line": slow,
        "program": readers.program(of_api),
        "who posts": readers.poster(posted.every()),
        "of files": readers.downloader(files),
        "who leaves": readers.aborter(files),
    }


def passed(tally: Tally, seconds: float, events: Sequence[plan.Event]) -> Iterator[str]:
    """Let the time pass and things happen; what happened last, in words, about once a second."""
    coming, words, start = list(events), "Readers come", tally.start
    while (now := time.monotonic() - start) < seconds:
        if coming and coming[0].at <= now:
            event = coming.pop(0)
            words = event.words.capitalize()
            yield words
            try:
                event.done(start)
            except Exception as error:
                tally.failed(event.words, type(error).__name__, str(error))
        yield words
        time.sleep(1)


def _watch(world: World, *, replicas: Sequence[Replica], samples: list[memory.Sample]) -> None:
    """Look at the memory of every worker now and then."""
    while not world.stop.wait(EVERY):
        now = time.monotonic() - world.tally.start
        found = [memory.sample(now, each.name, pid) for each in replicas for pid in each.workers()]
        samples.extend(each for each in found if each)


if __name__ == "__main__":
    main()
