"""Citations: complete, read by the parsers of reference managers, and honest where this copy has no address."""

from datetime import date

import pytest
import rispy
from pybtex.database import parse_string

from layouts import cite
from layouts.parts.shell import NAME
from metrics import versions

DAY = date(2026, 11, 2)
MEASURE = "/measure/ehc_plans_in_20_weeks?year=2024"
TITLE = "Plans & 50% on_time: {Bristol} #1 \u2013 $5"


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://send.example.org/")
    monkeypatch.setenv("PUBLISHER_NAME", " Example Trust ")


@pytest.fixture
def private(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    monkeypatch.delenv("PUBLISHER_NAME", raising=False)


def test_who_and_where_are_settings(public: None) -> None:
    assert cite.publisher() == "Example Trust"
    assert cite.where("/area/bristol") == "https://send.example.org/area/bristol"


def test_without_settings_it_is_a_local_copy_and_no_machine_is_named(private: None) -> None:
    assert (cite.publisher(), cite.where("/area/bristol")) == (NAME, "local copy")
    for write in (cite.short, cite.long, cite.bibtex, cite.ris):
        text = write(MEASURE, "Plans", DAY)
        assert "ocal copy" in text
        assert "http" not in text


def test_a_line_names_the_publisher_of_the_figures_first(public: None) -> None:
    version = versions.current()
    assert cite.short(MEASURE, "Plans", DAY) == (
        f"Department for Education, via Example Trust: Plans. Data version {version.id}. "
        f"https://send.example.org/measure/ehc_plans_in_20_weeks@{version.name}?year=2024, accessed 2 November 2026."
    )
    assert cite.long(MEASURE, "Plans", DAY).startswith(
        "Department for Education, Education, health and care plans, release 2026. Shown as \u201cPlans\u201d in "
    )


def test_a_view_of_many_measures_names_every_publisher(public: None) -> None:
    whole = [each.publisher for each in cite.sources("/area/bristol")]
    assert whole[0] == "Department for Education"
    assert len(whole) == len(set(whole)) > 3
    assert cite.short("/area/bristol", "Bristol", DAY).startswith("Department for Education and others, via")
    assert [each.publisher for each in cite.sources("/inspections@2025.1?region=london")] == [
        "Ofsted and the Care Quality Commission"
    ]
    assert cite.sources("/lottery?measure=tribunal_appeals") == cite.sources("/measure/tribunal_appeals")


def test_bibtex_is_read_by_a_parser(public: None) -> None:
    entries = parse_string(cite.bibtex("/complaints?year=2024-25", TITLE, DAY), "bibtex").entries
    (key, entry), version = next(iter(entries.items())), versions.current()
    assert key == f"send_complaints_year_2024_25_{version.name.replace('.', '_')}"
    who = [str(person) for person in entry.persons["author"]]
    assert who == [
        "{Local Government and Social Care Ombudsman}",
        "{Ministry of Justice and Department for Education}",
    ]
    assert entry.fields["url"] == f"https://send.example.org/complaints@{version.name}?year=2024-25"
    assert entry.fields["urldate"] == "2026-11-02"
    assert entry.fields["version"] == version.id
    assert (
        entry.fields["title"]
        == "{Plans \\& 50\\% on\\_time: \\textbraceleft{}Bristol\\textbraceright{} \\#1 \u2013 \\$5}"
    )


def test_ris_is_read_by_a_parser(public: None) -> None:
    (entry,), version = rispy.loads(cite.ris(MEASURE, TITLE, DAY)), versions.current()
    assert entry["type_of_reference"] == "DATA"
    assert entry["authors"] == ["Department for Education"]
    assert (entry["title"], entry["publisher"], entry["edition"]) == (TITLE, "Example Trust", version.id)
    assert entry["urls"] == [
        f"https://send.example.org/measure/ehc_plans_in_20_weeks@{version.name}?year=2024"
    ]
    assert entry["access_date"] == "2026/11/02"


def test_an_older_version_is_cited_as_such(public: None) -> None:
    with versions.use("2025.1") as version:
        assert f"Data version {version.id}" in cite.short(MEASURE, "Plans", DAY)
        assert "@2025.1?year=2024" in cite.short(MEASURE, "Plans", DAY)
        assert "release 2025." in cite.long(MEASURE, "Plans", DAY)
        assert cite.file_name(MEASURE, "bib") == "cite_measure_ehc_plans_in_20_weeks_year_2024_2025.1.bib"


def test_the_year_is_that_of_the_newest_release_used(public: None) -> None:
    assert "  year = {2026}" in cite.bibtex(MEASURE, "Plans", DAY)
    with versions.use("2025.1"):
        assert "  year = {2025}" in cite.bibtex(MEASURE, "Plans", DAY)
        assert "PY  - 2025" in cite.ris("/area/bristol", "Bristol", DAY)


def test_a_measure_newer_than_the_version_is_cited_without_a_stray_stop(public: None) -> None:
    with versions.use("2025.1"):
        address = "/measure/ebacc_points_ehc_plan"
        assert cite.sources(address) == []
        assert cite.long(address, "Points", DAY).startswith("Shown as ")
        assert "Figures: ." not in cite.bibtex(address, "Points", DAY)


def test_nothing_in_an_address_or_a_name_ends_a_field_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://send.example.org")
    monkeypatch.setenv("PUBLISHER_NAME", "A } B { C \\ ~ ^\nTY  - BOOK")
    address = "/area/kent?x=}\n{\\"
    entry = parse_string(cite.bibtex(address, "A\nB", DAY), "bibtex").entries.popitem()[1]
    there = f"https://send.example.org/area/kent@{versions.current().name}?x=%7D%0A%7B%5C"
    assert entry.fields["url"] == there
    assert entry.fields["publisher"] == (
        r"A \textbraceright{} B \textbraceleft{} C \textbackslash{} \textasciitilde{} \textasciicircum{} TY - BOOK"
    )
    (record,) = rispy.loads(cite.ris(address, "A\nB", DAY))
    assert (record["type_of_reference"], record["title"], record["urls"]) == ("DATA", "A B", [there])


@pytest.mark.parametrize(
    "address",
    [
        "x.org",
        "javascript:alert(1)",
        "https://x.org?a=b",
        "https://x.org/#f",
        "https://x.org/\n/a",
        "https://x.org/<b>",
        "https://",
        "https://[::1",
        "https://x.org:port",
        "https://me@x.org",
    ],
)
def test_what_is_no_address_of_a_site_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("PUBLIC_URL", address)
    with pytest.raises(cite.WrongAddress, match="PUBLIC_URL"):
        cite.site()


@pytest.mark.parametrize("host", ["localhost:8050", "127.0.0.1", "127.1.2.3:80", "[::1]:8050", "0.0.0.0"])
def test_an_address_of_this_machine_alone_is_a_local_copy(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("PUBLIC_URL", f"http://{host}")
    assert cite.where("/area/bristol") == cite.LOCAL
