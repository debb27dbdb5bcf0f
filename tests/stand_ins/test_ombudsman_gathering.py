"""Gathering decisions over months and runs: refused months, damaged files, kills, years that are whole."""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from ingest import lgsco_search, staging
from ingest.answers import Refused
from ingest.datasets import ombudsman_decisions_gathered, ombudsman_send_decisions
from ingest.lgsco_gathered import GATHERED
from ingest.lgsco_search import Decisions, fetched
from ingest.read import Source
from tests.stand_ins.decisions import SINCE, STATES, TODAY, about_send, another, fillers, pages, rows, states
from tests.stand_ins.ombudsman import HOST, SEARCH, Ombudsman, site
from tests.stand_ins.server import Reply

ROOT = Path(__file__).resolve().parents[2]


def refusing(ombudsman: Ombudsman, *months: str, answer: Reply) -> None:
    """Have the search answer so about some months."""
    plain = ombudsman.search
    ombudsman.answers[0] = lambda asked: (
        answer if asked.path == SEARCH and asked.query["fd"][0][:7] in months else plain(asked)
    )


def test_a_month_that_is_refused_does_not_keep_older_ones_from_being_read(ombudsman, lgo, to) -> None:
    refusing(
        ombudsman, "2025-11", "2025-09", answer=site("<p>Search our decisions here by day and by word</p>")
    )
    with pytest.raises(Refused, match=r"2 months have a gap \(2025-11: .*2025-09: "):
        fetched(lgo, to, SINCE, TODAY)
    assert states(to) == {
        month: state for month, state in STATES.items() if month not in ("2025-11", "2025-09")
    }


@pytest.mark.parametrize(
    ("answer", "asked"),
    [(site("<p>Search our decisions here by day and by word</p>"), 3), (Reply(b"", "text/plain", 403), 1)],
)
def test_a_site_that_refuses_month_after_month_is_left_alone(ombudsman, lgo, to, answer, asked) -> None:
    refusing(ombudsman, *STATES, answer=answer)
    last = sorted(STATES)[-asked]
    with pytest.raises(Refused, match=rf"{asked} months .*no month before {last} was asked for"):
        fetched(lgo, to, SINCE, TODAY)
    assert len(pages(ombudsman)) == asked


def test_a_gap_is_told_again_on_the_same_day(ombudsman, lgo, to) -> None:
    ombudsman.cases = [case for case in ombudsman.cases if not case["decision_date"].startswith("2025-09")]
    for _ in range(2):
        with pytest.raises(Refused, match=r"1 months have a gap \(2025-09: 0 of 0 cases"):
            fetched(lgo, to, SINCE, TODAY)


def test_found_asks_for_another_month_where_one_is_refused(serve, tmp_path) -> None:
    ombudsman = serve(Ombudsman(cases=fillers("2020-01", f"{date.today():%Y-%m}", each=1)))  # noqa: DTZ011
    plain = Decisions().found(another(ombudsman, tmp_path))
    refusing(
        ombudsman, plain.stamp.split()[1], answer=site("<p>Search our decisions here by day and word</p>")
    )
    assert Decisions().found(another(ombudsman, tmp_path)).stamp.split()[1] < plain.stamp.split()[1]
    refusing(ombudsman, plain.stamp.split()[1], answer=Reply(b"", "text/plain", 403))
    with pytest.raises(Refused, match="403"):
        Decisions().found(another(ombudsman, tmp_path))


