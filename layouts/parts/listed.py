"""Parts of a page as an enumeration; `layouts.format.listing` does the same with text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def listed(parts: Iterable[Any], last: str = ", ") -> list[Any]:
    """The parts with commas between them, and `last` before the last one."""
    found = list(parts)
    between = [", "] * (len(found) - 2) + [last] * (len(found) > 1)
    return [each for pair in zip(found, [*between, ""], strict=False) for each in pair if each != ""]
