"""The page "Which number is right?" beside the publishers' own files, read here by other means."""

import ast
import csv
import inspect
import io
import re
import zipfile
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from app import server
from layouts import links
from metrics import caveats, readings, which_number
from metrics.readings import Measure, OnBoth, Worked

RELEASE = Path("dfe/ehc-plans/education-health-and-care-plans_2025.zip")
APPEALS = Path("moj/SEND appealable decisions rate 2024-2025.csv")
EX = ("plans_issued_20_weeks_ex", "plans_issued_den_ex")
READINGS = which_number.readings()
OF_ENGLAND = {
    "on_time_excluding": ("timeliness_20_week", "2024", *EX),
    "on_time_including": (
        "timeliness_20_week",
        "2024",
        "plans_issued_within_20_weeks",
        "plans_issued_den",
    ),
    "refused_of_requests": (
        "requests",
        "2024",
        "requests_decided_not_to_assess",
        "requests_received_in_year",
    ),
    "refused_of_decisions": (
        "requests",
        "2024",
        "requests_decided_not_to_assess",
        "requests_decided_not_to_assess+requests_decided_to_assess",
    ),
    "not_agreed": (
        "requests",
        "2024",
        "requests_received_in_year-requests_decided_to_assess",
        "requests_received_in_year",
    ),
    "new_plans": ("newplans", "2024", "new_ehc_plans", ""),
    "plans_after_assessment": ("assessments", "2024", "assess_issued", ""),
    "plans_in_on_time_figures": ("timeliness_20_week", "2024", "plans_issued_den", ""),
    "on_time_2022_printed": ("timeliness_20_week", "2022", *EX),
}
"""Reading -> file of the release, year, and the columns above and below the line. The third of the requests is worked
out the other way round here: all requests less those that were agreed."""


@cache
def rows(folder: Path, member: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(folder / RELEASE) as opened:
        return list(csv.DictReader(io.StringIO(opened.read(f"data/{member}.csv").decode("utf-8-sig"))))


def total(folder: Path, member: str, year: str) -> dict[str, str]:
    """England's row of everyone."""
    found = [row for row in rows(folder, member) if row["geographic_level"] == "National"]
    (row,) = [
        row for row in found if row["time_period"] == year and row["breakdown"].startswith(("All", "New"))
    ]
    return row


def summed(row: dict[str, str], columns: str) -> int:
    return sum(int(f"{sign}{row[name]}") for sign, name in re.findall(r"([+-]?)(\w+)", columns))


def expected(folder: Path, reading: str) -> tuple[float, float | None]:
    """The two counts of a reading in the publishers' files; one for a plain count."""
    if reading.startswith("appeals"):
        return appeals(folder, reading)
    if reading == "new_plans_with_need":
        row = total(folder, "sen_need_newplans", "2024")
        return int(list(row.values())[list(row).index("breakdown") + 1]), None
    if reading == "on_time_2022_like_for_like":
        councils = [
            row
            for row in rows(folder, "timeliness_20_week")
            if row["geographic_level"] == "Local authority" and row["time_period"] == "2022"
            and row["breakdown"].startswith("All") and row[EX[0]].isdigit() and row[EX[1]].isdigit()
        ]  # fmt: skip
        return sum(int(row[EX[0]]) for row in councils), sum(int(row[EX[1]]) for row in councils)
    member, year, above, below = OF_ENGLAND[reading]
    row = total(folder, member, year)
    return summed(row, above), summed(row, below) if below else None


def appeals(folder: Path, reading: str) -> tuple[float, float]:
    """Of 2024: appeals and decisions of England, or of the councils that have both."""
    if reading == "appeals_older":
        with zipfile.ZipFile(folder / RELEASE) as opened:
            file = opened.read("supporting-files/SEND Tribunals and appeal rate 2014-2024.csv")
        table = list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))
        at = next(row for row in table if "2014" in row).index("2024")
        england = next(row for row in table if row and row[0].startswith("England"))
        return tuple(int(england[at + step].replace(",", "")) for step in (0, 1))
    table = list(csv.reader(io.StringIO((folder / APPEALS).read_text("utf-8-sig"))))
    england = next(row for row in table if row and row[0].startswith("England Total"))
    if reading == "appeals_newer":
        return int(england[2]), int(england[3])
    both = [row for row in table if row[1].isdigit() and row[3].replace(",", "").isdigit()]
    assert len(both) == 147
    return tuple(sum(int(row[at].replace(",", "").replace("-", "0")) for row in both) for at in (2, 3))


