"""The command line of the ingest: `python -m ingest --from DIR [dataset ...]`."""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from ingest import build, changes, revisions, staging, store
from ingest.dataset import Dataset
from ingest.registry import UnknownDataset, all_datasets, build_order

Result = build.Outcome | str
DATA = Path(__file__).resolve().parent.parent / "data"
STATUSES = ("quarantined", "withheld", "replaced", "accepted", "noted")


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """The command line, read."""
    parser = argparse.ArgumentParser(
        prog="python -m ingest",
        description="Make the tidy tables in data/ from a folder of published files. A dataset whose file is "
        "damaged or not what was expected is left as it was, with a message that says what to mend; the "
        "others are built.",
        epilog="The exit code is 0 only when every dataset was built. A second run on the same files "
        "changes nothing.",
    )
    parser.add_argument(
        "--from",
        dest="directory",
        type=Path,
        required=True,
        metavar="DIR",
        help="the folder of published files",
    )
    parser.add_argument(
        "--to",
        dest="data",
        type=Path,
        default=DATA,
        metavar="DIR",
        help="where to write (the project's data/)",
    )
    of_build(parser)
    return parser.parse_args(argv)


def of_build(parser: argparse.ArgumentParser) -> None:
    """Add what says which tables are built, and how."""
    parser.add_argument(
        "--up-to",
        metavar="RELEASE",
        help="leave newer releases than this one out: the data as they stood then",
    )
    parser.add_argument(
        "--accept-changes",
        dest="accept",
        action="store_true",
        help="take a table however much it differs from the last good one: you have looked at it",
    )
    parser.add_argument(
        "datasets", nargs="*", metavar="dataset", help="build only these; without a name, all of them"
    )


def built_or_failed(dataset: Dataset, options: argparse.Namespace, known: list[str], today: str) -> Result:
    """What came of a dataset: its outcome, or the message of what stopped it."""
    try:
        return build.build(dataset, options.directory, options.data, known, today, options.accept)
    except (ValueError, OSError) as problem:
        return str(problem)
    except Exception:
        return f"a fault in our own code, please report it:\n{traceback.format_exc()}"


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
    )
    with bar:
        task = bar.add_task("reading", total=len(order))
        for dataset in order:
            bar.update(task, description=dataset.name)
            start = time.perf_counter()
            outcome = built_or_failed(dataset, options, known, today)
            results[dataset.name] = (outcome, time.perf_counter() - start)
            bar.advance(task)
    finish(options.data, today)
    return results


def finish(data: Path, today: str) -> None:
    """Work out the ledger of revisions, and put it in place with the words about all that changed."""
    ledger: dict[str, bytes | None] = {
        store.table_file(revisions.NAME): revisions.ledger(data, all_datasets())
    }
    lines = [f"- `{revisions.NAME}`: what releases print differently has changed"]
    is_new = bool(staging.changed(data, ledger))
    staging.put(data, ledger | changes.recorded(data, lines if is_new else [], today))


def ready(order: list[Dataset], up_to: str | None, console: Console) -> list[Dataset]:
    """The datasets that have a source file, up to a release if one is given, after a word about the others."""
    without = [dataset.name for dataset in order if not dataset.releases]
    wanted = [dataset.up_to(up_to) if up_to else dataset for dataset in order]
    newer = [dataset.name for dataset in wanted if not dataset.releases and dataset.name not in without]
    for names, why in (
        (without, "Not among the published files, left to the live ingest"),
        (newer, f"Left out, no release up to {up_to}"),
    ):
        if names:
            console.print(f"{why}: {', '.join(names)}", soft_wrap=True, highlight=False)
    return [dataset for dataset in wanted if dataset.releases]


def report(results: dict[str, tuple[Result, float]], console: Console) -> None:
    """A table of what was built, then each failure in full."""
    table = Table("dataset", "rows", "changed", "findings", "seconds", title="Built")
    for name, (outcome, seconds) in results.items():
        if isinstance(outcome, build.Outcome):
            found = [
                f"{outcome.statuses[status]:,} {status}" for status in STATUSES if status in outcome.statuses
            ]
            changed = "yes" if outcome.lines else "no"
            table.add_row(name, f"{outcome.rows:,}", changed, ", ".join(found), f"{seconds:.1f}")
    if table.row_count:
        console.print(table)
    for name, (outcome, _) in results.items():
        if isinstance(outcome, str):
            console.print(
                f"[bold red]Not built:[/] {name}: {escape(outcome)}", soft_wrap=True, highlight=False
            )


def main(argv: list[str] | None = None) -> int:
    """Run the command line; the exit code."""
    options = arguments(argv)
    console = Console(stderr=True)
    try:
        datasets = all_datasets()
        order = build_order(datasets, options.datasets)
        build.require_known(datasets)
    except ValueError as problem:
        console.print(f"[bold red]Nothing built:[/] {escape(str(problem))}", soft_wrap=True, highlight=False)
        return 2 if isinstance(problem, UnknownDataset) else 1
    try:
        with staging.alone(options.data):
            results = build_all(ready(order, options.up_to, console), options, list(datasets), console)
    except staging.Busy as problem:
        console.print(f"[bold red]Nothing built:[/] {escape(str(problem))}", soft_wrap=True, highlight=False)
        return 1
    report(results, console)
    return 0 if all(isinstance(outcome, build.Outcome) for outcome, _ in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
