"""The Ombudsman's annual tables: made up, since none was ever seen, from the words that are known of them."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import lgsco_tables
from ingest.answers import Refused
from ingest.dataset import Release, Unreadable
from ingest.datasets import ombudsman_received
from ingest.http import Client
from ingest.lgsco_tables import AnnualTable, financial_year, table
from ingest.read import Source
from tests.stand_ins.ombudsman import HOST, LANDING, Ombudsman, landing
from tests.stand_ins.server import captcha, other, status

RECEIVED = [
    ["Complaints and enquiries received by category"] + [""] * 6,
    ["2025-26"] + [""] * 6,
    [""] * 7,
    ["Authority Name", "Adult Care", "Education and", "Housing", "Corporate", "Other2", "Total"],
    ["", "Services", "Children's Services", "", "& Other Services", "", ""],
    ["Barking & Dagenham London Borough", "4", "20", "30", "2", "-", "56"],
    ["Kent County Council", "1,000", "281", "0", "3", "1", "1,285"],
    ["Brentwood Borough Council", "0", "0", "7", "1", "1", "9"],
    ["Peak District National Park Authority", "0", "0", "0", "0", "2", "2"],
    ["Total", "1,004", "301", "37", "6", "4", "1,352"],
    ["Note: enquiries are counted once."] + [""] * 6,
]
DECIDED = [
    ["Complaints decided"] + [""] * 6,
    ["Authority", "Not for us", "Assessed and closed", "Not upheld", "Upheld", "Total", "Uphold rate (%)"],
    ["Surrey County Council", "60", "108", "17", "141", "326", "89%"],
    ["Kent County Council", "10", "20", "1", "1", "32", "50%"],
]
LINKS = {
    "Received 2025-26 (CSV)": "/assets/attach/6972/1-Complaints-Received-25-26.csv",
    "Received 2025-26 (XLSX)": "/assets/attach/6975/1-Complaints-Received-25-26.xlsx",
    "Decided 2025-26": "/assets/attach/6973/2-Complaints-Decided-25-26.csv",
    "Remedies 2025-26": "/assets/attach/6974/3-Remedy-and-Compliance-Outcomes-25-26.csv",
    "Decided 2024-25": "/assets/attach/6573/Complaints-Decided-2024-25.csv",
    "Map of 2025-26": "/assets/attach/6980/map-25-26.pdf",
}
ORIGIN = AnnualTable("received", "2025-26")
PATH = LINKS["Received 2025-26 (CSV)"]
Rows = list[list[str]]


def written(rows: Rows) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode()


def source(rows: Rows, kind: str = "received") -> Source:
    return Source(lgsco_tables.release(kind, "2025-26"), written(rows))


def changed(rows: Rows, old: str, new: str) -> Rows:
    assert any(old in row for row in rows)
    return [[new if cell == old else cell for cell in row] for row in rows]


@pytest.fixture
def ombudsman(serve: Callable[[Ombudsman], Ombudsman]) -> Ombudsman:
    site = serve(Ombudsman())
    site.replies[LANDING] = landing(LINKS)
    site.put(PATH, written(RECEIVED), "text/csv")
    return site


@pytest.fixture
def lgo(ombudsman: Ombudsman, tmp_path: Path) -> Client:
    return Client(tmp_path / "cache", stand_ins={HOST: ombudsman.address})


def test_a_table_is_found_by_the_name_of_its_link_and_read(ombudsman, lgo, tmp_path) -> None:
    found = ORIGIN.found(lgo)
    assert found.address == f"https://{HOST}{PATH}"
    assert (found.release, found.newer) == ("2025-26", None)
    got = ORIGIN.fetch(lgo, found, tmp_path / "received.csv")
    rows = ombudsman_received.tidy(Source(ORIGIN_RELEASE, got.path.read_bytes()))
    cells = rows.set_index(["area_code", "breakdown"])["cell"]
    assert cells["E10000016", "Education and children's services"] == "281"
    assert cells["E10000016", "Total"] == "1285"
    assert cells["E09000002", "Other"] == "no_reason"
    assert set(rows["time_period"]) == {"202526"}
    levels = rows.drop_duplicates("area_code").set_index("area_code")["geographic_level"]
    assert levels.to_dict() == {
        "E09000002": "Local authority",
        "E10000016": "Local authority",
        "E07000068": "Local authority district",
    }


ORIGIN_RELEASE: Release = lgsco_tables.release("received", "2025-26")


def test_an_older_year_is_found_and_the_newer_one_told(lgo) -> None:
    found = AnnualTable("decided", "2024-25").found(lgo)
    assert (found.address.rpartition("/")[2], found.newer) == ("Complaints-Decided-2024-25.csv", "2025-26")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (lambda site: site.replies.update({LANDING: landing({})}), "links to 0 CSV files of them"),
        (
            lambda site: site.replies.update(
                {LANDING: landing({"a": LINKS["Received 2025-26 (XLSX)"], "b": LINKS["Decided 2025-26"]})}
            ),
            r"links to 0 CSV files.*of this kind it has 2025-26 \(https://www.lgo.org.uk/assets/attach/6975",
        ),
        (
            lambda site: site.replies.update(
                {LANDING: landing({"a": PATH, "b": PATH.replace("6972", "6990")})}
            ),
            "links to 2 CSV files",
        ),
        (lambda site: site.replies.pop(LANDING), "404|links to 0"),
        (lambda site: site.misbehave(LANDING, captcha, lasting=True), "robot|check"),
        (lambda site: site.misbehave(PATH, captcha, lasting=True), "robot|check|page instead"),
        (lambda site: site.misbehave(PATH, other(b""), lasting=True), "empty"),
    ],
)
def test_a_table_that_is_not_there_is_refused(ombudsman, lgo, tmp_path, fault, said) -> None:
    fault(ombudsman)
    with pytest.raises(Refused, match=said) as refused, lgo.about("ombudsman_received, release 2025-26"):
        ORIGIN.fetch(lgo, ORIGIN.found(lgo), tmp_path / "received.csv")
    assert HOST in str(refused.value)
    assert "received" in str(refused.value)
    assert not (tmp_path / "received.csv").exists()


def test_a_busy_host_is_asked_again(ombudsman, lgo, tmp_path) -> None:
    ombudsman.misbehave(LANDING, status(503), status(429, Retry_After="0"))
    ombudsman.misbehave(PATH, status(500))
    assert ORIGIN.fetch(lgo, ORIGIN.found(lgo), tmp_path / "received.csv").changed
    assert (ombudsman.count(LANDING), ombudsman.count(PATH)) == (3, 2)


@pytest.mark.parametrize("lead", [0, 1, 9])
def test_the_header_is_found_wherever_it_stands_in_one_row_or_two(lead: int) -> None:
    rows = table(source([[""] * 7] * lead + RECEIVED), "received")
    assert list(rows["council"]) == [row[0] for row in RECEIVED[5:9]]
    assert list(rows.columns)[:2] == ["council", "Adult social care"]
    whole = [[" ".join(filter(None, pair)) for pair in zip(RECEIVED[3], RECEIVED[4], strict=True)]]
    assert table(source(whole + RECEIVED[5:]), "received").equals(rows)


def test_decided_outcomes_have_their_rate() -> None:
    rows = table(source(DECIDED, "decided"), "decided")
    assert rows.loc[0, ["upheld", "not_upheld", "upheld_rate"]].tolist() == ["141", "17", "89%"]


@pytest.mark.parametrize(
    ("kind", "rows", "said"),
    [
        (
            "received",
            changed(changed(RECEIVED, "Education and", "Schools and"), "Children's Services", "Colleges"),
            r"no column \"Education and children's services\"; the header says",
        ),
        (
            "received",
            changed(RECEIVED, "Authority Name", "Name of the body"),
            "no row of the first 20 names authorities",
        ),
        ("received", changed(RECEIVED, "281", "282"), "is not the total"),
        ("received", RECEIVED[:6] + RECEIVED[7:], "of all councils is .*, its total row says"),
        ("received", RECEIVED[:5], "no council under the header"),
        ("decided", changed(DECIDED, "89%", "79%"), "upheld of investigated is not the rate"),
        ("decided", changed(DECIDED, "Upheld", "Fault found"), "no column 'upheld'"),
        ("decided", changed(DECIDED, "326", "327"), "is not the total .*council Surrey County Council"),
    ],
)
def test_a_table_that_is_not_as_expected_is_refused(kind: str, rows: Rows, said: str) -> None:
    with pytest.raises(Unreadable, match=said) as refused:
        table(source(rows, kind), kind)
    assert f"lgsco/annual/{kind}_2025-26.csv" in str(refused.value)
    assert "ingest/lgsco_tables.py" in str(refused.value) or "fetch it again" in str(refused.value)


def test_an_unknown_body_stops_the_table() -> None:
    with pytest.raises(ValueError, match="No area is known as 'Atlantis Council'"):
        ombudsman_received.tidy(source(changed(RECEIVED, "Brentwood Borough Council", "Atlantis Council")))


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("2-Complaints-Decided-25-26.csv", "2025-26"),
        ("Remedy and Compliance Outcomes 2022-23.xlsx", "2022-23"),
        ("complaints_received_2019_20.csv", "2019-20"),
        ("decided-12-25.csv", ""),
    ],
)
def test_the_year_of_a_file_is_in_its_name(name: str, year: str) -> None:
    assert financial_year(name) == year
