"""What the ingest writes: Parquet with its metadata inside, and the lock of the files it was made from."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ingest.dataset import COLUMNS, FINDING_COLUMNS, KEY, Dataset, Unreadable

if TYPE_CHECKING:
    from ingest.record import Entry

METADATA = b"dataset"
LOCK = "sources.lock"
REGISTER = "quarantine"
REGISTER_COLUMNS = ["dataset", *FINDING_COLUMNS[:-1], "status", "evidence"]


class Damaged(Unreadable):
    """A file that the ingest wrote cannot be read; the message names it and the mend."""


def write_bytes(path: Path, content: bytes) -> bool:
    """Put content at a path in one step; False, and nothing touched, when it is there already.

    Files that belong together go through `ingest.staging` instead.
    """
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    return True


def parquet(frame: pd.DataFrame, metadata: dict[str, Any]) -> bytes:
    """A frame as Parquet bytes: zstd, one metadata key, the same bytes for the same rows."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    buffer = pa.BufferOutputStream()
    pq.write_table(
        table.replace_schema_metadata({METADATA: serialised(metadata)}),
        buffer,
        compression="zstd",
        compression_level=9,
    )
    return buffer.getvalue().to_pybytes()


def serialised(metadata: dict[str, Any] | list[str]) -> bytes:
    """What travels inside a Parquet file, as its bytes."""
    return json.dumps(metadata, sort_keys=True, ensure_ascii=False).encode()


def table_file(name: str) -> str:
    """Where a tidy table lives under the data folder."""
    return f"tidy/{name}.parquet"


def table_path(data: Path, name: str) -> Path:
    """Where a tidy table lives."""
    return data / table_file(name)


def read_table(data: Path, name: str) -> pd.DataFrame | None:
    """A tidy table as it was last written, None if it never was; raises when it is damaged."""
    path = table_path(data, name)
    with naming(path):
        return pq.read_table(path).to_pandas() if path.is_file() else None


def opened(data: Path, name: str) -> pq.ParquetFile | None:
    """A table to read a part of, None if it never was written; raises when it is damaged."""
    path = table_path(data, name)
    with naming(path):
        return pq.ParquetFile(path) if path.is_file() else None


def whole(data: Path, name: str) -> pq.ParquetFile | None:
    """As `opened`, after looking at every part of it."""
    table = opened(data, name)
    with naming(table_path(data, name)):
        if table:
            for place in range(table.num_row_groups):
                table.read_row_group(place)
    return table


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Name the table that is read in what is raised when it is damaged, and the mend."""
    try:
        yield
    except (pa.ArrowException, OSError) as problem:
        raise Damaged(
            f"{path} is damaged or cut short ({problem}): put the last committed one back, or build every dataset "
            "again with --accept-changes, which takes it as if it had never been"
        ) from problem


def read_state(path: Path, mend: str) -> Any:
    """What a file of JSON holds that the ingest keeps for itself, None if it is not there."""
    try:
        return json.loads(path.read_bytes()) if path.is_file() else None
    except ValueError as problem:
        raise Damaged(f"{path} is damaged or cut short ({problem}): {mend}") from problem


def described(dataset: Dataset, lock: dict[str, Any]) -> dict[str, Any]:
    """What travels inside a dataset's Parquet file."""
    return {
        "name": dataset.name,
        "title": dataset.title,
        "publisher": dataset.publisher,
        "publication": dataset.publication,
        "landing_page": dataset.landing_page,
        "licence": dataset.licence,
        "attribution": dataset.attribution,
        "period_kind": dataset.period_kind,
        "partial": dataset.partial,
        "sources": [
            {
                "release": release.release,
                "title": release.title,
                "published": release.published,
                "file": release.file,
                "member": release.member,
                "address": release.address,
                **lock[release.file],
            }
            for release in dataset.releases
        ],
        "indicators": {i.name: {"label": i.label, "unit": i.unit} for i in dataset.indicators},
        "caveats": list(dataset.caveats),
        "breaks": [asdict(change) for change in dataset.breaks],
    }


def read_lock(data: Path) -> dict[str, Any]:
    """File -> its sha256, bytes and the day it was first locked with them."""
    mend = "put the last committed one back, or remove it: every file then counts as first seen today"
    return read_state(data / LOCK, mend) or {}


def stamp(path: Path) -> dict[str, Any]:
    """What the lock holds of a file's content: its sha256 and how many bytes it has."""
    with path.open("rb") as file:
        return {"sha256": hashlib.file_digest(file, "sha256").hexdigest(), "bytes": path.stat().st_size}


def locked(
    lock: dict[str, Any],
    stamps: dict[str, dict[str, Any]],
    today: str,
    fetched: Mapping[str, Entry] | None = None,
) -> dict[str, Any]:
    """The lock with the stamps of these files in it; a file whose hash is unchanged keeps its day.

    A file that was `fetched`, and is still as it was then, has the address that it came from.
    """
    entries, fetched = dict(lock), fetched or {}
    for file, content in stamps.items():
        entry = fetched.get(file)
        came = entry if entry and entry.sha256 == content["sha256"] else None
        if entries.get(file, {}).get("sha256") != content["sha256"]:
            entries[file] = content | {"retrieved": came.retrieved if came else today}
        if came:
            entries[file] = entries[file] | {"address": came.address}
    return entries


def lock_bytes(lock: dict[str, Any]) -> bytes:
    """The content of the lock's file."""
    return (json.dumps(lock, sort_keys=True, indent=2) + "\n").encode()


def register_bytes(old: pd.DataFrame | None, rebuilt: str, rows: pd.DataFrame, known: Iterable[str]) -> bytes:
    """The register's table: `rows` replace those of the rebuilt dataset, those of other known datasets stay."""
    parts = [rows[REGISTER_COLUMNS]]
    if old is not None:
        parts.append(old[(old["dataset"] != rebuilt) & old["dataset"].isin(set(known))])
    register = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    register = typed(register, "published").sort_values(
        ["dataset", *KEY, "check", "finding"], ignore_index=True
    )
    metadata = {
        "name": REGISTER,
        "title": "What the checks found in the published figures, and what was done about it",
        "columns": REGISTER_COLUMNS,
    }
    return parquet(register, metadata)


def require_once(rows: pd.DataFrame, key: list[str]) -> None:
    """Raise when two rows have one key; `rows` have the `file` that each is from."""
    twice = rows[rows.duplicated(key, keep=False)]
    if twice.empty:
        return
    first = twice.iloc[0]
    same = twice[twice[key].eq(first[key]).all(axis=1)]
    rest = [column for column in rows if column not in (*key, "file")]
    printed = [
        f"{row['file']} prints {', '.join(f'{row[column]}' for column in rest if pd.notna(row[column]))}"
        for _, row in same.iterrows()
    ]
    raise Unreadable(
        f"two rows for {', '.join(map(str, first[key]))}: {'; '.join(printed)}: fetch the file again, and ask the "
        "publisher which is right if it comes so; if two codes are one area there, look at data/reference/areas.csv"
    )


def sorted_observations(rows: pd.DataFrame) -> pd.DataFrame:
    """Observations in the one column order, row order and types in which they are stored."""
    return typed(rows[COLUMNS], "value").sort_values(KEY, ignore_index=True)


def typed(rows: pd.DataFrame, figure: str) -> pd.DataFrame:
    """The rows with one column of numbers and the others text, even where a column is all null."""
    return rows.astype({column: "float64" if column == figure else "str" for column in rows})
