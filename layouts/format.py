"""Counts, differences, lists and periods as British readers write them. A measure's own figures: `layouts.words`."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from metrics.numbers import half_up

MINUS = "\u2212"


def is_missing(value: object) -> bool:
    """True for None and NaN."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def number(value: float, decimals: int = 0) -> str:
    """'1,234.5', with a real minus sign and never a minus nought."""
    text = f"{abs(half_up(value, decimals)):,.{decimals}f}"
    return MINUS + text if value < 0 and float(text.replace(",", "")) else text


def difference(value: float, unit: str, decimals: int = 1) -> str:
    """The size of a difference, without its direction: '12.3 percentage points', '0.4 per 1,000'."""
    text = number(abs(value), decimals)
    if unit != "%":
        return f"{text} {unit}"
    return f"{text} percentage point{'' if float(text) == 1 else 's'}"


def listing(words: Sequence[str], most: int | None = None) -> str:
    """'A', 'A and B', 'A, B and C'; above `most`, 'A, B and 12 others'."""
    if most is not None and len(words) > most:
        rest = len(words) - most
        return f"{', '.join(words[:most])} and {rest} other{'s' if rest > 1 else ''}"
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """'1 council', '148 councils'."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def slugged(text: str) -> str:
    """Words as they stand in an address: '2024-25', 'january-2025', 'what-the-plan-gives'."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower())


def capital(text: str) -> str:
    """The text with its first letter in upper case, the rest left alone."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """The text with its first letter in lower case, as it stands within a sentence: 'getting a plan on time'."""
    return text[:1].lower() + text[1:]
