"""The API, its document and the registries of measures, places, gaps and tables cannot drift apart."""

import csv
import io
import itertools
from typing import Any

import orjson
import pytest
from flask.testing import FlaskClient
from openapi_core import Config, OpenAPI
from openapi_core.testing import MockRequest, MockResponse
from werkzeug.datastructures import ImmutableMultiDict

from app import server
from layouts.api.v1 import choices, document
from layouts.api.v1.resource import every, row_model
from layouts.problems import MEDIA_TYPE
from metrics import areas, catalogue, corrections, registry, revisions, tables, values, versions
from metrics.metric import THEMES

RESOURCES = every()
HOST = "http://localhost"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return server.test_client()


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    return document.document()


@pytest.fixture(scope="module")
def held(told: dict[str, Any]) -> OpenAPI:
    """The document with a checker; the checker raises for an answer or a request that it does not allow."""
    read = Config(extra_media_type_deserializers={MEDIA_TYPE: orjson.loads})
    return OpenAPI.from_dict(told | {"servers": [{"url": HOST}]}, config=read)


def test_each_list_is_that_of_its_registry(told: dict[str, Any]) -> None:
    lists = {name: each["enum"] for name, each in told["components"]["schemas"].items() if "enum" in each}
    codes = [code for code in areas.areas().index if areas.areas().at[code, "type"] != "District"]
    assert lists["Metric"] == list(registry.all_metrics())
    assert lists["Theme"] == list(THEMES)
    assert set(lists["Symbol"]) == set(tables.reference("symbols")["symbol"])
    assert set(lists["AreaLevel"]) == {row["geographic_level"] for row in values.rows(values.find())}
    assert set(lists["Area"]) == {*codes, *(areas.slug(code) for code in codes)}
    assert set(lists["Period"]) == set(values.periods())
    assert set(lists["Version"]) == {name for each in versions.known() for name in (each.name, each.id)}
    assert lists["KindOfRevision"] == list(revisions.KINDS)
    assert lists["StatusOfCorrection"] == list(corrections.STATUSES)
    assert lists["Table"] == list(catalogue.names())


def test_every_symbol_of_a_gap_is_in_the_list() -> None:
    there = {row["symbol"] for row in values.rows(values.find())} - {None}
    assert there <= set(choices.SYMBOL.listed())


@pytest.mark.parametrize("name", RESOURCES)
def test_rows_have_the_columns_of_their_model(client: FlaskClient, name: str) -> None:
    model = row_model(RESOURCES[name])
    query = {"area": "kent", "metric": "ehc_plans_in_20_weeks"} if name == "comparisons" else {}
    rows = client.get(f"/api/v1/{name}", query_string=query | {"per_page": 40}).get_json()["rows"]
    assert rows
    for row in rows:
        assert list(row) == list(model.model_fields) == list(RESOURCES[name].columns)
        model.model_validate(row, strict=True)


ASKED = [
    "values?area=kent",
    "values?metric=ehc_plans_in_20_weeks&period=2025&sort=-value&per_page=5&page=2",
    "values?symbol=withheld",
    "values?level=region&theme=Reviews&version=2025.1",
    "values?area=&theme=",
    "areas",
    "areas/kent",
    "areas/E92000001",
    "metrics",
    "metrics/tribunal_appeals",
    "comparisons?area=kent&metric=ehc_plans_in_20_weeks&metric=tribunal_appeals",
    "comparisons?area=kent&metric=ehc_plans_in_20_weeks&other=leeds&period=2024",
    "variation?sort=-sd",
    "revisions?area=kent",
    "revisions?kind=error",
    "corrections?status=withheld",
    "versions",
    "tables",
    "tables/figures",
    "dictionary?table=figures",
    "",
    "openapi.json",
]
REFUSED = {
    "values?area=atlantis": (400, "No place is called"),
    "values?area=Kemt": (400, "Did you mean kent?"),
    "values?metric=plans": (400, "/api/v1/metrics"),
    "values?period=1066": (400, "No period is called “1066”"),
    "values?page=99999999": (400, "less than or equal to 100000"),
    "values?page=90000": (404, "is past the last"),
    "values?per_page=1000000": (400, "less than or equal to 5000"),
    "values?page=1e3": (400, "whole number"),
    "values?page=-1": (400, "whole number"),
    "values?page=": (400, "whole number"),
    "values?sort=value;drop table figures": (400, "No column to sort by"),
    "values?area=' or 1=1 --": (400, "No place is called"),
    "values?area=../../etc/passwd": (400, "No place is called"),
    "values?colour=red": (400, "There is no parameter called “colour”"),
    "values?version=2025.1&version=2026.1": (400, "give it once"),
    "values?version=1999.1": (400, "2025.1"),
    "areas/..%2f..%2fapp.py": (404, "/api"),
    "areas/nowhere": (404, "No place is called"),
    "comparisons?area=kent": (400, "The parameter “metric” is missing"),
    "comparisons?area=kent&metric=ehc_plans_in_20_weeks&period=2024/25": (404, "it has 2014"),
    "nothing": (404, "/api/v1"),
    "values.xml": (404, "/api/v1"),
}


