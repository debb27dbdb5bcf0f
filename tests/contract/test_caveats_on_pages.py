"""What must be known of a figure stands wherever the figure does: on cards, in sentences, tables, lists and files."""

import csv
import io
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from app import server
from layouts import findings, links, places, rows, selection, words
from layouts.charts import sparkline
from layouts.first_view import render
from layouts.options import Options
from layouts.parts import cards, notes
from layouts.parts import tables as parts
from metrics import caveats, compute, doubts, glossary, headlines, registry, tables

ON_TIME, REFUSED, APPEALS = (
    "ehc_plans_in_20_weeks",
    "ehc_requests_refused",
    "tribunal_appeal_rate_new_method",
)
ENGLAND, BRISTOL, NORFOLK = places.ENGLAND, "E06000023", "E10000020"
WITH_FIGURES = [name for name in registry.all_metrics() if not compute.waiting_for(name)]
ON_ENGLAND_2025 = "timeliness_2025_norfolk"
ON_ENGLAND_2022 = "timeliness_2022_england"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return server.test_client()


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def shown(part: object) -> str:
    return plain(render(part))


def told(key: str) -> str:
    return " ".join(caveats.text(key).split())


def row_of(metric: str, area: str, period: str = "") -> object:
    found = rows.of_place(metric, area)
    return next(row for row in reversed(found) if not period or row.period == period)


@pytest.mark.parametrize("area", [ENGLAND, NORFOLK])
def test_a_card_tells_the_caveats_of_every_figure_on_it(area: str) -> None:
    seen = set()
    for metric in WITH_FIGURES:
        found = cards.standing(metric, area)
        keys = found.figure.caveats if found and found.figure else ""
        if keys in seen or not keys:
            continue
        card = shown(cards.card(registry.metric(metric), area))
        assert not [key for key in keys.split(";") if told(key) not in card], metric
        seen.add(keys)
    assert len(seen) > 10


def test_a_council_s_card_names_the_year_and_place_of_england_s_caveats() -> None:
    card = shown(cards.card(registry.metric(ON_TIME), BRISTOL))
    assert f"England, 2022: {told(ON_ENGLAND_2022)}" in card
    assert f"England, 2025: {told(ON_ENGLAND_2025)}" in card


def test_a_card_tells_the_caveat_of_a_neighbour_it_is_set_against() -> None:
    """Surrey is set against Wokingham, whose plans of unknown age make it look slower."""
    card = shown(cards.card(registry.metric(ON_TIME), "E10000030"))
    assert re.search(r"England and Wokingham, 2025: Plans whose child's age", card)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/area/england",
        "/area/bristol",
        links.measure(ON_TIME),
        links.measure(ON_TIME, view="trend"),
        links.measure(ON_TIME, view="table"),
    ],
)
def test_a_page_with_england_s_figure_of_2025_tells_what_it_leaves_out(
    client: FlaskClient, address: str
) -> None:
    text = plain(client.get(address).get_data(as_text=True))
    assert re.search(rf"England[^:]*, 2025: {re.escape(told(ON_ENGLAND_2025))}", text)


def test_the_first_sentences_of_a_council_are_followed_by_their_notes(client: FlaskClient) -> None:
    text = client.get("/area/bristol").get_data(as_text=True)
    head = plain(text.partition('class="sentences"')[2].partition('class="jump"')[0])
    assert "Read with care" in head
    assert told(ON_ENGLAND_2025) in head
    assert told("tribunal_2025_england") in head


def test_the_table_of_further_measures_tells_what_to_know_of_england() -> None:
    metrics = [registry.metric(name) for name in (APPEALS, "ehc_plans_over_a_year")]
    text = shown(cards.at_a_glance(metrics, BRISTOL, "More"))
    assert told(ON_ENGLAND_2025) in text
    assert "England, 2025: A little too high as published" in text


def test_complaints_tell_what_to_know_of_england_s_appeal_rate(client: FlaskClient) -> None:
    text = plain(client.get("/complaints").get_data(as_text=True))
    assert re.search(rf"England, [^:]*, 2025: {re.escape(told('tribunal_2025_england'))}", text)


