"""`python -m ingest status`: for each dataset, what is held, and whether its publisher has something newer."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ingest import awaited, fetch, live, record, store
from ingest.answers import Refused
from ingest.dataset import Dataset, Release
from ingest.http import Client
from ingest.origin import Address, Origin

UNKNOWN = "not known"


def show(datasets: list[Dataset], data: Path, offline: bool, console: Console) -> int:
    """Print a row for each dataset; 1 when a publisher could not be asked."""
    client = None if offline else Client(data / live.RAW / live.CACHE)
    entries, lock = record.read(data / live.RAW), store.read_lock(data)
    table = Table(
        "dataset", "release held", "published", "retrieved", "next expected", "newer", title="Status"
    )
    problems, later = [], []
    for dataset in datasets:
        newest = newest_held(dataset, lock)
        if newest is None:
            table.add_row(dataset.name, "none", "", "", "", "")
            continue
        entry = entries.get(newest.file)
        published, due = (entry.published, entry.due) if entry else (None, None)
        newer = entry.newer if entry else None
        if client and newest.origin:
            try:
                with client.about(f"{dataset.name}, release {newest.release}"):
                    found = newest.origin.found(client)
                published, due, newer = found.published, found.due, found.newer
            except Refused as refusal:
                problems.append(f"{dataset.name}: {refusal}")
        is_told = tells_newer(newest.origin) and (client or entry)
        known = {release.release for release in dataset.releases}
        later += [(dataset, newer)] if newer and newer not in known else []
        cells = (newest.release, published or newest.published or UNKNOWN, lock[newest.file]["retrieved"])
        table.add_row(dataset.name, *cells, due or UNKNOWN, (newer or "no") if is_told else UNKNOWN)
    console.print(table)
    tell(problems, later, console)
    return 1 if problems else 0


def show_awaited(data: Path, offline: bool, console: Console) -> int:
    """Print a row for each publication that is kept without being read; 1 when a publisher could not be asked."""
    client = None if offline else Client(data / live.RAW / live.CACHE)
    entries = record.read(data / live.RAW)
    columns = ("publication", "release held", "published", "retrieved", "next expected", "newer")
    table, problems = Table(*columns, title=f"Kept unread, {awaited.MARK}"), []
    for each in awaited.AWAITED:
        entry, found = entries.get(each.release.file), None
        try:
            with client.about(each.name) if client else nullcontext():
                found = each.origin.found(client) if client else None
        except Refused as refusal:
            problems.append(f"{each.name}: {refusal}")
        due = (found.due if found else entry.due if entry else None) or UNKNOWN
        newer = UNKNOWN if not found else "no" if entry and entry.stamp == found.stamp else found.release
        held = (entry.release, entry.published or UNKNOWN, entry.retrieved) if entry else ("none", "", "")
        table.add_row(each.name, *held, due, newer)
    console.print(table)
    tell(problems, [], console)
    return 1 if problems else 0


def tell(problems: list[str], later: list[tuple[Dataset, str]], console: Console) -> None:
    """What to write for newer releases, and who could not be asked."""
    outcomes = [
        fetch.Outcome(
            fetch.Wanted("", release, None, {dataset.name: frozenset()}), fetch.HELD, "", newer=release
        )
        for dataset, release in later
    ]
    for line in live.newer(outcomes):
        console.print(f"[bold yellow]Newer:[/] {escape(line)}", soft_wrap=True, highlight=False)
    for problem in problems:
        console.print(f"[bold red]Not known:[/] {escape(problem)}", soft_wrap=True, highlight=False)


def tells_newer(origin: Origin | None) -> bool:
    """Whether looking for a file tells of a newer release: an address that stays tells nothing of others."""
    return origin is not None and not isinstance(origin, Address)


def newest_held(dataset: Dataset, lock: dict[str, dict]) -> Release | None:
    """The newest release of which a file is locked, None when there is none."""
    held = [release for release in dataset.releases if release.file in lock]
    return max(held, key=lambda release: release.release, default=None)
