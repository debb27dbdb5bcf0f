"""The ledger's page, file and feed: every row is told, what is asked for is what is shown, and rubbish is answered."""

import csv
import gzip
import io
import re
from html import unescape
from xml.etree import ElementTree

import feedparser
import pytest
from flask.testing import FlaskClient

from app import server
from layouts import ledger_choice, links, places
from layouts.api import revisions as files
from layouts.parts import firm
from layouts.parts import ledger as parts
from metrics import firmness, ledger, registry

ON_TIME = "ehc_plans_in_20_weeks"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return server.test_client()


def view(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.get_data(as_text=True))


def rows_of(client: FlaskClient, **state: str) -> list[dict[str, str]]:
    answer = client.get(links.with_query(files.FILE, **state))
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))


def feed_of(client: FlaskClient, **state: str) -> tuple[str, feedparser.FeedParserDict]:
    text = client.get(links.with_query(files.ATOM, **state)).get_data(as_text=True)
    found = feedparser.parse(text)
    assert not found.bozo, found.get("bozo_exception")
    return text, found


@pytest.mark.parametrize(
    "state",
    [{}, {"area": "west-berkshire"}, {"measure": ON_TIME}, {"area": "kent", "kind": "withdrawn"}],
    ids=["all", "place", "measure", "place and kind"],
)
def test_the_file_holds_the_rows_that_the_page_counts(client: FlaskClient, state: dict[str, str]) -> None:
    found = rows_of(client, **state)
    text = view(client, links.revisions(**state))
    assert f"{len(found):,} rows" in text
    assert len(gzip.compress(text.encode())) < 100_000
    held = ledger.ledger(
        area_code=places.by_slug(state["area"]).code if "area" in state else "",  # type: ignore[union-attr]
        metric_id=state.get("measure", ""),
        kind=state.get("kind", ""),
    )
    assert [row["id"] for row in found] == list(held["id"])
    shown = held.head(ledger_choice.PAGE)
    assert not [row for row in shown.itertuples() if row.evidence not in text or parts.old(row) not in text]


def test_the_pages_together_hold_every_row_once(client: FlaskClient) -> None:
    state = {"kind": "withheld"}
    counted = ledger.counts()["withheld"]
    choice = ledger_choice.choose(state)
    assert len(choice.rows) == counted
    every = ledger_choice.choose({"kind": "withdrawn"})
    sizes = [
        len(ledger_choice.choose({"kind": "withdrawn", "page": str(n + 1)}).shown) for n in range(every.pages)
    ]
    assert sum(sizes) == len(every.rows)
    assert set(sizes[:-1]) == {ledger_choice.PAGE}
    last = view(client, links.revisions(kind="withdrawn", page=str(every.pages)))
    assert f"Page {every.pages} of {every.pages}" in last
    assert "Next page" not in last
    assert "Previous page" in last


def test_the_counts_of_kinds_add_up_and_each_leads_to_its_rows(client: FlaskClient) -> None:
    text = view(client, links.REVISIONS)
    assert sum(ledger.counts().values()) == len(ledger.ledger())
    for kind, count in ledger.counts().items():
        assert f'href="{links.revisions(kind=kind)}">{parts.KINDS[kind][0]}</a> ({count:,})' in text
    assert set(parts.KINDS) == set(ledger.KINDS)


def test_corrections_show_what_was_printed_what_is_shown_and_the_evidence(client: FlaskClient) -> None:
    """St Helens' refusals of 2021: 0 was printed, the publisher's own note says 107."""
    text = view(client, links.revisions(area="st-helens", kind="replaced"))
    assert "0 (2025 release)" in text
    assert "107 (shown here)" in text
    assert "The data guidance of the 2022 release, note 2" in text
    newham = view(client, links.revisions(area="newham", kind="withheld"))
    assert "1,199 (2025 release)" in newham
    assert parts.NOT_SHOWN in newham


