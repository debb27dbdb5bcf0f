"""Claims that people quote: no row says its own verdict, and each verdict follows the figures."""

import csv
import re
import zipfile
from dataclasses import replace
from html import unescape
from io import StringIO
from pathlib import Path

import pytest

from app import server
from layouts import links
from metrics import caveats, complaints, quoted

CLAIMS = {each.id: each for each in quoted.claims()}
FIXED = Path("dfe/ehc-plans/education-health-and-care-plans_2025.zip")


def verdict(claim: str, **changed: str) -> str:
    return quoted.check(replace(CLAIMS[claim], **changed)).verdict


def england(published: Path, member: str, year: str) -> dict[str, str]:
    with zipfile.ZipFile(published / FIXED) as opened:
        rows = csv.DictReader(StringIO(opened.read(f"data/{member}.csv").decode("utf-8-sig")))
        (row,) = [
            row for row in rows
            if (row["geographic_level"], row["time_period"]) == ("National", year)
            and row["breakdown"].startswith("All")
        ]  # fmt: skip
    return row


@pytest.mark.parametrize("claim", list(CLAIMS))
def test_a_claim_names_who_says_it_and_has_a_rule(claim: str) -> None:
    row = CLAIMS[claim]
    assert row.said_by
    assert row.said_at == "" or row.said_at.startswith(("https://", "http://"))
    assert row.rule in quoted.RULES
    assert row.note or row.rule != "none", "say why no open data could settle it"
    assert quoted.check(row).verdict in {
        quoted.REPRODUCED, quoted.OTHERWISE, quoted.STATED, quoted.NOT
    }  # fmt: skip


def test_the_half_on_time_of_2023_is_reproduced_from_the_file(published: Path) -> None:
    row = england(published, "timeliness_20_week", "2023")
    share = 100 * int(row["plans_issued_20_weeks_ex"]) / int(row["plans_issued_den_ex"])
    assert f"{share:.1f}" == CLAIMS["on_time_2023"].figure
    assert verdict("on_time_2023") == quoted.REPRODUCED
    assert verdict("on_time_2023", figure="50.4") == quoted.OFF
    assert verdict("on_time_2023", period="2024") == quoted.OFF
    assert verdict("on_time_2023", period="2031") == quoted.NOT


def test_a_third_refused_counts_what_nobody_refused(published: Path) -> None:
    row = england(published, "requests", "2024")
    received, agreed = int(row["requests_received_in_year"]), int(row["requests_decided_to_assess"])
    assert f"{100 * (received - agreed) / received:.1f}" == CLAIMS["refused_one_in_three"].figure
    assert verdict("refused_one_in_three") == quoted.OTHERWISE
    assert verdict("refused_one_in_three", counted_as="") == quoted.OFF
    assert verdict("refused_one_in_four", counted_as="not_agreed") == quoted.REPRODUCED


def test_upheld_decisions_are_reproduced_only_by_a_count_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    held = quoted.check(CLAIMS["upheld_2024"])
    assert complaints.is_sample()
    assert held.verdict == quoted.NOT
    as_held = str(int(held.found))
    assert verdict("upheld_2024", figure=as_held) == quoted.NOT, "a sample proves nothing"
    monkeypatch.setattr(complaints, "is_sample", lambda: False)
    assert verdict("upheld_2024", figure=as_held) == quoted.REPRODUCED
    assert verdict("upheld_2024") == quoted.OFF


def test_a_rise_is_of_the_two_counts() -> None:
    found = quoted.check(CLAIMS["appeals_rose"])
    assert found.counts == (22276, 15615)
    assert found.verdict == quoted.REPRODUCED
    assert verdict("appeals_rose", figure="36") == quoted.OFF


def test_fewer_than_1_in_20_names_the_councils() -> None:
    found = quoted.check(CLAIMS["under_1_in_20"])
    assert [code for code, _ in found.places] == ["E10000008", "E10000018", "E06000044"]
    assert verdict("under_1_in_20", figure="3") == quoted.OFF


def test_what_the_ombudsman_only_states_is_not_called_reproduced() -> None:
    assert verdict("fault_in_94") == quoted.STATED
    assert verdict("fault_in_94", figure="95") == quoted.NOT


@pytest.mark.parametrize(
    ("changed", "said"), [({"rule": "guess"}, "guess"), ({"basis": "nothing_such"}, "nothing_such")]
)
def test_a_row_that_cannot_be_measured_is_named(changed: dict[str, str], said: str) -> None:
    with pytest.raises(quoted.WrongClaim, match=said):
        quoted.check(replace(CLAIMS["on_time_2023"], **changed))


def test_the_page_has_every_claim_its_verdict_and_the_way_to_the_row() -> None:
    page = unescape(server.test_client().get(links.CLAIMS).get_data(as_text=True))
    for found in quoted.checked():
        row = page.partition(f'id="claim-{found.claim.id.replace("_", "-")}"')[2].partition("</tr>")[0]
        assert found.claim.claim in row
        assert found.claim.note in row
        assert found.claim.said_at in row
        if found.verdict in (quoted.REPRODUCED, quoted.OTHERWISE):
            assert 'href="/figure/' in row or f'href="{links.NUMBERS}#' in row


def test_ways_from_a_claim_to_a_row_of_numbers_are_there() -> None:
    client = server.test_client()
    page, numbers = (client.get(path).get_data(as_text=True) for path in (links.CLAIMS, links.NUMBERS))
    ways = set(re.findall(f'href="{links.NUMBERS}#([^"]+)"', page))
    assert ways
    assert all(f'id="{way}"' in numbers for way in ways)


@pytest.mark.parametrize(
    ("claim", "key"),
    [("plans_january_2025", "caseload_2025_newham"), ("refused_one_in_four", "requests_2024_doubted_zeros")],
)
def test_a_claim_is_told_with_what_to_know_of_the_figure(claim: str, key: str) -> None:
    page = unescape(server.test_client().get(links.CLAIMS).get_data(as_text=True))
    row = page.partition(f'id="claim-{claim.replace("_", "-")}"')[2].partition("</tr>")[0]
    assert caveats.briefly(key)[0] in row
