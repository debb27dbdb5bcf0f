"""The visual language: colour roles, type scale and Plotly defaults, each said once.

A role is what a mark *means*, not how it looks; pages, charts and the style sheet name roles only. Colour never
carries meaning alone: an area also has a larger mark and its name, England a dashed line, a gap a hatch and a word.
Roles keep their order of lightness in print and under the three common forms of colour blindness.
"""

from __future__ import annotations

from typing import Any

FONT = '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif'

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

PLACES = ("area", "region", "neighbours", "better")
"""The roles of the first to fourth council that are compared; each is also named."""

STEPS = ["#e2edec", "#b4d3d3", "#82b5b9", "#4d939c", "#1f6d7c", "#07465a"]
"""Low to high, for maps: one hue, evenly darker, so that it survives print and colour blindness."""

SIZES = {"small": 0.875, "body": 1.0625, "lead": 1.25, "h3": 1.1875, "h2": 1.5, "h1": 2.25, "hero": 3.0}
"""Type scale in rem (16 px)."""

CHART_TEXT = 13
"""Pixels; nothing in a chart is smaller than 12."""


def css() -> str:
    """The roles and sizes as custom properties, for the page's head: the style sheet reads nothing else."""
    colours = "".join(f"--{role}:{colour};" for role, colour in ROLES.items())
    sizes = "".join(f"--size-{name}:{size}rem;" for name, size in SIZES.items())
    return f":root{{color-scheme:light;--font:{FONT};{colours}{sizes}}}"


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