@pytest.mark.parametrize(
    ("query", "said"),
    [("area=atlantis", "council"), ("measure=happiness", "measure"), ("kind=x", "kind of change"),
     ("page=9999", "page"), ("page=-1", "page"), ("page=%00", "page"), ("area=a&area=b", "council")],
)  # fmt: skip
def test_what_is_not_there_is_said_on_the_page(client: FlaskClient, query: str, said: str) -> None:
    text = view(client, f"{links.REVISIONS}?{query}")
    assert f"asked for a {said} that is not there" in text


@pytest.mark.parametrize("path", [files.FILE, files.ATOM])
def test_what_is_not_there_is_refused_of_a_file(client: FlaskClient, path: str) -> None:
    answer = client.get(f"{path}?area=atlantis")
    assert (answer.status_code, answer.mimetype) == (404, "text/plain")
    assert "There is no such area" in answer.text


@pytest.mark.parametrize("state", [{}, {"area": "kent"}, {"area": "isles-of-scilly", "kind": "dropped"}])
def test_the_feed_is_valid_and_tells_every_row(client: FlaskClient, state: dict[str, str]) -> None:
    text, found = feed_of(client, **state)
    assert found.version == "atom10"
    root = ElementTree.fromstring(text)
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
    identities = [entry.id for entry in found.entries]
    assert len(identities) == len(set(identities)) > 0
    counted = [
        int(re.search(r": ([\d,]+) figure", entry.title)[1].replace(",", "")) for entry in found.entries
    ]  # type: ignore[index]
    assert sum(counted) == len(rows_of(client, **state))
    days = {row["known"] for row in rows_of(client, **state)}
    assert {entry.updated[:10] for entry in found.entries} <= days
    assert found.feed.updated[:10] == max(days)


def test_a_feed_without_rows_is_valid_too(client: FlaskClient) -> None:
    _, found = feed_of(client, area="kent", kind="revision")
    assert found.entries == []


def test_the_feed_is_the_same_each_time(client: FlaskClient) -> None:
    assert feed_of(client, area="kent")[0] == feed_of(client, area="kent")[0]


def test_links_of_an_older_version_stay_in_it(client: FlaskClient) -> None:
    page = view(client, f"{links.REVISIONS}@2025.1?area=kent")
    assert f'href="{files.FILE}@2025.1?area=kent"' in page
    text = client.get(f"{files.ATOM}@2025.1?area=kent").get_data(as_text=True)
    assert f'href="{links.REVISIONS}@2025.1?area=kent' in text


def test_a_measure_says_how_firm_a_new_figure_is(client: FlaskClient) -> None:
    said = firm.sentence(registry.metric(ON_TIME))
    assert "stand in more than one release" in said
    assert "1,276 figures of 156 councils" in said
    assert said in view(client, links.measure(ON_TIME))
    assert said in view(client, links.revisions(measure=ON_TIME))


def test_firmness_claims_nothing_of_printings_before_the_oldest_release(client: FlaskClient) -> None:
    said = firm.sentence(registry.metric(ON_TIME))
    assert "None of them differs between these releases." in said
    assert "What changed before the 2022 release cannot be seen here." in said
    page = view(client, links.REVISIONS)
    assert "What changed before the 2022 release cannot be seen here" in page
    for untrue in (
        "since it was first published",
        "first figure that was printed",
        "of 2023 and later have been printed once",
    ):
        assert untrue not in said + page


def test_figures_taken_back_are_told_apart_from_the_columns_that_no_measure_uses(client: FlaskClient) -> None:
    taken_back = firmness.everything()["withdrawn"].sum()
    assert taken_back < len(ledger.ledger(kind="withdrawn"))
    text = view(client, links.REVISIONS)
    assert f"Taken back: {taken_back}. The list above has more" in text


def test_columns_left_empty_are_named_with_their_years(client: FlaskClient) -> None:
    text = view(client, links.REVISIONS)
    for row in ledger.emptied().itertuples():
        assert f"“{row.label}” of {row.periods[0]}" in text
