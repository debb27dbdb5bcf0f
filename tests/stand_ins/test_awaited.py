"""Publications that are kept unread: each is found, fetched and held to its columns; none is a dataset.

The columns of the tables here are those that are declared, their figures made up: no real file is at hand.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from ingest import __main__ as command
from ingest import awaited, ees_api, fetch, live, status
from ingest.awaited import AWAITED, Awaited
from ingest.ees_tables import EVERY_TABLE_HAS, Table
from ingest.http import Client
from ingest.registry import all_datasets
from tests.stand_ins import ees_samples as samples
from tests.stand_ins.ees_api import Api
from tests.stand_ins.ees_api import Publication as OnTheApi
from tests.stand_ins.ees_content import HOST, EesContent, Publication, Release, id_of
from tests.stand_ins.ees_data_set import DataSet
from tests.stand_ins.server import StandIn
from tests.stand_ins.server import status as answered
from tests.stand_ins.test_ees_tables import zipped

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-11-22"
NAMES = [each.name for each in AWAITED]
FILTERS = ("phase_type_grouping", "establishment_type", "hospital_school", "absence_type", *samples.BREAKDOWN)
HEADER = ",".join(sorted(EVERY_TABLE_HAS | awaited.EXCLUSIONS)) + "\n"


def on_the_api(each: Table) -> DataSet:
    """A table with the declared columns under the id that was last seen."""
    filters = {column: ("Total", "Other") for column in FILTERS if column in each.columns}
    filters |= {"sen_provision": samples.PROVISIONS} if "sen_provision" in each.columns else {}
    indicators = tuple(sorted(each.columns - set(filters))) or ("pupil_count",)
    kept = samples.small(each.last_seen, filters, indicators)
    return DataSet(each.last_seen, "The table", {"1.0": kept})


@pytest.fixture
def service(published: Path) -> Api:
    tables = [each.origin for each in AWAITED if isinstance(each.origin, Table) and each.origin.last_seen]
    found = [OnTheApi(id_of(one.publication), one.publication, "", [on_the_api(one)]) for one in tables]
    return Api(samples.document(published), found)


@pytest.fixture
def content() -> EesContent:
    """The Content API with the publications that are not on the public one."""
    data = {"exc_characteristics.csv": HEADER.encode(), "ud_neet_characteristics.csv": HEADER.encode()}
    slugs = [
        each.origin.publication
        for each in AWAITED
        if not (isinstance(each.origin, Table) and each.origin.last_seen)
    ]
    release = Release("2024-25", "2026-07-16", data, zip=zipped(one=HEADER))
    return EesContent(*(Publication(slug, [release], {"year": "2027"}) for slug in slugs))


@pytest.fixture
def hosts(
    service: Api,
    content: EesContent,
    host: StandIn,
    serve: Callable[[StandIn], StandIn],
    monkeypatch: pytest.MonkeyPatch,
) -> StandIn:
    """Both hosts, served; the public API's stand-in is given."""
    host.answers.append(service.heard)
    pairs = {ees_api.HOST: host.address, HOST: serve(content).address}
    monkeypatch.setenv("SEND_STAND_INS", " ".join(f"{name}={address}" for name, address in pairs.items()))
    return host


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return tmp_path / live.RAW


def fetched(raw: Path) -> dict[str, fetch.Outcome]:
    files = fetch.wanted([], awaited.releases())
    outcomes = fetch.Fetcher(Client(raw / live.CACHE), raw, TODAY).fetch(files)
    return dict(zip(NAMES, outcomes, strict=True))


def test_each_is_fetched_and_a_second_run_fetches_nothing(hosts: StandIn, service: Api, raw: Path) -> None:
    first = fetched(raw)
    assert {name: each.state for name, each in first.items()} == dict.fromkeys(NAMES, fetch.NEW), first
    files = {path.stem for path in (raw / awaited.FOLDER).iterdir()}
    assert files == set(NAMES)
    downloads = [service.answered[name] for name in ("QueryDataSetPost", "DownloadDataSetCsv")]
    assert downloads == [1, 4]
    assert {each.state for each in fetched(raw).values()} == {fetch.SAME}
    assert [service.answered[name] for name in ("QueryDataSetPost", "DownloadDataSetCsv")] == downloads
    assert service.forbidden == []


