"""Complaints and appeals: what the page must say beside each figure, and of what is not loaded."""

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import requests
from flask.testing import FlaskClient

from bench.serve import served
from layouts import decisions, rows, words
from layouts.complaint_choices import choose
from layouts.decisions import PER_PAGE
from layouts.first_view import render
from layouts.parts import decisions as decisions_part
from layouts.parts import national, ombudsman, refusals, terms
from metrics import complaints, registry
from metrics.breaks import breaks_of

DATA = Path(__file__).resolve().parents[2] / "data"
KENT, HERTFORDSHIRE, ENGLAND = "E10000016", "E10000015", "E92000001"
NEW_METHOD = "tribunal_appeal_rate_new_method"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    import app

    return app.server.test_client()


def test_an_abolished_council_says_what_came_after_it_and_the_tab_names_the_councils(
    client: FlaskClient,
) -> None:
    page = client.get("/complaints?council=cumbria&council=kent").text
    assert "was abolished on 31 March 2023 and replaced by Cumberland, and Westmorland" in page
    assert "<title>Complaints and appeals: Cumbria and Kent - " in page


@pytest.mark.parametrize(
    ("value", "said"), [(0, "none"), (0.3, "fewer than 1"), (11.7, "12"), (99.7, "nearly all"), (100, "all")]
)
def test_so_many_in_a_hundred(value: float, said: str) -> None:
    assert refusals.hundred(value) == said


def test_the_journey_of_kent_in_words() -> None:
    assert refusals.spoken(KENT) == (
        "Kent, 2025: of every 100 requests for an assessment, 48 ended in refusal; of every 100 refusals, 3 went to "
        "mediation and 21 went to the Tribunal."
    )


def test_a_share_of_a_handful_is_told_in_counts() -> None:
    city = next(row for row in rows.in_period("ehc_requests_refused", "2025") if row.area_code == "E09000001")
    assert city.denominator < 10
    assert refusals.spoken("E09000001") == ""
    table = render(refusals.journey(["E09000001"]))
    assert f"<strong>{city.numerator:.0f} of {city.denominator:.0f}</strong>" in table
    assert words.too_few(registry.metric("ehc_requests_refused")) in table


def test_every_step_says_what_it_was_counted_from_and_how_it_compares() -> None:
    table = render(refusals.journey([KENT]))
    assert "65 of 2,122" in table
    assert "lower</span>" not in table
    assert "1,756 appeals registered; 20,635 EHC plans" in table
    assert table.count('scope="col"') == 3


@pytest.mark.parametrize(
    ("place", "figure", "beside"),
    [("hertfordshire", "27.9%*", "7.5 % a year later"), ("england", "6.1%*", "5.7 %")],
)
def test_doubtful_appeal_rates_carry_their_caveat_on_the_page_and_in_the_file(
    client: FlaskClient, place: str, figure: str, beside: str
) -> None:
    page = client.get(f"/appeals/{place}").text
    assert figure in page
    assert beside in page
    file = client.get(f"/download/{NEW_METHOD}.csv?year=2024").text
    assert beside in next(line for line in file.splitlines() if f",{place.capitalize()}," in line)


def test_the_ombudsmans_figures_for_councils_are_called_all_services_and_never_divided_by_plans() -> None:
    metrics = [
        each for each in registry.all_metrics().values() if each.formula.dataset == complaints.COUNCILS
    ]
    assert metrics
    assert all(each.title.endswith(", all services") and each.unit != "per 1,000" for each in metrics)
    shown = render(ombudsman.about([KENT, HERTFORDSHIRE]))
    assert "All services of the council" in shown
    assert "63 of 76" in shown
    assert "average of councils of its type 89%" in shown


def test_a_council_that_is_not_loaded_says_so_and_has_no_line() -> None:
    shown = render(ombudsman.about(["E06000023"]))
    assert shown.count("Not loaded in this snapshot") >= 1
    assert shown.count('class="gap">not loaded') == len(ombudsman.MEASURES)
    assert "fewer than two years are loaded" in shown