@pytest.mark.parametrize("reading", list(READINGS))
def test_a_reading_is_what_the_published_files_give(published: Path, reading: str) -> None:
    question = next(each for each in which_number.QUESTIONS if READINGS[reading] in each.readings)
    above, below = expected(published, reading)
    found = readings.read(READINGS[reading].how, question.period)
    assert found.numerator == above
    value = above if below is None else 100 * above / below
    assert found.value == pytest.approx(value)
    assert below is None or found.denominator == below
    page = text_of(links.NUMBERS)
    row = page.partition(f'id="{reading.replace("_", "-")}"')[2].partition("</tr>")[0]
    shown = f"{value:,.0f}" if below is None else f"{value:.1f}%"
    assert f"<strong>{shown}</strong>" in row
    assert f"{above:,} " in row
    assert below is None or f"{below:,} " in row
    assert 'href="' in row.partition(f"{above:,}")[2]


@cache
def text_of(address: str) -> str:
    answer = server.test_client().get(address)
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


def test_the_pairs_that_circulate_are_all_there() -> None:
    """As rivals and ministers print them; the six councils without decisions are why the last two rates differ."""
    page = text_of(links.NUMBERS)
    printed = "46.4% 45.9% 25.2% 27.8% 34.6% 3.2% 6.1% 5.7% 97,747 98,547 97,563 90,392 49.2% 49.8%"
    assert [each for each in printed.split() if f"<strong>{each}</strong>" not in page] == []


def test_no_figure_is_typed_into_the_words() -> None:
    """Of digits the words hold only the 20 weeks and years: everything else is read from the tables."""
    for module in (which_number, __import__("layouts.pages.which_number", fromlist=["x"])):
        told = [
            node.value
            for node in ast.walk(ast.parse(inspect.getsource(module)))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        words = [re.sub(r"https?://\S+|20 weeks|\b20\d\d\b", "", text) for text in told if " " in text]
        assert len(words) > 5
        assert not [text for text in words if re.search(r"\d", text)]


def test_every_question_recommends_one_of_its_readings_and_names_no_reading_twice() -> None:
    assert len(READINGS) == sum(len(each.readings) for each in which_number.QUESTIONS)
    for question in which_number.QUESTIONS:
        assert question.recommended in {each.id for each in question.readings}
        assert len(question.readings) > 1


def test_a_sum_over_councils_holds_what_was_printed_where_we_withhold_it() -> None:
    """The decisions of Cambridgeshire and Central Bedfordshire are exchanged in print: the sum is the same."""
    how = OnBoth("tribunal_appeal_rate_new_method")
    found, england = readings.read(how, "2024"), readings.read(Measure(how.metric), "2024")
    assert found.councils == 147
    assert found.denominator == england.denominator


def test_an_older_version_has_its_own_numbers_or_none() -> None:
    page = text_of(f"{links.NUMBERS}@2025.1")
    assert "<strong>46.4%</strong>" in page
    assert " 2025: 46.1%" not in page
    assert " 2025: 46.1%" in text_of(links.NUMBERS)


def test_readings_are_of_three_kinds_and_all_are_used() -> None:
    assert {type(each.how) for each in READINGS.values()} == {Measure, Worked, OnBoth}


def test_what_to_know_of_englands_figures_stands_under_them() -> None:
    page = unescape(server.test_client().get(links.NUMBERS).get_data(as_text=True))
    section = page.partition('id="on-time"')[2].partition("</section>")[0]
    assert "46.1%" in section
    assert f"46.1%, 2025: {caveats.briefly('timeliness_2025_norfolk')[0]}" in section
    assert f"46.1% and 45.5%, 2025: {caveats.briefly('timeliness_2025_leicester')[0]}" in section
    refused = page.partition('id="refused"')[2].partition("</section>")[0]
    assert f"25.2% and 27.8%, 2024: {caveats.briefly('requests_2024_doubted_zeros')[0]}" in refused