def test_one_that_cannot_be_fetched_does_not_stop_the_others(hosts: StandIn, raw: Path) -> None:
    absence = next(each.origin for each in AWAITED if each.name == "pupil_absence")
    assert isinstance(absence, Table)
    hosts.misbehave(f"/statistics/v1/data-sets/{absence.last_seen}/csv", answered(404), lasting=True)
    outcomes = fetched(raw)
    assert outcomes.pop("pupil_absence").state == fetch.UNREAD
    assert {each.state for each in outcomes.values()} == {fetch.NEW}


@pytest.fixture
def nothing_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """No datasets at all, so that only what is kept unread is fetched."""
    monkeypatch.setattr(command, "all_datasets", dict)
    monkeypatch.setattr(command, "UNREAD", ())
    monkeypatch.setattr(command.build, "require_known", lambda _: None)


def test_the_command_fetches_them_and_fails_for_none_of_them(
    hosts: StandIn, raw: Path, nothing_read: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """They feed no figure: that one was not fetched is told, and the tables are as sound as before."""
    hosts.misbehave("/statistics/v1/publications", answered(404), lasting=True)
    assert command.main(["--to", str(raw.parent), "--dry-run"]) == 0
    said = capsys.readouterr().err
    assert "not read by anything yet: api.education.gov.uk: " in said
    assert "dfe/awaited/neet_and_participation.csv" in said
    assert "6 would fetch" in said


def test_status_shows_them_as_not_proven(hosts: StandIn, raw: Path) -> None:
    fetched(raw)
    console = Console(record=True, width=200)
    assert status.show_awaited(raw.parent, offline=False, console=console) == 0
    lines = console.export_text().splitlines()
    assert any(awaited.MARK in line for line in lines)
    shown = {name: next(line for line in lines if f" {name} " in line).split("│") for name in NAMES}
    assert [cell.strip() for cell in shown["suspensions_and_exclusions"][2:7]] == [
        "2024-25",
        "2026-07-16",
        TODAY,
        "2027",
        "no",
    ]
    assert {cells[2].strip() for cells in shown.values()} == {"2024-25", "2025-26"}


def test_status_knows_a_newer_version(hosts: StandIn, service: Api, raw: Path) -> None:
    fetched(raw)
    (absence,) = service.publications[1].data_sets
    absence.versions["1.1"] = absence.versions["1.0"]
    console = Console(record=True, width=200)
    status.show_awaited(raw.parent, offline=False, console=console)
    newer = [line.split("│")[6].strip() for line in console.export_text().splitlines() if line.count("│") > 6]
    assert sorted(newer) == ["2025-26", *["no"] * 7]


def test_offline_status_shows_what_is_known(raw: Path) -> None:
    console = Console(record=True, width=200)
    assert status.show_awaited(raw.parent, offline=True, console=console) == 0
    assert console.export_text().count(" none ") == len(AWAITED)


@pytest.mark.parametrize("each", AWAITED, ids=NAMES)
def test_none_is_a_dataset_and_none_is_read(each: Awaited) -> None:
    datasets = all_datasets()
    assert each.name not in datasets
    assert each.release.file not in {part.file for one in datasets.values() for part in one.releases}


@pytest.mark.parametrize("each", AWAITED, ids=NAMES)
def test_each_is_in_the_table_of_sources(each: Awaited) -> None:
    table = (ROOT / "docs/sources.md").read_text(encoding="utf-8")
    _, _, unproven = table.partition(f"## Kept, {awaited.MARK}")
    assert f"| `{each.name}` | `{each.origin.publication}` |" in unproven
