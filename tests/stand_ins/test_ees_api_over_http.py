"""The EES API over HTTP, misbehaving: recovered from, or refused with the host, the data set and the mend."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from ingest import ees_api
from ingest.ees_meta import Wanted
from ingest.http import Client, Refused
from tests.stand_ins.ees_api import Api
from tests.stand_ins.ees_samples import LONE, PROVISION, SEN
from tests.stand_ins.server import Fault, StandIn, captcha, cut, empty_shell, redirect, slow, status

QUERY, CSV = (f"/statistics/v1/data-sets/{PROVISION}/{last}" for last in ("query", "csv"))
COLUMNS = frozenset({"hospital_school", "sen_provision"})


@pytest.fixture
def api(service: Api, host: StandIn, tmp_path: Path) -> Client:
    """A client for which the stand-in is the real host."""
    return Client(tmp_path / "cache", stand_ins={ees_api.HOST: host.address})


def totals(client: Client, last_seen: str = "") -> pd.DataFrame:
    data_set, about = ees_api.find(client, SEN, COLUMNS, "Local authority", last_seen)
    wanted = Wanted(dict.fromkeys(about.filters, ("Total",)), ("pupil_count",))
    with client.about("SEN in England"):
        return ees_api.query(client, data_set, about, wanted)


def test_from_the_slug_to_the_figures(service: Api, api: Client) -> None:
    assert len(totals(api)) == 6
    assert service.forbidden == []
    assert api.requests[("POST", ees_api.HOST, 200)] == 1


@pytest.mark.parametrize(
    "faults", [[status(429, Retry_After="0")], [status(503)] * 3, [cut(40)], [cut(0), slow(0.05)]]
)
def test_a_query_is_put_again_when_the_answer_did_not_come(
    host: StandIn, api: Client, service: Api, faults: list[Fault]
) -> None:
    host.misbehave(QUERY, *faults)
    assert len(totals(api, PROVISION)) == 6
    assert service.forbidden == []


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (captcha, "check for robots"),
        (empty_shell, "not JSON"),
        (status(504), "504, 5 times"),
        (status(404), "404"),
    ],
)
def test_a_query_without_an_answer_is_refused_by_name(
    host: StandIn, api: Client, service: Api, fault: Fault, said: str
) -> None:
    host.misbehave(QUERY, fault, lasting=True)
    with pytest.raises(Refused, match=rf"^api\.education\.gov\.uk: SEN in England: .*{said}"):
        totals(api, PROVISION)


def test_a_redirect_to_small_letters_keeps_the_question(host: StandIn, api: Client, service: Api) -> None:
    upper = QUERY.replace("/v1/", "/V1/")
    body = {"indicators": [], "criteria": {"geographicLevels": {"eq": "NAT"}}}
    answer = api.posted(f"https://{ees_api.HOST}{upper}", body, {"dataSetVersion": "1.1.*"})
    assert answer["paging"]["totalResults"] == 2 * 2 * 2 * 2 * 4  # periods, and the options of each filter
    assert service.forbidden == []


def test_what_the_api_says_of_a_wrong_question_is_kept(api: Client, service: Api) -> None:
    with pytest.raises(Refused, match="UnknownField") as refusal:
        api.posted(f"https://{ees_api.HOST}{QUERY}", {"indicators": [], "pageNumber": 2})
    assert refusal.value.status == 400
    assert refusal.value.problem["errors"][0]["path"] == "pageNumber"


def test_a_version_that_is_closed_is_looked_for_by_its_columns(
    host: StandIn, api: Client, service: Api
) -> None:
    host.misbehave(f"/statistics/v1/data-sets/{LONE}/meta", status(403), lasting=True)
    assert len(totals(api, LONE)) == 6


@pytest.mark.parametrize("fault", [cut(200), status(503), None])
def test_the_compressed_csv_arrives_whole(
    host: StandIn, api: Client, service: Api, tmp_path: Path, fault: Callable | None
) -> None:
    if fault:
        host.misbehave(CSV, fault)
    to = tmp_path / "raw" / "whole.csv"
    got = ees_api.csv(api, ees_api.current(api, PROVISION), to)
    assert to.read_bytes() == service.data_sets[PROVISION].versions["1.1.1"].csv()
    assert got.changed
    assert not ees_api.csv(api, ees_api.current(api, PROVISION), to).changed


def test_a_page_instead_of_the_csv_leaves_the_file_as_it_was(
    host: StandIn, api: Client, service: Api, tmp_path: Path
) -> None:
    to = tmp_path / "whole.csv"
    to.write_text("as it was")
    data_set = ees_api.current(api, PROVISION)
    host.misbehave(CSV, redirect("/elsewhere"), lasting=True)
    host.put("/elsewhere", "<html><body>We have moved to a new place</body></html>", "text/html")
    with pytest.raises(Refused, match=r"api\.education\.gov\.uk: .*page instead of a file"):
        ees_api.csv(api, data_set, to)
    assert to.read_text() == "as it was"
