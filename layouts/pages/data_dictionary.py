"""What every table, column, measure and symbol means."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import links
from layouts.api import data_files
from layouts.parts import dictionary
from layouts.parts.fragment import fragment
from layouts.parts.shell import NAME

TITLE = "Data dictionary"
LEAD = "What every table, column, measure and symbol in the files of this site means."


def layout(**_: Any) -> html.Div:
    """All of it, folded."""
    files = [
        html.A(words, href=links.data_file(name, "csv"), download="")
        for name, words in (("metrics", "measures"), ("symbols", "symbols"), ("inventory", "indicators"))
    ]
    return html.Div(
        [
            html.P(html.A("Data", href=links.DATA), className="crumbs"),
            html.H1(TITLE),
            html.P(LEAD, className="lead"),
            html.P(["As files (CSV): ", files[0], ", ", files[1], ", ", files[2], "."]),
            fragment(data_files.DICTIONARY, dictionary.written),
        ],
        className="data dictionary",
    )


dash.register_page(
    __name__,
    path=links.DICTIONARY,
    title=f"{TITLE} - {NAME}",
    description="What every table, column, measure and symbol in the files of this site means, with units.",
    layout=layout,
)
