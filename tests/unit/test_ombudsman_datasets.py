"""The Ombudsman's datasets: how decisions are counted, and which odd files are refused."""

import io
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from ingest.dataset import Context, Release, Unreadable
from ingest.datasets import (
    ombudsman_councils,
    ombudsman_decisions,
    ombudsman_decisions_gathered,
    ombudsman_national,
    ombudsman_send_decisions,
)
from ingest.lgsco import decision_page
from ingest.read import Source, load
from tests.fixtures.lgsco_pages import page, paragraphs, shape

SEND = "Education > Special educational needs"
ADDRESS = "https://lgo.org.uk/decisions/education/special-educational-needs/{}?displaypref=0"
FIRST = {
    "reference": "24-000-001",
    "council": "Kent County Council",
    "category": SEND,
    "decision": "Upheld",
    "decision_date": "2024-04-01",
    "summary": "Mrs A complained. There was fault.",
}


def decisions(*changes: dict[str, str]) -> Source:
    """A collection of decisions, each the first one with changes."""
    return collected(pd.DataFrame([FIRST | change for change in changes]))


def gathered(*changes: dict[str, str], **windows: str) -> Source:
    """Gathered decisions, each the first one with changes, and one in every month of 2024-25 about something else."""
    months = [str(month) for month in pd.period_range("2024-04", periods=12, freq="M")]
    others = [
        numbered(900 + place, decision_date=f"{month}-02", category="Education > School transport")
        for place, month in enumerate(months)
    ]
    rows = pd.DataFrame([FIRST | change for change in (*changes, *others)])
    whole = {"window": "whole", "window_seen": "2025-05-26", "first_seen": "2025-05-26", "gone": ""}
    return collected(rows.assign(**whole | windows))


def collected(rows: pd.DataFrame) -> Source:
    """A file of decisions."""
    rows["url"] = rows.pop("address") if "address" in rows else rows["reference"].map(ADDRESS.format)
    buffer = io.StringIO()
    rows.to_csv(buffer, index=False)
    made = Release(release="gathered", file="decisions.csv", title="", address="", periods=())
    return Source(made, buffer.getvalue().encode())


def numbered(number: int, **changes: str) -> dict[str, str]:
    return {"reference": f"24-000-{number:03}", **changes}


def test_send_decisions_are_counted_by_council_year_and_outcome() -> None:
    source = gathered(
        numbered(1),
        numbered(2, decision_date="2025-03-31"),
        numbered(3, decision="Not upheld"),
        numbered(4, decision="Closed after initial enquiries", council="London Borough of Lewisham"),
        numbered(5, decision_date="2024-03-31"),
        numbered(6, decision_date="2025-04-01"),
        numbered(7, category="Education > Alternative provision"),
    )
    rows = ombudsman_send_decisions.tidy(source)
    count = rows.set_index(["area_code", "indicator"])["cell"]
    assert count["E10000016", "send_decisions_upheld"] == "2"
    assert count["E10000016", "send_decisions_not_upheld"] == "1"
    assert count["E10000016", "send_decisions_closed"] == "0"
    assert count["E09000023", "send_decisions_closed"] == "1"
    assert count["E09000023", "send_decisions_upheld"] == "0"
    assert count["E92000001", "send_decisions_upheld"] == "2"
    assert set(rows["time_period"]) == {"202425"}
    assert len(count) == 3 * (153 + 1)
    assert "E10000006" not in count.index.get_level_values(0)


@pytest.mark.parametrize("windows", [{"window": "incomplete"}, {"window_seen": "2025-05-25"}])
def test_a_year_with_a_gap_or_read_too_early_is_not_counted(windows: dict[str, str]) -> None:
    with pytest.raises(Unreadable, match=r"decisions\.csv: no financial year is whole.*ingest\.lgsco_search"):
        ombudsman_send_decisions.tidy(gathered(numbered(1), **windows))


@pytest.mark.parametrize(
    ("windows", "said"), [({"window": "done"}, "'done' is no state"), ({}, "no column 'window'")]
)
def test_gathered_decisions_without_sound_windows_are_refused(windows: dict[str, str], said: str) -> None:
    source = gathered(numbered(1), **windows) if windows else decisions(numbered(1))
    with pytest.raises(Unreadable, match=said):
        ombudsman_decisions_gathered.tidy(source)


def test_a_sample_is_never_counted(published: Path) -> None:
    source = load(published, ombudsman_decisions.DATASET.releases[0])
    with pytest.raises(Unreadable, match="no column 'window'"):
        ombudsman_send_decisions.tidy(source)


