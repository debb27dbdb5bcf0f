"""A second state of the data, which differs from the first wherever a reader looks: made up, and only for this."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bench.serve import ROOT
from bench.soak.pages import Ask

LEAST = 10
"""Whole numbers over this become one less."""


def both(folder: Path) -> tuple[Path, Path]:
    """The data as they are, and the same with every count one less, each with its figures; kept in the folder."""
    first, second = folder / "first", folder / "second"
    if not second.exists():
        shutil.rmtree(first, ignore_errors=True)
        shutil.copytree(ROOT / "data", first, ignore=shutil.ignore_patterns("raw"))
        made = folder / "making"
        shutil.copytree(first, made, ignore=shutil.ignore_patterns("figures.parquet"))
        for path in sorted((made / "tidy").glob("*.parquet")):
            pq.write_table(one_less(pq.read_table(path)), path)
        made.rename(second)
    return _worked_out(first), _worked_out(second)


def one_less(table: pa.Table) -> pa.Table:
    """A tidy table whose counts are one less; of a register, which has no `value`, the same table."""
    if "value" not in table.schema.names or not pa.types.is_floating(table.schema.field("value").type):
        return table
    value = table["value"]
    is_count = pc.and_(pc.equal(value, pc.floor(value)), pc.greater(value, LEAST))
    at = table.schema.get_field_index("value")
    lowered = pc.if_else(is_count, pc.subtract(value, 1), value)
    return table.set_column(at, table.schema.field("value"), lowered)


def _worked_out(folder: Path) -> Path:
    asked = [sys.executable, "-m", "metrics", "figures"]
    subprocess.run(asked, cwd=ROOT, env=os.environ | {"SEND_DATA": str(folder)}, check=True)
    return folder


def expected(
    folder: Path, addresses: Sequence[str], singles: Sequence[Ask], settings: Mapping[str, str]
) -> dict[str, str]:
    """The digest of what each of the pages, with parts and changes, and of other requests is with these data."""
    asked = [sys.executable, "-m", "bench.soak.expected"]
    env = os.environ | settings | {"SEND_DATA": str(folder)}
    given = json.dumps({"addresses": list(addresses), "singles": [asdict(each) for each in singles]})
    told = subprocess.run(
        asked, cwd=ROOT, env=env, check=True, input=given, text=True, stdout=subprocess.PIPE
    )
    return dict(json.loads(told.stdout))
