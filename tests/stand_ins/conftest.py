"""What tests against stand-in servers share: no pause between requests, and hardly any between tries."""

import csv
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from ingest import http
from tests.stand_ins import ees_samples as samples
from tests.stand_ins.decisions import SINCE, fillers
from tests.stand_ins.ees_api import Api
from tests.stand_ins.ombudsman import HOST, Ombudsman
from tests.stand_ins.server import StandIn, serving

Serve = Callable[..., StandIn]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEND_REQUESTS_A_SECOND", "0")
    monkeypatch.setattr(http, "FIRST_WAIT", 0.01)
    monkeypatch.setattr(http, "LONGEST_WAIT", 0.02)


@pytest.fixture
def host() -> Iterator[StandIn]:
    """A stand-in that serves nothing yet."""
    with serving(StandIn()) as stand_in:
        yield stand_in


@pytest.fixture
def client(host: StandIn, tmp_path: Path) -> http.Client:
    """A client for which `host` is publisher.example."""
    return http.Client(tmp_path / "cache", stand_ins={"publisher.example": host.address})


@pytest.fixture
def serve() -> Iterator[Callable[[StandIn], StandIn]]:
    """Serve stand-ins until the test ends."""
    with ExitStack() as stack:
        yield lambda stand_in: stack.enter_context(serving(stand_in))


@pytest.fixture(scope="module")
def sample(published: Path) -> list[dict[str, str]]:
    with (published / "lgsco" / "decisions_sample.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def ombudsman(serve, sample) -> Ombudsman:
    return serve(Ombudsman(cases=[*sample, *fillers(SINCE, "2025-12")]))


@pytest.fixture
def lgo(ombudsman: Ombudsman, tmp_path: Path) -> http.Client:
    return http.Client(tmp_path / "cache", stand_ins={HOST: ombudsman.address})


@pytest.fixture
def to(tmp_path: Path) -> Path:
    return tmp_path / "raw" / "lgsco" / "decisions_gathered.csv"


@pytest.fixture
def service(published: Path, host: StandIn) -> Api:
    """The public API of Explore Education Statistics, which `host` answers with."""
    service = samples.api(published)
    host.answers.append(service.heard)
    return service
