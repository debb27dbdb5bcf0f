"""If you lived elsewhere: every number leads to its source, and what may not be said is not said."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from layouts.comparison import choose
from layouts.places import councils
from metrics import borders, compute, registry

ON_TIME = "ehc_plans_in_20_weeks"
TWO = "/compare?a=barnet&b=harrow"
FOUR = "/compare?a=barnet&b=sunderland&c=cumbria&d=city-of-london"
"""Sunderland's figures of annual reviews are withheld, Cumbria is abolished, City of London has a handful of plans."""
LINK = re.compile(r'<a\b[^>]*?href="(/figure/[^"]*)"[^>]*>(.*?)</a>', re.S)
UNSEEN = re.compile(r'<span class="unseen">.*?</span>', re.S)
FIGURES = re.compile(
    r'<ul class="places\b.*?</ul>|<li class="gap-(?:higher|lower|similar)">.*?</li>|<td\b.*?</td>', re.S
)
WORDS = re.compile(r'<p class="reason">.*?</p>|Fewer than 10 cases', re.S)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    import app

    return app.server.test_client()


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def main_of(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


def numbers(words: str) -> set[str]:
    return set(re.findall(r"\d[\d,]*(?:\.\d+)?", words))


@pytest.mark.parametrize(("address", "step"), [(TWO, 3), (FOUR, 9)])
def test_every_number_leads_to_a_page_that_shows_it(client: FlaskClient, address: str, step: int) -> None:
    page = main_of(client.get(address).text)
    found = sorted({(unescape(way), plain(UNSEEN.sub("", shown))) for way, shown in LINK.findall(page)})
    assert len(found) > 100
    for way, shown in found[::step]:
        answer = client.get(way)
        assert answer.status_code == 200, way
        missing = numbers(shown) - numbers(plain(main_of(answer.text)))
        assert not missing, f"{way} does not show {missing} of {shown!r}"


@pytest.mark.parametrize("address", [TWO, FOUR])
def test_no_figure_stands_outside_a_link_to_its_source(client: FlaskClient, address: str) -> None:
    parts = FIGURES.findall(main_of(client.get(address).text))
    assert len(parts) > 100
    bare = [plain(part) for part in parts if numbers(plain(WORDS.sub("", LINK.sub("", part))))]
    assert not bare


def test_a_gap_without_any_row_has_its_page_too(client: FlaskClient) -> None:
    """Rates per head keep a population even where the publisher's table has no row."""
    answer = client.get("/figure/ombudsman_upheld_per_100k/cumbria?year=2024-25")
    assert answer.status_code == 200


def test_a_handful_is_never_told_as_a_share(client: FlaskClient) -> None:
    """City of London issued one plan in 2022, and it came on time: that is no '100 in 100'."""
    page = plain(main_of(client.get(FOUR).text))
    assert "1 of 1" in page
    told = re.findall(r"([\w ]+ in 100) \(City of London, ([^:]+?), ([^,:]+): the source\)", page)
    for _, title, period in told:
        metric = next(each for each in registry.all_metrics().values() if each.title == title)
        assert compute.in_period(metric.id, period)["E09000001"]["denominator"] >= 10, (title, period)


def test_four_places_keep_their_reasons(client: FlaskClient) -> None:
    page = plain(main_of(client.get(FOUR).text))
    assert (
        "Cumbria was abolished on 31 March 2023 and replaced by Cumberland, and Westmorland and Furness."
        in page
    )
    assert "City of London: Fewer than 10 cases: too few to compare." in page
    assert "Sunderland" in page
    assert "Withheld." in page


def test_a_welsh_postcode_is_told_politely_and_the_other_council_kept(client: FlaskClient) -> None:
    answer = client.post("/compare/places", data={"a": "CF10 1EP", "b": "Bristol"})
    assert answer.status_code == 303
    assert "CF10" not in answer.headers["Location"]
    page = plain(client.get(answer.headers["Location"]).text)
    assert "That postcode is in Wales" in page
    assert 'value="Bristol"' in client.get(answer.headers["Location"]).text


@pytest.mark.parametrize("council", ["", "kent", "isle-of-wight", "cumbria"])
def test_a_surprise_is_a_pair_of_true_neighbours_far_apart(client: FlaskClient, council: str) -> None:
    rows = borders.borders(ON_TIME, compute.periods_of(ON_TIME)[-1])
    good = {frozenset((row.high_area_code, row.low_area_code)) for row in rows.itertuples() if row.defensible}
    for _ in range(5):
        way = client.post("/compare/surprise", data={"area": council} if council else {}).headers["Location"]
        chosen = choose(dict(re.findall(r"([ab])=([^&]+)", way)))
        if council in ("isle-of-wight", "cumbria"):  # no border by land; no longer there
            assert chosen.codes == (councils()[council].code,)
        else:
            assert frozenset(chosen.codes) in good
            assert not council or chosen.codes[0] == councils()[council].code


def test_the_picture_has_its_size_its_source_and_its_date(client: FlaskClient) -> None:
    picture = client.get("/card/compare.svg?a=barnet&b=harrow")
    assert picture.mimetype == "image/svg+xml"
    text = picture.text
    assert 'width="1200" height="630"' in text
    for said in ("88 in 100", "Source: Department for Education", "2026 release", "Data fetched "):
        assert said in plain(text), said
    assert client.get("/card/compare.svg?a=barnet").status_code == 404
    assert client.get("/card/compare.svg?a=barnet&b=harrow&measure=nothing").status_code == 404


def test_a_press_of_the_same_refusal_is_told_once(client: FlaskClient) -> None:
    """Barnet left out too many plans of 2022: that is said once, however many councils stand beside it."""
    page = client.get(FOUR).text
    hero = page.partition('class="hero-chances"')[2].partition("</figure>")[0]
    assert plain(hero).count("so the rest may not stand for all") == 1


def test_an_address_may_name_councils_by_name_or_code_in_any_spelling() -> None:
    barnet, harrow = councils()["barnet"].code, councils()["harrow"].code
    assert choose({"a": "Barnet", "b": harrow.lower()}).codes == (barnet, harrow)
    assert choose({"a": "Barnet", "b": harrow.lower()}).problems == ()


def test_what_is_left_out_of_a_comparison_is_named(client: FlaskClient) -> None:
    page = plain(client.get("/compare?a=barnet&b=atlantis").text)
    assert "asked for “atlantis”, which is no council" in page
    five = plain(client.get("/compare?a=barnet&b=harrow&c=kent&d=leeds&e=devon").text)
    assert "At most 4 councils are shown; “devon” is left out." in five
