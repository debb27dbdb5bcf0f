"""The council that a postcode lies in, from the ONS Postcode Directory that ships with the project.

Exact: a postcode is in the directory or it is not. No message repeats what was typed, so that none is logged.
Terminated postcodes still lead to the council they lay in; the package does not tell them from those in use.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left

from metrics import tables
from metrics.memory import remembered

WHOLE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")
BEGUN = re.compile(r"[A-Z]{1,2}(\d[A-Z\d]?(\d[A-Z]?)?)?")
SLIPPED = re.compile(r"[A-Z01]{1,2}[\dOI][A-Z\d]?[\dOI][A-Z01]{2}")


class BadPostcode(ValueError):
    """Text that is not a whole postcode; the message says what is wrong with it."""


class OutsideEngland(ValueError):
    """A postcode of another country; `country` is its name."""

    def __init__(self, country: str) -> None:
        super().__init__(f"That postcode is in {country}. These figures cover England only.")
        self.country = country


class UnknownPostcode(ValueError):
    """A well-formed postcode that leads to no council."""


def area_for_postcode(text: str) -> str:
    """The code of the upper-tier authority a postcode lies in; case, spaces and punctuation do not matter.

    Raises BadPostcode, OutsideEngland or UnknownPostcode, each with a message for the reader.
    """
    outward, inward = halves(text)
    letters = re.match("[A-Z]+", outward)
    outside = about()["outside"]
    if letters and letters[0] in outside:
        raise OutsideEngland(outside[letters[0]])
    area = area_at(f"{outward:<4}{inward}".encode())
    if area in outside:
        raise OutsideEngland(outside[area])
    return area


def halves(text: str) -> tuple[str, str]:
    """A whole postcode as its two halves, 'SW1A' and '1AA'; raises BadPostcode."""
    typed = re.sub(r"[\s.,;:/_-]+", "", text).upper()
    if found := WHOLE.fullmatch(typed):
        return found[1], found[2]
    raise BadPostcode(fault(typed))


def fault(typed: str) -> str:
    """What is wrong with a text that is not a whole postcode, in words that do not repeat it."""
    if not typed:
        return "Type a postcode, such as SW1A 1AA."
    if BEGUN.fullmatch(typed):
        return "That is only the beginning of a postcode. Type all of it, such as SW1A 1AA."
    if SLIPPED.fullmatch(typed):
        return (
            "That is nearly a postcode. Check the letter O and the digit 0, and the letter I and the digit 1."
        )
    return "That is not a postcode. One looks like SW1A 1AA. You can type the name of a council instead."


def area_at(postcode: bytes) -> str:
    """The area code beside a postcode of seven characters; raises UnknownPostcode."""
    directory = tables.reference_arrow("postcodes")
    column = directory["postcode"]
    row = bisect_left(range(len(column)), postcode, key=lambda at: column[at].as_py())
    if row == len(column) or column[row].as_py() != postcode:
        raise UnknownPostcode(
            f"That postcode is not in the {about()['title']}. Check it, above all the letter O and the "
            "digit 0, or type the name of your council."
        )
    area = directory["area_code"][row].as_py()
    if area is None:
        raise UnknownPostcode(
            "That postcode lies in no council's area: most such are of PO boxes and large organisations. "
            "Type the postcode of a home or a school, or the name of your council."
        )
    return area


@remembered()
def about() -> dict:
    """What the directory says of itself: title, publisher, licence, attribution. Shared: do not change it."""
    return json.loads(tables.reference_arrow("postcodes").schema.metadata[b"dataset"])
