"""What a family can do that was refused, waits too long or disagrees: the steps, until when, and who gives advice."""

from __future__ import annotations

from dash import html

from layouts import ways

HEADING = "Refused, late or wrong? What you can do"


def steps() -> html.Dl:
    """Each step with its limits, in the order in which a family meets it."""
    return html.Dl([part for name, text in ways.STEPS for part in (html.Dt(name), html.Dd(text))])


def folded() -> html.Details:
    """The same in one line until a reader opens it."""
    return html.Details([html.Summary(HEADING), steps()], className="what-to-do")
