"""Asks for every page once, so that nginx keeps it: python -m deploy.warm http://127.0.0.1

What is kept is shown when no replica answers. The pages are those of the site's own list for search engines, which it
has when PUBLIC_URL is set; with each go the scripts and styles that it names.
"""

from __future__ import annotations

import json
import re
import sys
import urllib.request
from urllib.parse import urlsplit

LIST = "/sitemap.xml"
CODINGS = ("br", "gzip", "identity")
"""The copies of an answer that nginx keeps apart: for browsers, for older ones and programs, for the simplest."""
PART = re.compile(r'(?:src|href)="(/(?:~\w+/)?(?:assets|_dash-component-suites)/[^"]+)"')
PREFIX = re.compile(r'"requests_pathname_prefix":\s*("[^"]+")')
ASKED_AT_ONCE = ("_dash-layout", "_dash-dependencies")
PATIENCE = 120


def warm(site: str) -> int:
    """How many answers nginx keeps now. Raises OSError where the site does not answer."""
    listed = re.findall(r"<loc>([^<]+)</loc>", _kept(site, LIST))
    pages = dict.fromkeys(urlsplit(address).path or "/" for address in listed)
    loaded = dict.fromkeys(part for page in pages for part in parts(_kept(site, page)))
    for address in loaded:
        _kept(site, address)
    return (1 + len(pages) + len(loaded)) * len(CODINGS)


def parts(page: str) -> list[str]:
    """What a page loads from the site: scripts, styles, pictures, and what Dash asks for at once."""
    asked = [f"{json.loads(prefix)}{name}" for prefix in PREFIX.findall(page) for name in ASKED_AT_ONCE]
    return PART.findall(page) + asked


def _kept(site: str, address: str) -> str:
    """The text of an answer, asked for in every coding."""
    for coding in CODINGS:
        asked = urllib.request.Request(site + address, headers={"Accept-Encoding": coding})
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            body = bytes(answer.read())
    return body.decode("utf-8", "replace")


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("Name the address at which nginx answers: python -m deploy.warm http://127.0.0.1")
    try:
        print(f"nginx keeps {warm(sys.argv[1].rstrip('/'))} answers for readers.")
    except OSError as error:
        sys.exit(f"{error}. Is PUBLIC_URL set? Without it the site has no list of its pages.")


if __name__ == "__main__":
    main()
