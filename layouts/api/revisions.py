"""The ledger of what became of published figures as a part of its page, as a file, and as a feed to subscribe to."""

from __future__ import annotations

import hashlib
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import pandas as pd
from flask import Blueprint, Response, request

from layouts import atom, cite, csv_file, links
from layouts.first_view import render
from layouts.format import listing, plural
from layouts.ledger_choice import Choice, choose
from layouts.parts import ledger as parts
from layouts.parts.shell import NAME
from metrics import ledger
from metrics.memory import remembered

blueprint = Blueprint("revisions", __name__)

TABLE, FILE, ATOM = "/revisions-table", f"{links.REVISIONS}.csv", f"{links.REVISIONS}.atom"
NAMESPACE = "http://www.w3.org/2005/Atom"
URN = "urn:send-postcode-lottery:revisions"
BEFORE_ANY = "2014-09-01"
"""What an empty feed bears as its day: the law that the figures are about came into force."""
GROUP = ["kind", "dataset", "title", "old_release", "new_release", "known"]
NAMED = 12
"""Figures or places that an entry names; of more, how many there are."""


@remembered(256)
def written(choice: Choice) -> str:
    """The rows of one page as HTML."""
    return render(parts.rows(choice))


@blueprint.get(TABLE)
def serve() -> Response:
    """The rows of one page."""
    return Response(written(choose(request.args)), mimetype="text/html")


@blueprint.get(FILE)
def as_csv() -> Response | tuple[Response, int]:
    """Every row that is chosen."""
    choice = choose(request.args)
    if choice.wrong:
        return _refused(choice)
    rows = choice.rows
    return csv_file.response(_name(choice), list(rows), rows.itertuples(index=False))


@blueprint.get(ATOM)
def as_atom() -> Response | tuple[Response, int]:
    """What is chosen as a feed: an entry for what one release, or one check of it, did to figures of one table.

    An entry keeps its identity while its rows stay the same, so that no reader shows it twice.
    """
    choice = choose(request.args)
    if choice.wrong:
        return _refused(choice)
    rows, page = choice.rows, choice.address(page=1)
    feed = Element("feed", xmlns=NAMESPACE, attrib={"xml:lang": "en-GB"})
    about = [
        each for each in (choice.place and choice.place.name, choice.metric and choice.metric.title) if each
    ]
    atom.add(
        feed, "title", " - ".join(["Figures that changed" + (f": {listing(about)}" if about else ""), NAME])
    )
    atom.add(feed, "id", ":".join([URN, *filter(None, choice.state().values())]))
    atom.add(feed, "updated", _moment(rows["known"].max() if len(rows) else BEFORE_ANY))
    SubElement(feed, "link", rel="self", href=atom.address(choice.file(ATOM)))
    SubElement(feed, "link", rel="alternate", href=atom.address(page))
    atom.add(SubElement(feed, "author"), "name", cite.publisher())
    for key, part in rows.groupby(GROUP, sort=False):
        _entry(feed, choice, dict(zip(GROUP, map(str, key), strict=True)), part)
    return Response(tostring(feed, encoding="utf-8", xml_declaration=True), mimetype="application/atom+xml")


def _entry(feed: Element, choice: Choice, of: dict[str, str], part: pd.DataFrame) -> None:
    words, meaning = parts.KINDS[of["kind"]]
    release = f"{of['new_release'] or of['old_release']} release"
    digest = hashlib.sha256("\n".join(_says(row) for row in part.itertuples()).encode()).hexdigest()[:12]
    entry = SubElement(feed, "entry")
    atom.add(
        entry, "title", f"{words}: {plural(len(part), 'figure')} of \u201c{of['title']}\u201d, {release}"
    )
    atom.add(entry, "id", ":".join([URN, of["dataset"], of["kind"], digest]))
    atom.add(entry, "updated", _moment(of["known"]))
    leads = choice.address(kind=of["kind"])
    SubElement(entry, "link", rel="alternate", href=atom.address(leads))
    SubElement(entry, "category", term=of["kind"], label=words)
    whose = listing(sorted(set(part["area_name"])), NAMED)
    what = listing(list(dict.fromkeys(part["label"])), NAMED)
    when = listing(list(dict.fromkeys(part["period"])), NAMED)
    atom.add(entry, "summary", f"{meaning} {what}; {when}; {whose}. {_one(part)}".strip())


def _one(part: pd.DataFrame) -> str:
    """Old and new figure and the evidence, where an entry is of one row."""
    if len(part) > 1:
        return ""
    row = next(part.itertuples())
    return f"{parts.old(row)}; {parts.new(row)}. {row.evidence}"


def _says(row: Any) -> str:
    return "|".join([row.id, parts.old(row), parts.new(row), row.evidence])


def _refused(choice: Choice) -> tuple[Response, int]:
    """What is wrong with an address, in words for whoever wrote it."""
    kinds = ", ".join(ledger.KINDS)
    said = (
        f"There is no such {', '.join(choice.wrong)}. area is a council as in /area/<area>, measure one as in "
        f"/measure/<measure>, kind one of {kinds}.\n"
    )
    return Response(said, mimetype="text/plain"), 404


def _name(choice: Choice) -> str:
    return "_".join(["ledger", *filter(None, choice.state().values())])


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
