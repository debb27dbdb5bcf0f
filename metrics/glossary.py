"""The words of the field, each with the one meaning it has here, out of GLOSSARY.md."""

from __future__ import annotations

import re
from dataclasses import dataclass

from metrics import tables
from metrics.memory import remembered

ENTRY = re.compile(r"\*\*(?P<name>.+?)\.\*\*\s+(?P<meaning>.+)", re.DOTALL)


@dataclass(frozen=True)
class Term:
    """A word under the heading of its section; `name` and `meaning` are Markdown without line breaks."""

    section: str
    name: str
    meaning: str


@remembered()
def terms() -> tuple[Term, ...]:
    """Every word, in the order of the file."""
    found, section = [], ""
    for paragraph in tables.glossary().split("\n\n"):
        text = " ".join(paragraph.split())
        if text.startswith("## "):
            section = text.removeprefix("## ")
        entry = ENTRY.fullmatch(text)
        if entry:
            found.append(Term(section, entry["name"], entry["meaning"]))
    return tuple(found)
