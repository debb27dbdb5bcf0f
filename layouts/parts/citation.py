"""What every page bears around its content: how to cite it, and at an address with a version, of when its figures are.

React draws these places once for all pages; `assets/site.js` fills each with what belongs to the address on show.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dash import html

from layouts import cite, frozen, links
from layouts.bound import bound
from layouts.first_view import render
from layouts.parts.shell import NAME
from metrics import versions

CITE, NOTICE = "/cite", "/version-notice"


def disclosure(address: str = "", title: str = "") -> html.Details:
    """'Cite this page'; without an address, the place for it."""
    inside = _place(CITE, address, lambda: render(citation(address, title)))
    return html.Details([html.Summary("Cite this page"), inside], className="cite")


def notice(address: str = "") -> html.Div | None:
    """Where it stands which version this is; None at an address without one."""
    return _place(NOTICE, address, lambda: render(which(address))) if frozen.here() else None


def _place(page: str, address: str, written: Callable[[], str]) -> html.Div:
    """An empty place for what `page` says of an address; of the first view it has that already."""
    named = {"data-fragment": bound(links.with_query(page, of=address))} if address else {}
    place = html.Div(**named, **{"data-of": bound(page)})
    if address:
        place.first_view = written
    return place


def plain(title: str) -> str:
    """What a page is about, without the name of the site."""
    return title.removesuffix(f" - {NAME}")


def citation(address: str, title: str) -> list[Any]:
    """Both citations of an address, and the files for reference managers."""
    version, files = versions.current(), {"bib": "BibTeX", "ris": "RIS (EndNote, Zotero)"}
    named = [
        html.A(words, href=links.with_query(f"{CITE}.{ending}", of=address), download="")
        for ending, words in files.items()
    ]
    return [
        html.P("In one line", className="hint"),
        html.P(cite.short(address, plain(title)), className="citation"),
        html.P("In full", className="hint"),
        html.P(cite.long(address, plain(title)), className="citation"),
        html.P(["Files: ", named[0], ", ", named[1], "."]),
        html.P(
            [
                html.A("This address", href=frozen.pinned(address, version.name)),
                f" keeps the figures of version {version.name} when newer ones are published.",
            ]
        ),
    ]


def which(address: str) -> html.P:
    """Of when the figures are, and the way to newer ones."""
    version = versions.current()
    if version == versions.newest():
        said: list[Any] = [
            f"You are looking at version {version.name} of the data ({version.label}), the newest. "
            "This address will keep these figures when newer ones are published."
        ]
    else:
        said = [
            html.Strong(f"You are looking at the data as of version {version.name}: {version.label}."),
            " Newer figures exist: ",
            html.A("see the newest", href=frozen.pinned(address, frozen.NEWEST)),
            ".",
        ]
    return html.P(said, className="notice version")
