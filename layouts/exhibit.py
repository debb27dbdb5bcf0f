"""A chart that can leave the site: the same chart with its words, its numbers and its source, at an address of its own.

Pages, pictures, files and embedded charts are all made from one `Exhibit`, so that they cannot disagree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from layouts import words
from layouts.format import capital, slugged
from layouts.parts import notes
from metrics import caveats, compute, tables
from metrics.luck import Luck
from metrics.metric import Metric

MENU, CHART, EMBED, NUMBERS = "/keep", "/chart", "/embed", "/numbers"
"""What stands before a chart's own address: its menu, its contents as JSON or CSV, itself as a page, its table."""
CREDITS = ("caveats_in_words", "attribution", "licence")
"""Columns after the figures, so that a file says by itself how to read and to credit it."""

Table = tuple[Sequence[str], Sequence[Sequence[Any]]]


@dataclass(frozen=True)
class Exhibit:
    """One chart.

    Attributes
    ----------
    address : its own, under which it is kept, embedded and downloaded: '/measure/…?view=map'
    page : where on the site it stands
    kind : the chart's kind in a word, for file names
    finding, shown, words : its title, how to read it, and what a screen reader says
    used : the releases its figures are from
    figure, drawing : Plotly's figure, or the SVG of a chart that the server draws
    table : makes the columns and cells of the numbers it shows, when they are asked for
    place, period : the marked council's slug and the period, for file names; '' for none or many
    key : what the colours of marks mean: words and role
    closer : how to read it where its rows stand close, without second lines or words between them; '' for the same
    also : a further line of credit, for the map of a map
    card : a picture of 1200 by 630 that has its words in it already; '' where the browser makes one
    """

    address: str
    page: str
    kind: str
    metric: Metric
    finding: str
    shown: str
    words: str
    used: tuple[str, ...]
    table: Callable[[], Table]
    figure: Mapping[str, Any] | None = None
    drawing: str = ""
    place: str = ""
    period: str = ""
    key: tuple[tuple[str, str], ...] = ()
    closer: str = ""
    also: str = ""
    card: str = ""

    @property
    def menu(self) -> str:
        return f"{MENU}{self.address}"

    @property
    def explained(self) -> str:
        """The definition of the measure and how to read the chart, for where no page stands around it."""
        return _defined(self.metric, self.shown)

    @property
    def explained_closer(self) -> str:
        """The same for a picture in which the rows stand close."""
        return _defined(self.metric, self.closer or self.shown)

    @property
    def credit(self) -> str:
        """Publisher, release, licence and the day of the data: the chart's date is theirs, not today."""
        used = [each for each in self.used if isinstance(each, str)]
        said = f"{notes.source_in_words(self.metric, used)} {notes.fetched(self.metric, used)}"
        return f"{said} {self.also}".strip()

    def file_name(self, version: str) -> str:
        """'bristol-ehc_plans_in_20_weeks-2025-ranked-v2026-1-1a2b3c4d', without an ending."""
        parts = [self.place or "england", self.metric.id, slugged(self.period), self.kind]
        return "-".join([*filter(None, parts), f"v{slugged(version)}"])


def under(before: str, address: str, ending: str = "", version: str = "") -> str:
    """A chart's own address under one of the prefixes, with an ending or a version behind its path."""
    path, mark, query = address.partition("?")
    return f"{before}{path}{f'@{version}' if version else ''}{ending}{mark}{query}"


def _defined(metric: Metric, read: str) -> str:
    """A measure's definition, where it has one, before how to read its chart."""
    what = definition(metric)
    return f"{what}. {read}" if what else read


def definition(metric: Metric) -> str:
    """What a measure divides by what: 'Plans issued within 20 weeks as a share of plans issued'."""
    below = getattr(metric.formula, "denominator_is", "")
    joined = " as a share of " if metric.unit == "%" else ", divided by "
    return capital(f"{metric.formula.numerator_is}{joined}{below}" if below else metric.formula.numerator_is)


def of_rows(shown: Iterable[Any], metric: Metric) -> Table:
    """Rows of a measure as columns and cells, with what to know of each and how to credit it.

    The figures are those of the chart: of too few cases there are the counts and no figure.
    """
    about = tables.describe(metric.formula.dataset)
    credit = [about["attribution"], about["licence"]]
    cells = [
        [*(getattr(row, name) for name in compute.COLUMNS), caveats.in_words(row.caveats), *credit]
        for row in shown
    ]
    return (*compute.COLUMNS, *CREDITS), cells


def of_fields(rows: Sequence[Any], names: Sequence[str], metric: Metric, period: str = "") -> Table:
    """Some fields of rows as columns and cells, the measure in front and the credit behind."""
    about = tables.describe(metric.formula.dataset)
    before, credit = [metric.id, *([period] if period else [])], [about["attribution"], about["licence"]]
    cells = [[*before, *(getattr(row, name) for name in names), *credit] for row in rows]
    return ("metric", *(["period"] if period else []), *names, *CREDITS[1:]), cells


def matched(pattern: str, path: str) -> dict[str, str] | None:
    """The parts of a path that a pattern such as '/area/<slug>' names; None where it does not fit."""
    found = re.fullmatch(re.sub(r"<(\w+)>", r"(?P<\1>[^/]+)", pattern), path)
    return found.groupdict() if found else None


def of_funnel(found: Luck, metric: Metric) -> Table:
    """The dots of a funnel as columns and cells."""
    names = ("area_code", "area_name", "denominator", "shown", "average", "outside_95")
    dots = [] if found.councils is None else list(found.councils.itertuples())
    return of_fields(dots, names, metric, found.period)


def of_councils(rows: Iterable[Any], gaps: bool = False) -> list[Any]:
    """The rows of a period that a chart of ranked councils draws: England's line, councils, gaps where it has them."""
    return [
        row for row in rows
        if (words.has_value(row) and row.geographic_level == "england")
        or row.ranked
        or (gaps and row.geographic_level == "local_authority" and not words.has_value(row))
    ]  # fmt: skip


def of_map(rows: Iterable[Any]) -> list[Any]:
    """The rows of a period that a map draws."""
    return [row for row in rows if row.geographic_level == "local_authority"]


def land() -> str:
    """Whose the outlines of councils are."""
    newest = tables.boundaries(tables.boundary_years()[-1])
    return f"Map: {newest['attribution'].removeprefix('Source: ')}"
