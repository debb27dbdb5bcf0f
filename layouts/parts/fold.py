"""A part of a page under its heading, shut until a reader opens it: what it holds is in the page all the same.

`assets/site.js` opens it where an address leads to it or into it, and all of them before a page is printed.
"""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component


def fold(
    heading: str,
    anchor: str,
    said: Any,
    *inside: Any,
    is_open: bool = False,
    level: type[Component] = html.H2,
) -> html.Details:
    """A part with the words that are seen while it is shut: what a reader would find in it, at its shortest."""
    words = html.Span(said, className="said-first")
    summary = html.Summary([level(heading, id=anchor), words])
    return html.Details([summary, *inside], className="fold", open=is_open)
