"""What may be said of a figure: a sentence, what must stand beside it and the figures it rests on; or a refusal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from metrics import areas, tables
from metrics.caveats import Cited

Kind = Literal["level", "comparison", "change", "rank", "extreme", "pair"]
KINDS: tuple[Kind, ...] = ("level", "comparison", "change", "rank", "extreme", "pair")
LONGEST_NOTE = 300
"""Characters of caveats that a sentence still carries."""


@dataclass(frozen=True)
class Figure:
    """A figure that a claim rests on: with its counts, its caveat keys joined by ';', and where it was published."""

    metric: str
    area_code: str
    area_name: str
    period: str
    value: float
    numerator: float
    denominator: float
    caveats: str
    dataset: str
    release: str

    @property
    def publication(self) -> str:
        """'Department for Education, “Education, health and care plans”'."""
        about = tables.describe(self.dataset)
        named = f"\u201c{about['publication']}\u201d" if about.get("publication") else ""
        return ", ".join(filter(None, [about.get("publisher"), named]))

    @property
    def source(self) -> str:
        """'Department for Education, “Education, health and care plans”, 2026 release'."""
        return ", ".join(filter(None, [self.publication, _releases([self.release])]))


@dataclass(frozen=True)
class Claim:
    """One sentence about a figure. Exactly one of `text` and `refused`, its reason, is not empty.

    `text` stands alone: what is `said`, then `beside` it the share of exceptions, what must be known of the figures
    (`notes` in full, `briefly` for the sentence), and the source. `against` names the comparator: 'england', 'region',
    'neighbours', an earlier period, or the code of the other place. `rows` are the figures in it.
    """

    kind: Kind
    metric: str
    period: str
    areas: tuple[str, ...]
    against: str = ""
    said: str = ""
    beside: str = ""
    notes: tuple[str, ...] = ()
    briefly: tuple[str, ...] = ()
    refused: str = ""
    rows: tuple[Figure, ...] = ()

    @property
    def cited(self) -> tuple[Cited, ...]:
        """The figures as `caveats.told` wants them."""
        return tuple(Cited(row.area_name, row.period, row.caveats) for row in self.rows)

    @property
    def source(self) -> str:
        """'Source: Department for Education, “Education, health and care plans”, 2026 release.'"""
        releases: dict[str, list[str]] = {}
        for row in self.rows:
            releases.setdefault(row.publication, []).append(row.release)
        told = [", ".join(filter(None, [name, _releases(given)])) for name, given in releases.items()]
        return f"Source{'s' * (len(told) > 1)}: {'; '.join(told)}."

    @property
    def text(self) -> str:
        """The sentence as it may be printed; '' where it is refused."""
        return (
            "" if self.refused else " ".join(filter(None, [self.said, self.beside, self.note, self.source]))
        )

    @property
    def note(self) -> str:
        """What must be known of these figures and not of everyone's, or where it is too long, that it must be read."""
        told = " ".join(self.briefly)
        if len(told) <= LONGEST_NOTE:
            return f"Note: {told}" if told else ""
        several = f"{len(self.notes)} notes" if len(self.notes) > 1 else "note"
        return f"Read the {several} on these figures before you use them."


def _releases(given: Iterable[str]) -> str:
    """'2025 and 2026 releases'."""
    named = sorted(set(given))
    return f"{areas.join(named, 'and')} release{'s' * (len(named) > 1)}"
