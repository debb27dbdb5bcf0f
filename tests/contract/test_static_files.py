"""Files that pages load are kept for a year under their own address, and under no other spelling of it."""

import re

import pytest
from flask.testing import FlaskClient

from app import app, server
from layouts import static_files
from layouts.api import joined
from layouts.lasting import FOR_EVER, FRESH
from layouts.static_files import OF_DASH

LOADED = re.compile(r'(?:src|href)="((?:/assets/|/_dash-component-suites/)[^"]*)"')
PAGES = ("/", "/embed/measure/ehc_plans_in_20_weeks")


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return server.test_client()


@pytest.fixture(scope="module")
def loaded(client: FlaskClient) -> list[str]:
    return [address for page in PAGES for address in LOADED.findall(client.get(page).text)]


def test_all_that_a_page_loads_may_be_kept_for_a_year(client: FlaskClient, loaded: list[str]) -> None:
    assert len(loaded) > 12
    assert {client.get(address).headers["Cache-Control"] for address in loaded} == {FOR_EVER}


def test_addresses_change_with_content_and_with_nothing_else(loaded: list[str]) -> None:
    """Neither with the time of a file nor with where it is installed."""
    assert not [address for address in loaded if "?m=" in address]
    digests = {re.search(r"(?:\?v=|m)([0-9a-f]{12})(?:\.|$)", address) for address in loaded}
    assert None not in digests


@pytest.mark.parametrize("spelling", ["?v=1", "?m=1", "?SW1A1AA", "?v={digest}&x=1", ""])
def test_our_file_under_another_spelling_is_answered_and_not_kept(client: FlaskClient, spelling: str) -> None:
    own = static_files.address("site.js")
    answer = client.get("/assets/site.js" + spelling.format(digest=own.partition("=")[2]))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")


def test_a_script_of_dash_under_another_spelling_is_answered_and_not_kept(
    client: FlaskClient, loaded: list[str]
) -> None:
    own = next(address for address in loaded if "dash_core_components." in address)
    for spelling in (own + "?x=1", re.sub(r"m[0-9a-f]{12}", "m1", own), re.sub(r"\.v\w+", "", own)):
        answer = client.get(spelling)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache"), spelling
    assert client.get(own.replace(".js", ".txt")).status_code == 404


def test_every_script_that_dash_may_serve_is_there_or_is_not_found(client: FlaskClient) -> None:
    statuses = {
        f"{OF_DASH}{package}/{path}": client.get(f"{OF_DASH}{package}/{path}").status_code
        for package, paths in app.registered_paths.items()
        for path in paths
    }
    assert set(statuses.values()) == {200, 404}
    assert statuses[f"{OF_DASH}dash/dash-renderer/build/dash_renderer.min.js.map"] == 404


def test_a_script_that_another_loads_by_its_plain_name_is_kept_as_pages_are(client: FlaskClient) -> None:
    late = f"{OF_DASH}dash/dcc/async-graph.js"
    answer = client.get(late)
    assert (answer.headers["Cache-Control"], "ETag" in answer.headers) == (dict(FRESH)["Cache-Control"], True)
    assert client.get(f"{late}?x=1").headers["Cache-Control"] == "no-cache"


def test_scripts_are_one_file_in_which_one_that_fails_does_not_stop_the_others(client: FlaskClient) -> None:
    own = [path for path in static_files.ASSETS.glob("*.js") if path.name not in joined.ALONE]
    text = client.get(joined.SCRIPT).text
    assert len(own) > 5
    assert all(f"try{{\n{path.read_text('utf-8')}}}catch(error)" in text for path in own)


def test_no_script_has_what_browsers_of_2022_cannot_read() -> None:
    """One such sign, a look back in a search pattern, and Safari reads nothing of the whole file."""
    assert not [
        path.name
        for path in static_files.ASSETS.glob("[a-z]*.js")
        if re.search(r"\(\?<[=!]", path.read_text())
    ]