def checked(held: OpenAPI, method: str, path: str, answer: Any) -> None:
    """Hold an answer to the document."""
    where, _, query = path.partition("?")
    args = ImmutableMultiDict(pair.split("=", 1) for pair in query.split("&") if pair)
    request = MockRequest(HOST, method, f"/api/v1/{where}".rstrip("/"), args=args)
    told = MockResponse(answer.data, answer.status_code, dict(answer.headers), answer.mimetype)
    held.validate_response(request, told)


@pytest.mark.parametrize("path", ASKED)
def test_an_answer_is_as_the_document_says(client: FlaskClient, held: OpenAPI, path: str) -> None:
    answer = client.get(f"/api/v1/{path}".rstrip("/"))
    assert answer.status_code == 200
    checked(held, "get", path, answer)


@pytest.mark.parametrize("path", REFUSED)
def test_a_mistake_is_told_with_what_to_mend(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    status, words = REFUSED[path]
    problem = answer.get_json(force=True)
    assert (answer.status_code, answer.mimetype, problem["status"]) == (
        status,
        "application/problem+json",
        status,
    )
    assert words in problem["detail"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_an_answer_that_the_document_does_not_allow_is_caught(client: FlaskClient, held: OpenAPI) -> None:
    answer = client.get("/api/v1/areas/kent")
    answer.set_data(answer.data.replace(b'"local_authority"', b'"village"'))
    with pytest.raises(Exception, match=r"."):
        checked(held, "get", "areas/kent", answer)


def test_a_file_has_the_rows_of_all_pages(client: FlaskClient) -> None:
    query = {"metric": "ehc_plans_in_20_weeks", "level": "region"}
    first = client.get("/api/v1/values", query_string=query | {"per_page": 30}).get_json()
    pages = first["page"]["pages"]
    rows = list(
        itertools.chain.from_iterable(
            client.get("/api/v1/values", query_string=query | {"per_page": 30, "page": page}).get_json()[
                "rows"
            ]
            for page in range(1, pages + 1)
        )
    )
    file = list(csv.DictReader(io.StringIO(client.get("/api/v1/values.csv", query_string=query).text)))
    assert len(file) == len(rows) == first["page"]["rows"]
    assert pages > 1
    assert [row["value"] for row in file] == [
        "" if row["value"] is None else str(row["value"]) for row in rows
    ]
    assert all(row["attribution"] for row in file)


def test_json_may_be_named_as_the_ending(client: FlaskClient) -> None:
    assert client.get("/api/v1/versions.json").get_json() == client.get("/api/v1/versions").get_json()


def test_a_postcode_is_taken_from_a_body_and_from_nothing_else(client: FlaskClient, held: OpenAPI) -> None:
    answer = client.post("/api/v1/postcode", json={"postcode": "SW1A 1AA"})
    assert answer.get_json()["row"]["slug"] == "westminster"
    assert answer.headers["Cache-Control"] == "no-store"
    checked(held, "post", "postcode", answer)
    by_address = client.get("/api/v1/postcode?postcode=SW1A1AA")
    assert (by_address.status_code, by_address.headers["Allow"]) == (405, "OPTIONS, POST")
    assert client.get("/api/v1/postcode/SW1A1AA").status_code == 404
    beside = client.post("/api/v1/postcode?postcode=SW1A1AA", json={"postcode": "SW1A 1AA"})
    assert beside.status_code == 400
    for typed, status in (("BR1 1A", 400), ("ZZ99 9ZZ", 404), ("CF10 1AA", 404), ("'; drop", 400)):
        refused = client.post("/api/v1/postcode", json={"postcode": typed})
        assert refused.status_code == status
        assert typed not in refused.text
        checked(held, "post", "postcode", refused)
    assert client.post("/api/v1/postcode", data="postcode=SW1A1AA").status_code == 415


def test_what_a_reader_has_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/api/v1/values?area=kent", headers={"Accept-Encoding": "br"})
    assert first.headers["Data-Version"] == versions.newest().id
    again = {"If-None-Match": first.headers["ETag"], "Accept-Encoding": "br"}
    assert client.get("/api/v1/values?area=kent", headers=again).status_code == 304
    assert client.get("/api/v1/values?area=leeds", headers=again).status_code == 200
    assert client.get("/api/v1/values?area=kent&version=2025.1", headers=again).status_code == 200


def test_more_than_the_limit_is_refused_and_the_limit_is_stated(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("API_REQUESTS_A_MINUTE", "2")
    here = {"REMOTE_ADDR": "192.0.2.7"}
    answers = [client.get("/api/v1/versions", environ_overrides=here) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer.headers["RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
    assert answers[2].mimetype == "application/problem+json"
    assert all(0 < int(answer.headers["RateLimit-Reset"]) <= 60 for answer in answers)
    assert ["Retry-After" in answer.headers for answer in answers] == [False, False, True]
    assert int(answers[2].headers["Retry-After"]) <= 60
