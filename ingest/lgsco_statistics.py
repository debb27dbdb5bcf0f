"""The Ombudsman's statistics page of a council, in both layouts: a year of complaints about all its services.

To 2023-24 the page has "Annual statistics", from 2024-25 a "Complaint overview" in other words. Figures are
found by the sentences they stand in. A block may be missing; a figure in unknown words raises Unreadable.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.lgsco import Page

HEADINGS = ("Annual statistics", "Complaint overview")
MERGED = "is a merger of several councils"
AFTERWARDS = re.compile(r"(Annual letters?|Reports|Public reports|Service improvements)( \?.*)?")
YEAR = re.compile(r"1 April (\d{4}) to 31 March (\d{4})")


def count(name: str) -> str:
    """A pattern for a whole number, kept under a name."""
    return rf"(?<![\d.,])(?P<{name}>\d[\d,]*)"


def figure(name: str) -> str:
    """A pattern for a percentage or a rate, kept under a name; some pages print a stray % after a rate."""
    return rf"(?<![\d.,])(?P<{name}>n/a|\d[\d,]*(?:\.\d+)?)\s*%*"


def similar(name: str) -> str:
    """A pattern for the sentence that may follow a percentage: the average of councils of the same type."""
    return rf"\.(?: This compares to an average of {figure(name)} in similar authorities)?"


SENTENCES = (
    rf"we dealt with {count('complaints_dealt_with')} complaints?\. "
    rf"Of these, {count('complaints_not_for_us')} (?:was|were) not for us or not ready "
    r"for us to investigate\. "
    rf"We assessed and closed {count('complaints_assessed_and_closed')} complaints?\. "
    rf"We investigated {count('complaints_investigated')} complaints?\.",
    rf"We investigated {count('complaints_investigated')} complaints? "
    rf"and upheld {count('complaints_upheld')}\.",
    rf"{figure('upheld_rate')} of complaints we investigated were upheld{similar('similar_upheld_rate')}",
    rf"{count('complaints_upheld')} upheld decisions?\b(?! per 100,000| for the period)",
    rf"population, this is {figure('upheld_per_100k')} upheld decisions? per 100,000 residents",
    rf"for authorities of this type is {figure('similar_upheld_per_100k')} "
    r"upheld decisions? per 100,000 residents",
    rf"based on a total of {count('complaints_investigated')} (?:detailed )?investigations?",
    rf"{figure('compliance_rate')} of cases we were satisfied the Council had successfully implemented our "
    rf"recommendations{similar('similar_compliance_rate')}",
    rf"based on a total of {count('compliance_outcomes')} compliance outcomes?",
    rf"In {figure('satisfactory_remedy_rate')} of upheld cases we found the Council had provided "
    r"a satisfactory remedy before the complaint reached the Ombudsman"
    rf"{similar('similar_satisfactory_remedy_rate')}",
    rf"{count('satisfactory_remedies')} satisfactory remedy decisions?",
    r"based on a total of \d[\d,]* upheld decisions?",
    r"\d+%* (?:Complaints upheld|of cases were successfully implemented) by",
    r"\d+%* Complaints with satisfactory remedy provided by",
)
"""The page's sentences, figures under our names; two that print the same figure must agree."""
FIGURE_OF_COMPLAINTS = re.compile(
    r"\d%* (?:of )?(?:complaint|case|upheld|decision|investigat|satisfactory|compliance)\w*"
)


@dataclass(frozen=True)
class CouncilYear:
    """A council's year ('202324'), the councils it replaced, and each figure as printed ('9.7', 'n/a').

    `detailed` says that its investigations are called detailed, as in 2022-23.
    """

    council: str
    predecessors: tuple[str, ...]
    time_period: str
    figures: dict[str, str]
    detailed: bool = False


def statistics_page(page: Page) -> CouncilYear:
    """The figures of a council's statistics page: about all its services together, never about SEND alone."""
    header = next((place for place, line in enumerate(page.lines) if line.startswith(HEADINGS)), 0)
    if not header:
        raise page.unreadable(f"no heading {' or '.join(HEADINGS)} below the name of a council")
    council, predecessors = _named(page.lines[:header])
    end = next(
        (place for place, line in enumerate(page.lines) if place > header and AFTERWARDS.fullmatch(line)),
        None,
    )
    said = " ".join(page.lines[header:end])
    years = sorted(set(YEAR.findall(said)))
    if len(years) != 1:
        raise page.unreadable(f"{len(years)} financial years where one is expected: {years}")
    year, detailed = years[0][0] + years[0][1][2:], "detailed investigation" in said
    return CouncilYear(council, predecessors, year, _figures(said, page), detailed)


def _named(above: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The council named above the figures, and those that a merged one replaced."""
    merged = next((place for place, line in enumerate(above) if MERGED in line), 0)
    return (above[merged - 1], above[merged + 1 :]) if merged else (above[-1], ())


def _figures(said: str, page: Page) -> dict[str, str]:
    figures: dict[str, str] = {}
    rest = said
    for sentence in SENTENCES:
        if found := re.search(sentence, said):
            printed = {name: text for name, text in found.groupdict().items() if text}
            for name in printed.keys() & figures.keys():
                if printed[name] != figures[name]:
                    raise page.unreadable(
                        f"{name} is {figures[name]} in one place and {printed[name]} in another"
                    )
            figures |= printed
            rest = re.sub(sentence, " ", rest)
    if stray := FIGURE_OF_COMPLAINTS.search(rest):
        raise page.unreadable(
            f"a figure in words that are not known: {rest[max(0, stray.start() - 60) : stray.end() + 60]!r}"
        )
    if "complaints_investigated" not in figures:
        raise page.unreadable("no number of complaints investigated")
    return figures
