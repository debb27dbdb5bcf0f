"""The HTML document that every address answers with: its head, the requested page as plain HTML, then Dash.

Dash's own page says only "Loading..." until four requests have come back. Here the answer stands in the document, and
React draws the same page beside it, unseen; `assets/site.js` exchanges them when it is whole.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from html import escape
from typing import Any

from dash import Dash, html, page_container
from dash._pages import _parse_query_string, _path_to_page
from flask import Response, g, make_response, redirect, request
from werkzeug.exceptions import BadRequest

from layouts import changes, cite, frozen, ids, links, static_files, structured, stylesheet
from layouts.api import joined
from layouts.bound import bound
from layouts.first_view import render
from layouts.parts import citation, early
from layouts.parts.shell import NAME, NO_PAGE, missing, shell
from metrics import areas, registry

PRIVATE = ("dash_version", "python_version", "plotly_version", "ddk_version", "dash_version_url", "end_id")
"""What Dash would tell every reader about the machine; and a number by chance for work in the background, which there
is none of: with it every copy of a page would differ, and Dash's script would ask at an address of its own."""

DOCUMENT = """<!DOCTYPE html>
<html lang="en-GB">
<head>
{%metas%}
<title>{%title%}</title>
<link rel="icon" href="{icon}" type="image/svg+xml">
<script>{colours}</script>
<style>{theme}</style>
{%css%}
</head>
<body>
<div id="{first}">{view}</div>
<script>{opened}</script>
{%app_entry%}
<div>{%config%}{%scripts%}{%renderer%}</div>
</body>
</html>"""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class View:
    """One address opened: what stands in the tab, in search results, and in the page."""

    title: str
    description: str
    body: Any
    found: bool


def opened(path: str, search: str) -> View:
    """The page at an address, found and called as Dash's own router does it, but that no query outdoes the path.

    Dash knows a page's words only by its path; where they depend on the rest of the address, the page's layout bears
    them as `tab` and `about`. `assets/title.js` keeps the first of them in the tab.
    """
    page, variables = _path_to_page(path.strip("/"))
    if not page:
        return View(NO_PAGE, "", missing(), False)
    body = page["layout"](**{**_parse_query_string(search), **(variables or {})})
    if getattr(body, "id", "") == ids.NOT_FOUND:
        return View(NO_PAGE, "", body, False)
    title, description = (_said(page[name], variables or {}) for name in ("title", "description"))
    return View(getattr(body, "tab", title), getattr(body, "about", description), body, True)


def spelt(path: str) -> str:
    """The one address of a page that is asked for with more slashes: '/area/surrey/'; '' where it has none too many."""
    address = f"/{path.strip('/')}"
    return "" if address == path else address


def meant(path: str) -> str:
    """The address of the council or measure that a path names in other words: '/area/Milton Keynes'; '' for none."""
    kind, _, name = path.strip("/").partition("/")
    if path.strip("/").lower() == "measures":
        return links.MEASURES
    slug = areas.slug_of(name)
    if kind.lower() in links.OF_PLACES:
        code = areas.slugs().get(slug, "")
        address = links.OF_PLACES[kind.lower()](code) if code else ""
        return address if address != path else ""
    metric_id = slug.replace("-", "_")
    known = kind.lower() == "measure" and metric_id in registry.all_metrics()
    return links.measure(metric_id) if known else ""


def _said(text: Any, variables: dict[str, str]) -> str:
    return text(**variables) if callable(text) else text or ""


class Site(Dash):
    """Dash with a document of its own."""

    def _config(self) -> dict[str, Any]:
        """What Dash's scripts are told: to ask for the figures of this page, and those of its version."""
        told = {name: value for name, value in super()._config().items() if name not in PRIVATE}
        version = f"/@{frozen.here()}/" if frozen.here() else "/"
        return told | {"requests_pathname_prefix": bound(version)}

    def index(self, *args: Any, **kwargs: Any) -> Response:
        search = request.query_string.decode("utf-8", "replace")
        g.view = opened(request.path, f"?{search}" if search else "")
        elsewhere = spelt(request.path) if g.view.found else meant(request.path)
        if elsewhere:
            return make_response(redirect(f"{elsewhere}?{search}" if search else elsewhere, 301))
        return make_response(super().index(*args, **kwargs), 200 if g.view.found else 404)

    def interpolate_index(self, **parts: Any) -> str:
        view: View = g.view
        parts |= {
            "title": escape(view.title),
            "metas": f"{parts['metas']}\n{_metas(view)}",
            "scripts": f'<script src="{joined.address(joined.SCRIPT)}"></script>{static_files.spelt(parts["scripts"])}',
            "css": f'<link rel="stylesheet" href="{joined.address(joined.SHEET)}">',
            "app_entry": '<div id="react-entry-point" aria-hidden="true"></div>',
        }
        text = DOCUMENT
        for name, value in parts.items():
            text = text.replace(f"{{%{name}%}}", value)
        fixed = {
            "icon": static_files.address("icon.svg"),
            "colours": early.COLOURS,
            "opened": early.OPENED,
            "theme": stylesheet.css(),
            "first": ids.FIRST_VIEW,
            "view": _first_view(view),
        }
        for name, value in fixed.items():
            text = text.replace(f"{{{name}}}", value, 1)
        return text


def _first_view(view: View) -> str:
    """The page as HTML, with what stands around it."""
    if not view.found:
        return render(shell(view.body, citation.notice(_address())))
    address = links.without_problem(_address())
    title = view.title if address == _address() else _titled(address)
    return render(shell(view.body, citation.notice(_address()), citation.disclosure(address, title)))


def _titled(address: str) -> str:
    """What the page at an address is called in its tab."""
    path, _, query = address.partition("?")
    return opened(path, f"?{query}" if query else "").title


def _address() -> str:
    """The address that was asked for, without its version."""
    query = request.query_string.decode("utf-8", "replace")
    return f"{links.within(request.path)}?{query}" if query else links.within(request.path)


def _canonical() -> str:
    """The address by which a page is known: of a frozen page itself."""
    address = links.without_problem(_address())
    path = frozen.pinned(address, frozen.here()) if frozen.here() else address
    whole = cite.where(path)
    return path if whole == cite.LOCAL else whole


def _metas(view: View) -> str:
    named = {"description": view.description, "robots": "" if view.found else "noindex"}
    shared = {
        "og:title": view.title,
        "og:description": view.description,
        "og:type": "website",
        "og:site_name": NAME,
    }
    tags = [f'<meta name="{name}" content="{escape(text)}">' for name, text in named.items() if text]
    tags += [f'<meta property="{name}" content="{escape(text)}">' for name, text in shared.items() if text]
    tags += [f'<link rel="canonical" href="{escape(_canonical())}">'] if view.found else []
    tags += [structured.of(request.path)] if view.found else []
    return "\n".join(tags)


def body() -> html.Div:
    """The layout that React draws: the shell around Dash's page container."""
    return shell(page_container, citation.notice(), citation.disclosure())


def broken(error: Exception) -> tuple[html.Div, dict[str, str]]:
    """What stands in the page when its figures could not be made: plain words, and a line in the log.

    Raises BadRequest where what was asked for is no address, which no browser says.
    """
    if not changes.is_sound(request.get_json(silent=True)):
        raise BadRequest from error
    log.error("a page failed", exc_info=error)
    g.failed = True
    words = [
        html.H1("Something went wrong on our side"),
        html.P("This page could not be made. Your address is right; please try again in a minute."),
        html.P(html.A("Go to the first page", href="/")),
    ]
    return html.Div(words), {"title": f"Something went wrong - {NAME}"}
