"""Publications that are fetched and kept, but not read: no real file of theirs has been seen here yet.

Each is resolved, fetched, held to the columns that are known of it, and stored in data/raw. No dataset is made of
it and no metric shows it before a real file has been read: then it gets a module in `ingest/datasets`, and its row
here goes. Columns, names of files and last seen ids are those in public code that reads these publications.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from ingest.dataset import Release
from ingest.ees_content import DataFile
from ingest.ees_meta import Wanted
from ingest.ees_tables import EVERY_TABLE_HAS, EveryTable, Table

MARK = "not yet proven on a real file"
SITE = "https://explore-education-statistics.service.gov.uk/find-statistics"
FOLDER = "dfe/awaited"
SEN_PROVISION = Wanted(
    MappingProxyType(
        {
            "phase_type_grouping": ("Total",),
            "establishment_type": ("Total",),
            "hospital_school": ("Total",),
            "sen_provision": (
                "Total",
                "Education, health and care plan",
                "SEN support / SEN without an EHC plan",
            ),
        }
    ),
    ("pupil_count", "pupil_percent"),
)
EXCLUSIONS = frozenset(
    {
        "headcount",
        "suspension",
        "susp_rate",
        "one_plus_susp",
        "one_plus_susp_rate",
        "perm_excl",
        "perm_excl_rate",
    }
)


@dataclass(frozen=True)
class Awaited:
    """A publication to keep: our name for it, its title, where its table comes from, and the kind of file."""

    name: str
    title: str
    origin: Table | EveryTable
    suffix: str = ".csv"

    @property
    def release(self) -> Release:
        """Its file as a release declares one; the periods are not known before a real file has been read."""
        address = f"{SITE}/{self.origin.publication}"
        file = f"{FOLDER}/{self.name}{self.suffix}"
        return Release("newest", file, self.title, address, periods=(), origin=self.origin)


def releases() -> list[Release]:
    """The files of all of them."""
    return [each.release for each in AWAITED]


def in_catalogue(publication: str, file: str, columns: frozenset[str] = frozenset()) -> Table:
    """A table that was not on the API when it was last looked for, by the name of its file."""
    of_file = DataFile(publication, file, columns=columns | EVERY_TABLE_HAS)
    return Table(publication, columns, catalogue=of_file)


AWAITED = (
    Awaited(
        "sen_in_england",
        "Pupils with special educational needs in England, by type of provision",
        Table(
            "special-educational-needs-in-england",
            frozenset({*SEN_PROVISION.filters, *SEN_PROVISION.indicators}),
            last_seen="019df85e-ab00-7458-a4ff-b381997776cb",
            wanted=SEN_PROVISION,
        ),
    ),
    Awaited(
        "pupil_absence",
        "Pupil absence: persistent and severe absentees",
        Table(
            "pupil-absence-in-schools-in-england",
            frozenset({"phase_type_grouping", "absence_type", "enrolment_percent"}),
            last_seen="019d209c-08dc-74b6-9edb-52d521406fcf",
        ),
    ),
    Awaited(
        "suspensions_and_exclusions",
        "Suspensions and permanent exclusions, by characteristic",
        in_catalogue(
            "suspensions-and-permanent-exclusions-in-england", "exc_characteristics.csv", EXCLUSIONS
        ),
    ),
    Awaited(
        "key_stage_4_performance",
        "Key stage 4 performance, by council and characteristic",
        Table("key-stage-4-performance", last_seen="b3e19901-5d2b-b676-bb4c-e60937d74725"),
    ),
    Awaited(
        "key_stage_4_destinations",
        "Key stage 4 destination measures",
        Table(
            "key-stage-4-destination-measures",
            frozenset({"breakdown_topic", "breakdown", "pupil_count", "pupil_percent"}),
            last_seen="019d4f39-da2c-77a6-8deb-caf00018466d",
        ),
    ),
    Awaited(
        "destinations_after_16_to_18",
        "16-18 destination measures",
        Table("16-18-destination-measures", last_seen="019d4e73-6440-7523-b60c-bfab1ad4a30d"),
    ),
    Awaited(
        "neet_and_participation",
        "Participation in education, training and NEET at 16 and 17, by council and characteristic",
        in_catalogue(
            "participation-in-education-training-and-neet-age-16-to-17-by-local-authority",
            "ud_neet_characteristics.csv",
        ),
    ),
    Awaited(
        "council_and_school_expenditure",
        "Council and school expenditure: every table",
        EveryTable("la-and-school-expenditure"),
        suffix=".zip",
    ),
)
