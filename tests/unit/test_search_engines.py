"""What search engines are told: pages, their addresses, and measures as data sets."""

import json
import re
from xml.etree import ElementTree

import pytest

from app import server

PUBLIC = "https://send.example.org"
PLACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", PUBLIC)


def test_every_listed_page_is_there_and_known_by_that_address(public: None) -> None:
    client = server.test_client()
    listed = [each.text or "" for each in ElementTree.fromstring(client.get("/sitemap.xml").data).iter(PLACE)]
    assert len(set(listed)) == len(listed) > 300
    assert {
        PUBLIC + path for path in ("/", "/methods", "/area/kent", "/measure/ehc_plans_in_20_weeks")
    } <= set(listed)
    for address in listed[:: len(listed) // 8]:
        answer = client.get(address.removeprefix(PUBLIC))
        assert answer.status_code == 200, address
        assert f'<link rel="canonical" href="{address}">' in answer.text
    assert f"Sitemap: {PUBLIC}/sitemap.xml" in client.get("/robots.txt").text


def test_without_an_address_of_its_own_a_copy_lists_nothing() -> None:
    client = server.test_client()
    assert client.get("/sitemap.xml").status_code == 404
    assert "Sitemap" not in client.get("/robots.txt").text


def test_a_measure_is_a_data_set_that_names_its_source(public: None) -> None:
    text = server.test_client().get("/measure/ehc_plans_in_20_weeks@2025.1").text
    (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    found = json.loads(told)
    assert found["@type"] == "Dataset"
    assert 50 <= len(found["description"]) <= 5000, "what a search engine takes"
    assert found["creator"]["name"] == "Department for Education"
    assert found["license"] == "Open Government Licence v3.0"
    assert found["version"].startswith("2025.1+")
    assert found["url"] == f"{PUBLIC}/measure/ehc_plans_in_20_weeks@2025.1"
    assert found["distribution"]["contentUrl"] == f"{PUBLIC}/download/ehc_plans_in_20_weeks.csv@2025.1"
