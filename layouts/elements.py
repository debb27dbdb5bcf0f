"""Dash's HTML elements, made quickly.

Dash writes the names of all the properties of an element into every single one, looks each property up in that list,
and words the error before it knows whether there is one: of a page with two thousand elements that is a fifth of the
work. Here the names stand in the class, where they are the same for all its elements, and are compared as a set.
"""

from __future__ import annotations

from typing import Any

from dash import html

OF_THE_CLASS = (
    "_prop_names",
    "_valid_wildcard_attributes",
    "available_properties",
    "available_wildcard_properties",
)
"""What Dash writes into each element and is the same for all of a class."""


def quicken() -> None:
    """Make every element of `dash.html` as this module does; what it is on a page stays the same."""
    for name in html.__all__:
        kind = getattr(html, name)
        by_dash = kind()
        for each in OF_THE_CLASS:
            setattr(kind, each, getattr(by_dash, each))
        kind.known = frozenset(kind._prop_names)
        kind.__init__ = _made


def _made(self: Any, children: Any = None, **properties: Any) -> None:
    """An element with these properties; raises TypeError for one that Dash does not know."""
    for name in properties.keys() - self.known:
        if not name.startswith(("data-", "aria-")):
            raise TypeError(
                f"html.{self._type} has no property {name!r}; Dash's page on it lists those it has"
            )
    own = vars(self)
    own["children"] = children
    own.update(properties)
