"""Inspections on pages: every area once in the register, and no word that an area was not inspected."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from app import server
from layouts import links
from layouts.format import slugged
from layouts.parts import inspections as parts
from layouts.themes import order
from metrics import areas, inspections, officers
from metrics.metric import THEMES


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return server.test_client()


def view(client: FlaskClient, address: str) -> str:
    return unescape(client.get(address).get_data(as_text=True))


def rows_of(text: str) -> dict[str, str]:
    """The first table's rows by the council that they link to."""
    found = re.findall(r'<tr><th scope="row"><a href="/area/([^#"]+)#inspection">.*?</tr>', text)
    lines = re.findall(r'<tr><th scope="row"><a href="/area/[^"]+#inspection">.*?</tr>', text)
    return dict(zip(found, lines, strict=True))


def test_every_area_of_today_is_in_the_register_with_what_is_known(client: FlaskClient) -> None:
    rows = rows_of(view(client, links.INSPECTIONS))
    assert set(rows) == {areas.slug(code) for code in parts.today()}
    for code in parts.today():
        newest = inspections.latest(code, inspections.NEWEST_FRAMEWORK)
        line = rows[areas.slug(code)]
        assert (newest.outcome in line and newest.report in line) if newest else "Not in this list" in line


def test_an_area_without_a_revisit_is_told_until_when(client: FlaskClient) -> None:
    rows = rows_of(view(client, links.INSPECTIONS))
    without = [
        code for code in parts.today() if not any(each.is_revisit for each in inspections.history(code))
    ]
    assert without
    for code in without:
        listed = inspections.latest(code, parts.OLD_FRAMEWORK)
        assert ("None by August 2022" if listed else "Not in this list") in rows[areas.slug(code)]
    assert "<td></td>" not in "".join(rows.values())


def test_the_filters_keep_one_outcome_and_one_region(client: FlaskClient) -> None:
    outcome = "Widespread and/or systemic failings"
    rows = rows_of(view(client, links.inspections(outcome=slugged(outcome))))
    assert len(rows) == sum(
        1 for code in parts.today() if (each := inspections.latest(code, "2023")) and each.outcome == outcome
    )
    both = rows_of(view(client, links.inspections(outcome=slugged(outcome), region="london")))
    assert 0 < len(both) < len(rows)
    assert set(both) < set(rows)
    absent = rows_of(view(client, links.inspections(outcome="not-in-this-list")))
    assert set(absent) == {areas.slug(code) for code in inspections.in_no_list()}
    assert "this shows every area" in view(client, links.inspections(outcome="splendid"))


@pytest.mark.parametrize("address", [links.INSPECTIONS, "/area/bristol", "/area/dorset", "/area/england"])
def test_absence_is_never_told_as_no_inspection(client: FlaskClient, address: str) -> None:
    text = view(client, address)
    assert "not inspected" not in text.lower()


def test_a_council_that_replaced_another_has_its_inspections_by_name(client: FlaskClient) -> None:
    text = view(client, "/area/dorset").partition('id="inspection"')[2].partition("<h2")[0]
    assert "Typically positive experiences and outcomes" in text
    assert "https://files.ofsted.gov.uk/v1/file/50246984" in text
    assert "Revisit, February 2019, of Dorset (to 2019)" in text
    assert "11 March 2024" in text


def test_the_newest_answer_about_designated_officers_is_told(client: FlaskClient) -> None:
    rows = officers.officers().query("area_name == 'Bristol'")
    mine = rows[rows["year"] == rows["year"].max()].set_index("role")["in_place"]
    text = view(client, "/area/bristol")
    for role, answer in mine.items():
        assert f"{role} {parts.IN_PLACE[answer]}" in text


@pytest.mark.parametrize("address", ["/area/bristol", links.MEASURES])
def test_every_theme_has_its_place_in_the_order_of_a_family(client: FlaskClient, address: str) -> None:
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", view(client, address))
    assert [each for each in headings if each in THEMES] == list(THEMES) == list(order())
