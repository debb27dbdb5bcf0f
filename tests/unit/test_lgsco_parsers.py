"""The Ombudsman's pages, from the visible text of real ones in markup of several kinds."""

import re
from html import escape
from pathlib import Path

import pytest

from ingest.dataset import Unreadable
from ingest.lgsco import decision_page, iso_date, listing_page, plain_address, read_page, result_count
from ingest.lgsco_statistics import statistics_page

STATISTICS = "https://lgo.org.uk/your-councils-performance/surrey-county-council/statistics?displaypref=3"
DECISIONS = "https://www.lgo.org.uk/decisions/education/special-educational-needs"
CHROME = """<!doctype html>
<html lang=en><head><meta charset=utf-8><title>{title}</title>
<style>p {{ width: 100% of complaints }}</style></head>
<body><header><nav><ul><li><a href='/decisions'>Decisions</a></li></ul></nav>
<svg><title>LGO logogram</title></svg></header>
<main>{main}</main>
<footer><p>Privacy settings</p>
<script>var shown = '99% of complaints we investigated were upheld.';</script></footer></body></html>
"""
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


def shape(published: Path, name: str) -> list[str]:
    """The visible lines of a real page, without the note on where they came from."""
    text = (published / "lgsco" / "pages" / f"{name}.txt").read_text("utf-8")
    return [line.strip(" •\t") for line in text.splitlines()[1:] if line.strip(" •\t")]


def paragraphs(lines: list[str]) -> str:
    """Each line as a paragraph, its words parted by the spaces and line ends that templates leave."""
    broken = (escape(line).replace(" ", "\n ", 1) for line in lines)
    return "".join(f"<p class='x'>\n   {line}&nbsp;</p>\n" for line in broken)


def spans(lines: list[str]) -> str:
    """Each line a list item, its figures in bold inside a span."""
    bold = (re.sub(r"(\d[\d.,]*%?)", r"<span><b>\1</b></span>", escape(line)) for line in lines)
    return "<ul>" + "".join(f"<li><!-- item -->{line}<br></li>" for line in bold) + "</ul>"


def page(main: str, address: str = STATISTICS, title: str = "Local Government and Social Care Ombudsman"):
    return read_page(CHROME.format(title=title, main=main), address)


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


@pytest.mark.parametrize("markup", [paragraphs, spans])
@pytest.mark.parametrize("title", ["Kent County Council (24 006 766) - Ombudsman", "Decisions"])
def test_decision(published: Path, markup, title: str) -> None:
    lines = shape(published, "decision_page")
    [case] = decision_page(page(markup(lines), f"{DECISIONS}/24-006-766?displaypref=0", title))
    assert (case.reference, case.council) == ("24-006-766", "Kent County Council")
    assert case.category == "Education > Special educational needs"
    assert (case.decision, case.decision_date) == ("Not upheld", "2025-07-15")
    assert case.summary == next(line for line in lines if line.startswith("Summary")).removeprefix(
        "Summary: "
    )
    assert case.address == f"{DECISIONS}/24-006-766"


def test_the_labels_of_a_decision_may_stand_on_their_own_lines(published: Path) -> None:
    lines = shape(published, "decision_page")
    labelled = [part for line in lines for part in re.split(r"(?<=^Category :|^Decision :) ", line)]
    labelled = [part for line in labelled for part in re.split(r"(?<=^Decision date :) ", line)]
    assert len(labelled) == len(lines) + 3
    assert decision_page(page(paragraphs(labelled))) == decision_page(page(paragraphs(lines)))


def test_a_report_on_several_cases_is_one_decision_for_each_reference() -> None:
    report = [
        "Category : Education > Special educational needs",
        "Decision : Upheld",
        "Decision date : 05 Mar 2017",
        "Summary",
        "Families waited for years.",
        "The Council has agreed to act.",
        "The complaint",
        "Mrs A complains.",
    ]
    title = "Surrey County Council (15 018 169, 15 019 136, 15 020 236 & 15 020 740)"
    cases = decision_page(page(paragraphs(report), f"{DECISIONS}/15-018-169", title))
    assert [case.reference for case in cases] == ["15-018-169", "15-019-136", "15-020-236", "15-020-740"]
    assert {case.summary for case in cases} == {"Families waited for years. The Council has agreed to act."}
    assert {(case.council, case.decision_date) for case in cases} == {("Surrey County Council", "2017-03-05")}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (r"\(24 006 766\)", "", "no council with a reference"),
        ("Decision : Not upheld", "Decision : Partly upheld", "'Decision'"),
        ("15 Jul 2025", "last July", "'Decision date'"),
        ("Summary: .*", "", "no summary"),
        ("Category : .*", "", "'Category'"),
    ],
)
def test_a_decision_that_lacks_something_or_has_an_unknown_outcome_is_refused(
    published: Path, old: str, new: str, said: str
) -> None:
    lines = [re.sub(old, new, line) for line in shape(published, "decision_page")]
    with pytest.raises(Unreadable, match=said):
        decision_page(page(paragraphs(lines), f"{DECISIONS}/24-006-766"))


