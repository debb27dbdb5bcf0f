"""Places as readers name them: councils, regions and England, found by name, code or web address.

Upper-tier authorities answer for SEND, so a district leads to its county council, and a council that is gone
leads to itself with a notice of what came after. Answers are exact; only suggestions guess.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from metrics import tables
from metrics.memory import remembered

ENGLAND = "E92000001"
REGION = "E12"
"""What the code of a region begins with."""
LONDON = "E12000007"
WITHOUT_ARTICLE = {LONDON, "E12000003"}
"""Regions that take no 'the' in a sentence: London, Yorkshire and the Humber."""
WITH_ARTICLE = ("City of ", "East Riding ", "Isle of ", "Isles of ")
"""What the names of councils that take a 'the' in a sentence begin with."""
AUTHORITY_TYPES = ("London borough", "Metropolitan borough", "Unitary authority", "County")
KINDS = re.compile(
    r"\b(authority|borough|city|council|county|district|london|metropolitan|of|royal|the|unitary)\b"
)
LONGEST_QUESTION = 80


class UnknownPlace(ValueError):
    """Text that names no place we know; `suggestions` are names it may have meant, each known to `find`."""

    def __init__(self, text: str, suggestions: tuple[str, ...] = ()):
        self.text, self.suggestions = text, suggestions
        hint = f" Did you mean {join(suggestions, 'or')}?" if suggestions else ""
        super().__init__(f"No council, region or district in England is known as “{text}”.{hint}")


@dataclass(frozen=True)
class Place:
    """What a text means: an area that has figures, and a sentence where that is not the place named."""

    area_code: str
    notice: str = ""


@remembered()
def areas() -> pd.DataFrame:
    """Every area of `areas.csv` as text, indexed by area_code, with its `slug`. Shared: do not change it."""
    frame = tables.reference("areas")
    return frame.assign(slug=frame["name"].map(slug_of)).set_index("area_code", drop=False)


def authorities_in(day: str | date) -> tuple[str, ...]:
    """The codes of the upper-tier authorities there on a day ('2024-01-01'), in the order of areas.csv."""
    frame, day = areas(), str(day)
    there = (frame["start"] <= day) & ((frame["end"] == "") | (frame["end"] >= day))
    return tuple(frame.loc[there & frame["type"].isin(AUTHORITY_TYPES), "area_code"])


@remembered(1024)
def name(area_code: str) -> str:
    """The plain name of an area: 'Bristol'."""
    return str(areas().at[area_code, "name"])


def spoken(area_code: str) -> str:
    """An area as it stands in a sentence: 'the South West', 'Bristol'."""
    is_region = area_code.startswith(REGION) and area_code not in WITHOUT_ARTICLE
    article = is_region or name(area_code).startswith(WITH_ARTICLE)
    return f"the {name(area_code)}" if article else name(area_code)


def verb(area_code: str, one: str, several: str) -> str:
    """The form of a verb that goes with an area's name: the Isles of Scilly 'have'."""
    return several if name(area_code).startswith("Isles ") else one


@remembered(1024)
def region(area_code: str) -> str:
    """The code of the region a council lies in; '' for a region or England."""
    return str(areas().at[area_code, "region_code"])


@remembered(1024)
def last_day(area_code: str) -> str:
    """The day on which an area ended; '' while it is there."""
    return str(areas().at[area_code, "end"])


def is_council(area_code: str) -> bool:
    """Whether a place is a council, and not a region or England."""
    return area_code != ENGLAND and not area_code.startswith(REGION)


@remembered(1024)
def slug(area_code: str) -> str:
    """The area as it stands in a web address: 'st-helens'."""
    return str(areas().at[area_code, "slug"])


def by_slug(text: str) -> str:
    """The code of the authority, region or country with this slug; raises UnknownPlace."""
    if text not in slugs():
        raise UnknownPlace(text[:LONGEST_QUESTION], suggestions(text))
    return slugs()[text]


def neighbours(area_code: str) -> tuple[str, ...]:
    """The codes of an authority's statistical neighbours, closest first; none for an area without them."""
    listed = neighbour_lists("statistical_neighbours_2025").get(area_code, [])
    return tuple(row["neighbour_code"] for row in listed)