def test_a_comparison_tells_the_caveats_of_both_councils(client: FlaskClient) -> None:
    text = plain(client.get("/compare?a=wokingham&b=reading").get_data(as_text=True))
    assert re.search(r"Wokingham, 2025: Plans whose child's age was not recorded", text)
    beside = plain(client.get("/beside?a=hertfordshire&b=reading").get_data(as_text=True))
    assert "Read with care" in beside


def test_each_sentence_of_the_first_page_is_followed_by_its_caveats(client: FlaskClient) -> None:
    listed = client.get("/").get_data(as_text=True).partition('class="now"')[2].partition("</ol>")[0]
    items = re.findall(r"<p>.*?</details>", listed)
    said = headlines.england_now()
    assert len(said) == 3
    for sentence in said:
        (item,) = [each for each in map(plain, items) if each.startswith(sentence.text)]
        keys = {key for figure in sentence.figures for key in figure.caveats.split(";")}
        assert keys
        assert all(told(key) in item for key in keys)


def test_a_list_of_caveats_is_empty_only_where_there_are_none() -> None:
    assert notes.care([row_of("tribunal_appeals", BRISTOL)]) is None
    assert notes.folded([]) is None
    row = row_of(ON_TIME, ENGLAND)
    listed = notes.care([row, row])
    assert len(listed.children) == len(row.caveats.split(";"))
    assert "Read with care: 5 notes" in shown(notes.folded([row]))


def test_every_row_of_a_file_carries_the_words_of_its_caveats(client: FlaskClient) -> None:
    text = client.get(links.csv(ON_TIME, view="trend", area="bristol")).get_data(as_text=True)
    found = list(csv.DictReader(io.StringIO(text)))
    assert {row["area_name"] for row in found} >= {"England", "Bristol", "London"}
    for row in found:
        keys = [key for key in row["caveats"].split(";") if key]
        assert row["caveats_in_words"] == " ".join(map(caveats.text, keys))
        ours = compute.in_period(ON_TIME, row["period"])[row["area_code"]]
        assert row["caveats"] == ours["caveats"]


def test_a_table_tells_why_each_figure_is_missing_or_not_ranked() -> None:
    metric = registry.metric(REFUSED)
    everyone = rows.in_period(REFUSED, "2025")
    text = shown(parts.councils(everyone, metric, "All", {}))
    doubted = [row for row in everyone if "zero_beside" in row.caveats]
    assert {row.area_name for row in doubted} == {"Leicester", "Milton Keynes", "Waltham Forest"}
    assert text.count(told("zero_beside")) == len(doubted)
    gaps = [row for row in everyone if not words.has_value(row)]
    assert gaps
    assert all(words.reason(row) in text for row in gaps)


def test_a_ranked_chart_says_who_is_left_out_and_why() -> None:
    said = findings.shown(selection.select(REFUSED, {"view": "ranked", "year": "2025"}))
    assert "Not ranked: Leicester, Milton Keynes and Waltham Forest (a check doubts the figure)" in said
    assert "2 with too few cases" in said
    assert "95% interval" in said
    shares = selection.select("pupils_with_ehc_plan", {"view": "ranked"})
    assert "interval" not in findings.shown(shares)


@pytest.mark.parametrize(
    ("metric", "told"), [(ON_TIME, "England: 46.1% in 2025"), (APPEALS, "England: 6.6% in 2025")]
)
def test_a_title_sets_no_figure_with_a_caveat_of_its_own_beside_another(metric: str, told: str) -> None:
    title = findings.title(selection.select(metric, {"view": "trend"}))
    assert title.endswith(told)


def test_a_title_gives_both_ends_where_neither_has_a_caveat_of_its_own() -> None:
    title = findings.title(selection.select(ON_TIME, {"view": "trend", "area": "bristol"}))
    assert re.search(r"Bristol: [\d.]+% in 2022, [\d.]+% in 2025$", title)


def test_the_words_of_a_small_trend_mark_what_to_read_with_care() -> None:
    found = rows.of_place(ON_TIME, ENGLAND)
    said = sparkline.alternative(found, registry.metric(ON_TIME), Options(area=ENGLAND))
    assert "49.2% in 2022 (read with care)" in said
    assert "46.1% in 2025 (read with care)" in said
    assert "46.4% in 2024," in said


