"""The command line of the ingest: `python -m ingest [--from DIR] [dataset ...]` and `python -m ingest status`."""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from ingest import (
    awaited,
    build,
    changes,
    fetch,
    lgsco_tables,
    live,
    record,
    revisions,
    staging,
    status,
    store,
)
from ingest.arguments import arguments, chosen
from ingest.dataset import Dataset
from ingest.ehc_plan_files import UNREAD
from ingest.registry import UnknownDataset, all_datasets, build_order

Result = build.Outcome | str
Done = TypeVar("Done")
MOST_LINES = 40
STATUSES = ("quarantined", "withheld", "replaced", "accepted", "noted")


def done_or_failed(step: Callable[[], Done]) -> Done | str:
    """What came of a step, or the message of what stopped it."""
    try:
        return step()
    except (ValueError, OSError) as problem:
        return " ".join(str(problem).splitlines())
    except Exception as problem:
        said = f"a fault in our own code, please report it with what is above: {type(problem).__name__}: {problem}"
        return f"{' '.join(said.splitlines())}\n{traceback.format_exc()}"


def build_all(
    order: list[Dataset], options: argparse.Namespace, known: list[str], console: Console
) -> dict[str, tuple[Result, float]]:
    """Build each dataset in turn under a progress bar; name -> what came of it, and the seconds it took."""
    today = datetime.now(UTC).date().isoformat()
    results: dict[str, tuple[Result, float]] = {}
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=options.quiet or not order,
    )
    with bar:
        task = bar.add_task("reading", total=len(order))
        for dataset in order:
            bar.update(task, description=dataset.name)
            start = time.perf_counter()
            step = partial(
                build.build, dataset, options.directory, options.data, known, today, options.accept
            )
            results[dataset.name] = (done_or_failed(step), time.perf_counter() - start)
            bar.advance(task)
    lines = done_or_failed(partial(finish, options.data, today))
    if isinstance(lines, str):
        line, _, rest = lines.partition("\n")
        results[revisions.NAME] = (
            f"{line}. {changes.FILE} tells of what was built after the next run\n{rest}",
            0.0,
        )
    elif not options.quiet:
        tell(lines, console)
    return results


def finish(data: Path, today: str) -> list[str]:
    """Work out the ledger of revisions, and put it in place with the words about all that changed, which are given."""
    staging.recover(data)
    ledger = revisions.ledger(data, all_datasets())
    lines = [*changes.noted(data), *revisions.in_words(data, ledger)]
    recorded = changes.recorded(data, lines, today)
    staging.put(data, {store.table_file(revisions.NAME): ledger, **recorded})
    return lines


def ready(order: list[Dataset], options: argparse.Namespace, console: Console) -> list[Dataset]:
    """The datasets that have a source file, up to a release if one is given, after a word about the others."""
    up_to = options.up_to
    waiting = [dataset for dataset in order if dataset.awaited]
    files = {
        dataset.name: [options.directory / each.file for each in dataset.releases] for dataset in waiting
    }
    without = [name for name, paths in files.items() if not any(path.is_file() for path in paths)]
    here = [dataset for dataset in order if dataset.name not in without]
    wanted = [dataset.up_to(up_to) if up_to else dataset for dataset in here]
    newer = [dataset.name for dataset in wanted if not dataset.releases]
    for names, why in (
        (without, "Not among the published files, left to the live ingest"),
        (newer, f"Left out, no release up to {up_to}"),
    ):
        if names:
            console.print(f"{why}: {', '.join(names)}", soft_wrap=True, highlight=False)
    return [dataset for dataset in wanted if dataset.releases]


def report(results: dict[str, tuple[Result, float]], quiet: bool, console: Console) -> None:
    """A table of what was built unless it is to be quiet, then each failure in full."""
    table = Table("dataset", "rows", "changed", "findings", "seconds", title="Built")
    for name, (outcome, seconds) in results.items():
        if isinstance(outcome, build.Outcome):
            found = [
                f"{outcome.statuses[status]:,} {status}" for status in STATUSES if status in outcome.statuses
            ]
            changed = "yes" if outcome.lines else "no"
            table.add_row(name, f"{outcome.rows:,}", changed, ", ".join(found), f"{seconds:.1f}")
    if table.row_count and not quiet:
        console.print(table)
    failed = {name: outcome for name, (outcome, _) in results.items() if isinstance(outcome, str)}
    for outcome in failed.values():
        console.print(escape(outcome.partition("\n")[2]), soft_wrap=True, highlight=False, end="")
    if failed:
        said = (
            f"{len(failed)} of {len(results)} tables not built; the last good ones stay where a line does not say "
            "otherwise. To mend:"
        )
        console.print(said, soft_wrap=True, highlight=False)
    for name, outcome in failed.items():
        line = escape(outcome.partition("\n")[0])
        console.print(f"[bold red]Not built:[/] {name}: {line}", soft_wrap=True, highlight=False)


