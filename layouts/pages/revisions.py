"""The ledger: every published figure that a later release changed, and every one withheld or put right here."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import links, places
from layouts.api import revisions as files
from layouts.format import listing, number, plural
from layouts.ledger_choice import Choice, choose
from layouts.parts import firm
from layouts.parts import ledger as parts
from layouts.parts.filters import choice as field
from layouts.parts.filters import councils
from layouts.parts.fragment import fragment
from layouts.parts.shell import NAME
from metrics import ledger, registry, version_changes

TITLE = "Figures that changed"
LEAD = (
    "Published figures are not fixed for ever. A later release may print another figure, or none. And some printed "
    "figures cannot be right. Here is each one that we know of: what was printed, what stands there now, and why."
)
PROBLEM = "The address asked for a {} that is not there; this shows what it can."
NAMES = {"area": "council", "measure": "measure", "kind": "kind of change", "page": "page"}
FIRM = (
    "For each council and year we set the figure of the oldest release that we hold beside that of the newest one. "
    "Decimals apart, two figures that differ count as a change."
)
RELEASES = (
    "A publisher\u2019s release covers several years, and prints older years anew. We keep every release that we hold "
    "and set each cell beside the same cell of the release after it. The day of a release is given where the "
    "publisher\u2019s files say it. Groups by age, sex and so on are compared by our checks only."
)
REQUESTS = "ehc_plan_requests"
GUIDANCE = (
    "This is not a correction of any figure. From 2023 the department collects a record for each child instead of "
    "totals from each council, and the guidance of its 2025 release says that some data items of the old collection "
    "\u201care no longer available\u201d. The counts of requests and of refusals for the same years stand in the 2025 "
    "release as they were printed before, so the share refused can still be worked out, and we show it. The older "
    "figures are listed here and not shown on other pages: what a publisher took back is never revived."
)


def layout(**query: Any) -> html.Div:
    """The part of the ledger that the address asks for."""
    chosen = choose(query)
    about = listing(
        [each for each in (chosen.place and chosen.place.name, chosen.metric and chosen.metric.title) if each]
    )
    problem = PROBLEM.format(" or a ".join(NAMES[name] for name in chosen.wrong))
    body = html.Div(
        [
            html.H1(f"{TITLE}: {about}" if about else TITLE),
            html.P(LEAD, className="lead"),
            html.P(problem, className="notice", role="alert") if chosen.wrong else None,
            _form(chosen),
            html.Section([html.H2("What happened", id="ledger"), *_ledger(chosen)]),
            html.Section([html.H2("How firm is a new figure?", id="firm"), html.P(FIRM), *_firm(chosen)]),
            html.Section([html.H2("Columns left empty", id="emptied"), *_emptied()]),
            html.Section([html.H2("How this is made", id="made"), html.P(RELEASES), *_versions()]),
        ],
        className="ledger methods",
    )
    body.tab = f"{TITLE}{f': {about}' if about else ''} - {NAME}"
    return body


def _form(chosen: Choice) -> html.Form:
    """Place, measure and kind."""
    state = chosen.state()
    there = ledger.measures()
    named = [*there, *([chosen.metric.id] if chosen.metric and chosen.metric.id not in there else [])]
    regions = [(slug, place.name) for slug, place in places.regions().items()]
    areas = [("", "Everywhere"), ("england", "England"), *regions, *councils()]
    measures = [("", "Every published figure"), *((name, registry.metric(name).title) for name in named)]
    kinds = [("", "Anything"), *((kind, words) for kind, (words, _) in parts.KINDS.items())]
    listed = (("area", "Where", areas), ("measure", "Measure", measures), ("kind", "What happened", kinds))
    fields = [field(name, label, choices, state[name]) for name, label, choices in listed]
    button = html.Button("Show", type="submit", className="apply")
    return html.Form([*fields, button], action=links.REVISIONS, method="get", className="filters")


def _ledger(chosen: Choice) -> list[Any]:
    """The counts, the files and the rows."""
    file = html.A("Download these rows (CSV)", href=chosen.file(files.FILE), download="")
    feed = html.A("follow them as a feed (Atom)", href=chosen.file(files.ATOM))
    return [
        html.P(html.Strong(f"{parts.counted(chosen)}."), **{"data-told": ""}),
        parts.kinds(chosen),
        parts.meanings(chosen),
        html.P([file, ", or ", feed, "."]),
        fragment(chosen.address(files.TABLE, page=chosen.page), lambda: files.written(chosen)),
        parts.pager(chosen),
    ]


def _firm(chosen: Choice) -> list[Any]:
    if chosen.metric:
        told = html.P(
            [
                html.A(chosen.metric.title, href=links.measure(chosen.metric.id)),
                ": ",
                firm.sentence(chosen.metric),
            ]
        )
        return [told, html.P(html.A("All measures", href=f"{links.REVISIONS}#firm"))]
    return firm.overall()


def _emptied() -> list[Any]:
    """The columns that a newer release leaves empty for everyone, and what is known of the reason."""
    found = ledger.emptied()
    if found.empty:
        return [html.P("No column of an older release is left empty by a newer one that we hold.")]
    items = [
        html.Li(
            f"{row.title}: \u201c{row.label}\u201d of {listing(row.periods)}, printed in the {row.old_release} "
            f"release; {number(row.figures)} figures of {number(row.councils)} councils, their regions and England"
        )
        for row in found.itertuples()
    ]
    told = (
        f"{number(found['figures'].sum())} figures were taken back because a newer release prints the symbol for "
        "\u201cnot available\u201d in a whole column of a year, for every council, region and England:"
    )
    why = html.P(GUIDANCE) if (found["dataset"] == REQUESTS).any() else None
    return [html.P(told), html.Ul(items), why]


def _versions() -> list[html.P]:
    """Whether a figure of one version of the data is another in the next."""
    return [
        html.P(
            f"Between our own versions {step.older} and {step.newer} of the data, {number(step.changed)} of the "
            f"{number(step.both)} cells that both show in the tables that were built anew changed, "
            f"{number(step.gone)} went, and {number(step.added)} came with newer releases; "
            f"{plural(step.tables, 'table')} came whole."
        )
        for step in version_changes.steps()
    ]


dash.register_page(
    __name__,
    path=links.REVISIONS,
    title=f"{TITLE} - {NAME}",
    description="Every published figure that a later release changed or took back, and every one withheld or put right "
    "here: old, new, when and why, by council and measure.",
    layout=layout,
)
