"""How long each dataset takes to build from a folder of published files, beside pandas reading its CSV files."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console

from ingest import build
from ingest.__main__ import build_all, ready
from ingest.arguments import arguments
from ingest.dataset import Dataset
from ingest.registry import all_datasets, build_order
from reproduce.__main__ import prepare


def measured(files: Path) -> list[dict[str, Any]]:
    """Of each dataset the seconds and rows of its build, and the seconds in which pandas only reads its CSV files.

    Raises RuntimeError where one could not be built.
    """
    known = all_datasets()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        prepare(data)
        options = arguments(["--from", str(files), "--to", str(data), "--quiet"])
        console = Console(stderr=True)
        order = ready(build_order(known, list(known)), options, console)
        results = build_all(order, options, list(known), console)
    lines = []
    for dataset in order:
        outcome, seconds = results[dataset.name]
        if not isinstance(outcome, build.Outcome):
            raise RuntimeError(f"{dataset.name} was not built from {files}: {outcome}")
        told = {"seconds": seconds, "rows": outcome.rows, "pandas_seconds": _read(dataset, files)}
        lines.append({"dataset": dataset.name, **told})
    return lines


def _read(dataset: Dataset, files: Path) -> float | None:
    """Seconds in which pandas reads a dataset's CSV files as text; None where one of its files is of another kind."""
    paths = {files / release.file for release in dataset.releases}
    if any(path.suffix != ".csv" for path in paths):
        return None
    start = time.perf_counter()
    for path in paths:
        pd.read_csv(path, dtype="str", keep_default_na=False)
    return time.perf_counter() - start


def printed(lines: list[dict[str, Any]]) -> None:
    """What was measured, for a person."""
    print(f"\n{'build of a dataset':<46}{'rows':>10}{'s':>8}{'pandas reads, s':>17}")
    for line in sorted(lines, key=lambda each: -each["seconds"]):
        read = "" if line["pandas_seconds"] is None else f"{line['pandas_seconds']:.1f}"
        print(f"{line['dataset']:<46}{line['rows']:>10,}{line['seconds']:>8.1f}{read:>17}")
    print(f"{'all of them':<46}{'':>10}{sum(each['seconds'] for each in lines):>8.1f}")
