"""A page as plain HTML, from the same components that React draws.

The requested page stands in the first response: search engines, readers without scripts and slow phones get its words
and tables at once. `assets/site.js` takes it away when React has drawn the same page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import escape
from typing import Any

from dash.development.base_component import Component

VOID = {"br", "col", "hr", "img", "input", "source", "wbr"}
NAMES = {
    "className": "class",
    "htmlFor": "for",
    "tabIndex": "tabindex",
    "colSpan": "colspan",
    "rowSpan": "rowspan",
    "autoComplete": "autocomplete",
    "inputMode": "inputmode",
    "maxLength": "maxlength",
    "spellCheck": "spellcheck",
}
PLAIN = {
    "id", "href", "src", "alt", "title", "action", "method", "name", "type", "value", "placeholder", "list", "role",
    "scope", "lang", "width", "height", "open", "hidden", "selected", "download", "start", "required", "rows",
}  # fmt: skip
SILENT = {"Store", "Location"}
WITHOUT_SCRIPTS = "<noscript>The picture needs scripts. The table has all its figures.</noscript>"


def render(part: Any) -> str:
    """HTML of a component, a text, a number, None, or a list of them."""
    if part is None:
        return ""
    if isinstance(part, list | tuple):
        return "".join([render(each) for each in part])
    if isinstance(part, str) or not isinstance(part, Component):
        return escape(str(part))
    props, kind = vars(part), part._type
    if "first_view" in props:
        return element("div", props, part.first_view())
    special = SPECIAL.get(kind)
    if special:
        return special(props)
    if kind in SILENT:
        return ""
    return element(kind.lower(), props, render(props.get("children")))


def element(tag: str, props: Mapping[str, Any], inside: str = "") -> str:
    """One HTML element with the attributes that mean something without React, sorted: Dash keeps them in no order."""
    attributes = "".join([attribute(name, value) for name, value in sorted(props.items())])
    return f"<{tag}{attributes}>" if tag in VOID else f"<{tag}{attributes}>{inside}</{tag}>"


def attribute(name: str, value: Any) -> str:
    """' class="lead"'; nothing for what only React needs, or for false and None."""
    if name == "style" and isinstance(value, Mapping):
        return f' style="{escape(style(value))}"'
    written = _written(name)
    if not written or value is None or value is False:
        return ""
    return f" {written}" if value is True else f' {written}="{escape(str(value))}"'


@lru_cache
def _written(name: str) -> str:
    """A property as HTML calls it; '' for what only React needs."""
    name = NAMES.get(name, name)
    known = name in PLAIN or name in NAMES.values() or name.startswith(("aria-", "data-"))
    return name if known else ""


def style(rules: Mapping[str, Any]) -> str:
    """A React style as CSS text: {'minHeight': '3px'} -> 'min-height:3px'."""
    return ";".join(
        f"{re.sub('[A-Z]', lambda at: '-' + at[0].lower(), name)}:{rules[name]}" for name in rules
    )


def _graph(props: Mapping[str, Any]) -> str:
    return element("div", {"className": "chart-space", "style": props.get("style") or {}}, WITHOUT_SCRIPTS)


def _input(props: Mapping[str, Any]) -> str:
    """A field; one with a problem is tied to it (`parts.find_box.told`)."""
    if props.get("className") == "invalid":
        props = {**props, "aria-invalid": "true", "aria-describedby": f"{props['id']}-error"}
    return f'<div class="dash-input-container">{element("input", props)}</div>'


SPECIAL: dict[str, Callable[[Mapping[str, Any]], str]] = {"Graph": _graph, "Input": _input}
