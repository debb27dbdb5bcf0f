"""What a metric is: an identity, words, and one formula over the columns of one dataset."""

from __future__ import annotations

import re
from dataclasses import dataclass

THEMES = (
    "Getting assessed",
    "Getting a plan on time",
    "What the plan gives",
    "Reviews",
    "Disagreements",
    "Results",
    "Growing up",
    "Inspection",
    "Money",
)
"""The order in which a family meets them; a metric belongs to one."""

TOTAL = ("Total", "Total")
"""Topic and breakdown of the rows that count everyone."""


@dataclass(frozen=True)
class Break:
    """A change of method: periods from `before` on are not comparable with those ahead of it."""

    before: str
    note: str


@dataclass(frozen=True)
class Wider:
    """A larger count that the denominator is drawn from, and what to say when nothing of it is left.

    `emptied` is a sentence about one council; `{plans}` in it is the larger count, as
    in 'all 585 plans it issued as exceptions', and `{count}` the number alone.
    """

    column: str
    emptied: str
    symbol: str = "no_cases"


@dataclass(frozen=True)
class KnownShare:
    """A figure about part of the cases is shown only where most cases have a known part.

    The counts of `column` in `parts` must reach `at_least` (a share between 0 and 1) of its total;
    `unmet` is the sentence for a gap, with `{known}` and `{total}` in it.
    """

    column: str
    parts: tuple[tuple[str, str], ...]
    at_least: float
    unmet: str


@dataclass(frozen=True)
class Recorded:
    """A share of cases is shown only where at least `at_least` of them (between 0 and 1) have what is counted recorded.

    `unknown` counts those without it; where it is not published the rule asks nothing. `unmet` is the sentence for a
    gap, with `{unknown}` and `{total}` in it.
    """

    unknown: str
    at_least: float
    unmet: str


@dataclass(frozen=True)
class Enough:
    """A published percentage is shown only where enough cases stand behind it: about `share` percent of `whole`.

    Below `least` of them it is a gap; `unmet` is its sentence, with `{share}` and `{whole}` in it.
    """

    whole: str
    share: str
    least: float
    unmet: str


@dataclass(frozen=True)
class Proportion:
    """Numerator / denominator as a percentage with Wilson's interval; the one is part of the other.

    A column is an indicator of the dataset, or a sum of them such as `"issued - issued_in_time"`.
    `numerator_is` and `denominator_is` say in words what is counted: "of 84,866 plans issued". `bands`, where the
    numerator is one of several that make up the denominator: their sum. A group with cases in none of them is a gap.
    """

    dataset: str
    numerator: str
    denominator: str
    numerator_is: str
    denominator_is: str
    bands: str = ""
    breakdown: tuple[str, str] = TOTAL
    wider: Wider | None = None
    shown_where: KnownShare | Recorded | None = None
    no_interval: str = ""


@dataclass(frozen=True)
class Count:
    """A number of cases with Byar's interval. Councils differ in size, so their counts are not compared."""

    dataset: str
    numerator: str
    numerator_is: str
    breakdown: tuple[str, str] = TOTAL
    no_interval: str = ""


@dataclass(frozen=True)
class RatePerHead:
    """Cases in the newest period / population of a register that holds one vintage, with Byar's interval."""

    dataset: str
    numerator: str
    numerator_is: str
    denominator_is: str
    register: str
    per: int
    breakdown: tuple[str, str] = TOTAL
    no_interval: str = ""


@dataclass(frozen=True)
class Change:
    """Change in a count on a year earlier, in percent of the earlier count; both are from one release.

    The numerator is the change, the denominator the earlier count. None is given across a declared break.
    """

    dataset: str
    numerator: str
    numerator_is: str
    denominator_is: str
    no_interval: str
    breakdown: tuple[str, str] = TOTAL


@dataclass(frozen=True)
class RatePerStock:
    """Cases of a period / the stock of another dataset in the January within it, with Byar's interval.

    `stock_groups`, where only a part of the stock counts: for each topic of its groups, as different releases have
    them, the groups that are added up.
    """

    dataset: str
    numerator: str
    numerator_is: str
    denominator_is: str
    stock: str
    stock_column: str
    per: int
    stock_groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    breakdown: tuple[str, str] = TOTAL
    no_interval: str = ""


@dataclass(frozen=True)
class Published:
    """A figure as the publisher worked it out. Byar's interval where it names the cases it rests on.

    `figure` may be the difference of two: `"rate_without - rate_with"`. `per`, of a rate that names its cases: for how
    many of `denominator_is` it is given.
    """

    dataset: str
    figure: str
    numerator: str = ""
    numerator_is: str = ""
    denominator_is: str = ""
    per: int = 0
    breakdown: tuple[str, str] = TOTAL
    shown_where: Enough | None = None
    no_interval: str = ""


Formula = Proportion | Count | RatePerHead | Change | RatePerStock | Published


@dataclass(frozen=True)
class Metric:
    """One measure. `id` and `doc` come from its module: the registry fills them in.

    `title` is how a reader would say it, `short` fits an axis. `direction` says which way is better for
    families: 'higher', 'lower' or 'neither'. `whose` says whose children are counted: those whose plan the
    council 'maintained', those in 'schools' of the area, 'residents', those in the council's 'social care', or
    'nobody' (money). `first` and `last` are the first and the last period that can be worked out, `unranked` the
    periods never ranked.
    `breaks` and `caveats` (keys of the reference table `caveats`) add to those of the dataset. `beside` names a
    metric that must be shown with this one, `typical` an indicator of its table: the average of councils of the same
    type that the publisher asks readers to set a council against. `says` is a clause that tells one place's figure,
    with the marks of `metrics.clauses`.
    """

    title: str
    short: str
    unit: str
    theme: str
    order: int
    direction: str
    whose: str
    formula: Formula
    decimals: int = 1
    first: str = ""
    last: str = ""
    unranked: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()
    caveats: tuple[str, ...] = ()
    beside: str = ""
    typical: str = ""
    says: str = ""
    id: str = ""
    doc: str = ""

    @property
    def compares_councils(self) -> bool:
        """Whether the figure allows for the size of a council; a count does not."""
        return not isinstance(self.formula, Count)

    @property
    def note(self) -> dict[str, str]:
        """The method note under its bold leads: 'What it counts', 'Why it matters', 'Read with care'."""
        parts = re.split(r"\*\*(.+?)\.\*\*", self.doc)
        return {lead: " ".join(text.split()) for lead, text in zip(parts[1::2], parts[2::2], strict=True)}


def terms(column: str) -> list[tuple[int, str]]:
    """The signed indicators of a column: `"issued - in_time"` gives `[(1, "issued"), (-1, "in_time")]`."""
    words = ("+ " + column).split()
    return [(-1 if sign == "-" else 1, name) for sign, name in zip(words[::2], words[1::2], strict=True)]


def indicators(formula: Formula) -> list[str]:
    """Every indicator of its dataset that a formula reads, numerator first."""
    columns = [getattr(formula, name, "") for name in ("numerator", "denominator", "figure")]
    return list(dict.fromkeys(name for column in columns if column for _, name in terms(column)))


def needs(formula: Formula) -> list[str]:
    """The tables of `data/tidy` without which a formula cannot be worked out."""
    others = (getattr(formula, name, "") for name in ("register", "stock"))
    return [formula.dataset, *filter(None, others)]
