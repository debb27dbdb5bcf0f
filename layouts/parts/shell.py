"""What stands around every page: the skip link, the header and the foot."""

from __future__ import annotations

from typing import Any

from dash import html

from layouts import ids, links
from layouts.parts import early

NAME = "The SEND postcode lottery"
NO_PAGE = f"Page not found - {NAME}"
NAVIGATION = (
    ("Find a council", links.HOME),
    ("Compare", links.COMPARE),
    ("The lottery", links.LOTTERY),
    ("Measures", links.MEASURES),
    ("Complaints", links.COMPLAINTS),
    ("Data", links.DATA),
    ("Methods", links.METHODS),
)


def shell(page: Any, above: Any = None, below: Any = None) -> html.Div:
    """The whole document body around one page, with what stands above and below it on every page."""
    return html.Div(
        [
            html.A("Skip to the content", href=f"#{ids.MAIN}", className="skip"),
            _header(),
            html.Main([above, page, below], id=ids.MAIN, className="page", tabIndex="-1"),
            _foot(),
        ]
    )


def _header() -> html.Header:
    return html.Header(
        html.Div(
            [
                html.A(NAME, href=links.HOME, className="wordmark"),
                html.Nav(
                    html.Ul([html.Li(html.A(text, href=href)) for text, href in NAVIGATION]),
                    **{"aria-label": "Site"},
                ),
                early.choice(),
            ],
            className="page bar",
        ),
        className="header",
    )


def _foot() -> html.Footer:
    return html.Footer(
        html.Div(
            [
                html.P(
                    "Published statistics about special educational needs and disabilities (SEND) in England, "
                    "council by council. Independent: not a government site."
                ),
                html.P(
                    [
                        "Contains public sector information licensed under the Open Government Licence v3.0: "
                        "Department for Education, Ministry of Justice, Office for National Statistics. "
                        "Postcodes and boundaries contain OS data © Crown copyright and database right, "
                        "Royal Mail data © Royal Mail copyright and database right, and National Statistics data "
                        "© Crown copyright and database right. ",
                        html.A("How every figure is made", href=links.METHODS),
                        ", ",
                        html.A("who reported what", href=links.GAPS),
                        ", ",
                        html.A("figures that changed", href=links.REVISIONS),
                        ", ",
                        html.A("story leads", href=links.LEADS),
                        ", ",
                        html.A("figures for programs", href=links.API),
                        ", ",
                        html.A("about this site", href=links.ABOUT),
                        ", ",
                        html.A("accessibility", href=links.ACCESSIBILITY),
                        ".",
                    ]
                ),
            ],
            className="page",
        ),
        className="foot",
    )


def missing(meant: html.Span | None = None) -> html.Div:
    """What stands at an address that leads nowhere, with what it may have meant; the answer's status is 404."""
    return html.Div(
        [
            html.H1("There is no page at this address"),
            html.P("It may have been mistyped, or cut short where it was copied."),
            html.P(meant) if meant else None,
            html.P(
                [
                    html.A("Find a council", href=links.HOME),
                    " or see ",
                    html.A("every measure", href=links.MEASURES),
                ]
            ),
        ],
        id=ids.NOT_FOUND,
    )
