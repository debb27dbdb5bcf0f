"""What the command line says of a run that did not go well: once, in words, with the mend."""

import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from ingest import fetch, live, record
from ingest.origin import Address
from tests.stand_ins import server
from tests.stand_ins.ees_content import HOST, EesContent
from tests.stand_ins.test_live_command import PLANS, SLUG, Run, data, dataset, host, run

__all__ = ["data", "host", "run"]


def test_status_does_not_say_that_there_is_nothing_newer_where_nobody_can_be_asked(
    run: Run, host: EesContent
) -> None:
    host.put("/neighbours.csv", PLANS)
    fixed = (dataset("neighbours", Address(f"https://{HOST}/neighbours.csv", "2025")),)
    run(datasets=fixed)
    assert re.search(r"│ neighbours │ 2025 │.* │ not known │ not known │", run("status", datasets=fixed)[1])


def test_what_failed_alike_at_a_host_is_told_in_one_line(run: Run, host: EesContent) -> None:
    host.misbehave(f"/api/publications/{SLUG}/releases", server.captcha, lasting=True)
    code, said = run()
    assert code == 1
    assert said.count("check for robots") == 1
    assert f"Not fetched: {HOST}: 2 files: answered with a check for robots" in said
    assert "(dfe/appeals.csv, dfe/caseload.csv)" in said


def test_a_dry_run_writes_nothing_down(run: Run, host: EesContent, data: Path) -> None:
    run()
    before = (data / "raw" / record.NAME).read_bytes()
    host.publications[SLUG].due = {"year": "2027", "month": "1", "day": "1"}
    run("--dry-run")
    assert (data / "raw" / record.NAME).read_bytes() == before


def test_a_damaged_record_is_named_with_its_mend(run: Run, data: Path) -> None:
    run()
    (data / "raw" / record.NAME).write_text('{"dfe')
    code, said = run()
    assert code == 1
    assert f"raw/{record.NAME} is damaged" in said
    assert "remove it: every file is then fetched again" in said
    (data / "raw" / record.NAME).unlink()
    assert run()[0] == 0


def test_a_run_that_is_stopped_says_how_to_go_on(
    run: Run,
    host: EesContent,
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def stopped(fetcher: fetch.Fetcher, file: fetch.Wanted) -> fetch.Outcome:
        raise KeyboardInterrupt

    monkeypatch.setattr(fetch.Fetcher, "outcome", stopped)
    with pytest.raises(SystemExit) as stop:
        run()
    assert stop.value.code == 130
    assert "Stopped: what was fetched is kept. Run the same again to go on." in capsys.readouterr().err


def test_the_bars_tell_how_much_of_all_is_done() -> None:
    bars = live.Bars(Console(file=io.StringIO()), quiet=False)
    bars("one.csv", 10, 20)
    bars("two.csv", 5, None)
    bars(fetch.OF_ALL, 1, 3)
    total = bars.progress.tasks[0]
    assert (total.description, total.completed) == ("1 of 3 files done", 15)
