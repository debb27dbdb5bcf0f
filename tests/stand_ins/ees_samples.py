"""What the stand-in for the EES API holds in tests: a real file as though it were on the API, and small ones.

Real titles, slugs and layouts; ids and the figures of the small ones are made up.
"""

import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pandas as pd

from ingest.http import Refused
from tests.stand_ins.ees_api import Api, Publication
from tests.stand_ins.ees_data_set import DataSet, Kept

SEN, EHC = "special-educational-needs-in-england", "education-health-and-care-plans"
SEN_ID, EHC_ID = "f657afb4-8f4a-427d-a683-15f11a2aefb5", "88312cc0-fe1d-4ab5-81df-33fd708185cb"
TIMELINESS = "00000000-0000-4000-8000-000000000001"
PROVISION, NEEDS = "00000000-0000-4000-8000-000000000002", "00000000-0000-4000-8000-000000000003"
OLD, GONE, LONE = (f"00000000-0000-4000-8000-{number:012}" for number in (4, 5, 6))
ZIP = "dfe/ehc-plans/education-health-and-care-plans_2025.zip"
MEMBER = "data/timeliness_20_week.csv"
BREAKDOWN = ("breakdown_topic", "breakdown")
PLACES = {
    "National": {"country_code": "E92000001", "country_name": "England"},
    "Regional": {"region_code": "E12000005", "region_name": "West Midlands"},
    "Local authority": {"new_la_code": "E08000025", "old_la_code": "330", "la_name": "Birmingham"},
}
PLACE_COLUMNS = [column for columns in PLACES.values() for column in columns]
PROVISIONS = ("Total", "Education, health and care plan", "SEN support / SEN without an EHC plan")


def document(published: Path) -> Path:
    """The API's OpenAPI document, beside the published files."""
    return published.parent / "sources" / "openapi-v1.json"


def timeliness(published: Path) -> pd.DataFrame:
    """The real file of plans issued within 20 weeks, release 2025, as text."""
    with zipfile.ZipFile(published / ZIP) as archive:
        content = io.BytesIO(archive.read(MEMBER))
    return pd.read_csv(content, dtype="str", keep_default_na=False, encoding="utf-8-sig")


def real(published: Path) -> Kept:
    """That file as a version of a data set."""
    table = timeliness(published)
    return Kept(TIMELINESS, table, BREAKDOWN, tuple(table.columns[12:]))


def small(data_set: str, filters: dict[str, tuple[str, ...]], indicators: tuple[str, ...]) -> Kept:
    """A made-up version: England, a region and a council in two academic years, for every option of every filter."""
    rows: list[dict[str, str]] = []
    for period in ("202425", "202526"):
        place: dict[str, str] = dict.fromkeys(PLACE_COLUMNS, "")
        for level, columns in PLACES.items():
            place = {**place, **columns}
            at = {"time_period": period, "time_identifier": "Academic year", "geographic_level": level}
            rows.append({**at, **place})
    table = pd.DataFrame(rows)
    for column, labels in filters.items():
        table = table.merge(pd.DataFrame({column: labels}), how="cross")
    for number, column in enumerate(indicators):
        figures = [str(100 * number + row) for row in range(len(table) - 1)]
        table[column] = [*figures, "c"]
    return Kept(data_set, table, tuple(filters), indicators)


def provision(data_set: str, *more: str) -> Kept:
    """The layout of pupils by type of SEN provision."""
    filters = {
        "phase_type_grouping": ("Total", "Special"),
        "establishment_type": ("Total", "Academy"),
        "hospital_school": ("Total", "Hospital school"),
        "sen_provision": (*PROVISIONS, *more),
    }
    return small(data_set, filters, ("pupil_count", "pupil_percent"))


def sen_data_sets() -> list[DataSet]:
    """Data sets of SEN in England: one in four versions, one deprecated for it, one withdrawn, one of needs."""
    first, patch, minor = (
        provision(PROVISION),
        provision(PROVISION, "Statement"),
        provision(PROVISION, "Other"),
    )
    needs = small(
        NEEDS, {"sen_provision": PROVISIONS, "sen_primary_need": ("Total", "Autism")}, ("pupil_count",)
    )
    versions = {"1.0": first, "1.1": minor, "1.1.1": patch}
    return [
        DataSet(PROVISION, "Pupils by type of SEN provision", versions),
        DataSet(NEEDS, "Pupils by primary need", {"1.0": needs}),
        DataSet(OLD, "Pupils by type of SEN provision (old)", {"1.0": first}, "Deprecated", PROVISION),
        DataSet(GONE, "Pupils by type of SEN provision (wrong)", {"1.0": first}, "Withdrawn"),
        DataSet(LONE, "Pupils by need and phase", {"1.0": needs}, "Deprecated"),
    ]


def api(published: Path, with_timeliness: bool = False) -> Api:
    """The service, with the publication that is asked for behind two pages of others."""
    others = [
        Publication(f"00000000-0000-4000-9000-{number:012}", f"other-publication-{number}", "Other")
        for number in range(85)
    ]
    held = [Publication(SEN_ID, SEN, "Special educational needs in England", sen_data_sets())]
    if with_timeliness:
        plans = [DataSet(TIMELINESS, "Plans issued within 20 weeks", {"1.0": real(published)})]
        held.append(Publication(EHC_ID, EHC, "Education, health and care plans", plans))
    return Api(document(published), [*others, *held])


class Direct:
    """A client that asks the stand-in without a network, so that hundreds of questions take seconds."""

    def __init__(self, service: Api) -> None:
        self.service = service

    def answered(self, method: str, address: str, params: dict[str, Any] | None, body: bytes = b"") -> bytes:
        """The body of an answer; a 4xx is raised as the real client does."""
        parts = urlsplit(address)
        query = "&".join(filter(None, [parts.query, urlencode(params or {})]))
        status, _, content = self.service.answer(method, parts.path, query, body)
        if status >= 400:
            raise Refused(f"answered {status}", status=status, problem=json.loads(content))
        return content

    def json(self, address: str, params: dict[str, Any] | None = None) -> Any:
        return json.loads(self.answered("GET", address, params))

    once = json

    def posted(self, address: str, body: Any, params: dict[str, Any] | None = None) -> Any:
        return json.loads(self.answered("POST", address, params, json.dumps(body).encode()))

    def download(self, address: str, to: Path, *, params: Any = None, check: Any = None) -> None:
        to.write_bytes(gzip.decompress(self.answered("GET", address, params)))