def test_coverage_and_what_is_not_loaded_are_told_where_nothing_is_chosen(client: FlaskClient) -> None:
    page = client.get("/complaints").text
    assert "Complaints dealt with of 87 of 153 councils and complaints upheld of 62 of 153 councils" in page
    assert (
        "for want of the Ombudsman's own files: SEND complaints upheld per 1,000 EHC plans and complaints received by "
        "service"
    ) in unescape(page)
    measure = client.get("/measure/ombudsman_send_upheld_per_1000_plans").text
    assert "no figures yet: not loaded in this snapshot" in measure


def test_a_share_of_a_handful_of_complaints_is_told_in_counts_alone() -> None:
    stockton = "E06000004"
    shown = render(ombudsman.about([stockton]))
    cell = shown.split("Investigated complaints that the Ombudsman upheld")[1].split("</tr>")[0]
    assert "<strong>8 of 8</strong>" in cell
    assert words.too_few(registry.metric("ombudsman_upheld_rate")) in cell
    assert "100%" not in cell


def test_the_changes_of_method_stand_with_the_figures_of_councils(client: FlaskClient) -> None:
    page = client.get("/complaints?council=kent").text
    for each in breaks_of(registry.metric("ombudsman_upheld_rate")):
        assert f"New method from {each.before}. {render(each.note)}" in page


def test_a_line_says_that_counting_changed_only_where_it_did() -> None:
    drawn = {}
    for code in complaints.with_trend("ombudsman_upheld_rate"):
        shown = render(ombudsman.about([code]))
        mine = [row for row in rows.of_place("ombudsman_upheld_rate", code) if words.has_value(row)]
        drawn[code] = len(mine) > 1
        assert ("no line, because" in shown) == (len(mine) < 2)
        assert ("Dotted line" in shown) == (len(mine) > 1 and mine[0].segment != mine[-1].segment)
    assert set(drawn.values()) == {True, False}


def test_kents_complaints_are_told_as_those_of_all_services(client: FlaskClient) -> None:
    assert (
        "In 2024-25 the Ombudsman investigated 76 complaints about Kent, about all its services and not about special "
        "educational needs alone, and upheld 63 of them (82.9%); the average of councils of its type was 89%."
    ) in client.get("/area/kent").text


def test_the_ombudsman_is_credited_where_its_figures_are(client: FlaskClient) -> None:
    credit = "Source: Local Government and Social Care Ombudsman"
    section = client.get("/area/kent").text.split('id="complaints-and-appeals"')[1].split("</section>")[0]
    assert credit in section


def test_a_note_on_several_figures_of_a_council_is_told_once() -> None:
    table = render(refusals.journey(["E10000003"]))
    unusual = table.split("special")[1].split("</ul>")[0]
    notes = [each.split(": ", 1)[1] for each in unusual.split("<li>")[1:]]
    assert len(notes) == len(set(notes)) > 0


def test_all_national_figures_stand_with_their_definition_and_none_is_joined() -> None:
    shown = render(national.everything())
    figures = complaints.national()
    assert shown.count("<td>") + shown.count('<td class="number">') >= 3 * len(figures)
    assert all(render(national.spelled(scope)) in shown for scope in figures["scope"])
    assert "~745-750" in shown


def test_the_claim_is_told_as_one_that_cannot_be_reproduced() -> None:
    said = render(national.claim())
    assert "1,043" in said
    assert "258" in said
    assert "cannot reproduce" in said
    assert "no line is drawn" in said


