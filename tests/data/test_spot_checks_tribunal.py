"""Cells of the raw Tribunal files, read by the standard library alone, against what the project shows of them.

The places and years were drawn before anything was computed, four for each file; among them are councils whose code
the files print wrongly, and one that did not exist before.
"""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from metrics import areas, tables

OLD = "moj/send_appeal_rate_table_2014-2022.ods"
ZIP = "dfe/ehc-plans/education-health-and-care-plans_2025.zip"
MEMBER = "supporting-files/SEND Tribunals and appeal rate 2014-2024.csv"
NEW = "moj/SEND appealable decisions rate 2024-2025.csv"
SHEETS = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
Lines = Iterator[list[str]]
Raw = Callable[[str], Lines]
SPOTS = [
    ("2022", "Gateshead", "2015"),
    ("2022", "Devon", "2019"),
    ("2022", "Cumbria", "2021"),
    ("2022", "Kent", "2018"),
    ("2025", "Durham", "2023"),
    ("2025", "Nottinghamshire", "2022"),
    ("2025", "Westmorland and Furness", "2024"),
    ("2025", "Barnet", "2016"),
    ("2026", "Essex", "2025"),
    ("2026", "Sheffield", "2024"),
    ("2026", "Nottingham", "2025"),
    ("2026", "Wokingham", "2025"),
]


@pytest.fixture(scope="module")
def raw(published: Path) -> Raw:
    """Release -> the rows of its table by council, as texts."""

    def rows(release: str) -> Lines:
        if release == "2022":
            with zipfile.ZipFile(published / OLD) as archive:
                yield from cells(ElementTree.fromstring(archive.read("content.xml")), "SEND_2")
        elif release == "2025":
            with zipfile.ZipFile(published / ZIP) as archive:
                text = archive.read(MEMBER).decode("utf-8-sig")
            yield from csv.reader(io.StringIO(text, newline=""))
        else:
            with (published / NEW).open(encoding="cp1252", newline="") as file:
                yield from csv.reader(file)

    return rows


def cells(document: ElementTree.Element, sheet: str) -> Lines:
    """The rows of a sheet of an OpenDocument file; a cell that is said to repeat stands as often."""
    table = next(each for each in document.iter(f"{SHEETS}table") if each.get(f"{SHEETS}name") == sheet)
    for row in table.iter(f"{SHEETS}table-row"):
        line: list[str] = []
        for cell in row:
            times = min(int(cell.get(f"{SHEETS}number-columns-repeated", "1")), 40)
            line += ["".join(cell.itertext()).strip()] * times
        yield line


def printed(lines: Lines, name: str, year: str) -> tuple[float, float]:
    """Appeals registered and decisions of a council in a year: the two columns that begin under the year."""
    held = list(lines)
    years = next(line for line in held if year in line)
    (row,) = [line for line in held if line and re.sub(r"[\d,]+$", "", line[0].strip()) == name]
    appeals, decisions = (row[years.index(year) + step].strip().replace(",", "") for step in (0, 1))
    return float(appeals), float(decisions)


@pytest.mark.parametrize(("release", "name", "year"), SPOTS)
def test_appeals_and_decisions_are_those_of_the_raw_file(
    raw: Raw, release: str, name: str, year: str
) -> None:
    rows = tables.of_area("tribunal_appeals", areas.find(name))
    held = rows[(rows["release"] == release) & (rows["time_period"] == year)].set_index("indicator")["value"]
    decisions = "decisions_new_method" if release == "2026" else "decisions"
    assert (held["appeals"], held[decisions]) == printed(raw(release), name, year)
