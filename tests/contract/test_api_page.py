"""The page that explains the API is made from its document, and every address that leads to it arrives."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from app import server
from layouts import links, problems
from layouts.api.v1 import document
from layouts.pages import api


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return server.test_client()


@pytest.fixture(scope="module")
def view(client: FlaskClient) -> str:
    """The page."""
    return unescape(client.get(links.API).text.partition('<div id="react-entry-point"')[0])


def spelt(text: str) -> str:
    """Words as the page has them: between backticks stands code."""
    return re.sub("`([^`]*)`", r"<code>\1</code>", text)


def test_every_address_and_parameter_of_the_document_stands_on_the_page(view: str) -> None:
    for path, methods in document.document()["paths"].items():
        for method, operation in methods.items():
            assert f"<code>{method.upper()} {path}</code>" in view
            for parameter in operation.get("parameters", ()):
                assert f"<code>{parameter['name']}</code>" in view
                assert spelt(parameter.get("description", "")) in view


def test_every_column_of_the_document_stands_on_the_page(view: str) -> None:
    rows = {
        name: each
        for name, each in document.document()["components"]["schemas"].items()
        if name.endswith("Row")
    }
    assert len(rows) == 10
    for each in rows.values():
        for name, column in each["properties"].items():
            assert f"<code>{name}</code></th>" in view
            assert spelt(column["description"]) in view


def test_every_kind_of_problem_leads_to_its_place_on_the_page(client: FlaskClient, view: str) -> None:
    for kind in problems.TITLES:
        assert len(re.findall(rf' id="{kind}"', view)) == 1
    told = client.get("/api/v1/values?area=atlantis").get_json(force=True)["type"]
    page, _, anchor = told.partition("#")
    assert page == links.API
    assert f'id="{anchor}"' in view


def test_every_answer_names_the_page_and_the_document(client: FlaskClient) -> None:
    named = dict(re.findall(r'<([^>]+)>; rel="([^"]+)"', client.get("/api/v1/versions").headers["Link"]))
    assert set(named.values()) == {"service-desc", "service-doc"}
    assert all(client.get(address).status_code == 200 for address in named)


@pytest.mark.parametrize("example", api.EXAMPLES.values())
def test_the_examples_answer_with_rows(client: FlaskClient, example: str) -> None:
    answer = client.get(example)
    assert answer.status_code == 200
    assert answer.text.count("ehc_plans_in_20_weeks") > 1


def test_pages_lead_to_it(client: FlaskClient) -> None:
    for page in ("/", links.DATA):
        assert f'href="{links.API}"' in client.get(page).text
