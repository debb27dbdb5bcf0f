"""What is seen, what is heard in its place and what is shared say the same: each is taken from the same claim."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from app import server
from layouts import claims, figures, findings, links, places, selection
from layouts.comparison import LEAD, line
from layouts.pages.area import FIRST
from layouts.parts.cards import standing
from metrics import areas, compute, registry, sentences
from metrics.claim import Claim

PERIOD = compute.periods_of(LEAD)[-1]
COUNCILS = areas.authorities_in("2025-12-31")
SOME = [
    "barnet",
    "bristol",
    "milton-keynes",
    "city-of-london",
    "leicester",
    "isles-of-scilly",
    "isle-of-wight",
]
MAIN = (*FIRST, "ehc_plans_over_a_year", "tribunal_appeals", "ehc_plans_per_1000")


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return server.test_client()


def read(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", text)).split())


def described(text: str) -> str:
    return unescape(re.search(r'<meta name="description" content="([^"]*)"', text)[1])


def level(metric: str, code: str, period: str) -> Claim:
    return sentences.claims_of(code, metric, period, kinds=("level",))[0]


@pytest.mark.parametrize("slug", SOME)
def test_a_council_s_page_and_its_shared_words_are_the_same_sentences(client: FlaskClient, slug: str) -> None:
    text = client.get(f"/area/{slug}").get_data(as_text=True)
    shown, shared = read(text.partition('class="sentences"')[2]), described(text)
    code, first = areas.by_slug(slug), None
    for metric in FIRST:
        found = standing(metric, code)
        row = found and found.told
        if row:
            claim = claims.leading(metric, code, row.period)
            assert (claim.said and claim.said in shown) or claim.refused in shown
            assert claim.beside in shown
            first = first or claim
    assert shared == claims.briefly(first)


@pytest.mark.parametrize("slug", SOME)
@pytest.mark.parametrize("view", ["spread", "ranked", "map"])
def test_a_chart_is_heard_as_the_sentence_on_its_marked_council(slug: str, view: str) -> None:
    code = areas.by_slug(slug)
    chosen = selection.select(LEAD, {"area": slug, "view": view, "year": PERIOD})
    said = level(LEAD, code, chosen.period)
    assert (said.said or said.refused) in findings.summary(chosen)
    assert said.beside in findings.summary(chosen)


def test_every_small_drawing_of_a_council_says_its_sentence() -> None:
    """Every council, on the main measures; a sentence about plans on time is never without its exceptions."""
    heard = 0
    for metric in MAIN:
        period = compute.periods_of(metric)[-1]
        for code in COUNCILS if registry.metric(metric).compares_councils else ():
            said, (drawn, words) = level(metric, code, period), figures.small_strip(metric, period, code)
            assert (
                words.endswith("have a figure.")
                or said.text == ""
                or f"{said.said} {said.beside}".strip() in words
            )
            heard += bool(drawn and said.text)
    assert heard > 4 * len(COUNCILS) - 100


def test_a_comparison_its_picture_and_its_shared_words_are_the_same(client: FlaskClient) -> None:
    for slugs in (["barnet", "harrow"], ["leeds", "kent", "bristol"], ["barnet", "city-of-london"]):
        codes = tuple(map(areas.by_slug, slugs))
        text = client.get(links.compare(codes)).get_data(as_text=True)
        picture = client.get(links.compare(codes).replace("/compare", "/card/compare.svg")).get_data(
            as_text=True
        )
        titled = read(re.search(r"<title>(.*?)</title>", picture)[1])
        for claim in claims.beside(line(LEAD, codes)):
            told = claims.briefly(claim)
            assert told in titled
            assert told in described(text)
            assert told in unescape(re.search(r'alt="A picture of this comparison\. ([^"]*)"', text)[1])
            assert (claim.said or claim.refused) in read(text)


def test_the_picture_says_no_more_than_the_sentence(client: FlaskClient) -> None:
    """The gap that is drawn under the dots is the one in the claim."""
    for one, other in (("barnet", "harrow"), ("kent", "surrey"), ("leeds", "bradford")):
        found = line(LEAD, (areas.by_slug(one), areas.by_slug(other)))
        assert found.pairs[0].gap in claims.beside(found)[0].said


def test_each_sentence_leads_to_the_cells_behind_it(client: FlaskClient) -> None:
    text = client.get("/sentences/barnet").get_data(as_text=True)
    ways = {unescape(way) for way in re.findall(r'href="(/figure/[^"]+)"', text)}
    assert ways
    for way in ways:
        assert client.get(way).status_code == 200
    assert places.places()["E09000003"].name in text
