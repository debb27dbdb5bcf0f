"""The briefing of every council and of England is one A4 page, the same each time, with words from the figures."""

import hashlib
import io
import subprocess
import sys

import pytest
from pypdf import PdfReader

from layouts.api import briefing_pdf
from layouts.briefing import choice, content, foot, letters
from layouts.places import ENGLAND, councils, places
from metrics import versions

LONG = (
    "The accessible version of this page is at https://a-long-name.for-a-site.example.org/briefing/x@2026.1."
)
LAST = (f"{LONG} {LONG}",) * 2
"""Longer than the last two lines of a site with a name of usual length."""
EVERY = [ENGLAND, *(place.code for place in councils().values())]
PARTS = 2


def pdf(code: str) -> PdfReader:
    return PdfReader(io.BytesIO(briefing_pdf.written(code, LAST, "A publisher")))


def words(reader: PdfReader) -> str:
    return " ".join("".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("part", range(PARTS))
def test_the_briefing_of_every_council_is_one_page(part: int) -> None:
    mine = EVERY[part::PARTS]
    sizes = {places()[code].slug: len(pdf(code).pages) for code in mine}
    assert len(sizes) >= 159 // PARTS
    assert {slug: pages for slug, pages in sizes.items() if pages != 1} == {}
    noted = {code: content.of(code) for code in mine if any(each.rows for each in choice.claims(code))}
    assert not [
        code for code, found in noted.items() if not found.care or found.care[0][1] == content.MORE_CARE
    ]
    assert not [code for code, found in noted.items() if any("Read the " in each.text for each in found.told)]


@pytest.mark.parametrize(
    "slug", ["newham", "cumbria", "city-of-london", "bournemouth-christchurch-and-poole"]
)
def test_a_pdf_has_all_the_words_of_the_page_and_says_what_it_is(slug: str) -> None:
    code = councils()[slug].code
    found, reader = content.of(code), pdf(code)
    said = words(reader)
    told = [each.text for each in found.told] + [text for _, text in (*found.ways, *found.care)]
    for text in [found.title, *found.about, *told, *found.missing, *found.questions, found.sources, *LAST]:
        assert " ".join(text.replace(" %", "%").split()) in said.replace(" %", "%").replace("\u00a0%", "%")
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (found.title, "A publisher")
    assert reader.metadata["/CreationDate"].startswith(f"D:{versions.current().built.replace('-', '')}")
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    width, height = reader.pages[0].mediabox[2:]
    assert (round(width), round(height)) == (595, 842)


def test_a_pdf_is_the_same_in_another_process_which_starts_without_the_library_that_writes_it() -> None:
    code = councils()["newham"].code
    asked = (
        "import hashlib, sys, app; print('reportlab' in sys.modules); from layouts.api import briefing_pdf as made; "
        f"print(hashlib.sha256(made.written({code!r}, {LAST!r}, 'A publisher')).hexdigest())"
    )
    shown = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    here = hashlib.sha256(briefing_pdf.written(code, LAST, "A publisher")).hexdigest()
    assert shown.split() == ["False", here]


@pytest.mark.parametrize("code", EVERY[::16])
def test_the_sentences_are_safe_claims_by_the_declared_rule(code: str) -> None:
    found = choice.claims(code)
    assert len(found) <= choice.MOST
    assert len({claim.metric for claim in found}) == len(found)
    for claim, told in zip(found, content.of(code).told, strict=True):
        assert claim.text
        assert claim.kind != "pair"
        assert told.text.startswith(claim.said)
        assert claim.beside in told.text
        noted = " ".join(text for _, text in content.of(code).care)
        assert all(note in noted or note in told.text for note in claim.briefly)
    may = {each for each in choice.ALWAYS if choice.period(each, code)}
    unsaid = may - {claim.metric for claim in found}
    assert not [each for each in unsaid if choice.safe(code, each, choice.period(each, code))]


def test_what_a_council_withheld_or_did_not_publish_is_named_and_asked() -> None:
    newham, norfolk = (content.of(councils()[slug].code) for slug in ("newham", "norfolk"))
    assert newham.missing[0].startswith("Withheld here, because what was published cannot be right")
    assert norfolk.missing[0].startswith("No figure was published for")
    assert any("withheld" in question for question in newham.questions)
    assert any("no published figure" in question for question in norfolk.questions)
    assert content.of(councils()["kent"].code).missing == (content.missing.NOTHING,)


def test_no_briefing_says_local_host_or_an_address_nobody_set() -> None:
    for line in foot.lines(places()[ENGLAND]):
        assert "localhost" not in line
        assert "http" not in line


@pytest.mark.parametrize("code", EVERY[::16])
def test_a_short_text_fits_and_a_letter_carries_whole_sentences(code: str) -> None:
    place = places()[code]
    if not letters.has_them(place):
        assert place.end
        return
    text, letter = letters.short_text(place), letters.letter(place)
    assert len(text) <= letters.LONGEST
    said = {choice.said(claim) for claim in letters.by_weight(code)}
    assert not text or any(text.startswith(f"{each} ") for each in said)
    for claim in choice.claims(code):
        assert choice.said(claim) in letter
    for blank in ("[name of your MP]", "[your name]", "[your address"):
        assert blank in letter
