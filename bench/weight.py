"""What a first view costs on the wire: the page, what its HTML names, and what Dash asks for at once.

Parts that a component fetches only when it is drawn (late JavaScript chunks, boundaries of a map) are not in
the HTML and are not counted here; `tests/browser/test_weight.py` counts what Chromium really fetched.
"""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import requests

from bench.serve import PATIENCE

ASKED_AT_ONCE = ("/_dash-layout", "/_dash-dependencies")
DASH = "_dash-"
"""What stands in every page of Dash."""
LOADED = {"script": "src", "img": "src", "link": "href"}


@dataclass(frozen=True)
class Weight:
    """Compressed bytes by address."""

    bytes_by_address: dict[str, int]


class _Named(HTMLParser):
    """The addresses that a browser loads because the HTML names them."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get(LOADED.get(tag, ""))
        loaded = tag != "link" or dict(attrs).get("rel") in ("stylesheet", "icon", "preload", "shortcut icon")
        if address and loaded and not address.startswith("data:"):
            self.addresses.append(address)


def weight(site: str, path: str) -> Weight:
    """Fetch a page and its parts as a browser with an empty cache would, each once."""
    page = urljoin(site, path)
    named, text = _Named(), requests.get(page, timeout=PATIENCE).text
    named.feed(text)
    asked = ASKED_AT_ONCE if DASH in text else ()
    addresses = dict.fromkeys([page, *(urljoin(page, each) for each in (*named.addresses, *asked))])
    return Weight({_short(address): _size(address) for address in addresses})


def _short(address: str) -> str:
    return urlsplit(address).path


def _size(address: str) -> int:
    headers = {"Accept-Encoding": "br, gzip"}
    with requests.get(address, headers=headers, stream=True, timeout=PATIENCE) as response:
        response.raise_for_status()
        return len(response.raw.read(decode_content=False))
