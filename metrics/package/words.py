"""What tells people what is in the package: README, licences, citation, and the first sheet of the workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from string import Template

from metrics import attribution, catalogue, tables, versions
from metrics.attribution import Source
from metrics.catalogue import Table

README = Path(__file__).with_name("readme.md")
IN_THE_WORKBOOK = ("wide", "register", "reference")
"""Kinds of table that have a sheet; all figures stand in the wide tables, and the others are too long for a sheet."""


def readme(files: dict[str, dict], listed: list[Table]) -> str:
    """README.md: what each table is, and code that reads it."""
    version, kinds = versions.current(), dict.fromkeys(table.kind for table in listed)
    return Template(README.read_text(encoding="utf-8")).substitute(
        version=version.id,
        label=version.label,
        built=version.built,
        tables="\n\n".join(
            _of_kind(kind, words, files, listed) for kind, words in catalogue.KINDS.items() if kind in kinds
        ),
        left_out="\n".join(f"- **{name}**: {why}" for name, why in catalogue.LEFT_OUT.items()),
        figures=files.get("figures", {"path": "csv/figures.csv"})["path"],
    )


def licences(listed: list[Table]) -> str:
    """LICENCES.md: whose each table is, under which terms, and the words to print beside its figures."""
    lines = ["# Licences, table by table", "", "The wording is what each publisher asks for.", ""]
    seen = dict.fromkeys(source for table in listed for source in table.sources)
    by_name = {(each.publisher, each.publication): each for each in seen}
    for (publisher, publication), source in by_name.items():
        titles = ", ".join(f"[{each.name}]({each.address})" for each in source.licences)
        mine = [
            t.name
            for t in listed
            if any((s.publisher, s.publication) == (publisher, publication) for s in t.sources)
        ]
        lines += [f"## {publisher}: {publication}", "", f"- Terms: {source.licences[0].title} ({titles})"]
        lines += [f"- Wording: {source.attribution}", f"- Tables: {', '.join(mine)}", ""]
    return "\n".join([*lines, "---", "", tables.licences()])


def citation() -> str:
    """CITATION.cff of this version of the data, after that of the project."""
    version, project = versions.current(), tables.citation()
    authors = project[project.index("authors:") : project.index("license:")]
    references = [_reference(each) for each in attribution.of_datasets(tables.names())]
    head = (
        "cff-version: 1.2.0\n"
        'title: "The SEND postcode lottery: data package"\n'
        'message: "When you quote a figure, cite its publisher, publication and release first; then this package."\n'
        "type: dataset\n"
    )
    dated = f"version: {_quoted(version.id)}\ndate-released: {_quoted(version.built)}\n"
    return f"{head}{authors}{dated}references:\n{''.join(references)}"


def _reference(source: Source) -> str:
    """A publication as an entry of the references of a CITATION.cff."""
    found = f"  - type: data\n    title: {_quoted(source.publication)}\n"
    found += f"    authors:\n      - name: {_quoted(source.publisher)}\n"
    return found + (f"    url: {_quoted(source.address)}\n" if source.address else "")


def sheet(listed: list[Table]) -> list[tuple[str, ...]]:
    """The first sheet of the workbook: what to know, then what each sheet is."""
    version = versions.current()
    rows: list[tuple[str, ...]] = [
        ("The SEND postcode lottery", f"Data version {version.id}, {version.label}"),
        ("", "Figures on special educational needs and disabilities in England, by council."),
        ("Blank cells", "A blank is never 0: the column that ends in __symbol says why there is no figure."),
        (
            "Doubted figures",
            "A column that ends in __doubt names the caveat by which our checks doubt the figure.",
        ),
        (
            "Wrong figures",
            "A published figure that cannot be right is withheld; 'quarantine' has what was printed.",
        ),
        ("Do not add up rows", "England and regions are rows of their own, beside those of councils."),
        ("Units", "See the sheet 'metrics'; dictionary.csv tells every column."),
        (
            "Not in this workbook",
            "Tables as published, and the long table of figures: see the Parquet and CSV files.",
        ),
        ("", ""),
        ("Sheet", "What it is, and whose"),
    ]
    for table in in_workbook(listed):
        whose = " ".join(dict.fromkeys(source.attribution for source in table.sources))
        rows.append((table.name[:31], " ".join(filter(None, [f"{table.title}.", table.note, whose]))))
    return rows


def in_workbook(listed: Iterable[Table]) -> list[Table]:
    """The tables that have a sheet."""
    return [table for table in listed if table.kind in IN_THE_WORKBOOK]


def _whose(table: Table) -> set[tuple[str, str]]:
    return {(source.publisher, source.publication) for source in table.sources}


def _of_kind(kind: str, words: str, files: dict[str, dict], listed: list[Table]) -> str:
    mine = [table for table in listed if table.kind == kind]
    about = next((table.description for table in mine if kind not in ("register", "reference")), "")
    rows = [f"| {t.name} | {t.title} | {t.rows:,} | {_span(t)} | {files[t.name]['path']} |" for t in mine]
    head = ["| table | what it is | rows | periods | CSV |", "|---|---|---|---|---|"]
    return "\n".join([f"### {words}", "", *([about, ""] if about else []), *head, *rows])


def _span(table: Table) -> str:
    first_and_last = dict.fromkeys((*table.periods[:1], *table.periods[-1:]))
    return " to ".join(first_and_last)


def _quoted(text: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'
