"""The client of the EES API never sends what its OpenAPI document forbids; and the stand-in knows what that is."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import ees_api
from ingest.ees_meta import PLACES, Wanted
from ingest.http import Refused
from tests.stand_ins import ees_samples as samples
from tests.stand_ins.ees_samples import GONE, LONE, NEEDS, OLD, PROVISION, PROVISIONS, SEN, Direct

OPERATIONS = {
    "ListPublications",
    "ListPublicationDataSets",
    "GetDataSet",
    "GetDataSetMeta",
    "GetDataSetVersion",
    "QueryDataSetPost",
    "DownloadDataSetCsv",
}
COLUMNS = (
    "phase_type_grouping",
    "establishment_type",
    "hospital_school",
    "sen_provision",
    "sen_primary_need",
)
LABELS = ("Academy", "Autism", "Hospital school", "Special", "Statement", *PROVISIONS)
INDICATORS = ("pupil_count", "pupil_percent")
UNKNOWN = "00000000-0000-4000-8000-00000000ffff"
LEVEL_NAMES = ("Local authority", "Regional", "School")


def some(known: tuple[str, ...], least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    """Any of what there is, in any order, as often as may be."""
    return st.lists(st.sampled_from(known), min_size=least, max_size=6).map(tuple)


def anything(known: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """What there is, and what there is not."""
    return st.lists(st.one_of(st.sampled_from(known), st.text(max_size=40)), max_size=6).map(tuple)


def wanted(filters: dict[str, tuple[str, ...]]) -> st.SearchStrategy[Wanted]:
    """Every shape of a question; two of three that the data set can be asked."""
    sound = st.builds(
        Wanted,
        filters=st.fixed_dictionaries({column: some(labels, 1) for column, labels in filters.items()}),
        indicators=some(("pupil_count",), 1),
        levels=some(tuple(PLACES), 1),
        periods=some(("202425", "202526")),
        codes=some(("E92000001", "E12000005", "E08000025")),
    )
    wild = st.builds(
        Wanted,
        filters=st.dictionaries(st.one_of(st.sampled_from(COLUMNS), st.text(max_size=60)), anything(LABELS)),
        indicators=anything(INDICATORS),
        levels=anything(("NAT", "LA", "SCH")),
        periods=anything(("202425", "2024/2025")),
        codes=anything(("E08000025", "330")),
    )
    return st.one_of(sound, sound, wild)


def ask_everything(client: Direct, data: st.DataObject, to: Path) -> None:
    """One of every question that the rest of the ingest can put, each free to be refused."""
    columns = frozenset(data.draw(some((*COLUMNS, *INDICATORS, "absence_type"))))
    slug = data.draw(st.one_of(st.just(SEN), st.just(SEN), st.text(max_size=80)))
    last_seen = data.draw(st.sampled_from(["", PROVISION, NEEDS, OLD, GONE, LONE, UNKNOWN]))
    try:
        found, about = ees_api.find(client, slug, columns, data.draw(st.sampled_from(LEVEL_NAMES)), last_seen)
    except Refused:
        found = ees_api.current(client, data.draw(st.sampled_from([PROVISION, NEEDS, OLD, LONE])))
        about = ees_api.meta(client, found)
    ees_api.csv(client, found, to)
    ees_api.release(client, found)
    labels = {column: tuple(options) for column, options in about.filters.items()}
    ees_api.query(client, found, about, data.draw(wanted(labels)))


def test_whatever_is_asked_no_request_is_one_that_the_document_forbids(
    published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    service = samples.api(published)
    outcomes = {"answered": 0, "refused": 0}

    @settings(max_examples=100, deadline=None, derandomize=True, database=None)
    @given(st.data())
    def ask(data: st.DataObject) -> None:
        try:
            ask_everything(Direct(service), data, tmp_path / "whole.csv")
            outcomes["answered"] += 1
        except Refused:
            outcomes["refused"] += 1

    ask()
    with capsys.disabled():
        print(f"\nEES API, requests by operation: {dict(service.answered)}; runs: {outcomes}")
    assert service.forbidden == []
    assert set(service.answered) == OPERATIONS
    assert min(outcomes.values()) > 10
    assert min(service.answered.values()) > 10


QUERY, META = f"/data-sets/{PROVISION}/query", f"/data-sets/{PROVISION}/meta"
BODY: dict[str, Any] = {"criteria": {"and": [{"geographicLevels": {"in": ["LA"]}}]}, "indicators": []}


def facet(**facets: Any) -> dict[str, Any]:
    return {**BODY, "criteria": {"and": [facets]}}


MISTAKES: dict[str, tuple[str, str, str, dict[str, Any] | None, str]] = {
    "page beside the body": ("POST", QUERY, "page=2", BODY, "UnknownField"),
    "page size beside the body": ("POST", QUERY, "pageSize=200", BODY, "UnknownField"),
    "unknown member": ("POST", QUERY, "", {**BODY, "pageNumber": 2}, "UnknownField"),
    "unknown member deep down": ("POST", QUERY, "", facet(filters={"equals": "a"}), "UnknownField"),
    "timePeriod": (
        "POST",
        QUERY,
        "",
        facet(timePeriod={"eq": {"period": "2024", "code": "CY"}}),
        "UnknownField",
    ),
    "geographicLevel": ("POST", QUERY, "", facet(geographicLevel={"eq": "LA"}), "UnknownField"),
    "location by name": (
        "POST",
        QUERY,
        "",
        facet(locations={"eq": {"level": "LA", "name": "Birmingham"}}),
        "UnknownField",
    ),
    "location by code, of which the document has two forms": (
        "POST",
        QUERY,
        "",
        facet(locations={"eq": {"level": "LA", "code": "E08000025"}}),
        "InvalidValue",
    ),
    "array in eq": ("POST", QUERY, "", facet(filters={"eq": ["a", "b"]}), "InvalidValue"),
    "text in in": ("POST", QUERY, "", facet(filters={"in": "a"}), "InvalidValue"),
    "level by its label": (
        "POST",
        QUERY,
        "",
        facet(geographicLevels={"eq": "Local authority"}),
        "InvalidValue",
    ),
    "period as one text": ("POST", QUERY, "", facet(timePeriods={"eq": "2024/2025|AY"}), "InvalidValue"),
    "period of no kind": ("POST", QUERY, "", facet(timePeriods={"eq": {"period": "2024"}}), "InvalidValue"),
    "no clause in and": ("POST", QUERY, "", {**BODY, "criteria": {"and": []}}, "InvalidValue"),
    "page size over 10,000": ("POST", QUERY, "", {**BODY, "pageSize": 20001}, "InvalidValue"),
    "page 0": ("POST", QUERY, "", {**BODY, "page": 0}, "InvalidValue"),
    "page as text": ("POST", QUERY, "", {**BODY, "page": "1"}, "InvalidValue"),
    "no indicators": ("POST", QUERY, "", {"criteria": BODY["criteria"]}, "InvalidValue"),
    "indicators as text": ("POST", QUERY, "", {**BODY, "indicators": "a,b"}, "InvalidValue"),
    "no body": ("POST", QUERY, "", None, "NotEmptyBody"),
    "search of two letters": ("GET", "/publications", "search=ab", None, "InvalidValue"),
    "more than 40 publications": ("GET", "/publications", "pageSize=41", None, "InvalidValue"),
    "search by slug": ("GET", "/publications", f"slug={SEN}", None, "UnknownField"),
    "more than 20 data sets": (
        "GET",
        f"/publications/{samples.SEN_ID}/data-sets",
        "pageSize=21",
        None,
        "InvalidValue",
    ),
    "version under another name": ("GET", META, "version=1.1.*", None, "UnknownField"),
    "types of meta that are none": ("GET", META, "types=Columns", None, "InvalidValue"),
    "id that is none": ("GET", "/data-sets/1", "", None, "InvalidValue"),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_known_mistake_is_answered_with_400(
    published: Path, mistake: tuple[str, str, str, dict[str, Any] | None, str]
) -> None:
    method, path, query, body, code = mistake
    service = samples.api(published)
    sent = json.dumps(body).encode() if body else b""
    status, _, said = service.answer(method, f"/statistics/v1{path}", query, sent)
    assert (status, json.loads(said)["errors"][0]["code"]) == (400, code)
    assert len(service.forbidden) == 1


@pytest.mark.parametrize("path", ["/themes", "/data-sets", f"/data-sets/{PROVISION}/download"])
def test_an_address_that_is_not_in_the_document_is_404(published: Path, path: str) -> None:
    service = samples.api(published)
    assert service.answer("GET", f"/statistics/v1{path}", "", b"")[0] == 404
    assert len(service.forbidden) == 1


@pytest.mark.parametrize(
    ("method", "path", "query", "body"),
    [
        ("POST", QUERY, "dataSetVersion=1.1.*", BODY),
        ("GET", META, "types=Filters", None),
        ("GET", "/publications", "search=special&page=2&pageSize=40", None),
    ],
)
def test_the_same_without_the_mistake_is_answered(
    published: Path, method: str, path: str, query: str, body: dict[str, Any] | None
) -> None:
    service = samples.api(published)
    sent = json.dumps(body).encode() if body else b""
    assert service.answer(method, f"/statistics/v1{path}", query, sent)[0] == 200
    assert service.forbidden == []


def asked_for_totals(client: Direct) -> None:
    data_set, about = ees_api.find(client, SEN, frozenset({"hospital_school"}), "Local authority")
    ees_api.query(client, data_set, about, Wanted(dict.fromkeys(about.filters, ("Total",)), ("pupil_count",)))


@pytest.mark.parametrize(
    ("name", "value"), [("ROWS_A_PAGE", 20_001), ("PUBLICATIONS_A_PAGE", 41), ("DATA_SETS_A_PAGE", 21)]
)
def test_a_client_that_asks_for_too_much_is_caught(
    published: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: int
) -> None:
    monkeypatch.setattr(ees_api, name, value)
    service = samples.api(published)
    client = Direct(service)
    with pytest.raises(Refused) as refusal:
        asked_for_totals(client)
    assert refusal.value.status == 400
    assert len(service.forbidden) == 1


def test_an_indicator_of_another_data_set_is_400(published: Path) -> None:
    service = samples.api(published)
    sent = json.dumps({**BODY, "indicators": ["zzzzz"]}).encode()
    status, _, said = service.answer("POST", f"/statistics/v1{QUERY}", "", sent)
    assert (status, json.loads(said)["errors"][0]["code"]) == (400, "IndicatorsNotFound")


def test_capital_letters_in_an_address_are_redirected(published: Path) -> None:
    status, headers, _ = samples.api(published).answer("POST", "/statistics/V1/publications", "page=1", b"")
    assert (status, headers["Location"]) == (308, "/statistics/v1/publications?page=1")
