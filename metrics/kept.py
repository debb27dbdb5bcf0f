"""Every measure's figures as `python -m metrics figures` last worked them out, read while nothing behind them changed.

To work a measure out takes fifty times as long as to read it back, and needs the whole tables in memory. The file says
from which data and code it was made: with any other, nothing is read from it. It is not in git, since each change of
the code makes it anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from metrics import layers, memory, tables
from metrics.memory import remembered

MADE_FROM, MEASURES = b"made_from", b"measures"


def figures(metric_id: str) -> pd.DataFrame | None:
    """The rows of a measure, those of `compute.values`; None where they have to be worked out."""
    place = _places().get(metric_id)
    return None if place is None else pq.ParquetFile(_file()).read_row_group(place).to_pandas()


def column(name: str) -> pa.Array | None:
    """One column of the rows of every measure, each text in it once; None where they have to be worked out."""
    if not is_sound():
        return None
    read = pq.read_table(_file(), columns=[name], read_dictionary=[name], use_threads=False)
    return read.unify_dictionaries().column(0).combine_chunks()


def is_sound() -> bool:
    """Whether the file was made from the data and the code that are here."""
    return bool(_places())


def write(frames: Iterable[tuple[str, pd.DataFrame]]) -> None:
    """Keep the rows of each measure, in the order given; those without rows are left out."""
    parts = {name: pa.Table.from_pandas(rows, preserve_index=False) for name, rows in frames if len(rows)}
    about = {MADE_FROM: tables.fingerprint(), MEASURES: ";".join(parts).encode()}
    schema = next(iter(parts.values())).schema.with_metadata(about)
    part = _file().with_name(f".{_file().name}.part")
    part.parent.mkdir(parents=True, exist_ok=True)
    with pq.ParquetWriter(part, schema, compression="zstd", compression_level=9) as writer:
        for rows in parts.values():
            writer.write_table(rows.cast(schema))
    part.replace(_file())
    memory.forget()


@remembered()
def _places() -> dict[str, int]:
    """The place of each measure's rows in the file; empty where the file is missing or made from something else."""
    if not _file().is_file():
        return {}
    about = pq.read_schema(_file()).metadata
    if about.get(MADE_FROM) != tables.fingerprint():
        return {}
    return {name: place for place, name in enumerate(about[MEASURES].decode().split(";"))}


def _file() -> Path:
    return layers.own() / "derived" / "figures.parquet"
