"""Story leads: what is worth asking about in the newest figures, each with its test of soundness."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import links
from layouts.api import leads as files
from layouts.parts import story_leads
from layouts.parts.shell import NAME
from metrics.leads import leads

TITLE = "Story leads"
LEAD = (
    "What stands out in the newest figures, each with the test it has passed and what to be careful of. A lead is a "
    "question to ask a council or a publisher, not an answer."
)


def layout(**_: Any) -> html.Div:
    """Every lead, by kind."""
    found = leads()
    return html.Div(
        [
            html.H1(TITLE),
            html.P(LEAD, className="lead"),
            html.P(
                [
                    "Also as a ",
                    html.A("feed to subscribe to (Atom)", href=files.ATOM),
                    " and as ",
                    html.A("data (JSON)", href=files.JSON),
                    ".",
                ]
            ),
            *story_leads.sections(found),
        ],
        className="story-leads",
    )


dash.register_page(
    __name__,
    path=links.LEADS,
    title=f"{TITLE} - {NAME}",
    description="Largest changes, new outliers, councils that stopped reporting, widest borders, publishers' errors: "
    "each with a sentence to print and its test.",
    layout=layout,
)
