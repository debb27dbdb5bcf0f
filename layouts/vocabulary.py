"""The words that an address of this site can have; an answer to any other is not kept.

What a reader typed is no such word: a postcode in an address, mistaken or malicious, is answered and forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode

import dash
from dash._pages import _path_to_page

from layouts import complaint_choices, selection
from layouts.format import slugged
from metrics import areas, groups, registry
from metrics.memory import remembered
from metrics.metric import THEMES

LONGEST = 300
"""Characters of a query; four councils with the longest names need fewer."""
YEAR = re.compile(r"(january-)?20\d\d(-\d\d)?")


def _is_place(text: str) -> bool:
    return text in areas.slugs()


def _is_year(text: str) -> bool:
    return bool(YEAR.fullmatch(text))


@remembered()
def _topics() -> frozenset[str]:
    """What groups of children are by, of all measures."""
    return frozenset(
        slugged(topic) for metric_id in registry.all_metrics() for topic in groups.topics(metric_id)
    )


WORDS: dict[str, Callable[[str], bool]] = {
    **dict.fromkeys(("area", "region", "beside", "council", *"abcd"), _is_place),
    **dict.fromkeys(("year", "from", "to"), _is_year),
    "measure": lambda text: text in registry.all_metrics(),
    "view": lambda text: text in selection.VIEWS or text in complaint_choices.VIEWS,
    "type": lambda text: text in selection.TYPES,
    "near": lambda text: text in ("yes", "no"),
    "more": lambda text: text in map(slugged, THEMES),
    "by": lambda text: text in _topics(),
}
"""Name in a query -> whether a text is one of its words."""


def knows(query: str) -> bool:
    """Whether a query says nothing but words of this site, each name once, and as a browser writes them."""
    if len(query) > LONGEST:
        return False
    said = parse_qsl(query, keep_blank_values=True)
    names = {name for name, _ in said}
    is_plain = len(names) == len(said) and urlencode(said) == query
    return is_plain and all(name in WORDS and text and WORDS[name](text) for name, text in said)


def names(path: str) -> bool:
    """Whether a path has nothing but steps of this site's pages, councils and measures."""
    steps = path.strip("/").split("/")
    return all(step in _steps() or _is_place(step) or step in registry.all_metrics() for step in steps)


def opens(path: str) -> bool:
    """Whether a path is that of a page, in its one spelling: there is no end of others with the same words."""
    inside = path.strip("/")
    return path == f"/{inside}" and names(path) and bool(_path_to_page(inside)[0])


@remembered()
def _steps() -> frozenset[str]:
    """The steps of the addresses of pages, that of the first page included."""
    return frozenset(
        step
        for page in dash.page_registry.values()
        for step in (page["path_template"] or page["path"]).strip("/").split("/")
    )
