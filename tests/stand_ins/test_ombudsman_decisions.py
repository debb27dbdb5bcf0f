"""Decisions gathered through the Ombudsman's search: from the published sample, with every way it can go wrong."""

import csv
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from ingest import lgsco_search
from ingest.answers import Refused
from ingest.datasets import ombudsman_decisions, ombudsman_decisions_gathered, ombudsman_send_decisions
from ingest.http import Client
from ingest.lgsco_gathered import GATHERED
from ingest.lgsco_search import Decisions, fetched
from ingest.lgsco_windows import Kept
from ingest.read import Source
from tests.stand_ins.ombudsman import HOST, SEARCH, Ombudsman, path
from tests.stand_ins.server import Fault, captcha, cut, empty_shell, status

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
    assert states(to) == {}


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


def test_dead_links_get_a_tombstone_and_count_as_named(ombudsman, lgo, to, sample) -> None:
    gone = next(case for case in sample if case["decision_date"].startswith("2025-09"))
    ombudsman.dead = {gone["reference"]}
    fetched(lgo, to, SINCE, TODAY)
    assert states(to) == STATES
    assert gone["reference"] not in rows(to).index
    assert ombudsman.count(path(gone)) == 1


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
