"""Every story lead stands on the figures that are here, has passed the test it names, and is told alike everywhere."""

import math
import re
from html import unescape
from xml.etree.ElementTree import fromstring

import pyarrow.parquet as pq
import pytest

from app import server
from layouts.api.leads import ATOM, JSON, NAMESPACE
from layouts.parts import story_leads
from metrics import areas, registry, tables
from metrics.lead import Lead
from metrics.leads import KINDS, leads
from metrics.metric import terms

Z = 3.0902323061678132
"""Of a two-sided 99.8 % interval of the normal distribution."""


def test_each_kind_is_explained_and_has_leads() -> None:
    assert set(story_leads.KINDS) == set(KINDS)
    assert {lead.kind for lead in leads()} == set(KINDS)


def test_no_two_leads_have_one_name() -> None:
    names = [lead.id for lead in leads()]
    assert len(set(names)) == len(names)


def wilson(k: float, n: float) -> tuple[float, float]:
    middle, reach = (k + Z * Z / 2) / (n + Z * Z), Z * math.sqrt(k * (n - k) / n + Z * Z / 4) / (n + Z * Z)
    return middle - reach, middle + reach


def printed(lead: Lead, year: str) -> tuple[float, float]:
    """Numerator and denominator of a lead's council in a year, read from the tidy table without our metrics."""
    formula = registry.metric(lead.measure).formula
    rows = pq.read_table(tables.folder() / "tidy" / f"{formula.dataset}.parquet").to_pandas()
    rows = rows[
        (rows["area_code"] == lead.places[0])
        & (rows["time_period"] == year)
        & (rows["breakdown_topic"] == "Total")
        & (rows["breakdown"] == "Total")
    ]
    newest = (
        rows.sort_values("release").drop_duplicates("indicator", keep="last").set_index("indicator")["value"]
    )
    return tuple(
        sum(sign * newest[name] for sign, name in terms(column))
        for column in (formula.numerator, formula.denominator)
    )


@pytest.mark.parametrize("kind", ["better", "worse", "changed"])
def test_changes_are_beyond_the_strict_limits(kind: str) -> None:
    """Newcombe's limits worked out here from the tidy tables leave out nought, on the side that is told."""
    mine = [lead for lead in leads() if lead.kind == kind]
    assert mine
    for lead in mine:
        (k1, n1), (k2, n2) = (printed(lead, str(int(lead.period) - back)) for back in (0, 1))
        p1, p2 = k1 / n1, k2 / n2
        (l1, u1), (l2, u2) = wilson(k1, n1), wilson(k2, n2)
        low = p1 - p2 - math.hypot(p1 - l1, u2 - p2)
        high = p1 - p2 + math.hypot(u1 - p1, p2 - l2)
        rose = low > 0
        assert rose or high < 0, lead.text
        assert ("up from" if rose else "down from") in lead.text
        if kind != "changed":
            is_higher_better = registry.metric(lead.measure).direction == "higher"
            assert (rose == is_higher_better) == (kind == "better"), lead.text
        assert min(n1, n2) >= 50


def test_a_council_that_fell_silent_has_no_figure_and_had_one() -> None:
    mine = [lead for lead in leads() if lead.kind == "silent"]
    assert {("Isle of Wight" in lead.text, lead.dataset) for lead in mine} >= {(True, "ehc_plan_requests")}
    for lead in mine:
        rows = pq.read_table(tables.folder() / "tidy" / f"{lead.dataset}.parquet").to_pandas()
        rows = rows[
            (rows["area_code"] == lead.places[0]) & rows["value"].notna() & (rows["breakdown"] == "Total")
        ]
        years = set(rows["time_period"])
        assert lead.period not in years, lead.text
        assert str(int(lead.period) - 1) in years, lead.text


def test_a_doubtful_jump_is_no_lead() -> None:
    """Plymouth refused 1 of 1,176 requests in 2024 and 277 in 2025: our checks noted that, so no change is told."""
    changes = [lead for lead in leads() if lead.kind in ("better", "worse", "changed")]
    assert changes
    refused = [lead for lead in changes if lead.measure == "ehc_requests_refused"]
    assert not {"Plymouth", "Wakefield", "West Berkshire"} & {areas.name(lead.places[0]) for lead in refused}


def test_page_feed_and_data_tell_the_same() -> None:
    client = server.test_client()
    page = unescape(re.sub(r"<[^>]+>", "", client.get("/leads").text))
    feed = fromstring(client.get(ATOM).data)
    entries = {each.findtext(f"{{{NAMESPACE}}}summary") for each in feed.iter(f"{{{NAMESPACE}}}entry")}
    told = {each["id"]: each for each in client.get(JSON).json["leads"]}
    for lead in leads():
        assert lead.text in page
        assert told[lead.id]["text"] == lead.text
        assert any(summary.startswith(f"{lead.text} How sound: {lead.sound}") for summary in entries)
    assert len(entries) == len(told) == len(leads())