def test_every_page_shows_counts_in_place_of_a_percentage_of_few_cases(client: FlaskClient) -> None:
    """City of London issued four plans in 2025: '100%' is in the file, '4 of 4' on pages."""
    city, metric = row_of(ON_TIME, "E09000001"), registry.metric(ON_TIME)
    assert words.value(city, metric) == "4 of 4"
    for text in (words.tooltip(city, metric), shown(cards.card(metric, city.area_code))):
        assert "too few for a percentage" in " ".join(text.replace("<br>", " ").split())
        assert "100" not in text.replace("100 ", "")
    assert sparkline.draw(rows.of_place(ON_TIME, city.area_code), metric, Options(area=city.area_code)) == ""
    file = client.get(links.csv(ON_TIME)).get_data(as_text=True)
    (row,) = [row for row in csv.DictReader(io.StringIO(file)) if row["area_code"] == city.area_code]
    assert (row["value"], row["numerator"], row["denominator"]) == ("100.0", "4.0", "4.0")


def test_a_doubted_figure_says_so_beside_it_and_has_no_verdict(client: FlaskClient) -> None:
    """Milton Keynes prints no refusals of 749 requests."""
    text = client.get("/area/milton-keynes").get_data(as_text=True)
    first = plain(text.partition('class="sentences"')[2].partition("<details>")[0])
    refused = first.partition(registry.metric(REFUSED).title)[2].partition("Tribunal")[0]
    assert told("zero_beside") in refused
    assert "This is" not in refused
    card = shown(cards.card(registry.metric(REFUSED), "E06000042"))
    assert told("zero_beside") in card.partition("About this figure")[0]


def test_many_notes_are_folded_and_those_of_single_figures_come_first() -> None:
    found = notes.first(rows.of_place(ON_TIME, ENGLAND))
    few, more = found
    assert len(few.children) == notes.OPEN
    assert shown(few.children[0]).startswith("England, ")
    assert shown(more).startswith(f"{len(caveats.told(rows.of_place(ON_TIME, ENGLAND))) - notes.OPEN} more")
    assert len(notes.first(rows.of_place("tribunal_appeals", ENGLAND)[-1:])) <= 1


def test_the_picture_of_a_comparison_says_that_there_are_notes(client: FlaskClient) -> None:
    noted = client.get("/card/compare.svg?a=wokingham&b=reading").get_data(as_text=True)
    assert "with notes on these figures" in noted
    assert "with notes" not in client.get("/card/compare.svg?a=leeds&b=reading").get_data(as_text=True)


def test_methods_explain_the_words_the_doubts_and_the_weaknesses(client: FlaskClient) -> None:
    text = unescape(re.sub(r"<[^>]+>", "", client.get(links.METHODS).get_data(as_text=True)))
    assert all(words in text for words in doubts.DOUBTS.values())
    for row in tables.reference("caveats").itertuples():
        assert row.text in text
    assert "England, London and South East, 2022: Too low as published" in text
    plain = [re.sub(r"\[([^]]+)\]\([^)]+\)|[*`]", r"\1", term.meaning) for term in glossary.terms()]
    assert len(plain) == tables.glossary().count("\n**")
    assert all(meaning in text for meaning in plain)


def test_small_words_are_right(client: FlaskClient) -> None:
    """A council's year is told once, one plan is not 'all 1 plans', and no table's file name stands on a page."""
    names = [place.dated for place in places.councils().values()]
    assert {"Dorset (to 2019)", "Cumbria (to 2023)"} <= set(names)
    assert not [name for name in names if name.count("(to ") > 1]
    city = plain(client.get("/area/city-of-london").get_data(as_text=True))
    assert "City corporation in London" in city
    assert "the only plan it issued as an exception" in row_of(ON_TIME, "E09000001", "2017").reason
    assert "all 5 plans it issued as exceptions" in row_of(ON_TIME, "E09000001", "2024").reason
    waiting = [name for name in registry.all_metrics() if compute.waiting_for(name)]
    for address in ("/area/bristol", links.MEASURES, *map(links.measure, waiting)):
        assert "ombudsman_send_decisions" not in client.get(address).get_data(as_text=True)


def test_england_s_exceptions_are_the_same_on_its_page_and_on_the_first(client: FlaskClient) -> None:
    said = re.search(r"in the (\d+) councils with both counts, ([\d.]+%)", headlines.england_now()[0].text)
    page = plain(client.get("/area/england").get_data(as_text=True))
    assert f"Exceptions: {said[2]} in the {said[1]} councils with both counts" in page
