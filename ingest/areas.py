"""English areas: every code and every name that publishers print leads to one area code.

An authority keeps one code for its whole life, whatever code or name a file gives it: E10000002 and E06000060
are both Buckinghamshire. Only a body that replaced another with other boundaries is another area (Dorset in
2019). The tables in `data/reference` are `areas.csv`, `area_codes.csv` (other codes), `area_names.csv` (names
that no rule makes) and `code_corrections.csv` (rows whose code and name contradict, settled by hand). Their
`start` and `end` are the first and the last day; empty means before 2014, or still there.

Nothing is guessed: a name is known by rule or by table, or it is an error.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference"
AUTHORITY_TYPES = ("London borough", "Metropolitan borough", "Unitary authority", "County")

FOOTNOTE = re.compile(r"\s*\d+(,\d+)*$")
BEFORE = re.compile(
    r"^(the|council of|((london|royal|metropolitan|county) )?borough (council )?of"
    r"|(metropolitan )?district of|(city|county) of|county) "
)
AFTER = re.compile(
    r" (council|((london|metropolitan|royal|county) )?boro(ugh)?|((metropolitan|city and) )?district"
    r"|unitary( authority)?|ua|m[bd]c|(city|county)( of)?)$"
)


class UnknownArea(ValueError):
    """A code or a name that no table knows."""


class CodeNameConflict(ValueError):
    """A row whose code belongs to one authority and whose name to another."""


@dataclass(frozen=True)
class Bearer:
    """An area that bears a name, and the days between which the name means it."""

    area_code: str
    start: str
    end: str

    def in_force(self, first: str, last: str) -> bool:
        return self.start <= last and (not self.end or self.end >= first)


def plain(name: str) -> str:
    """A name in lower case without punctuation or footnote numbers: 'St. Helens2' -> 'st helens'."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    text = FOOTNOTE.sub("", re.sub(r"['’`]", "", text).strip())
    return " ".join(re.findall(r"[a-z0-9]+", text))


def bare(name: str) -> str:
    """A plain name without the words for its kind: 'Hull City Council' -> 'hull'."""
    text = plain(name)
    while (shorter := AFTER.sub("", BEFORE.sub("", text))) != text:
        text = shorter
    return text


def table(name: str) -> pd.DataFrame:
    """A reference table as text, empty cells as ''."""
    return pd.read_csv(REFERENCE / f"{name}.csv", dtype=str, keep_default_na=False)


@lru_cache(maxsize=1)
def codes() -> dict[str, str]:
    """Every known code, nine characters or three digits, and its area code."""
    areas, others = table("areas"), table("area_codes")
    known = dict(zip(areas["area_code"], areas["area_code"], strict=True))
    known |= {three: area for three, area in zip(areas["la_code"], areas["area_code"], strict=True) if three}
    return known | dict(zip(others["code"], others["area_code"], strict=True))


@lru_cache(maxsize=1)
def names() -> tuple[dict[str, tuple[Bearer, ...]], dict[str, tuple[Bearer, ...]]]:
    """Who bears each plain name, and each bare one."""
    areas, others = table("areas"), table("area_names")
    exact: dict[str, tuple[Bearer, ...]] = {}
    short: dict[str, tuple[Bearer, ...]] = {}
    for name, area in zip(areas["name"], areas["area_code"], strict=True):
        for index, form in ((exact, plain(name)), (short, bare(name))):
            index[form] = (*index.get(form, ()), Bearer(area, "", ""))
    listed: dict[str, tuple[Bearer, ...]] = {}
    for name, *bearer in others[["name", "area_code", "start", "end"]].itertuples(index=False):
        listed[plain(name)] = (*listed.get(plain(name), ()), Bearer(*bearer))
    return exact | listed, short | listed


def years_of(period: str | int) -> tuple[str, str]:
    """The first and the last year of a period: '2018' is one, '201819' and '2018-19' are two."""
    first = str(period)[:4]
    second = re.match(r"\d{4}\D?(\d\d)(?!\d)", str(period))
    return first, str(int(first) + 1) if second and int(second[1]) == (int(first) + 1) % 100 else first


def bearers(name: str, year: str | int | None = None) -> tuple[Bearer, ...]:
    """The areas a name can mean at any time in a period, the latest last; empty if none, or if undecidable."""
    exact, short = names()
    found = exact.get(plain(name)) or short.get(bare(name), ())
    if len(found) > 1 and not any(bearer.start or bearer.end for bearer in found):
        return ()
    if year is not None:
        first, last = years_of(year)
        found = tuple(bearer for bearer in found if bearer.in_force(f"{first}-01-01", f"{last}-12-31"))
    return tuple(sorted(found, key=lambda bearer: bearer.start))


def area_for_code(code: str) -> str:
    """The area code of a published code, nine characters or three digits; raises UnknownArea."""
    area = codes().get(str(code).strip())
    if area is None:
        raise UnknownArea(
            f"No area has the code {code!r}. A new council belongs in data/reference/areas.csv, "
            "another code of a known one in data/reference/area_codes.csv."
        )
    return area


def area_for_name(name: str, year: str | int | None = None) -> str:
    """The area code of a published name; raises UnknownArea.

    `year` is a year or a period that begins with one ('2018', '201819', '2018-04-01'). A name that passed from
    one body to another means the body that bore it on 31 December of that year; without a year, the later body.
    """
    found = bearers(name, year)
    if not found:
        when = "" if year is None else f" in {year}"
        raise UnknownArea(
            f"No area is known as {name!r}{when}. A new council belongs in data/reference/areas.csv, "
            "another way to write a known one in data/reference/area_names.csv."
        )
    day = f"{years_of(year)[0]}-12-31" if year is not None else found[-1].start
    return next((bearer for bearer in found if bearer.in_force(day, day)), found[-1]).area_code


def agreed(code: str, name: str, year: str | None) -> str:
    """The area that a code and a name, of which one may be empty, both mean."""
    if not code:
        return area_for_name(name, year)
    area = area_for_code(code)
    if name and area not in {bearer.area_code for bearer in bearers(name, year)}:
        other = area_for_name(name, year)
        raise CodeNameConflict(
            f"The code {code!r} is {area} but the name {name!r} is {other}"
            f"{f' in {year}' if year else ''}. Name the right one, with evidence, in "
            "data/reference/code_corrections.csv."
        )
    return area


def resolve(
    frame: pd.DataFrame,
    dataset: str,
    code: str | None = None,
    name: str | None = None,
    year: str | None = None,
    file: str = "",
) -> pd.Series:
    """The area code of every row, from the columns named `code`, `name` or both, and the period in `year`.

    Code and name must agree. A row that does not resolve raises UnknownArea or CodeNameConflict, unless
    `code_corrections.csv` has a row for this dataset with the same published code and name.
    """
    corrections = table("code_corrections").query("dataset == @dataset")
    settled = corrections.set_index(["published_code", "published_name"])["area_code"].to_dict()

    def area(published_code: str, published_name: str, period: str | None) -> str:
        try:
            return agreed(published_code, published_name, period)
        except (UnknownArea, CodeNameConflict) as problem:
            if (published_code, published_name) in settled:
                return settled[published_code, published_name]
            raise type(problem)(f"{file or dataset}: {problem}") from None

    blank = pd.Series("", index=frame.index)
    columns = [frame[column].fillna("").str.strip() if column else blank for column in (code, name)]
    rows = list(zip(*columns, frame[year] if year else [None] * len(frame), strict=True))
    found = {row: area(*row) for row in dict.fromkeys(rows)}
    return pd.Series([found[row] for row in rows], index=frame.index, dtype="str", name="area_code")
