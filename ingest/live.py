"""The live ingest as a person sees it: bars while files are fetched, a table of what came of them, what to mend."""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from threading import Lock

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.table import Table

from ingest import fetch
from ingest.dataset import Dataset
from ingest.http import CONTACT, Client

LOG = logging.getLogger(__name__)
RAW, CACHE = "raw", ".cache"
INTERRUPTED = 130
MOST_NAMED = 3
WORDS = {
    fetch.FAILED: "[bold red]Not fetched:[/]",
    fetch.UNREAD: "[yellow]Not kept, and not read by anything yet:[/]",
}


class Bars:
    """A bar for each file that is on its way, with its rate and what is left, under one for all files together."""

    def __init__(self, console: Console, quiet: bool) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
        self.progress = Progress(*columns, TimeRemainingColumn(), console=console, disable=quiet)
        self._tasks: dict[str, TaskID] = {}
        self._came: dict[str, int] = {}
        self._of_all: tuple[int, int | None] = (0, None)
        self._lock = Lock()

    def __call__(self, name: str, done: int, total: int | None) -> None:
        """Move the bar of a file, or that of all files (`fetch.OF_ALL`, counted in files)."""
        with self._lock:
            if fetch.OF_ALL not in self._tasks:
                self._tasks[fetch.OF_ALL] = self.progress.add_task("all files")
            if name not in self._tasks:
                self._tasks[name] = self.progress.add_task(name, total=total)
            if name == fetch.OF_ALL:
                self._of_all = (done, total)
            else:
                self._came[name] = done
                self.progress.update(self._tasks[name], completed=done, total=total)
            self.progress.update(
                self._tasks[fetch.OF_ALL], description=self.of_all(), completed=sum(self._came.values())
            )

    def of_all(self) -> str:
        """How many of all files are done with."""
        done, total = self._of_all
        return f"{done} of {total} files done" if total else "all files"


def fetched(
    files: list[fetch.Wanted],
    raw: Path,
    today: str,
    console: Console,
    *,
    since: str = "",
    dry: bool = False,
    quiet: bool = False,
) -> list[fetch.Outcome]:
    """Fetch files and tell what came of them."""
    if not os.environ.get(CONTACT):
        console.print(
            f"Publishers cannot write to you: set {CONTACT} to your e-mail address.", soft_wrap=True
        )
    bars = Bars(console, quiet)
    client = Client(
        raw / CACHE, progress=bars, say=lambda said: console.print(said, soft_wrap=True, highlight=False)
    )
    try:
        with bars.progress:
            outcomes = fetch.Fetcher(client, raw, today, since, dry).fetch(files)
    except KeyboardInterrupt:
        console.print("Stopped: what was fetched is kept. Run the same again to go on.", soft_wrap=True)
        raise SystemExit(INTERRUPTED) from None
    tell(outcomes, client.requests, console, quiet)
    return outcomes


def tell(
    outcomes: list[fetch.Outcome], requests: Counter[tuple[str, str, int]], console: Console, quiet: bool
) -> None:
    """A table of the files unless it is to be quiet, one line of counts, and each failure and note in full."""
    table = Table("file", "", "why", title="Fetched")
    for each in outcomes:
        if each.state not in (fetch.FAILED, fetch.UNREAD):
            table.add_row(each.wanted.file, each.state, each.why)
    if table.row_count and not quiet:
        console.print(table)
    states = Counter(each.state for each in outcomes)
    told = ", ".join(f"{number} {state}" for state, number in sorted(states.items()))
    console.print(f"{len(outcomes)} files: {told}. {counted(requests)}", soft_wrap=True, highlight=False)
    for line in failures(outcomes):
        console.print(line, soft_wrap=True, highlight=False)
    for each in outcomes:
        if each.note:
            said = f"[yellow]Know of[/] {each.wanted.file}: {escape(each.note)}"
            console.print(said, soft_wrap=True, highlight=False)
    for line in newer(outcomes):
        console.print(f"[bold yellow]Newer:[/] {escape(line)}", soft_wrap=True, highlight=False)


def failures(outcomes: Iterable[fetch.Outcome]) -> list[str]:
    """A line for each failure in full, and one for all that failed alike at a host; -v tells each of those."""
    alike: dict[tuple[str, str, str], list[fetch.Outcome]] = {}
    for each in outcomes:
        if each.state in WORDS:
            alike.setdefault((each.state, each.host, each.cause or each.why), []).append(each)
    lines = []
    for (state, host, cause), them in alike.items():
        if len(them) == 1:
            lines.append(f"{WORDS[state]} {them[0].wanted.file}: {escape(them[0].why)}")
            continue
        named = ", ".join(each.wanted.file for each in them[:MOST_NAMED])
        more = f" and {len(them) - MOST_NAMED} more" if len(them) > MOST_NAMED else ""
        at = f"{host}: " if host else ""
        lines.append(f"{WORDS[state]} {at}{len(them)} files: {escape(cause)} ({named}{more})")
        for each in them:
            LOG.info("%s: %s", each.wanted.file, each.why)
    return lines


def counted(requests: Counter[tuple[str, str, int]]) -> str:
    """How many requests each host was sent."""
    hosts: Counter[str] = Counter()
    for (_, host, _), number in requests.items():
        hosts[host] += number
    each = ", ".join(f"{host} {number}" for host, number in sorted(hosts.items()))
    return f"{hosts.total()} requests ({each})." if hosts else "No requests."


def newer(outcomes: Iterable[fetch.Outcome]) -> list[str]:
    """What to write for the releases that no dataset declares yet: a line for each, with the datasets it concerns."""
    found: dict[str, list[str]] = {}
    for each in outcomes:
        if each.newer and each.behind:
            found.setdefault(each.newer, []).extend(each.behind)
    return [
        f"release {release} is published and not declared here for {', '.join(dict.fromkeys(names))}. It is not read "
        f'until it is: look at its files, add a Release("{release}", ...) with its `origin` beside the others in '
        "ingest/datasets (of EHC plans, in ingest/ehc_plans.py), then run `python -m ingest --only` with their names"
        for release, names in found.items()
    ]


def buildable(order: list[Dataset], outcomes: list[fetch.Outcome]) -> list[Dataset]:
    """The datasets all of whose files are in data/raw as they should be."""
    missing = {each.wanted.file for each in outcomes if each.state in (fetch.FAILED, fetch.ABSENT)}
    return [each for each in order if each.releases and not missing & {part.file for part in each.releases}]
