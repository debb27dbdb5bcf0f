"""What readers post: a place or a postcode, and what must come back, whatever the data say of that place."""

from __future__ import annotations

import json
from dataclasses import dataclass

from bench.soak.pages import Ask

POSTCODES = {"SW1A 1AA": "westminster", "LS1 4AP": "leeds", "m2 5db": "manchester", "NR2 1NH": "norfolk"}
"""Of a palace and of town halls, and the council of each."""
NOWHERE = "ZZ1 1ZZ"
SEE_OTHER = 303


@dataclass(frozen=True)
class Posted:
    """One form or body that is posted; where it must lead, or which council an answer of the API must name."""

    ask: Ask
    status: int
    leads: str = ""
    council: str = ""

    def wrong(self, status: int, location: str, content: bytes) -> str:
        """What is wrong with an answer; '' for nothing."""
        if (status, location) != (self.status, self.leads):
            return f"status {status} to {location!r}, not {self.status} to {self.leads!r}"
        council = json.loads(content)["row"]["slug"] if self.council else ""
        return "" if council == self.council else f"council {council!r}, not {self.council!r}"


def every() -> list[Posted]:
    """All forms that a reader can post and whose answer is not drawn by lot, and what programs post."""
    found = [_find("Kent", "/area/kent"), _find("city of york council", "/area/york")]
    for postcode, council in POSTCODES.items():
        found += [
            _find(postcode, f"/area/{council}"),
            _compare({"a": "Kent", "b": postcode}, f"/compare?a=kent&b={council}"),
            Posted(_api(postcode), 200, council=council),
        ]
    return [
        *found,
        _find("", "/?problem=empty"),
        _find(NOWHERE, "/?problem=unknown-postcode"),
        _compare({"a": "Kent", "b": NOWHERE}, "/compare?a=kent&problem=unknown-postcode&at=b"),
        Posted(_api(NOWHERE), 404),
    ]


def _find(place: str, leads: str) -> Posted:
    return Posted(Ask("place posted", "/find", {"place": place}, is_form=True), SEE_OTHER, leads)


def _compare(places: dict[str, str], leads: str) -> Posted:
    return Posted(Ask("places posted", "/compare/places", places, is_form=True), SEE_OTHER, leads)


def _api(postcode: str) -> Ask:
    return Ask("postcode posted", "/api/v1/postcode", {"postcode": postcode})
