"""Who reported what: the page names every gap and its reason, stays light, and its files hold all of it."""

import csv
import gzip
import io
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from app import server
from layouts import links, places, themes
from layouts.api import gaps as files
from layouts.api import journey
from metrics import compute, reporting, tables
from metrics.registry import all_metrics

LIGHT = 150_000
ON_TIME = "ehc_plans_in_20_weeks"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return server.test_client()


def view(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


def test_every_measure_that_has_figures_is_listed_with_its_coverage(client: FlaskClient) -> None:
    text = view(client, links.GAPS)
    assert not [name for name in all_metrics()
                if not compute.waiting_for(name) and links.gaps(measure=name) not in text]  # fmt: skip
    assert len(gzip.compress(text.encode())) < LIGHT


@pytest.mark.parametrize("slug", ["bristol", "isles-of-scilly", "norfolk"])
def test_what_a_council_lacks_is_listed_with_its_reason(client: FlaskClient, slug: str) -> None:
    text = view(client, links.gaps(area=slug))
    code = places.councils()[slug].code
    held = tables.derived("gaps").query("area_code == @code")
    assert len(held)
    assert not [row for row in held.itertuples() if row.reason not in text or row.period not in text]
    assert not [row for row in reporting.findings(code).itertuples() if row.text not in text]
    assert len(gzip.compress(text.encode())) < LIGHT


def test_one_reason_and_one_finding_stand_once_on_a_councils_list(client: FlaskClient) -> None:
    text = view(client, links.gaps(area="leicester"))
    code = places.councils()["leicester"].code
    reasons = tables.derived("gaps").query("area_code == @code")["reason"].value_counts()
    assert reasons.iloc[0] > 5
    assert text.count(f"</strong>{reasons.index[0]}") == 1
    found = re.findall(r'<tr><th scope="row">[^<]*</th><td data-head="Period">.*?</tr>', text)
    without_release = [re.sub(r'<td data-head="Release">.*?</td>', "", line) for line in found]
    assert len(without_release) == len(set(without_release)) > 0
    assert len(found) < len(reporting.findings(code)), "the same finding in several releases"


def test_the_councils_without_a_figure_of_a_measure_are_named_in_each_year(client: FlaskClient) -> None:
    text = view(client, links.gaps(measure=ON_TIME))
    for period in compute.periods_of(ON_TIME):
        covered = compute.coverage(ON_TIME, period)
        assert f"{covered}<" in text, period
        assert not [name for name in covered.gaps["area_name"] if f">{name}</a>" not in text]


def test_councils_of_which_nothing_was_published_are_named(client: FlaskClient) -> None:
    """Seven councils' reviews of 2024 are not published, as the department's own note says."""
    rows = reporting.silent().query("dataset == 'ehc_plan_reviews' and period == '2024'")
    assert {places.places()[code].name for code in rows["area_code"]} == {
        "Blackpool", "Hertfordshire", "Plymouth", "Reading", "Redbridge", "Surrey", "Waltham Forest",
    }  # fmt: skip
    assert "Annual reviews of EHC plans" in view(client, links.GAPS)


def test_what_nobody_publishes_is_said_with_its_source(client: FlaskClient) -> None:
    text = view(client, links.GAPS)
    for row in tables.reference("unpublished").itertuples():
        assert row.known in text
        assert f'href="{row.address}"' in text


def test_an_address_that_names_nothing_known_says_so(client: FlaskClient) -> None:
    for asked in ({"area": "atlantis"}, {"measure": "happiness"}, {"area": "england"}):
        assert "is not there; this shows all of them" in view(client, links.gaps(**asked))


@pytest.mark.parametrize(("address", "table"), [(files.FILE, "gaps"), (files.REVISIONS, "revisions")])
def test_the_files_hold_every_row(client: FlaskClient, address: str, table: str) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(address).get_data(as_text=True))))
    held = tables.derived("gaps") if table == "gaps" else tables.table("revisions")
    assert len(rows) == len(held)
    assert set(held) <= set(rows[0])
    assert {row["area_code"] for row in rows} == set(held["area_code"])


def test_the_ledger_is_told_on_the_page_of_methods(client: FlaskClient) -> None:
    text = view(client, links.METHODS)
    assert files.REVISIONS in text
    kinds = tables.table("revisions").query("dataset == 'tribunal_appeals'")["kind"].value_counts()
    assert f"{kinds['rounding']:,}" in text


def test_a_council_is_told_why_a_measure_has_no_interval(client: FlaskClient) -> None:
    text = view(client, "/area/bristol")
    cards = [metric for theme in themes.themes() for metric in journey.divided(theme, "E06000023")[0]]
    without = {metric.formula.no_interval for metric in cards} - {""}
    assert len(without) > 1
    assert not [why for why in without if why not in text]
