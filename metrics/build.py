"""Writes `data/derived`: the tables of `metrics.derived`, `reporting` and `firmness`, and a manifest of their origin.

Each file is a function of the figures alone, with fixed seeds, so a second build gives the same bytes. Of an older
version only the measures are written whose figures are not those of the version after it; the manifest names the rest.
"""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from metrics import (
    beside,
    bootstrap,
    compute,
    derived,
    firmness,
    freeze,
    kept,
    layers,
    lottery,
    memory,
    persistence,
    ranks,
    registry,
    reporting,
    spread,
    tables,
    variation,
)
from metrics.derived import SCHEMAS, Tables, tables_of, typed

OF_ALL = reporting.WORKED_OUT | firmness.WORKED_OUT
"""The tables that have rows of every measure, and what works them out for one."""
TABLES = (*SCHEMAS, *OF_ALL)


def build(workers: int = 1) -> Iterator[str]:
    """Work out and write every table of every version; yields each measure of `lottery.qualifying` when it is done.

    A measure whose figures are those of the last build keeps its rows. With more than one worker the others are
    shared out among so many processes; the files are the same.
    """
    compute.forget()
    keep_figures(workers)
    for version in layers.names():
        with memory.under(version):
            yield from _build_one(workers)
    freeze.thin()


def steps() -> int:
    """How many measures `build` yields."""
    found = 0
    for version in layers.names():
        with memory.under(version):
            found += len(lottery.qualifying())
    return found


def _build_one(workers: int) -> Iterator[str]:
    """As `build`, of the version that is read."""
    last, after, made_from = _last_build(), _made_after(), dict[str, str]()
    found, lacking = {"": {table: typed(table, []) for table in SCHEMAS}}, dict[str, Tables]()
    before = {table: dict(list(tables.derived(table).groupby("metric"))) for table in SCHEMAS if last}
    names = lottery.qualifying()
    tasks = [(name, {last.get(name, ""), after.get(name, "")}) for name in names]
    for name, (digest, rows, missing) in zip(names, shared_out(_fresh, tasks, workers), strict=True):
        made_from[name], lacking[name] = digest, missing
        if digest != after.get(name):
            found[name] = rows or {table: before[table].get(name, typed(table, [])) for table in SCHEMAS}
        yield name
    every = [lacking.get(name) or _of_all(name) for name in registry.all_metrics()]
    borrowed = [name for name in names if name not in found]
    _write(joined(SCHEMAS, found.values()) | joined(OF_ALL, every), made_from, borrowed)


def keep_figures(workers: int = 1) -> None:
    """Work out the figures of every measure and keep them, unless those kept are of the data and code that are here."""
    for version in layers.names():
        with memory.under(version):
            if not kept.is_sound():
                every = list(registry.all_metrics())
                kept.write(zip(every, shared_out(compute.work_out, every, workers), strict=True))
    compute.forget()


def joined(names: Iterable[str], parts: Iterable[Tables]) -> Tables:
    """The rows of all measures, one after the other, in each of these tables."""
    listed = list(parts)
    return {name: pd.concat([part[name] for part in listed], ignore_index=True) for name in names}


Task = TypeVar("Task")
Done = TypeVar("Done")


def shared_out(work: Callable[[Task], Done], tasks: list[Task], workers: int) -> Iterator[Done]:
    """What each task gives, in their order; with more than one worker, worked out in so many processes."""
    if workers == 1:
        yield from map(work, tasks)
    else:
        with ProcessPoolExecutor(
            workers, initializer=memory.ACTIVE.set, initargs=(memory.ACTIVE.get(),)
        ) as pool:
            yield from pool.map(work, tasks)


def _fresh(task: tuple[str, set[str]]) -> tuple[str, Tables | None, Tables]:
    """A measure's digest, its tables unless they are worked out for one of these digests, and those of OF_ALL."""
    name, there = task
    found = derived.digest(name)
    return found, None if found in there else tables_of(name), _of_all(name)


def _of_all(name: str) -> Tables:
    return {table: work(name) for table, work in OF_ALL.items()}


def _last_build() -> dict[str, str]:
    """The digest of each measure of the last build; none where its files or the code are not what it says."""
    said = tables.derived_manifest()
    sound = said.get("code") == _code() and said.get("tables") == tables.derived_digests(TABLES)
    return said["made_from"] if sound else {}


def _made_after() -> dict[str, str]:
    """The digest of each measure in the version after the one that is read; none where that is the newest."""
    after = layers.after()
    if after is None:
        return {}
    with memory.under(after):
        return tables.derived_manifest().get("made_from", {})


def _code() -> str:
    """The SHA-256 of the code that works out the tables."""
    parts = (beside, bootstrap, derived, lottery, persistence, ranks, spread, variation)
    return hashlib.sha256("".join(map(inspect.getsource, parts)).encode()).hexdigest()


def _write(found: Tables, made_from: dict[str, str], borrowed: list[str]) -> None:
    """Write each table and the manifest: what they were made from, and whose rows are those of the next version."""
    folder = layers.own() / "derived"
    folder.mkdir(parents=True, exist_ok=True)
    contents = {table: parquet(rows) for table, rows in found.items()}
    made = {table: hashlib.sha256(content).hexdigest() for table, content in contents.items()}
    manifest = {"code": _code(), "tables": made, "made_from": made_from}
    manifest |= {"borrowed": borrowed} if borrowed else {}
    files = {f"{table}.parquet": content for table, content in contents.items()}
    files["manifest.json"] = (json.dumps(manifest, indent=1) + "\n").encode()
    for file, content in files.items():
        part = folder / f".{file}.part"
        part.write_bytes(content)
        part.replace(folder / file)
    memory.forget()


def parquet(rows: pd.DataFrame) -> bytes:
    """Rows as Parquet, the same bytes for the same figures."""
    table = pa.Table.from_pandas(rows, preserve_index=False).replace_schema_metadata(None)
    buffer = pa.BufferOutputStream()
    pq.write_table(table, buffer, compression="zstd", compression_level=9)
    return buffer.getvalue().to_pybytes()
