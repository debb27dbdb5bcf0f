"""A story lead: a sentence that may be printed and the test it has passed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Lead:
    """A sentence and its test of soundness. `kind` is one of `leads.KINDS`.

    `dataset` is the table that it is from, `period` as readers write it; `care` is what to look into before
    printing it, or ''; `measure` may be '' and `places` empty.
    """

    kind: str
    text: str
    sound: str
    dataset: str
    period: str
    measure: str = ""
    places: tuple[str, ...] = ()
    care: str = ""

    @property
    def id(self) -> str:
        """What names the lead and does not change while it is told."""
        return "/".join([self.kind, self.measure or self.dataset, *self.places, self.period]).replace(
            " ", "-"
        )
