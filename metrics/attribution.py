"""Whose the figures are: publisher, publication, licence and the wording that each asks for.

Of a tidy table they travel inside its file. Those of reference tables are rows and paragraphs of LICENSE-DATA.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from metrics import tables
from metrics.memory import remembered

OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
LICENCES = {
    "Open Government Licence": ("OGL-UK-3.0", OGL),
    "Creative Commons Attribution 4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "MIT": ("MIT", "https://opensource.org/license/mit"),
    "www.lgo.org.uk/copyright": ("LGSCO", "https://www.lgo.org.uk/copyright"),
}
"""What the text of a licence holds, its usual short name and its address. LGSCO is ours: those terms have no name."""
OURS = "Tables kept by hand"
"""The row of LICENSE-DATA.md on what we write ourselves."""
PARTS = {
    "areas": ("UK local authority names and codes", "Children’s services statistical neighbours", OURS),
    "area_codes": ("UK local authority names and codes", OURS),
    "area_names": ("UK local authority names and codes", OURS),
    "adjacency": ("Boundaries of upper-tier areas",),
}
"""Of the reference tables that are not only ours, how the rows of LICENSE-DATA.md on them begin."""


@dataclass(frozen=True)
class Licence:
    """Terms of use: `name` is short, `title` as the publisher calls them, `address` where they are."""

    name: str
    title: str
    address: str


@dataclass(frozen=True)
class File:
    """A published file that rows were made from; `published` is '' where its day is not known."""

    dataset: str
    release: str
    title: str
    file: str
    member: str
    address: str
    published: str
    retrieved: str
    sha256: str


@dataclass(frozen=True)
class Source:
    """Where rows are from. `files` is empty for what is not read from published files."""

    publisher: str
    publication: str
    address: str
    licences: tuple[Licence, ...]
    attribution: str
    files: tuple[File, ...] = ()


def of_dataset(name: str) -> Source:
    """The source of a tidy table."""
    about = tables.describe(name)
    files = [_file(name, each) for each in about["sources"]]
    return Source(
        about["publisher"],
        about["publication"],
        about["landing_page"],
        licences(about["licence"]),
        about["attribution"],
        tuple(files),
    )


def of_datasets(names: Iterable[str]) -> tuple[Source, ...]:
    """The sources of several tidy tables, each publication once, without those that are not loaded."""
    found: dict[tuple[str, str], Source] = {}
    for name in names:
        if tables.is_loaded(name) and tables.describe(name).get("publisher"):
            one = of_dataset(name)
            key = (one.publisher, one.publication)
            seen = found.get(key)
            found[key] = replace(seen, files=seen.files + one.files) if seen else one
    return tuple(found.values())


def of_reference(name: str) -> tuple[Source, ...]:
    """The sources of a reference table."""
    return tuple(_named(start) for start in PARTS.get(name, (OURS,)))


def licences(text: str) -> tuple[Licence, ...]:
    """The licences that a text names; raises ValueError for one that is not known."""
    found = tuple(Licence(name, text, address) for part, (name, address) in LICENCES.items() if part in text)
    if not found:
        raise ValueError(f"no licence is known by {text!r}; add it to LICENCES in {__name__}")
    return found


def _file(dataset: str, each: dict) -> File:
    known = {field.name: each[field.name] or "" for field in fields(File) if field.name != "dataset"}
    return File(dataset=dataset, **known)


@remembered()
def _named(start: str) -> Source:
    """The source whose row of LICENSE-DATA.md begins so, with the wording under its publisher's name."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in _lines() if line[:2] == "| "]
    wanted = start.replace("’", "'")
    row = next((row for row in rows if row[0].startswith(wanted)), None)
    if row is None:
        raise ValueError(f"LICENSE-DATA.md has no row that begins {wanted!r}; add one")
    publication, publisher, _, licence = row
    return Source(publisher, publication, "", licences(licence), _wording(publisher, publication))


def _wording(publisher: str, publication: str) -> str:
    """The paragraph of wording that begins with the publisher's name, or with a word of the publication."""
    whole = tables.licences()
    paragraphs = re.findall(r"^\*\*(.+?)\.\*\* (.+?)(?=\n\n)", whole, re.MULTILINE | re.DOTALL)
    for lead, words in paragraphs:
        names = lead.split(", ")
        if publisher in names or publication.startswith(tuple(names)):
            return re.sub(r"\[(.+?)\]\((.+?)\)", r"\1 (\2)", " ".join(words.split()))
    raise ValueError(f"LICENSE-DATA.md has no wording for {publisher} or {publication!r}; add it")


def _lines() -> list[str]:
    return tables.licences().splitlines()
