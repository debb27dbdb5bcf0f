"""The Ombudsman's statistics pages, from the visible text of real ones in markup of several kinds."""

from pathlib import Path

import pytest

from ingest.dataset import Unreadable
from ingest.lgsco_statistics import statistics_page
from tests.fixtures.lgsco_pages import page, paragraphs, shape, spans

OLD_PAGE = """Advice on comparing statistics across years
In 2022-23 we changed our investigation processes, contributing to an increase in the average uphold rate.
{name}
Annual statistics ?Find out more about annual statistics
Complaints upheld
{rate}% Complaints upheld by {name}
{rate}% of complaints we investigated were upheld.
This compares to an average of {average} in similar authorities.
{upheld} upheld decision
View upheld decisions
Statistics are based on a total of {investigated} {kind}investigations for the period between {year}
Annual letters
We write to councils each year to give a summary of the 12 complaints and 99% of cases.
"""
NEW_PAGE = """Suffolk County Council
Complaint overview
Between {year}, we dealt with 186 complaints. \
Of these, 38 were not for us or not ready for us to investigate. \
We assessed and closed 68 complaints. We investigated 80 complaints.
"""
YEAR_2023 = "1 April 2023 to 31 March 2024"
YEAR_2024 = "1 April 2024 to 31 March 2025"


def old_page(**words: str):
    defaults = {
        "name": "Surrey County Council",
        "rate": "50",
        "average": "85%",
        "upheld": "2",
        "investigated": "4",
        "kind": "",
        "year": YEAR_2023,
    }
    return OLD_PAGE.format(**defaults | words).splitlines()


@pytest.mark.parametrize("markup", [paragraphs, spans])
def test_statistics_to_2023_24(published: Path, markup) -> None:
    read = statistics_page(page(markup(shape(published, "statistics_2023-24_layout"))))
    assert (read.council, read.predecessors, read.time_period) == ("Surrey County Council", (), "202324")
    assert read.figures == {
        "upheld_rate": "89",
        "similar_upheld_rate": "85",
        "complaints_upheld": "141",
        "upheld_per_100k": "11.6",
        "similar_upheld_per_100k": "4.5",
        "complaints_investigated": "158",
        "compliance_rate": "100",
        "similar_compliance_rate": "100",
        "compliance_outcomes": "133",
        "satisfactory_remedy_rate": "3",
        "similar_satisfactory_remedy_rate": "7",
        "satisfactory_remedies": "4",
    }


@pytest.mark.parametrize("markup", [paragraphs, spans])
def test_statistics_from_2024_25_that_end_early(published: Path, markup) -> None:
    read = statistics_page(page(markup(shape(published, "statistics_2024-25_layout"))))
    assert (read.council, read.time_period) == ("Suffolk County Council", "202425")
    assert read.figures == {
        "complaints_dealt_with": "186",
        "complaints_not_for_us": "38",
        "complaints_assessed_and_closed": "68",
        "complaints_investigated": "80",
        "complaints_upheld": "75",
        "upheld_rate": "94",
        "similar_upheld_rate": "89",
        "upheld_per_100k": "9.7",
    }


def test_statistics_of_2022_23_say_detailed_investigations() -> None:
    read = statistics_page(page(paragraphs(old_page(kind="detailed ", year="1 April 2022 to 31 March 2023"))))
    assert (read.time_period, read.figures["complaints_investigated"]) == ("202223", "4")


def test_a_stray_percent_sign_after_a_rate_is_no_part_of_it(published: Path) -> None:
    lines = shape(published, "statistics_2024-25_layout")
    stray = [
        line.replace("this is 9.7 upheld", "this is 9.7% upheld").replace("94% of", "94%% of")
        for line in lines
    ]
    assert stray != lines
    assert statistics_page(page(paragraphs(stray))) == statistics_page(page(paragraphs(lines)))


def test_a_whole_rate_per_head_is_not_taken_for_a_number_of_decisions(published: Path) -> None:
    lines = shape(published, "statistics_2024-25_layout")
    whole = [line.replace("this is 9.7 upheld", "this is 9 upheld") for line in lines]
    figures = statistics_page(page(paragraphs(whole))).figures
    assert (figures["complaints_upheld"], figures["upheld_per_100k"]) == ("75", "9")


def test_a_merged_council_keeps_its_own_figures_and_lists_whom_it_replaced() -> None:
    merger = [
        "Westmorland & Furness Council is a merger of several councils and the historical information for "
        "these are located from the following links.",
        "Cumbria County Council",
        "Eden District Council",
    ]
    lines = old_page(name="Westmorland and Furness Council")
    read = statistics_page(page(spans([*lines[:3], *merger, *lines[3:]])))
    assert read.council == "Westmorland and Furness Council"
    assert read.predecessors == ("Cumbria County Council", "Eden District Council")


def test_an_abolished_council_has_no_average_and_no_rate_per_head() -> None:
    read = statistics_page(
        page(paragraphs(old_page(name="Cumbria County Council", average="n/a", upheld="1")))
    )
    assert read.figures == {
        "upheld_rate": "50",
        "similar_upheld_rate": "n/a",
        "complaints_upheld": "1",
        "complaints_investigated": "4",
    }


def test_thousands_have_commas() -> None:
    read = statistics_page(page(paragraphs([line.replace("186", "1,186") for line in NEW_PAGE_LINES])))
    assert read.figures["complaints_dealt_with"] == "1,186"


NEW_PAGE_LINES = NEW_PAGE.format(year=YEAR_2024).splitlines()


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["Search", "Privacy settings"], "no heading Annual statistics or Complaint overview"),
        (NEW_PAGE_LINES[:2], "0 financial years"),
        (
            [*NEW_PAGE_LINES, "In the year to 1 April 2023 to 31 March 2024 all was well."],
            "2 financial years",
        ),
        ([*NEW_PAGE_LINES, "We found fault in 94% of cases."], "fault in 94% of cases"),
        ([*NEW_PAGE_LINES, "75 complaints were upheld."], "75 complaints were upheld"),
        (
            [*NEW_PAGE_LINES, "We investigated 81 complaints and upheld 75."],
            "complaints_investigated is 80 in one place and 81 in another",
        ),
        ([*NEW_PAGE_LINES[:2], f"Between {YEAR_2024} we were busy."], "no number of complaints investigated"),
    ],
)
def test_statistics_in_unknown_words_are_refused(lines: list[str], said: str) -> None:
    with pytest.raises(Unreadable, match=said) as refused:
        statistics_page(page(paragraphs(lines)))
    assert "https://www.lgo.org.uk/your-councils-performance/surrey-county-council/statistics:" in str(
        refused.value
    )
    assert "mend ingest/lgsco" in str(refused.value)
