"""Claims that people quote about SEND in England, each with what the published tables say of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import dash
from dash import html

from layouts import links
from layouts.format import listing, number, plural
from layouts.parts.listed import listed
from layouts.parts.shell import NAME
from layouts.parts.tables import table
from layouts.places import places
from metrics import complaints, quoted, readings, registry, which_number
from metrics.areas import ENGLAND
from metrics.metric import Proportion
from metrics.quoted import Checked, Claim
from metrics.readings import How, Measure

TITLE = "Claims that people quote"
LEAD = (
    "Figures from charities, ministers and other sites, set beside the published tables. A program makes each "
    "comparison afresh; nobody writes the verdicts. That a claim cannot be checked does not make it false."
)
VERDICTS = {
    quoted.REPRODUCED: ("Reproduced", "The published tables give this number."),
    quoted.OTHERWISE: (
        "Counted otherwise",
        "The tables give this number for something else than the words say.",
    ),
    quoted.STATED: ("Stated, not counted", "Its publisher says so and does not give the counts behind it."),
    quoted.OFF: ("Not reproduced", "The published tables give another number."),
    quoted.NOT: ("Not reproducible from open data", "No published table that we hold could settle it."),
}
HEADS = ("Claim", "Who says it", "Verdict", "What the tables say")


def layout(**_: Any) -> html.Div:
    """The claims in the order of their file, after what the verdicts mean."""
    found = quoted.checked()
    counted = Counter(each.verdict for each in found)
    told = [f"{number(counted[each])} {VERDICTS[each][0].lower()}" for each in VERDICTS if counted[each]]
    meaning = [part for name, text in VERDICTS.values() for part in (html.Dt(name), html.Dd(text))]
    return html.Div(
        [
            html.P(html.A("Methods", href=links.METHODS), className="crumbs"),
            html.H1(TITLE),
            html.P(LEAD, className="lead"),
            html.P(f"Of {plural(len(found), 'claim')}: {listing(told)}."),
            table("Claims, and what the published tables say", HEADS, list(map(_line, found)), stacked=True),
            html.Section([html.H2("What the verdicts mean", id="verdicts"), html.Dl(meaning)]),
            html.P(html.A(which_number.ASKED, href=links.NUMBERS)),
            html.P(html.A("What nobody publishes", href=f"{links.GAPS}#nobody")),
        ],
        className="methods",
    )


def _line(found: Checked) -> html.Tr:
    claim = found.claim
    return html.Tr(
        [
            html.Th(f"\u201c{claim.claim}\u201d", scope="row"),
            html.Td(_said_by(claim)),
            html.Td(html.Strong(VERDICTS[found.verdict][0])),
            html.Td(_says(found)),
        ],
        id=f"claim-{claim.id.replace('_', '-')}",
    )


def _said_by(claim: Claim) -> Any:
    if claim.said_at:
        return html.A(claim.said_by, href=claim.said_at)
    return f"{claim.said_by}. We have no address for it."


def _says(found: Checked) -> list[Any]:
    """What stands in the tables, with the way to it, and what to know of the claim."""
    way = _stands(found)
    claim = found.claim
    is_england = claim.rule != "below"
    known = readings.cautions(found.how, claim.period) if found.how and is_england else []
    words = " ".join(filter(None, [claim.note, *known]))
    return [*way, *([" "] if way and words else []), words]


def _stands(found: Checked) -> list[Any]:
    claim = found.claim
    if claim.rule == "decisions":
        return [_decisions(found)]
    if found.address:
        return [html.A("The Ombudsman's own words", href=found.address), "."]
    if found.how is None or found.found is None:
        return []
    if claim.rule == "below":
        return _below(found)
    way = html.A(_counted(found), href=_cells(found))
    return [f"England, {claim.period}: {_figure(found)} (", way, ")."]


def _figure(found: Checked) -> str:
    """The number as the tables give it."""
    if found.claim.rule == "change" or found.how is None:
        return f"{number(found.found or 0, 1)}%"
    if found.claim.rule == "numerator":
        return number(found.found or 0)
    return readings.figure(found.how, found.found or 0)


def _counted(found: Checked) -> str:
    """The counts behind the number, as the words of the link to their cells."""
    if found.counts is None or found.how is None:
        return "the published cell"
    top, bottom = map(number, found.counts)
    if found.claim.rule == "change":
        return f"{top} after {bottom}"
    is_share = isinstance(_formula(found.how), Proportion)
    return f"{top} {'of' if is_share else 'more than'} {bottom}"


def _formula(how: How) -> Any:
    return registry.metric(how.metric).formula if isinstance(how, Measure) else readings.formula(how)


def _cells(found: Checked) -> str:
    """Where the cells are: on the page of the figure, or in the row of the page of numbers."""
    if isinstance(found.how, Measure):
        return links.figure(found.how.metric, ENGLAND, found.claim.period)
    reading = next(each for each in which_number.readings().values() if each.how == found.how)
    return f"{links.NUMBERS}#{reading.id.replace('_', '-')}"


def _below(found: Checked) -> list[Any]:
    """The councils that bear it out, each with the way to its cells."""
    metric = registry.metric(found.claim.basis)
    named = [
        html.A(
            f"{places()[code].name} {readings.figure(Measure(metric.id), value)}",
            href=links.figure(metric.id, code, found.claim.period),
        )
        for code, value in found.places
    ]
    return [f"{plural(len(named), 'council')} in {found.claim.period}: ", *listed(named), "."]


def _decisions(found: Checked) -> str:
    if found.found is None:
        return "No decisions are held here."
    held = plural(int(found.found), "such decision")
    sample = ", from a sample, so that no count follows from it" if complaints.is_sample() else ""
    return f"This site holds {held} of {found.claim.period}{sample}."


dash.register_page(
    __name__,
    path=links.CLAIMS,
    title=f"{TITLE} - {NAME}",
    description="Figures that campaigners, ministers and other sites quote, each checked against the published tables.",
    layout=layout,
)
