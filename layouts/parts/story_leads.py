"""Story leads as a part of a page, by kind: the sentence, why it is sound, and where to look closer."""

from __future__ import annotations

from typing import Any

from dash import html

from layouts import links, places
from layouts.format import plural
from layouts.parts.fold import fold
from layouts.parts.quotes import quote
from metrics import areas, registry, tables
from metrics.areas import is_council
from metrics.lead import Lead

KINDS = {
    "better": ("Changed most for the better", "Since the year before, by more than chance."),
    "worse": ("Changed most for the worse", "Since the year before, by more than chance."),
    "changed": (
        "Refusals that changed most",
        "Neither way is better by itself: a council may refuse less because families ask later, or more because many "
        "children get help without a plan.",
    ),
    "outlier": (
        "New outliers",
        "Where chance matters: councils that stand out now and did not the year before.",
    ),
    "silent": (
        "Councils that stopped reporting",
        "Councils with no figure at all where they had some before.",
    ),
    "border": (
        "Widest gaps across a border",
        "Neighbours under the same law, with figures that chance does not explain.",
    ),
    "withheld": (
        "Published figures that are not shown here",
        "In the newest release of each table, and why.",
    ),
    "revised": ("Figures that a newer release no longer prints", "Column by column."),
}
"""Heading and introduction of each kind of `metrics.leads`."""


def sections(found: tuple[Lead, ...]) -> list[html.Section]:
    """A section for each kind that has leads, in it a list for each measure or table with the test it has passed."""
    return [
        html.Section(fold(heading, kind, plural(len(mine), "lead"), html.P(words), *_by_subject(kind, mine)))
        for kind, (heading, words) in KINDS.items()
        if (mine := [lead for lead in found if lead.kind == kind])
    ]


def _by_subject(kind: str, mine: list[Lead]) -> list[Any]:
    """The leads of one kind under what they are about; a test that all have passed is told once."""
    parts: list[Any] = []
    for subject in dict.fromkeys(about(lead) for lead in mine):
        those = [lead for lead in mine if about(lead) == subject]
        tests = {lead.sound for lead in those}
        alike = len(tests) == 1 < len(those)
        told = html.P([html.Strong("How sound: "), *tests], className="counted") if alike else None
        items = html.Ul([_item(lead, told is None) for lead in those], className="leads")
        parts += [html.H3(subject), told, items]
    return parts


def closer(lead: Lead) -> tuple[str, str]:
    """What to look at next, and its address."""
    councils = [code for code in lead.places if is_council(code)]
    if lead.kind == "border":
        return "The two side by side", links.compare(list(lead.places))
    if lead.measure:
        return "The published rows behind it", links.figure(lead.measure, lead.places[0], lead.period)
    if lead.kind == "revised":
        return "The ledger of revisions", links.revisions(kind="withdrawn")
    if len(councils) == 1:
        return "All that is missing or doubted here", links.gaps(area=places.places()[councils[0]].slug)
    return "What is known to be wrong or missing", f"{links.METHODS}#weaknesses"


def about(lead: Lead) -> str:
    """What a lead is about, in a few words: the measure, or the table."""
    if lead.measure:
        return registry.metric(lead.measure).title
    return tables.describe(lead.dataset)["title"]


def _item(lead: Lead, with_test: bool) -> html.Li:
    words, address = closer(lead)
    said: list[Any] = [html.Strong("How sound: "), lead.sound, " "] if with_test else []
    if lead.care:
        said += [html.Strong("Careful: "), lead.care, " "]
    told = quote(lead.claim) if lead.claim else html.P(lead.text)
    whose = areas.join([places.places()[code].name for code in lead.places[:2]], "and")
    which = ", ".join(filter(None, [whose, about(lead), lead.period]))
    way = html.A([words, html.Span(f": {which}", className="unseen")], href=address)
    return html.Li([told, html.P([*said, way, "."], className="counted")], id=lead.id)
