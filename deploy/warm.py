"""Asks for every page once, so that nginx keeps it: python -m deploy.warm http://127.0.0.1 [/area/kent ...]

What is kept is shown when no replica answers. The pages are those that are named, or else all of the list that the site
has for search engines when PUBLIC_URL is set; with each go the scripts and styles that it names, and what Dash's script
asks for to draw it, its chart among that. Where an answer fails the others are asked for all the same.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.parse import quote, urlsplit

LIST = "/sitemap.xml"
CODINGS = ("br", "gzip")
"""The copies of an answer that browsers ask for: with TLS, and without."""
PART = re.compile(r'(?:src|href)="(/(?:~\w+/)?(?:assets|_dash-component-suites)/[^"]+)"')
PREFIX = re.compile(r'"requests_pathname_prefix":\s*("[^"]+")')
ASKED_AT_ONCE = ("_dash-layout", "_dash-dependencies", "_dash-update-component?of=page&at={}")
"""What Dash's script asks for in each page before it draws it."""
UNQUOTED = "/!'()*"
"""What that script leaves as it is in the address of a page."""
LATE = "/_dash-component-suites/dash/dcc/async-graph.js"
"""What it loads for the first chart, and no page names."""
PATIENCE = 120
SHOWN = 5
"""Failures that are told in full."""


@dataclass
class Warmed:
    """What nginx keeps now of a site, and what could not be kept, as its address and the reason."""

    site: str
    kept: int = 0
    failed: list[str] = field(default_factory=list)

    def ask(self, address: str) -> str:
        """The text of an answer, asked for in every coding; '' where it fails."""
        text = ""
        for coding in CODINGS:
            try:
                text = _text(self.site + address, coding)
                self.kept += 1
            except (OSError, HTTPException) as error:
                self.failed.append(f"{address} ({coding}): {error}")
        return text

    def __str__(self) -> str:
        more = [f"and {len(self.failed) - SHOWN} more"] if len(self.failed) > SHOWN else []
        said = f"nginx keeps {self.kept} answers for readers"
        if not self.failed:
            return f"{said}."
        return "\n  ".join([f"{said}; {len(self.failed)} failed:", *self.failed[:SHOWN], *more])


def warm(site: str, pages: Sequence[str] = ()) -> Warmed:
    """Ask for pages and all that they load. Raises OSError where there is no list of them."""
    warmed, loaded = Warmed(site), {LATE: None}
    for page in pages or listed(site):
        loaded |= dict.fromkeys(parts(warmed.ask(page), page))
    for address in loaded:
        warmed.ask(address)
    return warmed


def listed(site: str) -> list[str]:
    """The pages that search engines are told of."""
    found = re.findall(r"<loc>([^<]+)</loc>", _text(site + LIST, CODINGS[-1]))
    return [urlsplit(address).path or "/" for address in found]


def parts(page: str, address: str) -> list[str]:
    """What a page loads from the site: scripts, styles, pictures, and what Dash asks for at once."""
    prefixes = (json.loads(prefix) for prefix in PREFIX.findall(page))
    at = quote(address, safe=UNQUOTED)
    return PART.findall(page) + [
        f"{prefix}{name.format(at)}" for prefix in prefixes for name in ASKED_AT_ONCE
    ]


def _text(address: str, coding: str) -> str:
    """An answer in one coding; as text where that is none or gzip."""
    asked = urllib.request.Request(address, headers={"Accept-Encoding": coding})
    with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
        body = answer.read()
    is_packed = answer.headers["Content-Encoding"] == "gzip"
    return (gzip.decompress(body) if is_packed else body).decode("utf-8", "replace")


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit("Name the address at which nginx answers: python -m deploy.warm http://127.0.0.1")
    site, *pages = sys.argv[1:]
    try:
        warmed = warm(site.rstrip("/"), pages)
    except OSError as error:
        sys.exit(f"{error}. Is PUBLIC_URL set? Without it the site has no list of its pages.")
    print(warmed)
    sys.exit(bool(warmed.failed))


if __name__ == "__main__":
    main()
