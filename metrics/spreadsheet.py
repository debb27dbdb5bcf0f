"""Text that a spreadsheet opens without harm: what it would run as a formula gets an apostrophe in front."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet would run, also after spaces, and of full width as in '\uff1d'.

Only text gets the apostrophe; a number never does, so that what an analyst reads back is the figure itself, negative
ones too. No text that we publish starts so now: the guard is for what a publisher may print one day.
"""


@lru_cache(4096)
def harmless(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet would run it."""
    return f"'{text}" if _would_run(text) else text


def _would_run(text: str) -> bool:
    """Some programs take off what stands before a sign, and read wide signs as the usual ones."""
    plain = unicodedata.normalize("NFKC", text)
    return plain.startswith(FORMULA) or _seen(plain).startswith(FORMULA)


def _seen(text: str) -> str:
    """Text without what stands before its first letter or sign and is not seen."""
    start = next((at for at, sign in enumerate(text) if unicodedata.category(sign)[0] not in "ZC"), len(text))
    return text[start:]