def tell(lines: list[str], console: Console) -> None:
    """What changed, in short."""
    about = changes.in_short(lines)
    for line in about[:MOST_LINES]:
        console.print(escape(line), soft_wrap=True, highlight=False)
    if about:
        more = f"{len(about) - MOST_LINES} lines more, and all" if len(about) > MOST_LINES else "All"
        console.print(f"{more} that changed: data/{changes.FILE}", soft_wrap=True, highlight=False)


def said_from(order: list[Dataset], results: dict[str, tuple[Result, float]], raw: Path) -> None:
    """Add to the message of a dataset that was not built where its files came from."""
    entries = record.read(raw)
    for dataset in order:
        outcome, seconds = results.get(dataset.name, ("", 0.0))
        came = [entries[release.file].address for release in dataset.releases if release.file in entries]
        if isinstance(outcome, str) and outcome and came:
            line, _, rest = outcome.partition("\n")
            whole = f"{line}. Its files came from {', '.join(dict.fromkeys(came))}"
            results[dataset.name] = (f"{whole}\n{rest}" if rest else whole, seconds)


def live_run(order: list[Dataset], options: argparse.Namespace, known: list[str], console: Console) -> int:
    """Fetch, then build what was fetched; the exit code."""
    raw = options.directory = options.data / live.RAW
    everything = len(order) == len(known)
    files = fetch.wanted(order, (*UNREAD, *lgsco_tables.UNREAD, *awaited.releases()) if everything else ())
    if options.offline:
        outcomes = fetch.held(files, raw)
        live.tell(outcomes, Counter(), console, options.quiet)
    else:
        today = datetime.now(UTC).date().isoformat()
        hints = {"since": options.since or "", "dry": options.dry, "quiet": options.quiet}
        outcomes = live.fetched(files, raw, today, console, **hints)
    fetched = 1 if any(each.state == fetch.FAILED for each in outcomes) else 0
    if options.dry:
        return fetched
    complete = live.buildable(order, outcomes)
    left = [dataset.name for dataset in order if dataset not in complete]
    if left:
        said = f"Left as they were, their files are not all here: {', '.join(left)}"
        console.print(said, soft_wrap=True, highlight=False)
    return max(fetched, built(complete, options, known, console))


def built(order: list[Dataset], options: argparse.Namespace, known: list[str], console: Console) -> int:
    """Build datasets from a folder of published files and report; the exit code."""
    results = build_all(ready(order, options, console), options, known, console)
    said_from(order, results, options.directory)
    report(results, options.quiet, console)
    return 0 if all(isinstance(outcome, build.Outcome) for outcome, _ in results.values()) else 1


def shown(order: list[Dataset], options: argparse.Namespace, known: list[str]) -> int:
    """Print the status, with what is kept unread unless some datasets were named; the exit code."""
    problems = status.show(order, options.data, options.offline, Console())
    if len(order) == len(known):
        problems |= status.show_awaited(options.data, options.offline, Console())
    return problems


def main(argv: list[str] | None = None) -> int:
    """Run the command line; the exit code."""
    options = arguments(argv)
    console = Console(stderr=True)
    try:
        datasets = all_datasets()
        order = build_order(datasets, chosen(options, datasets))
        build.require_known(datasets)
        if options.status:
            return shown(order, options, list(datasets))
        with staging.alone(options.data):
            run = built if options.directory else live_run
            return run(order, options, list(datasets), console)
    except ValueError as problem:
        console.print(f"[bold red]Nothing built:[/] {escape(str(problem))}", soft_wrap=True, highlight=False)
        return 2 if isinstance(problem, UnknownDataset) else 1


if __name__ == "__main__":
    sys.exit(main())
