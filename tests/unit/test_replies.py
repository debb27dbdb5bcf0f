"""The right of reply: a council's answer stands beside its figure, as words and as nothing else."""

from collections.abc import Callable
from html import unescape

import dash
import pandas as pd
import pytest
from dash import html
from flask.testing import FlaskClient

from app import server
from layouts import answers, links
from layouts.first_view import render
from layouts.parts import cards
from metrics import registry, replies, tables
from metrics.replies import Reply, WrongReply

TRICK = (
    '</p></blockquote></main><script>alert(1)</script><img src=x onerror="alert(1)">\n{%scripts%} &amp; "so"'
)
WORDS = Reply(
    area_code="E10000016",
    metric="ehc_plans_in_20_weeks",
    period="2025",
    date="2026-11-20",
    who='Kent "County" <b>Council</b>',
    text=TRICK,
    address="https://www.kent.gov.uk/reply?a=1&b=2",
)
ABOUT_ALL = Reply("E10000016", "", "", "2026-11-21", "The council", "We answer for all of it.", "")
ANY_YEAR = Reply("E10000016", "ehc_requests_refused", "", "2026-11-19", "The council", "In any year.", "")
SHOWN_ON = [
    "/measure/ehc_plans_in_20_weeks?year=2025",
    "/figure/ehc_plans_in_20_weeks/kent?year=2025",
    links.ABOUT,
]
NOT_ON = [
    "/measure/ehc_plans_in_20_weeks?year=2024",
    "/measure/ehc_plans_over_a_year?year=2025",
    "/figure/ehc_plans_in_20_weeks/kent?year=2024",
    "/figure/ehc_plans_in_20_weeks/surrey?year=2025",
]


@pytest.fixture
def client() -> FlaskClient:
    return server.test_client()


@pytest.fixture
def replied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three replies of Kent's, as if they stood in the table; no answer kept before is given, and none kept after."""
    rooms = {name: answers.Room(most) for name, most in answers.ROOMS.items()}
    monkeypatch.setattr(answers, "_rooms", lambda: rooms)
    monkeypatch.setattr(replies, "replies", lambda: (ABOUT_ALL, WORDS, ANY_YEAR))


def read(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


@pytest.mark.usefixtures("replied")
@pytest.mark.parametrize("address", SHOWN_ON)
def test_a_reply_stands_beside_its_figure_and_cannot_break_out(client: FlaskClient, address: str) -> None:
    text = read(client, address)
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "<b>Council" not in text
    inside = text.partition("</p></blockquote></main>")[1]
    assert inside == "", "the words close an element of the page"
    shown = unescape(text)
    assert "Kent replies" in shown
    assert TRICK.split("\n")[0] in shown
    assert TRICK.split("\n")[1] in shown
    assert WORDS.who in shown
    assert "20 November 2026" in shown
    assert 'href="https://www.kent.gov.uk/reply?a=1&amp;b=2"' in text
    assert f'href="{links.REPLY}"' in text


@pytest.mark.usefixtures("replied")
@pytest.mark.parametrize("address", NOT_ON)
def test_a_reply_stands_beside_no_other_figure(client: FlaskClient, address: str) -> None:
    assert "Kent replies" not in unescape(read(client, address))


@pytest.mark.usefixtures("replied")
def test_a_reply_stays_beside_the_figure_in_every_version(client: FlaskClient) -> None:
    assert ANY_YEAR.text in unescape(read(client, "/figure/ehc_requests_refused/kent@2025.1?year=2023"))


@pytest.mark.usefixtures("replied")
def test_on_the_council_s_page_replies_stand_in_the_card_and_under_the_table_of_their_measure() -> None:
    measures = [registry.metric(name) for name in ("ehc_plans_in_20_weeks", "ehc_requests_refused")]
    card, other = (render(cards.card(measures[0], code)) for code in ("E10000016", "E10000030"))
    table = render(cards.at_a_glance(measures[1:], "E10000016", "More"))
    for text, words in ((card, TRICK.split("\n")[0]), (table, ANY_YEAR.text)):
        assert words in unescape(text)
        assert "<script>" not in text
        assert "Kent replies" in text
    assert "replies" not in other
    assert "Kent replies" not in render(cards.card(measures[1], "E10000030"))


@pytest.mark.usefixtures("replied")
def test_an_answer_about_the_whole_council_stands_at_the_top_of_its_page() -> None:
    layout = next(
        page["layout"] for page in dash.page_registry.values() if page["path_template"] == "/area/<slug>"
    )
    for slug, is_there in (("kent", True), ("surrey", False)):
        listed = render([part for part in layout(slug=slug).children if isinstance(part, html.Div)])
        assert (ABOUT_ALL.text in listed) == is_there


def test_without_replies_pages_say_so_once(client: FlaskClient) -> None:
    if not replies.replies():
        assert "No council has replied so far." in read(client, links.ABOUT)
    assert 'class="reply"' not in read(client, "/figure/ehc_plans_in_20_weeks/kent?year=2025")


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Reply, ...]]:
    """A function that reads the table with rows of these values, blank ones for the rest of a sound one."""

    def table(*changes: dict[str, str]) -> tuple[Reply, ...]:
        held = pd.DataFrame([vars(WORDS) | {"who": "A", "text": "B"} | each for each in changes])
        others = tables.reference
        monkeypatch.setattr(tables, "reference", lambda name: held if name == "replies" else others(name))
        return replies.replies.__wrapped__()

    return table


def test_replies_are_read_newest_first(rows: Callable[..., tuple[Reply, ...]]) -> None:
    found = rows({"date": "2026-01-02"}, {"date": "2026-11-20", "metric": "", "period": "", "address": ""})
    assert [each.date for each in found] == ["2026-11-20", "2026-01-02"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"area_code": "E99"}, "no council"),
        ({"area_code": "E92000001"}, "no council"),
        ({"metric": "nothing"}, "no measure"),
        ({"period": "2025-26"}, "no period"),
        ({"period": "1999"}, "no period"),
        ({"metric": ""}, "no period"),
        ({"date": "20/11/2026"}, "no day"),
        ({"date": "20261120"}, "no day"),
        ({"who": " "}, "blank"),
        ({"text": ""}, "blank"),
        ({"text": "x" * 2001}, "2000 at most"),
        ({"text": "turned \u202e around"}, "control"),
        ({"who": "a\x00b"}, "control"),
        ({"address": "javascript:alert(1)"}, "no address"),
        ({"address": "//elsewhere.example"}, "no address"),
        ({"address": "data:text/html,x"}, "no address"),
    ],
)
def test_a_row_that_cannot_be_shown_is_refused_by_its_line(
    rows: Callable[..., tuple[Reply, ...]], change: dict[str, str], said: str
) -> None:
    with pytest.raises(WrongReply, match=f"replies.csv, line 3: .*{said}"):
        rows({}, change)
