"""Builds the package into a folder, whole or not at all; the same data and code give the same bytes."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from metrics import catalogue, tables, versions
from metrics.catalogue import Table
from metrics.package import descriptors, files, words
from metrics.package.descriptors import Files

DEFAULT = Path("dist") / "data-package"
WORKBOOK, SUMS = "send-postcode-lottery.xlsx", "SHA256SUMS"


class NotOurs(ValueError):
    """The folder to build into holds something else; the message names the mend."""


def build(to: Path, only: tuple[str, ...] = ()) -> Iterator[str]:
    """Build the package of the version that is read; yields the name of each table when its files are written.

    `only` names tables to build a smaller package of. A package that is there is replaced when the new one is whole;
    any other folder that is not empty raises NotOurs.
    """
    if to.is_dir() and any(to.iterdir()) and not (to / SUMS).is_file():
        raise NotOurs(f"{to} is not empty and holds no {SUMS}: it is no data package; name another folder")
    listed = [table for table in catalogue.tables() if not only or table.name in only]
    part = to.with_name(f".{to.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    for folder in (descriptors.CSV, descriptors.PARQUET):
        (part / folder).mkdir(parents=True)
    written: Files = {}
    for table in listed:
        written |= _write_table(table, part)
        yield table.name
    _write_workbook(listed, part)
    yield WORKBOOK
    _describe(listed, written, part)
    shutil.rmtree(to, ignore_errors=True)
    part.replace(to)


def _write_table(table: Table, part: Path) -> Files:
    plain = files.write_csv(table, part / descriptors.CSV / f"{table.name}.csv")
    columns = part / descriptors.PARQUET / f"{table.name}.parquet"
    files.write_parquet(table, _declared(table), columns)
    return {table.name: _stamp(plain, part), f"{table.name}_parquet": _stamp(columns, part)}


def _declared(table: Table) -> dict[str, str]:
    """What a Parquet file says of itself."""
    return {
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "note": table.note,
        "version": versions.current().id,
        "attribution": " ".join(dict.fromkeys(source.attribution for source in table.sources)),
        "licence": "; ".join(
            dict.fromkeys(each.title for source in table.sources for each in source.licences)
        ),
    }


def _write_workbook(listed: list[Table], part: Path) -> None:
    made = datetime.fromisoformat(versions.current().built or "1980-01-01")
    files.write_workbook(words.in_workbook(listed), words.sheet(listed), made, part / WORKBOOK)


def _describe(listed: list[Table], written: Files, part: Path) -> None:
    (part / "dictionary.csv").write_text(descriptors.dictionary(listed), encoding="utf-8")
    written["dictionary"] = _stamp(part / "dictionary.csv", part)
    written["workbook"] = _stamp(part / WORKBOOK, part)
    blanks = {
        each.name: files.blank_columns(part / written[f"{each.name}_parquet"]["path"]) for each in listed
    }
    _write_json(descriptors.datapackage(written, blanks, listed), part / "datapackage.json")
    _write_json(descriptors.csvw(written, blanks, listed), part / "csv-metadata.json")
    told = {
        "README.md": words.readme(written, listed),
        "LICENCES.md": words.licences(listed),
        "CITATION.cff": words.citation(),
        "CHANGES.md": tables.changes(),
    }
    for name, text in told.items():
        (part / name).write_text(text, encoding="utf-8")
    every = sorted(path for path in part.rglob("*") if path.is_file())
    lines = [f"{_sha256(path)}  {path.relative_to(part).as_posix()}\n" for path in every]
    (part / SUMS).write_text("".join(lines), encoding="utf-8")


def _write_json(about: dict[str, Any], to: Path) -> None:
    to.write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _stamp(path: Path, part: Path) -> dict[str, Any]:
    size = path.stat().st_size
    return {"path": path.relative_to(part).as_posix(), "bytes": size, "hash": f"sha256:{_sha256(path)}"}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
