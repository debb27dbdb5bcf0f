"""Words that fit a page: fewer of them by rule, and never a sentence cut in the middle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from layouts.format import number


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with its full stop."""
    return [each for each in re.split(r"(?<=[.?!])\s+(?=[A-Z‘“(])", text.strip()) if each]


def whole(text: str, most: int) -> str:
    """The first sentences of a text with at most so many characters together; the first one in any case."""
    kept: list[str] = []
    for each in sentences(text):
        if kept and len(" ".join([*kept, each])) > most:
            break
        kept.append(each)
    return " ".join(kept)


def within(items: Sequence[str], most: int) -> tuple[str, ...]:
    """The first items with at most so many characters together; the first one in any case."""
    fitting = sum(total <= most for total in accumulate(map(len, items)))
    return tuple(items[: max(1, fitting)])


def named(names: Sequence[str], most: int) -> str:
    """'A; B; C', or as many as fit in so many characters 'and 4 more'."""
    kept = within(names, most)
    rest = len(names) - len(kept)
    return "; ".join(kept) + (f"; and {number(rest)} more" if rest else "")
