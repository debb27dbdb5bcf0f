"""Addresses with a version: taken apart, made, and put on every link of an answer."""

import json

import pytest

from layouts import frozen


@pytest.mark.parametrize(
    ("path", "apart"),
    [
        ("/area/bristol@2025.1", ("/area/bristol", "2025.1")),
        ("/@2025.1", ("/", "2025.1")),
        ("/download/x.csv@2025.1+f81ca874", ("/download/x.csv", "2025.1+f81ca874")),
        ("/area/bristol", ("/area/bristol", "")),
        ("/a@b/c", ("/a@b/c", "")),
        ("/@2025.1/_dash-layout", ("/_dash-layout", "2025.1")),
        ("/_dash-component-suites/react@18.3.1.min.js", ("/_dash-component-suites/react@18.3.1.min.js", "")),
        ("/assets/a@2025.1", ("/assets/a@2025.1", "")),
    ],
)  # fmt: skip
def test_a_path_and_its_version(path: str, apart: tuple[str, str]) -> None:
    assert frozen.split(path) == apart


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/area/bristol", "/area/bristol@2025.1"),
        ("/", "/@2025.1"),
        ("/measure/x?year=2024&view=map#top", "/measure/x@2025.1?year=2024&view=map#top"),
        ("/find?place=a@b", "/find@2025.1?place=a@b"),
        ("/area/bristol@newest", "/area/bristol@newest"),
        ("/area/bristol@2026.1?a=b", "/area/bristol@2026.1?a=b"),
        ("/assets/site.css?m=1", "/assets/site.css?m=1"),
        ("/boundaries/2023-abc.json", "/boundaries/2023-abc.json"),
        ("#top", "#top"),
        ("https://example.org/area/bristol", "https://example.org/area/bristol"),
    ],
)
def test_an_address_that_keeps_its_figures(address: str, kept: str) -> None:
    assert frozen.pinned(address, "2025.1") == kept


def test_every_link_of_markup_keeps_the_version_and_no_other_text_does() -> None:
    text = (
        '<a class="x" href="/area/bristol">/area/bristol</a><form action="/find">'
        '<div data-fragment="/table/x?a=b&amp;c=d">'
        '<a href="//elsewhere.org/x"><a href="https://elsewhere.org"><a href="#a"><img src="/assets/icon.svg">'
        '<a xlink:href="/area/leeds"><p title="href=/x">'
    )
    assert frozen._markup(text, "2025.1") == (
        '<a class="x" href="/area/bristol@2025.1">/area/bristol</a><form action="/find@2025.1">'
        '<div data-fragment="/table/x@2025.1?a=b&amp;c=d">'
        '<a href="//elsewhere.org/x"><a href="https://elsewhere.org"><a href="#a"><img src="/assets/icon.svg">'
        '<a xlink:href="/area/leeds@2025.1"><p title="href=/x">'
    )


def test_every_link_of_components_keeps_the_version_however_it_is_written() -> None:
    text = '{"props":{"href":"\\u002farea\\u002fx","children":[{"props":{"data-fragment":"/t","title":"/t","n":1.5}}]}}'
    found = json.loads(frozen._components(text, "2025.1"))
    assert found["props"]["href"] == "/area/x@2025.1"
    assert found["props"]["children"][0]["props"] == {"data-fragment": "/t@2025.1", "title": "/t", "n": 1.5}