@pytest.mark.parametrize(
    "change",
    [
        {"decision": "Settled"},
        {"decision_date": "2024-02-30"},
        {"category": "Special educational needs"},
        {"summary": " "},
        {"reference": "24-000-009", "address": ADDRESS.format("24-000-001")},
    ],
)
def test_an_odd_decision_is_refused_with_its_address(change: dict[str, str]) -> None:
    with pytest.raises(Unreadable, match=r"special-educational-needs/24-000-001.* has the"):
        ombudsman_decisions.tidy(decisions(change))


def test_a_report_on_two_cases_goes_from_its_page_to_two_rows_with_one_address(published: Path) -> None:
    lines = shape(published, "decision_page")
    title = "Kent County Council (24 006 766, 24 007 111) - Ombudsman"
    read = decision_page(page(paragraphs(lines), ADDRESS.format("24-006-766"), title))
    rows = ombudsman_decisions.tidy(decisions(*(vars(each) for each in read)))
    assert list(rows["reference"]) == ["24-006-766", "24-007-111"]
    assert set(rows["address"]) == {read[0].address}
    assert set(rows["area_code"]) == {"E10000016"}


def test_a_case_with_the_address_of_another_report_is_refused() -> None:
    other = numbered(2, address=ADDRESS.format("24-000-001"), summary="Another matter.")
    with pytest.raises(Unreadable, match="has the address"):
        ombudsman_decisions.tidy(decisions(numbered(1, address=ADDRESS.format("24-000-001")), other))


def test_a_decision_has_its_council_s_code_and_a_plain_address() -> None:
    source = decisions(numbered(1, council="Dorset Council"), numbered(2, council="Cumbria County Council"))
    rows = ombudsman_decisions.tidy(source)
    assert list(rows["area_code"]) == ["E06000059", "E10000006"]
    assert (
        rows["address"][0]
        == "https://www.lgo.org.uk/decisions/education/special-educational-needs/24-000-001"
    )


def changed(published, release: Release, old: str, new: str) -> Source:
    """A source of the published files with a text changed."""
    source = load(published, release)
    assert old.encode() in source.whole()
    return replace(source, content=source.whole().replace(old.encode(), new.encode()))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("upheld_rate_pct", "uphold_rate_pct", "the column 'upheld_rate_pct' is missing"),
        ("2023-04-01,2024-03-31", "2023-04-01,2023-12-31", "is not April to March"),
        ("2021-04-01,2022-03-31", "2020-04-01,2021-03-31", "declared are"),
        ("Surrey County Council", "Surrey District Councils", "No area is known as"),
    ],
)
def test_an_odd_statistics_file_is_refused(published, old: str, new: str, said: str) -> None:
    release = ombudsman_councils.DATASET.releases[1]
    with pytest.raises(ValueError, match=said):
        ombudsman_councils.tidy(changed(published, release, old, new))


def test_zeros_of_a_council_that_is_gone_are_found(published) -> None:
    areas = pd.DataFrame({"area_code": ["E10000006", "E10000016"], "end": ["2023-03-31", ""]})
    key = {"release": "2024-25", "time_identifier": "Financial year", "geographic_level": "Local authority"}
    key |= {"breakdown_topic": "Total", "breakdown": "Total", "indicator": "complaints_dealt_with"}
    tidy = pd.DataFrame(
        [
            {"area_code": "E10000006", "time_period": "202425", "value": 0.0},
            {"area_code": "E10000006", "time_period": "202223", "value": 0.0},
            {"area_code": "E10000006", "time_period": "202324", "value": 10.0},
            {"area_code": "E10000016", "time_period": "202425", "value": 0.0},
        ]
    ).assign(**key)
    found = ombudsman_councils.zero_after_abolition(tidy, Context(areas, None, lambda name: tidy))
    assert list(zip(found["area_code"], found["time_period"], strict=True)) == [("E10000006", "202425")]
    assert found["quarantine"].all()
    assert found["finding"][0] == "0 for a council that was abolished on 2023-03-31"


def test_a_national_figure_needs_a_definition_and_a_source(published) -> None:
    release = ombudsman_national.DATASET.releases[0]
    with pytest.raises(Unreadable, match="no scope for upheld share 2024-25"):
        ombudsman_national.tidy(changed(published, release, "E&CS share of all upheld investigations", ""))


@pytest.mark.parametrize(
    ("scope", "address", "basis"),
    [
        ("derived: 1,043 is more", "https://www.lgo.org.uk/a", "derived"),
        ("EHC plan", "https://www.lgo.org.uk/a", "Ombudsman"),
        ("EHC plan", "https://example.org/lgo.org.uk", "reported"),
    ],
)
def test_basis(scope: str, address: str, basis: str) -> None:
    assert ombudsman_national.basis(scope, address) == basis
