"""What stands at an address of no place or measure: the names it may have meant. What was typed is never told back."""

from __future__ import annotations

from difflib import get_close_matches
from urllib.parse import unquote

from dash import html

from layouts import links, search
from layouts.parts.find_box import meant
from layouts.parts.shell import missing
from metrics import areas, registry

MOST = 3
LEAST_ALIKE = 0.6


def place(typed: object) -> html.Div:
    """The page for an address that names no place, or one that has no such page."""
    return missing(meant([html.A(name, href=links.area(areas.find(name))) for name in _names(typed)]))


def measure(typed: object) -> html.Div:
    """The page for an address that names no measure."""
    asked = unquote(str(typed))[: search.LONGEST].lower().replace("-", "_")
    near = get_close_matches(asked, list(registry.all_metrics()), MOST, LEAST_ALIKE)
    return missing(meant([html.A(registry.metric(each).title, href=links.measure(each)) for each in near]))


def _names(typed: object) -> tuple[str, ...]:
    """Names that a text resembles; none for what looks like a postcode, which is not looked up from an address."""
    asked = unquote(str(typed))[: search.LONGEST].replace("-", " ").strip()
    if search.LIKE_A_POSTCODE.match(asked):
        return ()
    try:
        return (areas.name(areas.find(asked)),)
    except areas.UnknownPlace as unknown:
        return unknown.suggestions
