"""A part of a page that the server writes as HTML and React leaves alone.

React needs about half a millisecond for every cell of a table; the browser's own parser needs almost nothing.
`assets/site.js` fetches the part, or takes it from the first view where it already stands; its address is bound to the
figures of the page.
"""

from __future__ import annotations

from collections.abc import Callable

from dash import html

from layouts.bound import bound


def fragment(address: str, written: Callable[[], str], place_id: str = "") -> html.Div:
    """An empty place for what `address` answers with; `written` gives the same HTML for the first view."""
    named = {"id": place_id} if place_id else {}
    place = html.Div(**named, **{"data-fragment": bound(address)})
    place.first_view = written
    return place
