"""Decisions gathered through the Ombudsman's search: from the published sample, with every way it can go wrong."""

import csv
import os
import re
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
from ingest.datasets import ombudsman_decisions, ombudsman_decisions_gathered, ombudsman_send_decisions
from ingest.http import Client
from ingest.lgsco_gathered import GATHERED
from ingest.lgsco_search import Decisions, fetched
from ingest.lgsco_windows import Kept
from ingest.read import Source
from tests.stand_ins.ombudsman import HOST, SEARCH, Ombudsman, path, site
from tests.stand_ins.server import Fault, Reply, captcha, cut, empty_shell, page, status

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2025, 12, 31)
SINCE = "2025-08"
STATES = {"2025-12": "whole", "2025-11": "whole", "2025-10": "whole", "2025-09": "whole", "2025-08": "whole"}


@pytest.fixture(scope="module")
def sample(published: Path) -> list[dict[str, str]]:
    with (published / "lgsco" / "decisions_sample.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def fillers(since: str, until: str, each: int = 12) -> list[dict[str, str]]:
    """Made-up decisions of another service in every month, so that none is empty."""
    months = pd.period_range(since, until, freq="M")
    return [
        {
            "reference": f"99-{place:03}-{number:03}",
            "council": "Leeds City Council",
            "category": "Planning > Enforcement",
            "decision": "Closed after initial enquiries",
            "decision_date": f"{month}-01",
            "summary": "We will not investigate this complaint about a fence.",
            "url": f"https://{HOST}/decisions/planning/enforcement/99-{place:03}-{number:03}",
        }
        for place, month in enumerate(months)
        for number in range(each)
    ]


@pytest.fixture
def ombudsman(serve, sample) -> Ombudsman:
    return serve(Ombudsman(cases=[*sample, *fillers(SINCE, "2025-12")]))


@pytest.fixture
def lgo(ombudsman: Ombudsman, tmp_path: Path) -> Client:
    return Client(tmp_path / "cache", stand_ins={HOST: ombudsman.address})


@pytest.fixture
def to(tmp_path: Path) -> Path:
    return tmp_path / "raw" / "lgsco" / "decisions_gathered.csv"


def another(ombudsman: Ombudsman, tmp_path: Path) -> Client:
    """The client of a later run."""
    return Client(tmp_path / "cache", stand_ins={HOST: ombudsman.address})


def states(to: Path) -> dict[str, str]:
    kept = Kept(to.with_name("decisions.sqlite"))
    found = dict(kept.store.execute("select month, state from windows order by month desc").fetchall())
    kept.close()
    return found


def pages(ombudsman: Ombudsman) -> list[tuple[str, str]]:
    """The month and the number of each page of results that was asked for."""
    asked = [each.query for each in ombudsman.asked if each.path == SEARCH]
    return [(query["fd"][0][:7], query["page"][0]) for query in asked]


def rows(to: Path) -> pd.DataFrame:
    return pd.read_csv(to, dtype="str", keep_default_na=False).set_index("reference")


def test_the_search_leads_to_the_rows_of_the_sample(serve, sample, published, tmp_path, to) -> None:
    ombudsman = serve(Ombudsman(cases=[*sample, *fillers("2018-09", "2025-12", each=1)]))
    client = Client(tmp_path / "cache", stand_ins={HOST: ombudsman.address})
    fetched(client, to, "2018-09", TODAY)
    mine = ombudsman_decisions_gathered.tidy(Source(GATHERED, to.read_bytes())).set_index("reference")
    declared = ombudsman_decisions.DATASET.releases[0]
    content = (published / declared.file).read_bytes()
    by_hand = ombudsman_decisions.tidy(Source(declared, content)).set_index("reference")
    assert set(mine["window"]) == {"whole"}
    pd.testing.assert_frame_equal(mine[by_hand.columns].loc[by_hand.index], by_hand, check_dtype=False)
    assert len(mine) == len(by_hand) == 59


def test_a_month_is_read_to_its_end_and_not_again_the_same_day(ombudsman, lgo, to) -> None:
    assert fetched(lgo, to, SINCE, TODAY).changed
    assert states(to) == STATES
    assert ("2025-08", "2") in pages(ombudsman)
    assert len(pages(ombudsman)) == len(set(pages(ombudsman)))
    ombudsman.asked.clear()
    assert not fetched(lgo, to, SINCE, TODAY).changed
    assert ombudsman.count() == 0


def test_only_months_that_may_still_grow_are_read_another_day(ombudsman, lgo, to) -> None:
    fetched(lgo, to, SINCE, TODAY)
    ombudsman.asked.clear()
    fetched(lgo, to, SINCE, date(2026, 1, 1))
    assert {month for month, _ in pages(ombudsman)} == {"2025-11", "2025-12", "2026-01"}


@pytest.mark.parametrize("faults", [(status(429, Retry_After="0"), status(503)), (cut(300), status(502))])
def test_a_busy_host_and_a_cut_page_are_asked_again(ombudsman, lgo, to, faults: tuple[Fault, ...]) -> None:
    ombudsman.misbehave(SEARCH, *faults)
    fetched(lgo, to, SINCE, TODAY)
    assert states(to) == STATES


@pytest.mark.parametrize(
    ("fault", "said"),
    [(empty_shell, "empty|without|how many results"), (captcha, "robot|check"), (status(403), "403")],
)
def test_a_search_that_shows_nothing_is_refused_and_gone_on_with_later(
    ombudsman, lgo, to, tmp_path, fault: Fault, said: str
) -> None:
    ombudsman.misbehave(SEARCH, lambda reply: reply, fault)
    with pytest.raises(Refused, match=said) as refused:
        fetched(lgo, to, "2025-12", TODAY)
    assert HOST in str(refused.value)
    assert states(to) == {"2025-12": "unfinished"}
    ombudsman.asked.clear()
    fetched(another(ombudsman, tmp_path), to, "2025-12", TODAY)
    assert pages(ombudsman) == [("2025-12", "2")]
    assert states(to) == {"2025-12": "whole"}


def test_a_shell_with_words_but_without_a_count_is_no_nought(ombudsman, lgo, to) -> None:
    words = b"<html><body><h1>Decisions</h1><p>Search our decisions by council, date and word here.</p></body></html>"
    ombudsman.misbehave(SEARCH, lambda reply: type(reply)(words, "text/html"))
    with pytest.raises(Refused, match=r"decisions of 2025-12, page 1: .*how many results.* no nought"):
        fetched(lgo, to, SINCE, TODAY)
    assert states(to) == {month: state for month, state in STATES.items() if month != "2025-12"}


def test_a_count_that_is_not_reached_marks_the_month_and_its_year_is_not_counted(ombudsman, lgo, to) -> None:
    ombudsman.overstated = {"2025-09": 3}
    with pytest.raises(Refused, match=r"1 months have a gap \(2025-09: \d+ of \d+ cases"):
        fetched(lgo, to, SINCE, TODAY)
    assert states(to) == STATES | {"2025-09": "incomplete"}
    table = rows(to)
    assert set(table.loc[table["decision_date"].str.startswith("2025-09"), "window"]) == {"incomplete"}
    with pytest.raises(ValueError, match="no financial year is whole"):
        ombudsman_send_decisions.tidy(Source(GATHERED, to.read_bytes()))
    ombudsman.overstated = {}
    fetched(lgo, to, SINCE, date(2026, 1, 1))
    assert states(to)["2025-09"] == "whole"


def test_a_dead_link_to_a_case_that_was_read_before_counts_as_named(ombudsman, lgo, to, sample) -> None:
    fetched(lgo, to, SINCE, date(2025, 10, 10))
    gone = next(case for case in sample if case["decision_date"].startswith("2025-09"))
    ombudsman.dead = {gone["reference"]}
    ombudsman.asked.clear()
    assert fetched(lgo, to, SINCE, TODAY).note == ""
    assert states(to) == STATES
    assert rows(to).loc[gone["reference"], "gone"] == f"{TODAY}"
    assert ombudsman.count(path(gone)) == 1


def test_a_month_with_cases_gone_before_they_were_read_is_thinned_told_and_not_counted(
    serve, tmp_path, to
) -> None:
    ombudsman = serve(Ombudsman(cases=about_send(fillers("2023-04", "2024-06", each=5))))
    ombudsman.dead = {case["reference"] for case in ombudsman.cases if case["decision_date"] == "2023-09-01"}
    ombudsman.dead -= {max(ombudsman.dead)}
    note = fetched(another(ombudsman, tmp_path), to, "2023-04", date(2024, 6, 30)).note
    assert (
        "1 months are thinned (2023-09: 5 of 5 cases are named, 4 were gone before they were ever read)"
        in note
    )
    assert states(to)["2023-09"] == "thinned"
    assert list(states(to).values()).count("whole") == 15 - 1
    with pytest.raises(ValueError, match="no financial year is whole"):
        ombudsman_send_decisions.tidy(Source(GATHERED, to.read_bytes()))
    ombudsman.asked.clear()
    ombudsman.cases = [case for case in ombudsman.cases if case["reference"] not in ombudsman.dead]
    assert fetched(another(ombudsman, tmp_path), to, "2023-04", date(2024, 7, 1)).note == note
    assert "2023-09" not in {month for month, _ in pages(ombudsman)}


def test_cases_gone_before_they_were_read_are_missed_also_when_the_search_forgets_them(
    ombudsman, lgo, to, sample
):
    gone = next(case for case in sample if case["decision_date"].startswith("2025-12"))
    ombudsman.dead = {gone["reference"]}
    fetched(lgo, to, SINCE, date(2025, 12, 31))
    assert states(to)["2025-12"] == "thinned"
    ombudsman.cases = [case for case in ombudsman.cases if case is not gone]
    fetched(lgo, to, SINCE, date(2026, 1, 31))
    assert states(to)["2025-12"] == "thinned"


class SharedReports(Ombudsman):
    """A site where one item of a month stands under two references and is one result."""

    def search(self, asked):
        reply = super().search(asked)
        body = reply.body.decode() if reply else ""
        return page(re.sub(r"\((99 000 00)5\)", r"(\g<1>5 &amp; 99 900 005)", body)) if reply else None


def test_a_month_with_a_report_on_several_cases_is_read_to_its_last_page(serve, tmp_path, to) -> None:
    ombudsman = serve(SharedReports(cases=about_send(fillers("2025-08", "2025-12", each=21))))
    fetched(another(ombudsman, tmp_path), to, SINCE, TODAY)
    assert ("2025-08", "3") in pages(ombudsman)
    assert set(rows(to).index) == {case["reference"] for case in ombudsman.cases} | {"99-900-005"}
    assert states(to) == STATES


def test_one_case_of_unknown_outcome_is_told_and_keeps_nothing_else_from_being_read(
    serve, tmp_path, to
) -> None:
    ombudsman = serve(Ombudsman(cases=about_send(fillers("2025-08", "2025-12", each=25))))
    odd = next(case for case in ombudsman.cases if case["decision_date"].startswith("2025-09"))
    odd["decision"] = "Discontinued"
    for _ in range(2):
        with pytest.raises(
            Refused, match=rf"1 months .*2025-09: 25 of 25 .*1 cannot be read .*{odd['reference']}"
        ):
            fetched(another(ombudsman, tmp_path), to, SINCE, TODAY)
        assert set(rows(to).index) == {case["reference"] for case in ombudsman.cases} - {odd["reference"]}
        assert states(to) == STATES | {"2025-09": "incomplete"}
    odd["decision"] = "Upheld"
    fetched(another(ombudsman, tmp_path), to, SINCE, date(2026, 1, 1))
    assert states(to)["2025-09"] == "whole"


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


def about_send(cases: list[dict[str, str]]) -> list[dict[str, str]]:
    """The same decisions, about SEND in Kent and upheld."""
    send = {"category": ombudsman_send_decisions.SEND, "council": "Kent County Council", "decision": "Upheld"}
    link = "education/special-educational-needs"
    return [case | send | {"url": case["url"].replace("planning/enforcement", link)} for case in cases]


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
