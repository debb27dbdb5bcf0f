"""Decisions gathered through the Ombudsman's search: from the published sample, with every way it can go wrong."""

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from ingest.answers import Refused
from ingest.datasets import ombudsman_decisions, ombudsman_decisions_gathered, ombudsman_send_decisions
from ingest.http import Client
from ingest.lgsco_gathered import GATHERED
from ingest.lgsco_search import fetched
from ingest.read import Source
from tests.stand_ins.decisions import SINCE, STATES, TODAY, about_send, another, fillers, pages, rows, states
from tests.stand_ins.ombudsman import HOST, SEARCH, Ombudsman, path
from tests.stand_ins.server import Fault, captcha, cut, empty_shell, page, status

ROOT = Path(__file__).resolve().parents[2]


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
