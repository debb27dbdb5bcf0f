"""Starts the replicas anew, one after the other, without a request dropped: python -m deploy.roll LINK FOLDER

First the link that SEND_DATA names is led to a folder of newer data; without LINK and FOLDER the replicas start anew
with other code or settings. The stand-by goes first and must be ready. Then the first replica stops, by which all
readers are with the stand-by at once; what nginx kept is thrown away, and the first replica starts again. Where the
stand-by does not become ready the link is led back, and readers have met nothing of it. A stand-by that rested before
rests again in the end.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from deploy.swap import NotALink, NotWhole, lead
from deploy.warm import warm

UNITS = ("send@8051", "send@8052")
PATIENCE = 180
"""Seconds for a replica to read its data on a small machine."""


class NotReady(RuntimeError):
    """A replica that did not say in time that it can answer."""


def control(verb: str, unit: str) -> None:
    """Tell systemd; it comes back when a unit that starts listens, and one that stops has answered everybody."""
    subprocess.run(["systemctl", verb, unit], check=True)


def started(unit: str) -> str:
    """Start a unit anew; the version of the data that it reads, as soon as it is ready. Raises NotReady."""
    try:
        control("restart", unit)
    except subprocess.CalledProcessError:
        raise NotReady(f"{unit} did not start; see journalctl --unit {unit}") from None
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return _version(unit)
        except OSError as error:
            if time.monotonic() > end:
                raise NotReady(f"{unit} is not ready after {PATIENCE} s: /ready says {error}") from None
        time.sleep(0.1)


def is_ready(unit: str) -> bool:
    """Whether a unit says that it can answer readers."""
    try:
        return bool(_version(unit))
    except OSError:
        return False


def _version(unit: str) -> str:
    address = f"http://127.0.0.1:{unit.partition('@')[2]}/ready"
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return str(json.load(answer)["version"])


@contextmanager
def resting_again(units: Sequence[str]) -> Iterator[None]:
    """Stop afterwards the stand-bys that were stopped before, but for one that nobody stands in for."""
    first, *others = units
    resting = [unit for unit in others if _state(unit) == "inactive"]
    try:
        yield
    finally:
        for unit in resting if is_ready(first) else ():
            control("stop", unit)


def _state(unit: str) -> str:
    """What systemd says of a unit; one that fell over and is to be started again is not 'inactive'."""
    asked = ["systemctl", "is-active", unit]
    return subprocess.run(asked, stdout=subprocess.PIPE, text=True, check=False).stdout.strip()


def emptied(cache: Path) -> int:
    """Throw away what nginx kept, which it bears at any time; how many answers these were."""
    kept = [path for path in cache.rglob("*") if path.is_file()]
    for path in kept:
        path.unlink(missing_ok=True)
    return len(kept)


def roll(units: Sequence[str], cache: Path) -> str:
    """Start all replicas anew, the first one last; the version that they read. Raises NotReady."""
    for unit in units[1:]:
        started(unit)
    return _first(units, cache)


def _first(units: Sequence[str], cache: Path) -> str:
    """Start the replica that answers first anew, while those that stand by answer."""
    first, *others = units
    if not others:  # until it is back, readers get what nginx keeps
        version = started(first)
        emptied(cache)
        return version
    control("stop", first)
    emptied(cache)
    return started(first)


def replaced(link: Path, folder: Path, units: Sequence[str], cache: Path) -> str:
    """Lead the link to newer data and start all replicas on them; led back where one cannot. Raises NotReady.

    Where it is one that stands by, the first goes on as before, and nginx keeps what it has.
    """
    before = link.resolve()
    lead(link, folder)
    try:
        for unit in units[1:]:
            started(unit)
    except NotReady:
        lead(link, before)
        for unit in units[1:]:
            started(unit)
        raise
    try:
        return _first(units, cache)
    except NotReady:
        lead(link, before)
        roll(units, cache)
        raise


def main() -> None:
    asked = argparse.ArgumentParser(description="Start the replicas anew, one after the other.")
    asked.add_argument("link", nargs="?", type=Path, help="what SEND_DATA names")
    asked.add_argument("folder", nargs="?", type=Path, help="newer data, to which the link is led")
    asked.add_argument("--units", nargs="+", default=UNITS, help="the replicas, the one that answers first")
    asked.add_argument(
        "--cache", type=Path, default=Path("/var/cache/nginx"), help="the folder of what nginx keeps"
    )
    asked.add_argument(
        "--site", default="http://127.0.0.1", help="where nginx listens (default: %(default)s)"
    )
    said = asked.parse_args()
    if said.link and not said.folder:
        asked.error("name a LINK and the FOLDER to which it is led, or neither")
    try:
        with resting_again(said.units):
            version = (
                replaced(said.link, said.folder, said.units, said.cache)
                if said.link
                else roll(said.units, said.cache)
            )
    except (NotReady, NotALink, NotWhole) as error:
        sys.exit(f"{error}{'. The link leads again where it led.' if said.link else ''}")
    print(f"All replicas answer with {version}.", flush=True)
    try:
        print(warm(said.site))
    except OSError as error:
        print(f"nginx keeps nothing yet: {said.site} says {error}.", file=sys.stderr)


if __name__ == "__main__":
    main()
