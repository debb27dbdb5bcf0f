"""Addresses that are nearly right lead to the page that is meant; those of scripts that are not there to nothing."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pytest
from flask.testing import FlaskClient

from app import server
from layouts.document import spelt


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return server.test_client()


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("/area/Surrey", "/area/surrey"),
        ("/area/MILTON KEYNES", "/area/milton-keynes"),
        ("/area/milton%20keynes?more=money", "/area/milton-keynes?more=money"),
        ("/Area/St. Helens", "/area/st-helens"),
        ("/measure/EHC_Plans_in_20_weeks?view=trend", "/measure/ehc_plans_in_20_weeks?view=trend"),
        ("/measure/ehc plans in 20 weeks", "/measure/ehc_plans_in_20_weeks"),
        ("/area/surrey/", "/area/surrey"),
        ("/briefing/Isles of Scilly", "/briefing/isles-of-scilly"),
        ("/campaign/Newham", "/campaign/newham"),
        ("/measure/ehc_plans_in_20_weeks/?view=trend", "/measure/ehc_plans_in_20_weeks?view=trend"),
        ("/lottery/borders//", "/lottery/borders"),
        ("/measures", "/measure"),
    ],
)
def test_another_spelling_leads_to_the_one_address(client: FlaskClient, asked: str, meant: str) -> None:
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (301, meant)
    assert client.get(meant).status_code == 200


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("/area/bristoll", ["/area/bristol"]),
        ("/area/Milton%20Kenes", ["/area/milton-keynes"]),
        ("/area/adur", ["/area/west-sussex"]),
        ("/campaign/sowth-west", ["/area/south-west"]),
        ("/sentences/bristoll", ["/area/bristol"]),
        ("/measure/ehc-plan-in-20-week", ["/measure/ehc_plans_in_20_weeks"]),
        ("/measure/bs1-5tr", []),
        ("/area/bs1-5tr", []),
        ("/area/BS15TR", []),
        ("/briefing/<b>bristoll", ["/area/bristol"]),
        ("/area/zzzz", []),
    ],
)
def test_a_misspelt_name_is_answered_with_what_it_may_mean_and_not_repeated(
    client: FlaskClient, asked: str, meant: list[str]
) -> None:
    answer = client.get(asked)
    page = answer.get_data(as_text=True)
    said = re.search(r"Did you mean (.*?)</span>", page)
    assert answer.status_code == 404
    assert (re.findall('href="([^"]+)"', said[1])[:1] if said else []) == meant
    assert asked.rpartition("/")[2] not in page


@pytest.mark.parametrize("address", ["/briefing/london", "/campaign/london", "/briefing/nowhere"])
def test_a_place_without_such_a_page_is_not_found_and_leads_nowhere(
    client: FlaskClient, address: str
) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["nothing/at-all.js", "dash/nothing.js", "plotly/nothing.js"])
def test_a_script_that_is_not_there_is_not_found(client: FlaskClient, name: str) -> None:
    assert client.get(f"/_dash-component-suites/{name}").status_code == 404


def test_every_script_of_a_page_is_there(client: FlaskClient) -> None:
    """Some have the sign in their names that stands before a version elsewhere: react@18.3.1.min.js."""
    scripts = re.findall(r'<script src="([^"]+)"', client.get("/").text)
    assert any("@" in script for script in scripts)
    assert {script: client.get(script).status_code for script in scripts} == dict.fromkeys(scripts, 200)


def test_slashes_in_front_never_lead_to_another_site() -> None:
    assert spelt("//area/surrey") == "/area/surrey"
    assert spelt("/") == spelt("/area/surrey") == ""


@pytest.mark.parametrize("ending", ["", "@newest", "@2025.1", "@1066"])
@pytest.mark.parametrize(
    "start", ["//", "/\\", "\\\\", "/~00000000//", "/~00000000/\\", "/area/kent@newest//"]
)
def test_no_address_makes_the_site_lead_to_another(client: FlaskClient, start: str, ending: str) -> None:
    """Browsers take two slashes, either way round, for the beginning of the name of a site."""
    path = {"PATH_INFO": f"{start}elsewhere.example/x{ending}"}
    answer = client.get("/", environ_overrides=path)
    assert not ELSEWHERE.search(unescape(answer.text))
    assert not ELSEWHERE.search(f'href="{answer.headers.get("Location", "")}')


ELSEWHERE = re.compile(r'="(?:https?:)?[\\/]{2,}[^/"?#]*elsewhere')


def test_a_request_is_answered_beside_a_running_event_loop(client: FlaskClient) -> None:
    """As one runs in the process of a browser test; Dash must not count on having the thread for itself."""

    async def asked() -> int:
        return client.get("/area/Surrey").status_code

    with ThreadPoolExecutor(1) as thread:  # this one may have a loop already
        assert thread.submit(lambda: asyncio.run(asked())).result() == 301
