"""The visual language: colour roles in light and dark, type, space and Plotly defaults, each said once.

A role is what a mark *means*, not how it looks; pages, charts and the style sheet name roles only. Colour never
carries meaning alone: an area also has a larger mark and its name, England a dashed line, a gap a hatch and a word.
Roles keep their order of lightness in print and under the three common forms of colour blindness.

Figures and drawings are made in the light colours, which are also those of every exported picture. On a page,
`layouts/stylesheet.py` gives each of them its role's colour of the moment: a colour that is no role's stays as it is,
and a test finds it.
"""

from __future__ import annotations

from typing import Any

FONT = '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif'
HEADING = (
    '"Iowan Old Style", Charter, "Sitka Heading", Cambria, "Noto Serif", Georgia, "Liberation Serif", serif'
)
"""What every device has already: a book face for headings and findings, the device's own for everything else."""

ROLES = {
    "page": "#f7f6f2",
    "paper": "#ffffff",
    "ink": "#16212b",
    "quiet": "#4a5763",
    "line": "#d9dcd8",
    "edge": "#7b8893",
    "link": "#0b4f8f",
    "focus": "#ffc233",
    "area": "#b00d58",
    "area-tint": "#fbe9f1",
    "others": "#7f919f",
    "bars": "#b3bfc8",
    "england": "#16212b",
    "region": "#0d6e6b",
    "neighbours": "#8a5a00",
    "better": "#0b5c9e",
    "better-tint": "#e4eff8",
    "worse": "#a3450b",
    "worse-tint": "#fbeee4",
    "similar": "#4a5763",
    "similar-tint": "#eef0ee",
    "withheld": "#c8cdd1",
    "withheld-ink": "#59646e",
    "notice": "#f3e7c4",
}
"""Role -> colour on a light ground. Text roles have a contrast of at least 4.5 on page and paper, marks of 3."""

DARK = {
    "page": "#11161b",
    "paper": "#1a2128",
    "ink": "#ebe8e1",
    "quiet": "#b4bdc5",
    "line": "#36404a",
    "edge": "#85929d",
    "link": "#92c4f2",
    "focus": "#ffc233",
    "area": "#ff86b4",
    "area-tint": "#401c2d",
    "others": "#7f8f9c",
    "bars": "#566370",
    "england": "#ebe8e1",
    "region": "#55c4bc",
    "neighbours": "#e3ae52",
    "better": "#7bb8ee",
    "better-tint": "#172b3d",
    "worse": "#f39a66",
    "worse-tint": "#3b261b",
    "similar": "#b4bdc5",
    "similar-tint": "#252d35",
    "withheld": "#48525b",
    "withheld-ink": "#a6b0b9",
    "notice": "#3a3217",
}
"""The same roles on a dark ground. Roles that share a light colour share a dark one: finished figures hold colours."""

FORCED = {
    "page": "Canvas",
    "paper": "Canvas",
    "ink": "CanvasText",
    "quiet": "CanvasText",
    "line": "GrayText",
    "edge": "CanvasText",
    "link": "LinkText",
    "focus": "Highlight",
    "area": "LinkText",
    "area-tint": "Canvas",
    "others": "CanvasText",
    "bars": "GrayText",
    "england": "CanvasText",
    "similar-tint": "Canvas",
    "withheld-ink": "CanvasText",
}
"""What roles become where the reader's device forces its own few colours; the rest stay as they are."""

PLACES = ("area", "region", "neighbours", "better")
"""The roles of the first to fourth council that are compared; each is also named."""

STEPS = ["#e2edec", "#b4d3d3", "#82b5b9", "#4d939c", "#1f6d7c", "#07465a"]
"""Low to high, for maps: one hue, evenly darker, so that it survives print and colour blindness."""
DARK_STEPS = ["#f3f8f7", "#d3e5e4", "#aacfd1", "#80b3ba", "#559aa6", "#388292"]
"""The same on a dark ground: still darker for more, as the words beside a map say, but never lost in the ground."""

SIZES = {
    "tiny": 0.8125, "small": 0.875, "note": 0.9375, "body": 1.0625, "h3": 1.1875, "lead": 1.25, "h2": 1.625,
    "figure": 2.25, "h1": 2.5, "hero": 3.5,
}  # fmt: skip
"""Type scale in rem (16 px); `figure` is for the one large number of a card. Nothing is smaller than `tiny`."""
SPACES = {"1": 0.25, "2": 0.5, "3": 0.75, "4": 1, "5": 1.5, "6": 2, "7": 3, "8": 4.5}
"""Steps of space in rem: 1 to 3 inside a thing, 4 and 5 between things, 6 to 8 between parts of a page."""
MEASURE = 44
"""The longest line of running words, in rem."""

CHART_TEXT = 13
"""Pixels of the words of a chart; nothing in one is smaller than 12, at any width."""


def layout(height: int | None, **changes: Any) -> dict[str, Any]:
    """The layout every Plotly figure starts from. Titles are in the page, not in the picture.

    Without a height the figure fills its place. Dragging and zooming are off, so that a thumb on a chart scrolls
    the page.
    """
    base: dict[str, Any] = {
        "margin": {"l": 8, "r": 8, "t": 8, "b": 40},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": CHART_TEXT, "color": ROLES["ink"]},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": ROLES["paper"],
            "bordercolor": ROLES["edge"],
            "align": "left",
            "font": {"family": FONT, "size": 14, "color": ROLES["ink"]},
        },
    }
    if height is not None:
        base["height"] = height
    return base | changes


def axis(**changes: Any) -> dict[str, Any]:
    """A quiet axis: hair lines, no box, no zoom."""
    base: dict[str, Any] = {
        "fixedrange": True,
        "showline": False,
        "zeroline": False,
        "gridcolor": ROLES["line"],
        "gridwidth": 1,
        "tickfont": {"size": CHART_TEXT, "color": ROLES["quiet"]},
        "title": {"font": {"size": CHART_TEXT, "color": ROLES["quiet"]}},
        "automargin": True,
    }
    return base | changes | {"title": base["title"] | changes.get("title", {})}


NO_AXIS = {"visible": False, "fixedrange": True}
