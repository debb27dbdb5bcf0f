"""Two scripts that must run before a page is first drawn, so short that they stand in it, each known by its hash.

One puts the reader's choice of light or dark in force, the other opens the part that the address leads to. Without
scripts a page is as the device is set, and its parts are opened by hand.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from dash import html

COLOURS = "try{var c=localStorage.getItem('colours');if(c)document.documentElement.dataset.theme=c}catch(e){}"
"""For the head; `assets/site.js` writes what it reads."""
OPENED = (
    "try{for(var e=document.getElementById(decodeURIComponent(location.hash.slice(1)));e;e=e.parentElement)"
    "if(e.tagName=='DETAILS')e.open=true}catch(e){}"
)
"""For behind the first view."""
HASHES = tuple(
    f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in (COLOURS, OPENED)
)
"""By which the content security policy knows them."""


def choice() -> html.Button:
    """The button that says what it changes to; the style sheet shows one of its words."""
    words = [html.Span("Dark", className="to-dark"), html.Span("Light", className="to-light")]
    return html.Button(
        [*words, html.Span(" colours", className="of-page")], className="colours", type="button"
    )
