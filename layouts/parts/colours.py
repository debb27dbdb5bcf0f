"""The reader's choice between light and dark: kept on their device, and in force before the page is first drawn.

Without it, and without scripts, a page is as the device is set.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from dash import html

EARLY = "try{var c=localStorage.getItem('colours');if(c)document.documentElement.dataset.theme=c}catch(e){}"
"""Stands in the page's head; `assets/site.js` writes what it reads."""
HASH = f"'sha256-{b64encode(sha256(EARLY.encode()).digest()).decode()}'"
"""By which the content security policy knows it."""


def choice() -> html.Button:
    """The button that says what it changes to; the style sheet shows one of its words."""
    words = [html.Span("Dark", className="to-dark"), html.Span("Light", className="to-light")]
    return html.Button(
        [*words, html.Span(" colours", className="of-page")], className="colours", type="button"
    )
