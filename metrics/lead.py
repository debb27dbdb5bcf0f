"""A story lead: a sentence that may be printed and the test it has passed."""

from __future__ import annotations

from dataclasses import dataclass

from metrics import tables
from metrics.claim import Claim


@dataclass(frozen=True)
class Lead:
    """A sentence and its test of soundness. `kind` is one of `leads.KINDS`.

    `dataset` is the table that it is from, `period` as readers write it; `care` is what to look into before
    printing it, or ''; `claim` the claim that it tells, which gives the `text`; `measure` may be '', `places` empty.
    """

    kind: str
    text: str
    sound: str
    dataset: str
    period: str
    measure: str = ""
    places: tuple[str, ...] = ()
    care: str = ""
    release: str = ""
    claim: Claim | None = None

    @property
    def id(self) -> str:
        """What names the lead and does not change while it is told."""
        parts = [self.kind, self.measure or self.dataset, self.release, *self.places, self.period]
        return "/".join(filter(None, parts)).replace(" ", "-")

    @property
    def known(self) -> str:
        """The day, ISO, on which the newest file behind it was fetched: since then it could be told."""
        return max(each["retrieved"] for each in tables.describe(self.dataset)["sources"])