def test_decisions_are_read_whole_newest_first_page_by_page_and_never_counted() -> None:
    everything = complaints.decisions()
    pages = [render(decisions_part.shown(choose({"page": str(number)}))) for number in range(1, 13)]
    shown = "".join(pages)
    assert all(render(summary) in shown for summary in everything["summary"])
    assert all(f'href="{address}"' in shown for address in everything["address"])
    assert "A sample of 59, never counted" in pages[0]
    assert pages[0].count("<article>") == PER_PAGE
    assert shown.count("<article>") == 59
    order = sorted(everything["reference"], key=lambda reference: shown.index(f"reference {reference}<"))
    assert order == list(everything["reference"])


def test_a_page_past_the_last_shows_the_last() -> None:
    shown = render(decisions_part.shown(choose({"page": "999"})))
    assert "Page 12 of 12" in shown
    assert "There are only 12 pages" in shown
    assert "There are only" not in render(decisions_part.shown(choose({"page": "12"})))


@pytest.mark.parametrize(
    "asked",
    [{"about": "kent"}, {"outcome": "not-upheld"}, {"year": "2021"}, {"category": "alternative-provision"}],
)
def test_each_condition_narrows_the_decisions(asked: dict[str, str]) -> None:
    assert 0 < len(choose(asked).decisions) < len(complaints.decisions())


def test_a_search_that_finds_nothing_shows_the_way_on() -> None:
    shown = render(decisions_part.shown(choose({"words": "zebra", "council": "kent"})))
    assert "No decision here fits" in shown
    assert 'href="/complaints?council=kent#decisions"' in shown


def test_what_a_reader_types_is_shown_as_text(client: FlaskClient) -> None:
    page = client.get("/complaints?words=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "<script>alert" not in page


def test_a_council_leads_to_its_decisions_and_to_others(client: FlaskClient) -> None:
    page = client.get("/area/kent").text
    assert 'href="/complaints?council=kent&amp;about=kent#decisions"' in page
    assert not decisions.has_any("E06000023")
    assert "about=bristol" not in client.get("/area/bristol").text


def test_the_ombudsmans_words_stand_on_its_own_terms() -> None:
    said = render(terms.credits((complaints.COUNCILS, complaints.DECISIONS, complaints.NATIONAL)))
    assert said.count("<li>") == 1
    assert "Commission for Local Administration in England" in said
    assert 'href="https://www.lgo.org.uk/copyright"' in said
    assert "Open Government" not in said


@pytest.fixture(scope="module")
def without_ombudsman(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on a copy of the data that holds no table of the Ombudsman."""
    folder = tmp_path_factory.mktemp("data")
    leave_out = shutil.ignore_patterns("ombudsman_*", "raw")
    shutil.copytree(DATA, folder / "data", ignore=leave_out, copy_function=lambda a, b: Path(b).symlink_to(a))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SEND_DATA", str(folder / "data"))
        with served("app:server", workers=1) as server:
            yield server.address


@pytest.mark.parametrize(
    "query", ["", "?council=kent&about=kent&words=plan&page=2", "?measure=ombudsman_upheld_rate"]
)
def test_without_any_table_of_the_ombudsman_the_page_helps(without_ombudsman: str, query: str) -> None:
    answer = requests.get(f"{without_ombudsman}/complaints{query}", timeout=60)
    assert answer.status_code == 200
    assert answer.text.count("not on this site yet") >= 3
    assert "of every 100 refusals" in answer.text
    assert "Something went wrong" not in answer.text


def test_without_any_table_of_the_ombudsman_a_council_has_its_page(without_ombudsman: str) -> None:
    answer = requests.get(f"{without_ombudsman}/area/kent", timeout=60)
    assert answer.status_code == 200
    assert "read decisions" not in answer.text


def test_decisions_about_one_council_have_headings_that_differ(client: FlaskClient) -> None:
    """A list of headings is how a page is read by ear: five of one name say nothing."""
    view = client.get("/complaints?council=kent&about=kent").text.partition('id="decisions"')[2]
    headings = re.findall(r"<article><h3>(.*?)</h3>", view)
    assert len(headings) > 1
    assert len(set(headings)) == len(headings)
