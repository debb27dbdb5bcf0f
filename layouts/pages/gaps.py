"""Who reported what: every gap in the published figures with its reason, and what nobody publishes."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import links, places
from layouts.api import gaps
from layouts.parts import reporting
from layouts.parts.filters import choice, councils
from layouts.parts.fragment import fragment
from layouts.parts.shell import NAME
from metrics import registry

TITLE = "Who reported what"
LEAD = (
    "Councils send most of these figures to the government. Some did not, some sent figures that cannot be right, and "
    "some things nobody counts. Here is every gap, with its reason."
)
SILENT = (
    "The council existed, the table was published, and it has not one figure for that council. The publisher seldom "
    "says why: the council may not have sent its return, or may have sent one that could not be used."
)
NOBODY = "What families ask and no one can look up, with what is known. A council may answer if you ask it directly."


def layout(area: Any = "", measure: Any = "", **_: Any) -> html.Div:
    """All measures, or what one council or one measure lacks."""
    place = places.councils().get(area) if isinstance(area, str) else None
    metric = registry.all_metrics().get(measure) if isinstance(measure, str) else None
    asked = [each for each, found in ((area, place), (measure, metric)) if each and not found]
    problem = "The address asked for a council or a measure that is not there; this shows all of them."
    about = place.name if place else metric.title if metric else ""
    body = html.Div(
        [
            html.H1(f"{TITLE}: {about}" if about else TITLE),
            html.P(LEAD, className="lead"),
            html.P(problem, className="notice", role="alert") if asked else None,
            _form(place.slug if place else ""),
            *_asked(place.code if place else "", metric.id if metric and not place else ""),
            html.Section([html.H2("Nothing at all", id="nothing"), html.P(SILENT), reporting.silent()]),
            html.Section(
                [html.H2("What nobody publishes", id="nobody"), html.P(NOBODY), reporting.unpublished()]
            ),
            _every() if not place and not metric else None,
        ],
        className="reporting methods",
    )
    body.tab = f"{TITLE}{f': {about}' if about else ''} - {NAME}"
    return body


def _form(slug: str) -> html.Form:
    """The council whose gaps are shown."""
    field = choice("area", "A council", [("", "All councils"), *councils()], slug)
    return html.Form(
        [field, html.Button("Show", type="submit", className="apply")],
        action=links.GAPS,
        method="get",
        className="filters",
    )


def _asked(area_code: str, metric_id: str) -> list[Any]:
    """What one council or one measure lacks."""
    if area_code:
        place = places.places()[area_code]
        way = html.P([html.A(f"All figures of {place.name}", href=links.area(area_code)), " or ", _all()])
        return [
            html.Section([html.H2(f"{place.name}: what is missing"), *reporting.of_council(area_code), way])
        ]
    if metric_id:
        title = registry.metric(metric_id).title
        return [
            html.Section(
                [html.H2(f"{title}: year by year"), *reporting.of_measure(metric_id), html.P(_all())]
            )
        ]
    return []


def _every() -> html.Section:
    """How many councils have a figure of each measure."""
    file = html.A("Download every gap (CSV)", href=gaps.FILE, download="")
    changed = html.A("Figures that were taken back or withheld", href=links.REVISIONS)
    said = html.P(
        [
            "Choose a measure to see which councils lack a figure in each year, and why. ",
            file,
            ". ",
            changed,
            ".",
        ]
    )
    return html.Section([html.H2("Every measure", id="every"), said, fragment(gaps.TABLE, gaps.written)])


def _all() -> html.A:
    return html.A("see every measure", href=f"{links.GAPS}#every")


dash.register_page(
    __name__,
    path=links.GAPS,
    title=f"{TITLE} - {NAME}",
    description="Which councils gave no figure, for which measure and year, and why; and what nobody publishes.",
    layout=layout,
)
