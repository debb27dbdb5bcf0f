"""The glossary on a page: the words of each section with their meanings, links and emphasis kept."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

from dash import html

from layouts import links
from layouts.format import listing
from metrics.glossary import terms

INLINE = re.compile(r"\[(?P<words>[^\]]+)\]\((?P<address>[^)]+)\)|\*(?P<stressed>[^*]+)\*|`(?P<code>[^`]+)`")


def glossary() -> list[html.Details]:
    """A fold for each section."""
    return [
        html.Details([html.Summary(section), html.Dl([part for term in words for part in _term(*term)])])
        for section, words in (
            (section, [(each.name, each.meaning) for each in mine])
            for section, mine in groupby(terms(), key=lambda term: term.section)
        )
    ]


def explained(*names: str) -> html.Details:
    """Words of the field with their meanings, folded under one line: for the place where a page first uses them.

    The first sentence of a meaning is the plain one; the glossary has the rest.
    """
    known = {term.name: term.meaning for term in terms()}
    meanings = [part for name in names for part in (html.Dt(name), html.Dd(plain(known[name])))]
    more = html.P(html.A("More in the glossary", href=f"{links.METHODS}#glossary"))
    asked = html.Summary(["What is meant by ", html.Span(listing(names))])
    return html.Details([asked, html.Dl(meanings), more], className="explained")


def plain(meaning: str) -> str:
    """The first sentence of a meaning."""
    return re.split(r"(?<=\.)\s", meaning, maxsplit=1)[0]


def _term(name: str, meaning: str) -> tuple[html.Dt, html.Dd]:
    return html.Dt(inline(name)), html.Dd(inline(meaning))


def inline(text: str) -> list[Any]:
    """A line of Markdown as parts of a page."""
    parts: list[Any] = []
    end = 0
    for found in INLINE.finditer(text):
        parts += [text[end : found.start()], _part(found)]
        end = found.end()
    return [part for part in (*parts, text[end:]) if part != ""]


def _part(found: re.Match[str]) -> Any:
    if found["address"]:
        return html.A(found["words"], href=found["address"])
    return html.Em(found["stressed"]) if found["stressed"] else html.Code(found["code"])