@remembered()
def neighbour_lists(dataset: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of a register of neighbours for each authority on it, closest first. Shared: do not change them."""
    listed = tables.table(dataset).sort_values("rank", key=pd.to_numeric, kind="stable")
    found: dict[str, list[dict[str, Any]]] = {}
    for row in listed.to_dict("records"):
        found.setdefault(row["area_code"], []).append(row)
    return found


def find(text: str) -> str:
    """The code of the area that a code, slug, name or other name means; a district means its county.

    Raises UnknownPlace with suggestions. Case, punctuation and words such as 'County Council' do not matter.
    """
    return place(text).area_code


def place(text: str) -> Place:
    """As `find`, with a sentence for the reader where the place named has no figures of its own."""
    asked = text.strip()[:LONGEST_QUESTION]
    named, short = names()
    found = codes().get(asked.upper()) or slugs().get(asked.casefold()) or named.get(plain(asked))
    if not found:
        candidates = short.get(without_kind(asked), ())
        if len(candidates) != 1:
            raise UnknownPlace(asked, tuple(name(code) for code in candidates) or suggestions(asked))
        found = candidates[0]
    return of_district(found) if areas().at[found, "type"] == "District" else Place(found)


def of_district(code: str) -> Place:
    """The authority that answers for SEND in a district, with a sentence that says so."""
    here, row = code, areas().loc[code]
    while areas().at[here, "type"] == "District":
        here = str(areas().at[here, "successors"] or areas().at[here, "county_code"])
    was = f"was a district council until {in_words(row['end'])}" if row["end"] else "is a district council"
    answers = "is the council responsible for special educational needs there"
    return Place(here, f"{row['name']} {was}. {name(here)} {answers}.")


@remembered(512)
def notice(area_code: str) -> str:
    """What a reader must know of an authority that is gone or new; '' for the others."""
    row = areas().loc[area_code]
    if row["end"]:
        after = join([name(code) for code in row["successors"].split(";")], "and")
        return f"{row['name']} was abolished on {in_words(row['end'])} and replaced by {after}."
    if row["start"]:
        before = join([name(code) for code in row["predecessors"].split(";")], "and")
        return f"{row['name']} began on {in_words(row['start'])}. Earlier figures are those of {before}."
    return ""


def suggestions(text: str, most: int = 5) -> tuple[str, ...]:
    """Names that resemble a text: those with a word that begins with it first, then those spelt like it."""
    asked, (named, _) = plain(text[:LONGEST_QUESTION]), names()
    if not without_kind(asked):
        return ()
    begun = [form for form in named if any(rest.startswith(asked) for rest in endings(form))]
    alike = difflib.get_close_matches(asked, list(named), n=most, cutoff=0.7)
    return tuple(dict.fromkeys(name(named[form]) for form in [*begun, *alike]))[:most]


@remembered()
def codes() -> dict[str, str]:
    """Every code, nine characters or three digits, and the area it means."""
    others = tables.reference("area_codes")
    known = {three: code for three, code in zip(areas()["la_code"], areas().index, strict=True) if three}
    known |= dict(zip(others["code"], others["area_code"], strict=True))
    return known | {code: code for code in areas().index}


@remembered()
def slugs() -> dict[str, str]:
    """The slug of every area that has figures, and its code."""
    frame = areas()[areas()["type"] != "District"]
    return dict(zip(frame["slug"], frame["area_code"], strict=True))


@remembered()
def names() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Each plain name with what it now means; each name without words for councils with all it may mean."""
    others = tables.reference("area_names")
    listed = pd.concat([areas(), others[others["end"] == ""]])[["name", "area_code"]].to_numpy()
    official, short = set(areas()["name"]), dict[str, tuple[str, ...]]()
    for text, code in listed:
        form = without_kind(text)
        if form and (form == plain(text) or text in official):
            short[form] = tuple(dict.fromkeys([*short.get(form, ()), code]))
    return {plain(text): code for text, code in listed}, short


def plain(text: str) -> str:
    """A text in lower case without accents or punctuation: "King's  Lynn" -> 'kings lynn'."""
    letters = unicodedata.normalize("NFKD", text).casefold().replace("&", " and ")
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"['’`]", "", letters)))


def without_kind(text: str) -> str:
    """A plain name without the words that councils add to theirs: 'Hull City Council' -> 'hull'."""
    return " ".join(KINDS.sub(" ", plain(text)).split())


def slug_of(text: str) -> str:
    """A name as part of a web address."""
    return plain(text).replace(" ", "-")


def endings(form: str) -> list[str]:
    """A plain name from each of its words on: 'newcastle upon tyne', 'upon tyne', 'tyne'."""
    words = form.split()
    return [" ".join(words[at:]) for at in range(len(words))]


def join(items: tuple[str, ...] | list[str], word: str) -> str:
    """'A, B and C'; 'A, and B and C' where a name holds the word itself."""
    comma = "," if any(f" {word} " in item for item in items) else ""
    return f"{comma} {word} ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def in_words(day: str) -> str:
    """'2023-04-01' -> '1 April 2023'."""
    when = date.fromisoformat(day)
    return f"{when.day} {when:%B %Y}"
