"""Words that fit a page: fewer of them by rule, and never a sentence cut in the middle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate

from layouts.format import number

PAGE = 74
"""Lines of an A4 page at the size of its smaller text."""
WIDE, HALF, BESIDE = 108, 52, 64
"""Characters in a line across the page, in a column of two, and beside a drawing; by the wider of the fonts."""
HEADED, DRAWING = 56, 5
"""Characters in a line of the title of a sentence; lines that a drawing takes up."""
TITLE, FOOT = 50, 8
"""Characters in a line of the title, which is two lines of other text high; lines of the foot."""


def lines(texts: Iterable[str], width: int) -> int:
    """Lines that paragraphs take up."""
    return sum(-(-len(each) // width) for each in texts)


def room(
    title: str,
    about: str,
    told: Sequence[tuple[str, str]],
    columns: Sequence[Sequence[str]],
    under: Sequence[str],
) -> int:
    """Lines left under `told` (titles and texts, with drawings), `columns` side by side, `under` across the page."""
    beside = sum(
        max(DRAWING, 1 + 9 * (lines([over], HEADED) + lines([text], BESIDE)) // 8) for over, text in told
    )
    tallest = max(2 + lines(each, HALF) for each in columns)
    head = 2 * lines([title], TITLE) + lines([about], WIDE)
    return PAGE - head - beside - tallest - 2 - lines(under, WIDE) - FOOT


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
    return tuple(items[: max(1, _fitting(map(len, items), most))])


def in_lines(items: Sequence[str], most: int) -> tuple[str, ...]:
    """The first items that take up at most so many lines across the page."""
    return tuple(items[: _fitting((lines([each], WIDE) for each in items), most)])


def _fitting(sizes: Iterable[int], most: int) -> int:
    """How many of the first items are at most so large together."""
    return sum(total <= most for total in accumulate(sizes))


def named(names: Sequence[str], most: int) -> str:
    """'A; B; C', or as many as fit in so many characters 'and 4 more'."""
    kept = within(names, most)
    rest = len(names) - len(kept)
    return "; ".join(kept) + (f"; and {number(rest)} more" if rest else "")