def listing(lines: list[str]) -> str:
    """A listing whose headings link to their cases."""
    heading = re.compile(r"(?m)(?<=>)([^<>]*?)\((\d\d) (\d{3}) (\d{3})\)")
    address = "/decisions/education/special-educational-needs"
    markup = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return heading.sub(rf"<a href='{address}/\2-\3-\4?displaypref=3'>\1(\2 \3 \4)</a>", markup)


def test_listing(published: Path) -> None:
    cases = listing_page(page(listing(shape(published, "listing_page")), DECISIONS))
    assert [(case.reference, case.council, case.decision) for case in cases] == [
        ("24-019-137", "Trafford Council", "Upheld"),
        ("24-000-821", "Sefton Metropolitan Borough Council", "Upheld"),
        ("25-009-041", "Kent County Council", "Closed after initial enquiries"),
        ("25-004-768", "Kent County Council", "Upheld"),
    ]
    assert {case.decision_date for case in cases} == {"2025-09-30"}
    assert {case.category for case in cases} == {"Education > Special educational needs"}
    assert cases[2].summary.startswith("We will not investigate this complaint about the Council’s provision")
    assert cases[3].address == f"{DECISIONS}/25-004-768"


ITEM = (
    "<li><a href='/decisions/education/alternative-provision/{link}'>Kent County Council ({title})</a>"
    "<div><span>{kind}</span> <span>{decision}</span> <b>Alternative provision</b> <em>10-Feb-2026</em></div>"
    "<p>Summary: It was late.</p></li>"
)


def item(
    link: str = "25-000-001", title: str = "25 000 001", kind: str = "Report", decision: str = "Upheld"
) -> str:
    return ITEM.format(link=link, title=title, kind=kind, decision=decision)


def test_a_report_in_a_listing_is_listed_once_for_each_reference() -> None:
    cases = listing_page(page(item(title="25 000 001, 25 000 002"), DECISIONS))
    assert [case.reference for case in cases] == ["25-000-001", "25-000-002"]
    assert {case.category for case in cases} == {"Education > Alternative provision"}
    assert {case.decision_date for case in cases} == {"2026-02-10"}


def test_a_listing_without_cases_has_none() -> None:
    assert listing_page(page("<p>Your search has 0 results</p>", DECISIONS)) == []


@pytest.mark.parametrize(
    ("main", "said"),
    [
        (
            item() + item("25-000-009", "25 000 009", decision="Settled"),
            "1 cases can be read, 25-000-009 cannot",
        ),
        (item() + item("25-000-009", "25 000 009", kind="Letter"), "25-000-009 cannot"),
        (item("25-000-001").replace("href", "data-href"), "no link to case 25-000-001"),
    ],
)
def test_a_listing_with_a_case_that_cannot_be_read_is_refused(main: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        listing_page(page(main, DECISIONS))


def test_results_are_counted_and_an_empty_shell_is_an_error() -> None:
    assert result_count(page("<p>Your search has <b>1,043</b> results</p>")) == 1043
    assert result_count(page("<p>Your search has 0 results</p>")) == 0
    with pytest.raises(Unreadable, match="does not say how many results"):
        result_count(page("<form><input name=fd></form>"))


def test_one_address_for_each_page() -> None:
    assert plain_address("https://lgo.org.uk/a/b/?utm_source=x#top") == "https://www.lgo.org.uk/a/b"
    assert plain_address("http://www.lgo.org.uk/a/b") == "https://www.lgo.org.uk/a/b"
    assert plain_address("https://example.org/a?b=c") == "https://example.org/a?b=c"


@pytest.mark.parametrize("text", ["05 Mar 2021", "5 March 2021", "05-Mar-2021"])
def test_dates(text: str) -> None:
    assert iso_date(text) == "2021-03-05"
