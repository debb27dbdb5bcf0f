"""Every chart on every page says in words what it shows, and has its numbers as a table or list beside it."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from app import server
from layouts.exhibit import MENU, NUMBERS
from layouts.exhibits import find
from tests.contract.test_pages import ADDRESSES, STATES, first_view, text_of

LEAST = 20
"""Characters that a sentence has at least: a name such as 'Chart' has fewer."""
WITH_CHARTS = [
    *ADDRESSES,
    *STATES,
    "/complaints?council=kent",
    "/lottery?area=kent",
    "/lottery/persistence?area=kent",
]
PICTURE = r'<div[^>]*role="img"[^>]*>|<img [^>]*alt="[^"]+"[^>]*>'
IN_NUMBERS = r"<table|<ol|<dl|as a table"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return server.test_client()


def named(tag: str) -> str:
    said = re.search(r'(?:aria-label|alt)="([^"]*)"', tag)
    return unescape(said[1]) if said else ""


@pytest.mark.parametrize("address", WITH_CHARTS)
def test_every_chart_has_a_sentence_and_a_table(client: FlaskClient, address: str) -> None:
    view = first_view(text_of(client, address))
    assert not [tag for tag in re.findall(PICTURE, view) if len(named(tag)) < LEAST]
    for figure in re.finditer(r"<figure\b.*?</figure>", view, re.DOTALL):
        if not re.search(PICTURE, figure[0]):
            continue
        caption = re.search(r"<figcaption[^>]*>(.*?)</figcaption>", figure[0], re.DOTALL)
        assert caption
        finding = re.sub(r"<[^>]+>", "", caption[1])
        assert len(finding) >= LEAST
        until = view[figure.start() :].partition("<h2")[0]
        assert re.search(IN_NUMBERS, until), finding


def test_the_pages_with_charts_are_looked_at(client: FlaskClient) -> None:
    """The rule above would hold of pages without charts: these have one at least."""
    for address in ("/", "/lottery", "/lottery/borders", "/complaints?council=kent", "/lottery/persistence"):
        assert re.search(PICTURE, first_view(text_of(client, address))), address


@pytest.mark.parametrize(
    ("address", "rows", "heads"),
    [
        ("/lottery/persistence/own?area=kent", 9, ["Period", "95% interval from", "Councils ranked"]),
        ("/lottery/persistence/above", 12, ["Years above England", "Councils"]),
        ("/area/kent/over-time/ombudsman_upheld_rate", 3, ["Period", "95% interval to"]),
    ],
)
def test_the_table_of_a_chart_has_a_row_for_each_mark(
    client: FlaskClient, address: str, rows: int, heads: list[str]
) -> None:
    text = client.get(f"{NUMBERS}{address}").text
    body = text.partition("<tbody>")[2]
    assert body.count("<tr>") == body.count('scope="row"')
    path, _, query = address.partition("?")
    shown = find(path, dict(pair.split("=") for pair in query.split("&") if pair))
    assert shown
    assert body.count("<tr>") == len(shown.table()[1]) >= rows
    assert not [head for head in heads if head not in text]
    assert f"<caption>{shown.finding}</caption>" in unescape(text)
    assert client.get(f"{MENU}{address}").status_code == 200
