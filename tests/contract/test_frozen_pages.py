"""At an address with a version stand that version's figures, on every page, and every link stays in that version."""

import json
import re
from html import unescape

import dash
import pytest
from flask.testing import FlaskClient

from app import server
from layouts import bound, ids, links
from metrics import compute, registry, versions

OLDER = "2025.1"
ADDRESS = re.compile(r'\s(?:href|src|action|data-fragment|data-of)="(/[^"]*)"')
PART = re.compile(r'\s(?:src|data-fragment|data-of|data-chart)="(/[^"]*)"')
SAME_FOR_ALL = ("/assets/", "/_dash-", "/boundaries/")
ON_TIME = "/measure/ehc_plans_in_20_weeks"
PLAIN = [
    page["path"]
    for page in dash.page_registry.values()
    if not page["path_template"] and page["path"] not in ("/404", "/")
]
PAGES = [
    "/",
    *PLAIN,
    ON_TIME,
    f"{ON_TIME}?view=table",
    "/area/bristol",
    "/area/england",
    "/compare?a=bristol&b=leeds",
]
CITED = [f"{ON_TIME}?view=table", "/area/bristol", "/compare?a=bristol&b=leeds", "/gaps"]
"""Of a measure, a council, two places, and of all measures; that every page has a citation is tested with its links."""


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return server.test_client()


def frozen(address: str, version: str = OLDER) -> str:
    path, mark, query = address.partition("?")
    return f"{path}@{version}{mark}{query}"


def addresses(text: str) -> list[str]:
    return [unescape(each) for each in ADDRESS.findall(text)]


@pytest.mark.parametrize("address", PAGES)
def test_a_frozen_page_and_its_parts_lead_to_their_own_version(client: FlaskClient, address: str) -> None:
    text = client.get(frozen(address)).get_data(as_text=True)
    parts = [each for each in addresses(text) if bound.ADDRESS.fullmatch(each)]
    texts = [text, *(client.get(each).get_data(as_text=True) for each in dict.fromkeys(parts[:4]))]
    found = [each for said in texts for each in addresses(said) if not each.startswith(SAME_FOR_ALL)]
    assert len(found) > 5
    kept = (f"@{OLDER}", f"version={OLDER}", "@newest")
    assert not [each for each in found if not any(mark in each for mark in kept)]
    assert f"You are looking at the data as of version {OLDER}" in text
    assert f'href="{frozen(address, "newest").replace("&", "&amp;")}"' in text


@pytest.mark.parametrize("address", PAGES)
def test_a_page_without_a_version_says_none(client: FlaskClient, address: str) -> None:
    text = client.get(address).get_data(as_text=True)
    links_of_it = [
        each for each in addresses(text.replace(cited(text), "")) if not each.startswith(SAME_FOR_ALL)
    ]
    assert not [each for each in links_of_it if "@" in each]
    assert "You are looking at" not in text
    parts = [each for each in PART.findall(text) if not each.startswith(SAME_FOR_ALL)]
    assert parts
    assert all(each.startswith(f"/~{bound.digest()}/") for each in parts)


def cited(text: str) -> str:
    return re.search(r'<details class="cite">.*?</details>', text, re.DOTALL)[0]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (ON_TIME, "46.1%"),
        (f"{ON_TIME}@2026.1", "46.1%"),
        (f"{ON_TIME}@{OLDER}", "46.4%"),
    ],
)
def test_each_version_gives_its_figure_of_england(client: FlaskClient, address: str, words: str) -> None:
    text = client.get(address).get_data(as_text=True)
    lead = re.search(rf'id="{ids.LEAD}"[^>]*>(.*?)</p>', text, re.DOTALL)[1]
    year = "2024" if OLDER in address else "2025"
    assert words in lead
    assert year in lead


