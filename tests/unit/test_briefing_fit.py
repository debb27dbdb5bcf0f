"""Words are fitted to a page by leaving out whole ones, never by cutting a sentence."""

import re
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from layouts import rows, ways
from layouts.briefing import choice, fit, pdf, questions
from layouts.briefing.drawing import Picture, UnknownMark
from layouts.briefing.sheet import Briefing
from layouts.places import ENGLAND, councils, places
from metrics import registry

TEXT = "One of 3.5% is here. Two is “there”. Is three? Four."
items = st.lists(st.text(min_size=1, max_size=40), max_size=12)


@pytest.mark.parametrize(
    ("most", "kept"), [(1, 1), (20, 1), (37, 2), (46, 3), (99, 4)], ids=lambda value: str(value)
)
def test_only_whole_sentences_are_kept_and_always_the_first(most: int, kept: int) -> None:
    whole = ["One of 3.5% is here.", "Two is “there”.", "Is three?", "Four."]
    assert fit.sentences(TEXT) == whole
    assert fit.whole(TEXT, most) == " ".join(whole[:kept])


@given(items, st.integers(0, 200))
def test_what_is_kept_is_the_beginning_and_no_more_than_fits(given: list[str], most: int) -> None:
    kept = fit.within(given, most)
    assert list(kept) == given[: len(kept)]
    assert sum(map(len, kept)) <= most or len(kept) == 1
    assert len(kept) == len(given) or sum(map(len, given[: len(kept) + 1])) > most


@pytest.mark.parametrize(
    ("names", "most", "said"),
    [
        (["A"], 9, "A"),
        (["A", "B"], 9, "A; B"),
        (["AAAA", "BBBB", "C"], 8, "AAAA; BBBB; and 1 more"),
        ([], 9, ""),
    ],
)
def test_names_that_do_not_fit_are_counted(names: list[str], most: int, said: str) -> None:
    assert fit.named(names, most) == said


def test_a_page_fits_until_it_is_one_line_too_full() -> None:
    def sheet(lines: int) -> Briefing:
        return Briefing(
            places()[ENGLAND], "T", (), (), "", ("A line.",) * lines, "Ask", ("What?",), (), (), "Sources."
        )

    most = max(lines for lines in range(1, 99) if pdf.fits(sheet(lines)))
    assert 30 < most < 80
    pages = [
        len(PdfReader(BytesIO(pdf.made(sheet(lines), pdf.LAST_LINES, "A", "2026-01-01"))).pages)
        for lines in (most, most + 1)
    ]
    assert pages == [1, 2]


def test_every_measure_of_a_briefing_leads_to_a_question_without_a_figure() -> None:
    measures = [*choice.ALWAYS, *choice.ALSO]
    assert sorted(questions.OF_MEASURE) == sorted(measures)
    assert set(measures) <= set(registry.all_metrics())
    asked = [text for each in questions.OF_MEASURE.values() for text in each.values()]
    asked += [*questions.OF_GAPS.values(), questions.OF_INSPECTION, *questions.NATIONAL]
    assert all(each.endswith("?") for each in asked)
    assert not [
        each for each in asked if re.search(r"\d", each.replace("limit of 20 weeks", "").replace("16", ""))
    ]
    assert all(questions.ANY in each for each in questions.OF_MEASURE.values())


@pytest.mark.parametrize("inside", ["<rect/>", '<path d="M1 2Q3 4" stroke="#000000"/>'])
def test_a_drawing_with_a_mark_that_is_not_known_is_refused(inside: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">{inside}</svg>'
    fonts = ("Helvetica", "Helvetica-Bold")
    with pytest.raises(UnknownMark, match=r"layouts/briefing/drawing\.py"):
        Picture(svg, (10, 10), fonts).drawOn(Canvas(BytesIO()), 0, 0)


def test_a_family_learns_until_when_it_may_appeal_or_complain() -> None:
    told = dict(ways.STEPS)
    assert "within two months of the date on the council’s decision letter" in told["An appeal"]
    assert "one month of the date on the mediation certificate, whichever is later" in told["An appeal"]
    assert "ends a plan" in told["An appeal"]
    assert "about the school or other setting alone needs none" in told[ways.MEDIATION]
    assert "within 12 months" in told["A complaint"]
    assert ways.UNTIL in ways.ROUTES[ways.TRIBUNAL]


def test_what_keeps_plans_on_time_is_asked_only_where_nearly_all_are() -> None:
    def asked(name: str) -> str:
        return questions.of_council(councils()[name], [questions.ON_TIME])[0]

    kept = questions.OF_MEASURE[questions.ON_TIME]["higher"]
    of = {each.slug: rows.of_place(questions.ON_TIME, each.code) for each in councils().values()}
    newest = {slug: found[-1].value for slug, found in of.items() if found and not councils()[slug].end}
    assert {asked(slug) == kept for slug, value in newest.items() if value < questions.ON_TIME_AT_LEAST} == {
        False
    }
    assert any(asked(slug) == kept for slug in newest)
    assert asked("cumbria") == questions.LATE_THEN
