"""What a family can do that was refused, waits too long or disagrees: the steps, until when, and who gives advice."""

from __future__ import annotations

from dash import html

from layouts import ways

HEADING = "Refused, late or wrong? What you can do"


def routes() -> html.Dl:
    """Where a family turns, and who gives advice."""
    advice = {name: text for name, text in ways.STEPS if name == ways.ADVICE}
    return _listed(ways.ROUTES | advice)


def folded() -> html.Details:
    """Each step with its limits, in the order in which a family meets it: one line until a reader opens it."""
    return html.Details([html.Summary(HEADING), _listed(dict(ways.STEPS))], className="what-to-do")


def _listed(told: dict[str, str]) -> html.Dl:
    return html.Dl([part for name, text in told.items() for part in (html.Dt(name), html.Dd(text))])
