"""The live ingest as a person sees it: bars while files are fetched, a table of what came of them, what to mend."""

from __future__ import annotations

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

RAW, CACHE = "raw", ".cache"


class Bars:
    """A bar for each file that is on its way, with its rate and what is left."""

    def __init__(self, console: Console, quiet: bool) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
        self.progress = Progress(*columns, TimeRemainingColumn(), console=console, disable=quiet)
        self._tasks: dict[str, TaskID] = {}
        self._lock = Lock()

    def __call__(self, name: str, done: int, total: int | None) -> None:
        """Move the bar of a file."""
        with self._lock:
            if name not in self._tasks:
                self._tasks[name] = self.progress.add_task(name, total=total)
        self.progress.update(self._tasks[name], completed=done, total=total)


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
    client = Client(raw / CACHE, progress=bars)
    with bars.progress:
        outcomes = fetch.Fetcher(client, raw, today, since, dry).fetch(files)
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
    for each in outcomes:
        if each.state in (fetch.FAILED, fetch.UNREAD):
            word = (
                "[bold red]Not fetched:[/]"
                if each.state == fetch.FAILED
                else "[yellow]Not kept, and not read by anything yet:[/]"
            )
            said = f"{word} {each.wanted.file}: {escape(each.why)}"
            console.print(said, soft_wrap=True, highlight=False)
        if each.note:
            said = f"[yellow]Know of[/] {each.wanted.file}: {escape(each.note)}"
            console.print(said, soft_wrap=True, highlight=False)
    for line in newer(outcomes):
        console.print(f"[bold yellow]Newer:[/] {escape(line)}", soft_wrap=True, highlight=False)


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
