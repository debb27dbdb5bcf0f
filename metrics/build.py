"""Writes `data/derived`: the tables of `metrics.derived` and a manifest of what they were made from.

Each file is a function of the figures alone, with fixed seeds, so a second build gives the same bytes.
"""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from metrics import beside, bootstrap, derived, lottery, persistence, ranks, spread, tables, variation
from metrics.derived import SCHEMAS, Tables, tables_of, typed


def build(workers: int = 1) -> Iterator[str]:
    """Work out and write every table; yields each measure of `lottery.qualifying` when it is done.

    A measure whose figures are those of the last build keeps its rows. With more than one worker the others are
    shared out among so many processes; the files are the same.
    """
    last, made_from, found = _last_build(), dict[str, str](), dict[str, Tables]()
    kept = {table: dict(list(tables.derived(table).groupby("metric"))) for table in SCHEMAS if last}
    names = lottery.qualifying()
    tasks = [(name, last.get(name, "")) for name in names]
    for name, (digest, rows) in zip(names, worked_out(tasks, workers), strict=True):
        made_from[name] = digest
        found[name] = rows or {table: kept[table].get(name, typed(table, [])) for table in SCHEMAS}
        yield name
    _write(list(found.values()), made_from)


def worked_out(tasks: list[tuple[str, str]], workers: int) -> Iterator[tuple[str, Tables | None]]:
    """For each measure and the digest of the last build: its digest, and its tables where that is another."""
    if workers == 1:
        yield from map(_fresh, tasks)
    else:
        with ProcessPoolExecutor(workers) as pool:
            yield from pool.map(_fresh, tasks)


def _fresh(task: tuple[str, str]) -> tuple[str, Tables | None]:
    """A measure's digest, and its tables unless they are those of the last build."""
    name, last = task
    found = derived.digest(name)
    return found, None if found == last else tables_of(name)


def _last_build() -> dict[str, str]:
    """The digest of each measure of the last build; none where its files or the code are not what it says."""
    said = tables.derived_manifest()
    sound = said.get("code") == _code() and said.get("tables") == tables.derived_digests(SCHEMAS)
    return said["made_from"] if sound else {}


def _code() -> str:
    """The SHA-256 of the code that works out the tables."""
    parts = (beside, bootstrap, derived, lottery, persistence, ranks, spread, variation)
    return hashlib.sha256("".join(map(inspect.getsource, parts)).encode()).hexdigest()


def _write(parts: list[Tables], made_from: dict[str, str]) -> None:
    """Write each table and the manifest, which says what they were made from."""
    folder = tables.folder() / "derived"
    folder.mkdir(parents=True, exist_ok=True)
    contents = {
        table: parquet(pd.concat([typed(table, []), *(part[table] for part in parts)], ignore_index=True))
        for table in SCHEMAS
    }
    made = {table: hashlib.sha256(content).hexdigest() for table, content in contents.items()}
    manifest = {"code": _code(), "tables": made, "made_from": made_from}
    files = {f"{table}.parquet": content for table, content in contents.items()}
    files["manifest.json"] = (json.dumps(manifest, indent=1) + "\n").encode()
    for file, content in files.items():
        part = folder / f".{file}.part"
        part.write_bytes(content)
        part.replace(folder / file)
    tables.forget()


def parquet(rows: pd.DataFrame) -> bytes:
    """Rows as Parquet, the same bytes for the same figures."""
    table = pa.Table.from_pandas(rows, preserve_index=False).replace_schema_metadata(None)
    buffer = pa.BufferOutputStream()
    pq.write_table(table, buffer, compression="zstd", compression_level=9)
    return buffer.getvalue().to_pybytes()
