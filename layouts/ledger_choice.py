"""What part of the ledger an address asks for: a place, a measure, a kind of change, and a page of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from layouts import links, places
from layouts.places import Place
from metrics import ledger, registry
from metrics.metric import Metric

PAGE = 25
"""Rows of a page."""


@dataclass(frozen=True)
class Choice:
    """A part of the ledger. `wrong` are the words of an address that name nothing known, by what they stand for."""

    place: Place | None = None
    metric: Metric | None = None
    kind: str = ""
    page: int = 1
    wrong: tuple[str, ...] = ()

    @property
    def rows(self) -> pd.DataFrame:
        """Every row that is chosen, of all pages."""
        return ledger.ledger(*self._asked(), kind=self.kind)

    @property
    def shown(self) -> pd.DataFrame:
        """The rows of the page."""
        return self.rows.iloc[(self.page - 1) * PAGE : self.page * PAGE]

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-len(self.rows) // PAGE))

    def counts(self) -> dict[str, int]:
        """How many rows of each kind the place and measure have, in the order of kinds."""
        return ledger.counts(*self._asked())

    def state(self) -> dict[str, str]:
        """The choice as it stands in an address."""
        return {
            "area": self.place.slug if self.place else "",
            "measure": self.metric.id if self.metric else "",
            "kind": self.kind,
            "page": str(self.page) if self.page > 1 else "",
        }

    def address(self, path: str = links.REVISIONS, **changes: Any) -> str:
        """The address of this choice, or of one that differs in some way; a change of anything leads to page 1."""
        other = replace(self, **({"page": 1} | changes)) if changes else self
        return links.with_query(path, **other.state())

    def file(self, path: str) -> str:
        """The address of a file with every row that is chosen."""
        return self.address(path, page=1)

    def _asked(self) -> tuple[str, str]:
        return self.place.code if self.place else "", self.metric.id if self.metric else ""


def choose(query: Mapping[str, Any]) -> Choice:
    """What an address asks for; what names nothing known is left out and told in `wrong`."""
    asked = {name: query.get(name) or "" for name in ("area", "measure", "kind", "page")}
    text = {name: each if isinstance(each, str) else "\0" for name, each in asked.items()}
    found = Choice(
        place=places.by_slug(text["area"]),
        metric=registry.all_metrics().get(text["measure"]),
        kind=text["kind"] if text["kind"] in ledger.KINDS else "",
    )
    there = {"area": found.place, "measure": found.metric, "kind": found.kind}
    wrong = [name for name, each in there.items() if text[name] and not each]
    page = int(text["page"]) if text["page"].isdecimal() and len(text["page"]) < 6 else 0
    if text["page"] and not 1 <= page <= found.pages:
        wrong.append("page")
    return replace(found, page=page if page and "page" not in wrong else 1, wrong=tuple(wrong))
