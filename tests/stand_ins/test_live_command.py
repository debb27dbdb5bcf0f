"""The command line fetches what is new, says why, and leaves alone what it cannot have."""

import dataclasses
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest import __main__ as command
from ingest import build, fetch, record, store
from ingest.dataset import Dataset, Release
from ingest.ees_content import DataFile, Supporting
from ingest.origin import Address, Origin
from tests.fixtures.small_datasets import observed
from tests.stand_ins import server
from tests.stand_ins.ees_content import HOST, EesContent, Publication
from tests.stand_ins.ees_content import Release as Served
from tests.stand_ins.server import serving

SLUG = "plans"
PLANS = b"area_code,plans\nE09000003,12\nE06000066,x\n"
Run = Callable[..., tuple[int, str]]


def dataset(name: str, origin: Origin | None) -> Dataset:
    release = Release("2025", f"dfe/{name}.csv", "Title", "https://address", ("2024",), origin=origin)
    return observed(name, releases=(release,))


DATASETS = (
    dataset("caseload", DataFile(SLUG, "caseload.csv", "2025", frozenset({"plans"}))),
    dataset("appeals", Supporting(SLUG, "appeals.csv", "2025")),
    dataset("by_hand", None),
)


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[EesContent]:
    release = Served("2025", "2025-06-26", {"caseload.csv": PLANS}, {"appeals.csv": PLANS})
    content = EesContent(Publication(SLUG, [release], {"year": "2026", "month": "6", "day": "25"}))
    with serving(content):
        monkeypatch.setenv("SEND_STAND_INS", f"{HOST}={content.address}")
        yield content


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def run(
    host: EesContent, monkeypatch: pytest.MonkeyPatch, data: Path, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run the command line over these datasets; its exit code and what it said, on lines of one space each."""
    monkeypatch.setattr(build, "require_known", lambda known: None)
    wanted = fetch.wanted  # what is kept unread has its own tests
    monkeypatch.setattr(fetch, "wanted", lambda datasets, unread=(): wanted(datasets))
    monkeypatch.setattr(command.awaited, "AWAITED", ())
    monkeypatch.setenv("COLUMNS", "250")

    def ran(*arguments: str, datasets: tuple[Dataset, ...] = DATASETS) -> tuple[int, str]:
        monkeypatch.setattr(command, "all_datasets", lambda: {each.name: each for each in datasets})
        code = command.main([*arguments, "--to", str(data)])
        said = capsys.readouterr()
        return code, re.sub(r"[ \t]+", " ", said.out + said.err)

    return ran


def test_what_has_an_address_is_fetched_and_built_and_the_rest_left_with_a_word(run: Run, data: Path) -> None:
    code, said = run()
    assert code == 0
    assert (
        "dfe/by_hand.csv │ absent │ no public address of it is known: save the file by hand into data/raw"
        in said
    )
    assert "Left as they were, their files are not all here: by_hand" in said
    assert f"5 requests ({HOST} 5)" in said
    assert "set SEND_CONTACT to your e-mail address" in said
    assert (data / "raw/dfe/caseload.csv").read_bytes() == PLANS
    table = store.read_table(data, "caseload")
    assert table is not None
    assert table["value"].sum() == 12
    (data / "raw/dfe/by_hand.csv").write_bytes(PLANS)
    assert run()[0] == 0
    assert store.read_table(data, "by_hand") is not None


def test_a_dry_run_says_what_it_would_do_and_does_nothing(run: Run, host: EesContent, data: Path) -> None:
    code, said = run("--dry-run")
    assert code == 0
    assert f"dfe/caseload.csv │ would fetch │ it is not here: https://{HOST}/api/data-set-files/" in said
    assert not list((data / "raw").glob("dfe/*"))
    assert not store.read_lock(data)
    run()
    host.publications[SLUG].releases[0].amendment = 1
    said = run("--dry-run")[1]
    assert "dfe/caseload.csv │ would fetch │ another version is published" in said


def test_offline_asks_nobody(run: Run, host: EesContent) -> None:
    code, said = run("--offline")
    assert code == 1
    assert (
        "Not fetched: 2 files: is not in data/raw and this run is offline: run again without --offline "
        "(dfe/appeals.csv, dfe/caseload.csv)"
    ) in said
    run()
    host.asked.clear()
    code, said = run("--offline")
    assert code == 0
    assert "No requests." in said
    assert run("status", "--offline")[0] == 0
    assert not host.asked


def test_since_looks_again_only_at_what_is_young_or_missing(run: Run, host: EesContent, data: Path) -> None:
    run()
    host.asked.clear()
    assert "caseload.csv │ held │ of 2025-06-26, before 2025-07-01" in run("--since", "2025-07-01")[1]
    assert not host.asked
    (data / "raw/dfe/caseload.csv").unlink()
    run("--since", "2025-07-01")
    assert (data / "raw/dfe/caseload.csv").is_file()
    host.asked.clear()
    run("--since", "2025-06-01")
    assert host.count() == 2


def test_only_some_may_be_asked_for(run: Run, data: Path) -> None:
    assert run("--only", "case*", "--quiet")[0] == 0
    assert [path.name for path in (data / "raw/dfe").iterdir()] == ["caseload.csv"]
    code, said = run("--only", "none*")
    assert (code, "no dataset is called like 'none*'" in said) == (2, True)


def test_quiet_says_one_line_of_what_went_well(run: Run) -> None:
    said = run("--quiet", "caseload")[1]
    assert "1 files: 1 new. 4 requests" in said
    assert "│" not in said


def test_one_failure_is_told_and_stops_nothing_else(run: Run, host: EesContent, data: Path) -> None:
    run()
    before = (data / "tidy/caseload.parquet").read_bytes()
    served = host.publications[SLUG].releases[0]
    served.amendment, served.data["caseload.csv"] = 1, PLANS.replace(b"plans", b"ehc_plans")
    served.supporting["appeals.csv"] = PLANS.replace(b"12", b"13")
    code, said = run()
    assert code == 1
    assert f"Not fetched: dfe/caseload.csv: {HOST}: caseload, release 2025: " in said
    assert "without the column 'plans'" in said
    assert (data / "tidy/caseload.parquet").read_bytes() == before
    appeals = store.read_table(data, "appeals")
    assert appeals is not None
    assert appeals["value"].sum() == 13
    assert "dfe/appeals.csv │ changed │ the publisher has changed it: " in said
    served.data["caseload.csv"] = PLANS
    assert run()[0] == 0


def test_a_table_that_cannot_be_built_says_where_its_file_came_from(
    run: Run, host: EesContent, data: Path
) -> None:
    host.publications[SLUG].releases[0].data["caseload.csv"] = PLANS.replace(b"x", b"?")
    code, said = run("caseload")
    assert code == 1
    assert "Not built: caseload: dfe/caseload.csv: unknown symbol '?'" in said
    assert f"Its files came from https://{HOST}/api/data-set-files/" in said
    assert store.read_table(data, "caseload") is None


def test_a_file_spoilt_here_is_fetched_again_and_one_changed_in_silence_told(
    run: Run, host: EesContent, data: Path
) -> None:
    run("caseload")
    file = data / "raw/dfe/caseload.csv"
    file.write_bytes(b"spoilt")
    assert run("caseload")[0] == 0
    assert file.read_bytes() == PLANS
    host.publications[SLUG].releases[0].data["caseload.csv"] = PLANS.replace(b"12", b"21")
    file.write_bytes(b"spoilt")
    assert "changed │ the publisher has changed it without saying so" in run("caseload")[1]


def test_a_file_at_an_address_that_stays_is_asked_for_on_condition(run: Run, host: EesContent) -> None:
    host.put("/neighbours.csv", PLANS)
    fixed = (dataset("neighbours", Address(f"https://{HOST}/neighbours.csv", "2025")),)
    run(datasets=fixed)
    said = run(datasets=fixed)[1]
    assert "unchanged │ the publisher has still the same" in said
    assert host.sent["/neighbours.csv", 304] == 1
    assert (
        "does not say whether it changed: asked only for a newer one" in run("--dry-run", datasets=fixed)[1]
    )


def test_a_killed_run_goes_on_with_what_it_had(run: Run, host: EesContent, data: Path) -> None:
    run("caseload")
    assert set(record.read(data / "raw")) == {"dfe/caseload.csv"}
    host.asked.clear()
    run()
    assert [asked.path for asked in host.asked if asked.path.endswith("/download")] == []


@pytest.mark.parametrize("arguments", [("--dry-run",), ("status",), ()])
def test_a_newer_release_is_told_with_what_to_write(
    run: Run, host: EesContent, arguments: tuple[str, ...]
) -> None:
    run()
    host.publications[SLUG].releases.append(Served("2026", "2026-06-25"))
    code, said = run(*arguments)
    assert code == 0
    assert (
        "Newer: release 2026 is published and not declared here for caseload, appeals. It is not read until it is: "
        'look at its files, add a Release("2026", ...)'
    ) in said.replace("appeals, caseload", "caseload, appeals")
    declared = dataclasses.replace(
        DATASETS[0],
        releases=(*DATASETS[0].releases, dataclasses.replace(DATASETS[0].releases[0], release="2026")),
    )
    assert "Newer: release" not in run("--dry-run", datasets=(declared,))[1]
    other = dataclasses.replace(DATASETS[0], name="of_the_same_file")
    assert "declared here for of_the_same_file. It" in run("--dry-run", datasets=(declared, other))[1]


def test_status_tells_what_is_held_and_what_is_expected(run: Run, host: EesContent) -> None:
    assert "│ caseload │ none │" in run("status")[1]
    run()
    code, said = run("status")
    assert code == 0
    assert re.search(r"│ caseload │ 2025 │ 2025-06-26 │ 20\d\d-\d\d-\d\d │ 25 June 2026 │ no │", said)
    assert "│ by_hand │ none │" in said
    host.misbehave(f"/api/publications/{SLUG}/releases", server.captcha, lasting=True)
    code, said = run("status")
    assert code == 1
    assert f"Not known: caseload: {HOST}: " in said
    assert "check for robots" in said


def test_what_belongs_to_fetching_does_not_go_with_a_folder(run: Run, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stop:
        run("--from", str(tmp_path), "--dry-run")
    assert stop.value.code == 2
    with pytest.raises(SystemExit):
        run("--since", "yesterday")
