"""The Ombudsman's decisions and listings, from the visible text of real ones in markup of several kinds."""

import re
from html import escape
from pathlib import Path

import pytest

from ingest.dataset import Unreadable
from ingest.lgsco import decision_page, iso_date, listed, listing_page, plain_address, result_count
from tests.fixtures.lgsco_pages import page, paragraphs, shape, spans

DECISIONS = "https://www.lgo.org.uk/decisions/education/special-educational-needs"


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
    "title",
    [
        "Kent County Council (24 006 766) (24 007 111)",
        "Kent County Council (24 006 766) and Surrey County Council (24 007 111)",
    ],
)
def test_a_reference_left_over_in_a_title_is_refused(published: Path, title: str) -> None:
    lines = shape(published, "decision_page")
    with pytest.raises(Unreadable, match="24-007-111 is left over in the title"):
        decision_page(page(paragraphs(lines), f"{DECISIONS}/24-006-766", title))
    with pytest.raises(Unreadable, match="25-000-001 is left over in the title"):
        listing_page(page(item(title="25 000 001) (25 000 002"), DECISIONS))


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


@pytest.mark.parametrize("host", ["https://www.facebook.com/sharer?u=", "https://example.org/"])
def test_a_link_of_another_host_is_no_case(host: str) -> None:
    share = f"<a href='{host}https://www.lgo.org.uk/decisions/education/other/25-000-001'>Share</a>"
    [case] = listing_page(page(item() + share, DECISIONS))
    assert case.address == "https://www.lgo.org.uk/decisions/education/alternative-provision/25-000-001"
    stray = share.replace("25-000-001", "25-000-009")
    assert listed(page(item() + stray, DECISIONS)) == ([case], [])


def test_the_case_of_letters_in_a_link_does_not_matter() -> None:
    link = "/decisions/education/alternative-provision/"
    [case] = listing_page(page(item().replace(link, link.title()), DECISIONS))
    assert (case.reference, case.category) == ("25-000-001", "Education > Alternative provision")


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
