"""Tables from the API or the catalogue: found, held to their columns, and put in their place or left out of it."""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from ingest import ees_api
from ingest.ees_content import DataFile
from ingest.ees_meta import Wanted
from ingest.ees_releases import HOST as CATALOGUE
from ingest.ees_tables import EveryTable, Table
from ingest.http import Client, Refused
from ingest.origin import Origin
from tests.stand_ins.ees_api import Api
from tests.stand_ins.ees_samples import EHC, PROVISION, SEN
from tests.stand_ins.server import StandIn, status

COLUMNS = frozenset({"hospital_school", "pupil_count"})
TOTALS = Wanted(
    dict.fromkeys(
        ("phase_type_grouping", "establishment_type", "hospital_school", "sen_provision"), ("Total",)
    ),
    ("pupil_count",),
)
FILE, HEADCOUNT = "exc_characteristics.csv", frozenset({"headcount"})
HEADER = "time_period,Time_Identifier,geographic_level,country_code,country_name,headcount,suspension\n"


@pytest.fixture
def client(service: Api, host: StandIn, tmp_path: Path) -> Client:
    return Client(tmp_path / "cache", stand_ins={ees_api.HOST: host.address, CATALOGUE: host.address})


@pytest.fixture
def to(tmp_path: Path) -> Path:
    return tmp_path / "raw" / "table.csv"


def catalogue(host: StandIn, publication: str, content: str | bytes) -> None:
    """A publication with one release of one file, which is both its data set and its zip."""
    release = {"id": "v1", "slug": "2024-25", "latestRelease": True, "published": "2026-07-16T08:30:00Z"}
    listed = {"id": "d1", "filename": FILE, "title": "Exclusions by characteristic"}
    known = {
        f"publications/{publication}/releases": [release],
        f"publications/{publication}/releases/2024-25/data-content": {
            "releaseVersionId": "v1",
            "dataSets": [],
        },
        "data-set-files": {"results": [listed], "paging": {"totalPages": 1}},
    }
    for path, answer in known.items():
        host.put(f"/api/{path}", json.dumps(answer), "application/json")
    host.put("/api/data-set-files/d1/download", content, "text/csv")
    host.put("/api/releases/v1/files", content, "application/zip")


def fetched(origin: Origin, client: Client, to: Path) -> bool:
    return origin.fetch(client, origin.found(client), to).changed


def zipped(**members: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"data/{name}.csv", text)
        archive.writestr("data-guidance/data-guidance.txt", "guidance")
    return content.getvalue()


def test_a_whole_table_of_the_api(service: Api, client: Client, to: Path) -> None:
    table = Table(SEN, COLUMNS)
    found = table.found(client)
    assert (found.release, found.published, found.stamp) == ("2025-26", "2026-06-11", f"{PROVISION} 1.1.1")
    assert table.fetch(client, found, to).changed
    assert to.read_bytes() == service.data_sets[PROVISION].versions["1.1.1"].csv()
    assert not table.fetch(client, found, to).changed
    assert service.forbidden == []
    assert service.answered["ListPublications"] == 3, "three pages, asked for once in a run"


def test_what_is_wanted_of_a_table_of_the_api(service: Api, client: Client, to: Path) -> None:
    assert fetched(Table(SEN, COLUMNS, wanted=TOTALS), client, to)
    lines = to.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + 2 * 3  # two periods; England, a region and a council
    assert lines[0].endswith("establishment_type,hospital_school,sen_provision,pupil_count")
    assert service.answered["DownloadDataSetCsv"] == 0
    assert not fetched(Table(SEN, COLUMNS, wanted=TOTALS), client, to)


def test_another_question_is_another_file_and_the_same_one_is_not(client: Client) -> None:
    """By the stamp it is known whether a file that is here is the one that is wanted."""
    shorter = replace(TOTALS, periods=("202526",))
    stamps = [Table(SEN, COLUMNS, wanted=one).found(client).stamp for one in (TOTALS, shorter, TOTALS, None)]
    assert stamps[0] == stamps[2]
    assert len(set(stamps)) == 3


@pytest.mark.parametrize("publication", [EHC, SEN])
def test_a_table_that_is_not_on_the_api_comes_from_the_catalogue(
    host: StandIn, client: Client, to: Path, publication: str
) -> None:
    """Both of a publication that the API does not have, and of one of which it has other tables."""
    catalogue(host, publication, HEADER)
    table = Table(publication, HEADCOUNT, catalogue=DataFile(publication, FILE, columns=HEADCOUNT))
    assert (table.found(client).release, table.found(client).published) == ("2024-25", "2026-07-16")
    assert fetched(table, client, to)
    assert to.read_text() == HEADER


def test_a_table_that_is_nowhere_is_refused(client: Client) -> None:
    with pytest.raises(Refused, match=r"have the columns headcount; these are there: Pupils by"):
        Table(SEN, HEADCOUNT).found(client)


def test_an_api_that_does_not_answer_is_not_taken_for_one_without_the_table(
    host: StandIn, client: Client
) -> None:
    host.misbehave("/statistics/v1/publications", status(503), lasting=True)
    with pytest.raises(Refused, match=r"api\.education\.gov\.uk.*503"):
        Table(SEN, COLUMNS, catalogue=DataFile(SEN, FILE)).found(client)


@pytest.mark.parametrize(
    ("origin", "content", "said"),
    [
        (Table(EHC, catalogue=DataFile(EHC, FILE, columns=frozenset({"susp_rate"}))), HEADER, "'susp_rate'"),
        (
            EveryTable(EHC),
            zipped(one=HEADER, two="\ufeffName,Value\n"),
            r"data/two\.csv has no column 'country_code'",
        ),
        (EveryTable(EHC), zipped(), r"without a table, it has data-guidance/data-guidance\.txt"),
        (EveryTable(EHC), zipped(one=HEADER)[:-9], "does not open"),
    ],
)
def test_what_has_other_columns_leaves_the_last_one_in_its_place(
    host: StandIn, client: Client, to: Path, origin: Origin, content: str | bytes, said: str
) -> None:
    to = to.with_suffix(".zip") if isinstance(origin, EveryTable) else to
    to.parent.mkdir()
    to.write_text("the last one")
    catalogue(host, EHC, content)
    with pytest.raises(Refused, match=rf"^{CATALOGUE}: .*{said}"):
        fetched(origin, client, to)
    assert to.read_text() == "the last one"


def test_an_api_whose_table_lost_a_column_leaves_the_last_one_in_its_place(
    service: Api, client: Client, to: Path
) -> None:
    table = Table(SEN, COLUMNS)
    found = table.found(client)
    to.parent.mkdir()
    to.write_text("the last one")
    kept = service.data_sets[PROVISION].versions["1.1.1"]
    kept.table = kept.table.rename(columns={"pupil_count": "pupils"})
    with pytest.raises(Refused, match="without the column 'pupil_count'"):
        table.fetch(client, found, to)
    assert to.read_text() == "the last one"


def test_a_zip_of_tables_is_kept_whole(host: StandIn, client: Client, to: Path) -> None:
    content = zipped(one=HEADER, two=HEADER)
    catalogue(host, EHC, content)
    assert fetched(EveryTable(EHC), client, to.with_suffix(".zip"))
    assert to.with_suffix(".zip").read_bytes() == content
