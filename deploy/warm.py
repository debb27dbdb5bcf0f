"""Asks for every page once, so that nginx keeps it: python -m deploy.warm http://127.0.0.1 [/area/kent ...]

What is kept is shown when no replica answers. The pages are those that are named, or else all of the list that the site
has for search engines when PUBLIC_URL is set; with each go the scripts and styles that it names.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import urllib.request
from collections.abc import Sequence
from urllib.parse import urlsplit

LIST = "/sitemap.xml"
CODINGS = ("br", "gzip")
"""The copies of an answer that browsers ask for: with TLS, and without."""
PART = re.compile(r'(?:src|href)="(/(?:~\w+/)?(?:assets|_dash-component-suites)/[^"]+)"')
PREFIX = re.compile(r'"requests_pathname_prefix":\s*("[^"]+")')
ASKED_AT_ONCE = ("_dash-layout", "_dash-dependencies")
PATIENCE = 120


def warm(site: str, pages: Sequence[str] = ()) -> int:
    """How many answers nginx keeps now. Raises OSError where the site does not answer."""
    asked = pages or listed(site)
    loaded = dict.fromkeys(part for page in asked for part in parts(_kept(site, page)))
    for address in loaded:
        _kept(site, address)
    return (len(asked) + len(loaded)) * len(CODINGS)


def listed(site: str) -> list[str]:
    """The pages that search engines are told of."""
    found = re.findall(r"<loc>([^<]+)</loc>", _kept(site, LIST))
    return [urlsplit(address).path or "/" for address in found]


def parts(page: str) -> list[str]:
    """What a page loads from the site: scripts, styles, pictures, and what Dash asks for at once."""
    prefixes = (json.loads(prefix) for prefix in PREFIX.findall(page))
    return PART.findall(page) + [f"{prefix}{name}" for prefix in prefixes for name in ASKED_AT_ONCE]


def _kept(site: str, address: str) -> str:
    """The text of an answer, asked for in every coding."""
    for coding in CODINGS:
        asked = urllib.request.Request(site + address, headers={"Accept-Encoding": coding})
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            body = answer.read()
    is_packed = answer.headers["Content-Encoding"] == "gzip"
    return (gzip.decompress(body) if is_packed else body).decode("utf-8", "replace")


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit("Name the address at which nginx answers: python -m deploy.warm http://127.0.0.1")
    site, *pages = sys.argv[1:]
    try:
        print(f"nginx keeps {warm(site.rstrip('/'), pages)} answers for readers.")
    except OSError as error:
        sys.exit(f"{error}. Is PUBLIC_URL set? Without it the site has no list of its pages.")


if __name__ == "__main__":
    main()