@pytest.mark.parametrize("content", [b"no database, but longer than its header by far" * 9, None])
def test_a_file_of_cases_that_is_cut_is_named_with_the_mend(
    ombudsman, lgo, to, capsys, monkeypatch, content
) -> None:
    monkeypatch.setenv("SEND_STAND_INS", f"{HOST}={ombudsman.address}")
    fetched(lgo, to, SINCE, TODAY)
    state = to.with_name("decisions.sqlite")
    state.write_bytes(content or state.read_bytes()[: state.stat().st_size // 2])
    with pytest.raises(ValueError, match=r"decisions\.sqlite: .*move it away and run again"):
        fetched(lgo, to, SINCE, TODAY)
    assert lgsco_search.main(["--to", str(to.parents[1])]) == 1
    assert "decisions.sqlite" in capsys.readouterr().err


def test_nothing_is_gathered_while_a_run_writes_to_the_same_folder(
    ombudsman, tmp_path, capsys, monkeypatch
) -> None:
    monkeypatch.setenv("SEND_STAND_INS", f"{HOST}={ombudsman.address}")
    with staging.alone(tmp_path):
        assert lgsco_search.main(["--to", str(tmp_path / "raw")]) == 1
    assert "another run is writing here" in capsys.readouterr().err
    assert ombudsman.count() == 0


def test_a_decision_that_is_taken_down_stays_with_the_day(ombudsman, lgo, to, sample) -> None:
    fetched(lgo, to, SINCE, date(2025, 10, 10))
    gone = next(case for case in sample if case["decision_date"].startswith("2025-09"))
    ombudsman.cases = [case for case in ombudsman.cases if case is not gone]
    fetched(lgo, to, SINCE, date(2025, 12, 20))
    row = rows(to).loc[gone["reference"]]
    assert (row["summary"], row["gone"], row["first_seen"]) == (gone["summary"], "2025-12-20", "2025-10-10")


def test_where_nothing_is_kept_the_project_s_own_table_is_taken_in(
    ombudsman, lgo, to, tmp_path, sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched(lgo, to, "2025-09", date(2025, 10, 10))
    shipped = tmp_path / "shipped.parquet"
    ombudsman_decisions_gathered.tidy(Source(GATHERED, to.read_bytes())).to_parquet(shipped)
    gone = [case for case in sample if case["decision_date"].startswith("2025-09")]
    ombudsman.cases = [case for case in ombudsman.cases if case not in gone]
    monkeypatch.setattr(lgsco_search, "SHIPPED", shipped)
    elsewhere = tmp_path / "new" / to.name
    fetched(lgo, elsewhere, "2025-09", date(2025, 12, 20))
    table = rows(elsewhere).loc[[case["reference"] for case in gone]]
    assert set(table["first_seen"]) == {"2025-10-10"}
    assert set(table["gone"]) == {"2025-12-20"}
    assert list(table["summary"]) == [case["summary"] for case in gone]


def test_a_month_that_changes_while_it_is_read_is_begun_anew(ombudsman, lgo, to) -> None:
    late = fillers("2025-12", "2025-12", 1)[0] | {"reference": "99-900-001"}
    late["url"] = late["url"].replace("99-000-000", "99-900-001")

    def comes(reply):
        ombudsman.cases.append(late)
        return reply

    ombudsman.misbehave(SEARCH, comes)
    fetched(lgo, to, "2025-12", TODAY)
    assert pages(ombudsman)[:3] == [("2025-12", "1"), ("2025-12", "2"), ("2025-12", "1")]
    assert states(to) == {"2025-12": "whole"}


def test_a_site_closed_to_programs_is_left_alone(ombudsman, lgo, to) -> None:
    ombudsman.put("/robots.txt", "User-agent: *\nDisallow: /Decisions/SearchResults\n", "text/plain")
    with pytest.raises(Refused, match=r"robots\.txt"):
        fetched(lgo, to, SINCE, TODAY)
    assert pages(ombudsman) == []


def test_a_whole_year_is_counted_and_a_part_of_one_is_not(serve, tmp_path, to) -> None:
    ombudsman = serve(Ombudsman(cases=about_send(fillers("2023-04", "2024-06", each=2))))
    fetched(another(ombudsman, tmp_path), to, "2023-04", date(2024, 6, 30))
    counted = ombudsman_send_decisions.tidy(Source(GATHERED, to.read_bytes()))
    assert set(counted["time_period"]) == {"202324"}
    of = counted.set_index(["area_code", "indicator"])["cell"]
    assert of["E10000016", "send_decisions_upheld"] == of["E92000001", "send_decisions_upheld"] == "24"
    assert of["E08000035", "send_decisions_upheld"] == "0"


def test_killed_in_the_middle_it_goes_on_where_it_was(serve, tmp_path, to) -> None:
    since = f"{pd.Period(date.today(), 'M') - 4}"  # noqa: DTZ011
    ombudsman = serve(Ombudsman(cases=about_send(fillers(since, f"{date.today():%Y-%m}", each=35))))  # noqa: DTZ011
    environment = os.environ | {
        "SEND_STAND_INS": f"{HOST}={ombudsman.address}",
        "SEND_REQUESTS_A_SECOND": "0",
    }
    command = [sys.executable, "-m", "ingest.lgsco_search", "--since", since, "--to", str(tmp_path / "raw")]

    def running() -> subprocess.Popen:
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)

    run = running()
    while len(pages(ombudsman)) < 7 and run.poll() is None:
        time.sleep(0.002)
    run.send_signal(signal.SIGKILL)
    assert run.wait() == -signal.SIGKILL
    first = pages(ombudsman)
    assert "unfinished" in states(to).values()
    ombudsman.asked.clear()
    assert running().wait() == 0
    assert set(states(to).values()) == {"whole"}
    assert len(rows(to)) == len(ombudsman.cases) == 5 * 35
    assert len(set(first) & set(pages(ombudsman))) <= 1
    assert len(set(first) | set(pages(ombudsman))) == 5 * 4


def test_found_says_that_the_search_answers(serve, tmp_path) -> None:
    ombudsman = serve(Ombudsman(cases=fillers("2020-01", f"{date.today():%Y-%m}", each=1)))  # noqa: DTZ011
    found = Decisions().found(another(ombudsman, tmp_path))
    assert (found.release, found.published) == ("gathered", None)
    assert len(pages(ombudsman)) == 1
