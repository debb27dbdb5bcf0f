"""The page for an address that leads nowhere."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts.parts.shell import NO_PAGE, missing


def layout(**_: Any) -> html.Div:
    return missing()


dash.register_page(__name__, path="/404", title=NO_PAGE, layout=layout)
