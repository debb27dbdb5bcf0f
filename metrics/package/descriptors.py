"""What describes the package to programs: `datapackage.json`, CSVW, data dictionary; all made from the catalogue."""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Iterable
from typing import Any

from metrics import tables, versions
from metrics.attribution import Licence, Source
from metrics.catalogue import Table
from metrics.spreadsheet import harmless

TITLE = "The SEND postcode lottery: data"
DICTIONARY = ("table", "column", "code", "type", "unit", "description")
CSVW_TYPES = {
    "number": "double",
    "string": "string",
    "integer": "integer",
    "boolean": "boolean",
    "date": "date",
}
CSV, PARQUET = "csv", "parquet"
Files = dict[str, dict[str, Any]]
"""Path, bytes and SHA-256 of each file by the name of its resource."""
Blanks = dict[str, frozenset[str]]
"""The columns of each table that are blank in some row: no part of a primary key, nor of a key of CSVW."""


def datapackage(files: Files, blanks: Blanks, listed: list[Table]) -> dict[str, Any]:
    """The descriptor of a Frictionless data package."""
    version = versions.current()
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "send-postcode-lottery",
        "title": TITLE,
        "description": "Outcomes for children with special educational needs and disabilities in England, by council.",
        "version": version.id,
        "created": f"{version.built}T00:00:00Z",
        "licenses": _licences(
            licence for table in listed for source in table.sources for licence in source.licences
        ),
        "sources": _sources(source for table in listed for source in table.sources),
        "resources": [
            *(_csv(table, files, blanks[table.name]) for table in listed),
            *(_file(f"{table.name}_parquet", table.title, PARQUET, files) for table in listed),
            _file("dictionary", "Data dictionary", CSV, files),
            _file("workbook", "Workbook", "xlsx", files),
        ],
    }


def csvw(files: Files, blanks: Blanks, listed: list[Table]) -> dict[str, Any]:
    """CSV on the Web of the tables that are kept as plain CSV: the standard knows of no compressed files."""
    plain = [table for table in listed if files[table.name]["path"].endswith(".csv")]
    urls = {table.name: files[table.name]["path"] for table in plain}
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": TITLE,
        "dc:description": f"Data version {versions.current().id}.",
        "tables": [_csvw_table(table, urls, blanks[table.name]) for table in plain],
    }


def dictionary(listed: list[Table]) -> str:
    """Every column of every table, every indicator and every symbol, as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(DICTIONARY)
    for table in listed:
        rows: list[tuple[str, ...]] = [
            (table.name, each.name, "", each.type, each.unit, each.description) for each in table.columns
        ]
        rows += [(table.name, "indicator", *told) for told in _indicators(table)]
        writer.writerows([harmless(cell) for cell in row] for row in rows)
    for row in tables.reference("symbols").itertuples():
        writer.writerow(("symbols", "symbol", row.symbol, "string", "", row.explanation))
    return out.getvalue()


def _indicators(table: Table) -> Iterable[tuple[str, ...]]:
    if table.kind in ("published", "by_group"):
        for name, about in tables.describe(table.name)["indicators"].items():
            yield name, "number", about["unit"], about["label"]


def _csv(table: Table, files: Files, blank: frozenset[str]) -> dict[str, Any]:
    file = files[table.name]
    packed = {"compression": "gz"} if file["path"].endswith(".gz") else {}
    about = {"description": " ".join(filter(None, [table.description, table.note]))}
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        **about,
        **file,
        "format": CSV,
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **packed,
        "rows": table.rows,
        "licenses": _licences(licence for source in table.sources for licence in source.licences),
        "sources": _sources(table.sources),
        "schema": _schema(table, files, blank),
    }


def _file(name: str, title: str, kind: str, files: Files) -> dict[str, Any]:
    """A file that is described elsewhere: a Parquet file by the table of the same name."""
    return {"name": name, "type": "file", "title": title, **files[name], "format": kind}


def _schema(table: Table, there: Container[str], blank: frozenset[str]) -> dict[str, Any]:
    fields = [
        {"name": each.name, "type": each.type, "description": each.description}
        | ({"unit": each.unit} if each.unit else {})
        for each in table.columns
    ]
    found: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table.key and not blank & set(table.key):
        found["primaryKey"] = list(table.key)
    foreign = [
        {"fields": [name], "reference": {"resource": other, "fields": [theirs]}}
        for name, (other, theirs) in table.foreign.items()
        if other in there
    ]
    if foreign:
        found["foreignKeys"] = foreign
    return found


def _csvw_table(table: Table, urls: dict[str, str], blank: frozenset[str]) -> dict[str, Any]:
    columns = [
        {
            "name": each.name,
            "titles": each.name,
            "datatype": CSVW_TYPES[each.type],
            "dc:description": each.description,
            **({"dc:extent": each.unit} if each.unit else {}),
        }
        for each in table.columns
    ]
    found: dict[str, Any] = {"columns": columns}
    if table.key and not blank & set(table.key):
        found["primaryKey"] = list(table.key)
    foreign = [
        {"columnReference": name, "reference": {"resource": urls[other], "columnReference": theirs}}
        for name, (other, theirs) in table.foreign.items()
        if other in urls and name not in blank
    ]
    if foreign:
        found["foreignKeys"] = foreign
    return {
        "url": urls[table.name],
        "dc:title": table.title,
        "dc:description": table.description,
        "dc:license": next(licence.address for source in table.sources for licence in source.licences),
        "dc:rights": " ".join(dict.fromkeys(source.attribution for source in table.sources)),
        "tableSchema": found,
    }


def _licences(found: Iterable[Licence]) -> list[dict[str, str]]:
    each = {licence.name: licence for licence in found}
    return [{"name": one.name, "title": one.title, "path": one.address} for one in each.values()]


def _sources(found: Iterable[Source]) -> list[dict[str, str]]:
    each = {(source.publisher, source.publication): source for source in found}
    return [
        {"title": f"{one.publisher}: {one.publication}", "attribution": one.attribution}
        | ({"path": one.address} if one.address else {})
        for one in each.values()
    ]