@pytest.mark.parametrize("address", CITED)
def test_a_page_can_be_cited_at_an_address_that_stays(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://send.example.org")
    for version, asked in ((versions.newest(), address), (versions.named(OLDER), frozen(address))):
        text = unescape(cited(client.get(asked).get_data(as_text=True)))
        assert f"Data version {version.id}." in text
        assert f"https://send.example.org{frozen(address, version.name)}, accessed" in text
        for ending in ("bib", "ris"):
            file = next(each for each in addresses(text) if each.startswith(f"/cite.{ending}"))
            said = client.get(file)
            assert f"https://send.example.org{frozen(address, version.name)}" in said.get_data(as_text=True)
            assert f"_{version.name}.{ending}" in said.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("/?problem=wales", "/"),
        ("/compare?a=bristol&problem=council&at=b&near=leeds", "/compare?a=bristol"),
        (f"{ON_TIME}?near=yes", f"{ON_TIME}?near=yes"),
    ],
)
def test_a_page_with_a_problem_is_cited_without_it(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, asked: str, page: str
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://send.example.org")
    later = client.get("/cite", query_string={"of": asked}).get_data(as_text=True)
    for text in (cited(client.get(asked).get_data(as_text=True)), later):
        assert "Problem" not in text
        assert f"https://send.example.org{frozen(page, versions.newest().name)}, accessed" in unescape(text)


def test_the_canonical_address_of_a_frozen_page_is_its_own(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for site, setting in (("", ""), ("https://send.example.org", "https://send.example.org/")):
        monkeypatch.setenv("PUBLIC_URL", setting)
        for address in (ON_TIME, frozen(ON_TIME), "/area/bristol"):
            text = client.get(address).get_data(as_text=True)
            assert re.findall(r'rel="canonical" href="([^"]*)"', text) == [site + address]


def test_an_unknown_version_names_those_that_are_kept(client: FlaskClient) -> None:
    for address in ("/area/bristol@2019.1", "/area/bristol@rubbish", "/area/bristol@2025.1+00000000"):
        answer = client.get(address)
        text = answer.get_data(as_text=True)
        assert answer.status_code == 404
        assert f"keeps no version {address.partition('@')[2]} of its figures" in text
        named = [f"/area/bristol@{each.name}" for each in reversed(versions.known())]
        assert [each for each in addresses(text) if "@" in each] == named
        assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize(
    ("asked", "sent"),
    [
        ("/area/Bristol@2025.1", "/area/bristol@2025.1"),
        ("/area/bristol/@newest", "/area/bristol/"),
        ("/measure/ehc_plans_in_20_weeks@newest?view=map", "/measure/ehc_plans_in_20_weeks?view=map"),
        (f"{ON_TIME}@{versions.named(OLDER).id}?view=map", f"{ON_TIME}@{OLDER}?view=map"),
    ],
)
def test_other_ways_to_write_it_lead_to_the_one_address(client: FlaskClient, asked: str, sent: str) -> None:
    answer = client.get(asked)
    assert answer.status_code in (301, 302)
    assert answer.headers["Location"] == sent


def test_a_search_in_a_frozen_page_stays_in_it(client: FlaskClient) -> None:
    assert client.post("/find@2025.1", data={"place": "Leeds"}).headers["Location"] == "/area/leeds@2025.1"


def test_a_file_of_an_older_version_has_its_rows(client: FlaskClient) -> None:
    files = {
        version: client.get(f"/download/ehc_plans_in_20_weeks.csv{version}").get_data(as_text=True)
        for version in ("", f"@{OLDER}")
    }
    assert "E92000001,England,england,2025" in files[""]
    assert "E92000001,England,england,2024" in files[f"@{OLDER}"]


def test_what_a_page_asks_while_it_is_open_is_answered_from_its_version(client: FlaskClient) -> None:
    layout = client.get(f"/@{OLDER}/_dash-layout").get_json()
    assert f"/lottery@{OLDER}" in json.dumps(layout)
    page = client.get(frozen(ON_TIME)).get_data(as_text=True)
    config = json.loads(re.search(r'id="_dash-config"[^>]*>(.*?)</script>', page)[1])
    assert re.fullmatch(rf"/~[0-9a-f]{{8}}/@{OLDER}/", config["requests_pathname_prefix"])
    asked = {
        "output": "..lead..",
        "outputs": [],
        "inputs": [{"id": ids.ADDRESS, "property": "data", "value": f"{ON_TIME}@{OLDER}?year=2023"}],
    }
    followed = next(
        each for each in client.get("/_dash-dependencies").get_json() if ids.ADDRESS in str(each["inputs"])
    )
    asked |= {"output": followed["output"], "changedPropIds": [f"{ids.ADDRESS}.data"]}
    asked["outputs"] = [
        {"id": each.rpartition(".")[0], "property": each.rpartition(".")[2]}
        for each in followed["output"].strip(".").split("...")
    ]
    answer = client.post(f"/@{OLDER}/_dash-update-component", json=asked)
    assert answer.status_code == 200
    assert "50.3%" in answer.get_data(as_text=True)
    assert f"{ON_TIME}@{OLDER}" in answer.get_data(as_text=True)


def test_measures_that_are_newer_than_a_version_say_so_in_it(client: FlaskClient) -> None:
    here = {name for name in registry.all_metrics() if not compute.waiting_for(name)}
    with versions.use(OLDER):
        newer = sorted(name for name in here if compute.waiting_for(name))
    assert {"average_weeks_to_a_plan", "ehc_requests_refused_from_parents"} <= set(newer)
    for name in newer[::8]:
        text = client.get(frozen(links.measure(name))).get_data(as_text=True)
        assert "first read in a later version" in text, name
        assert f'href="{links.measure(name)}@newest"' in text


def test_a_feed_and_json_of_a_version_lead_to_that_version(client: FlaskClient) -> None:
    told = client.get(f"/leads.json@{OLDER}").get_json()["leads"]
    assert told
    assert all(f"@{OLDER}" in each["look_closer"] for each in told)
    feed = client.get(f"/leads.atom@{OLDER}").get_data(as_text=True)
    found = re.findall(r'<link [^>]*href="([^"]*)"', feed)
    assert len(found) == len(told) + 2
    assert all(f"@{OLDER}" in each for each in found)
    assert "@" not in client.get("/leads.json").get_json()["leads"][0]["look_closer"]


def test_what_nobody_publishes_is_not_dated_by_a_later_release(client: FlaskClient) -> None:
    text = client.get(f"/gaps@{OLDER}").get_data(as_text=True)
    told = text.partition('id="nobody"')[2].partition("</section>")[0]
    assert "Transport to school" in told
    assert "2026" not in told


@pytest.mark.parametrize("page", ["/cite", "/cite.bib", "/version-notice"])
def test_an_address_that_cannot_be_read_is_not_found(client: FlaskClient, page: str) -> None:
    answer = client.get(page, query_string={"of": "http://[::1"})
    assert answer.status_code == 404
    assert "no page at this address" in answer.get_data(as_text=True)


def test_reading_an_older_version_leaves_the_newest_as_it_was(client: FlaskClient) -> None:
    def page() -> str:
        return client.get("/area/leeds").get_data(as_text=True).partition("</main>")[0]

    before = page()
    assert "46.1%" in before
    client.get("/area/leeds@2025.1")
    assert page() == before
