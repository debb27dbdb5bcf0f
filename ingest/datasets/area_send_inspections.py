"""Inspections of areas for SEND by Ofsted and the Care Quality Commission: a row for each inspection and revisit.

Two frameworks, never compared. From 2016 to 2022 an area had to write a statement of action or not, and was revisited
if it had. Under the framework of 2023 there are three outcomes. Of that there are two lists here: Ofsted's own of the
first sixteen, and one that Data to Insight compiled from the reports, in which an area may be missing that was
inspected. Where both have an inspection both rows stay, because their days differ.

An inspection is of an area as it was; `area_code` is its council of that day. Every inspected area here is that of one
council; what became of Cumbria, Dorset and Northamptonshire is in `data/reference/areas.csv`.
"""

from __future__ import annotations

import pandas as pd

from ingest import areas, github
from ingest.dataset import Dataset, Register, Release, Unreadable
from ingest.gov_uk import Attachment
from ingest.ofsted import (
    GRADES,
    MONTH_ONLY,
    NO_DAYS,
    NO_OUTCOME,
    NOT_FOUND,
    NOT_REVISITED,
    NOTES,
    PROGRESS,
    STATEMENT,
    UNREADABLE,
    UNREADABLE_PREVIOUS,
    day,
    worded,
)
from ingest.read import Source

NAME = "area_send_inspections"
OLD, NEW = "2016 to 2022", "2023"
TEXT = (
    "area_code",
    "area",
    "framework",
    "event",
    "release",
    "started",
    "ended",
    "published",
    "dates_note",
    "outcome",
    "outcome_note",
    "next_inspection",
    "previous_inspection",
    "previous_note",
    "report",
)
COUNTS = ("weaknesses", "enough_progress", "not_enough_progress", "priority_actions")
COLUMNS = dict.fromkeys(TEXT, "str") | dict.fromkeys(COUNTS, "float64")
OLD_COLUMNS = {
    "Local authority code": "code",
    "Area name": "area",
    "Inspection start date": "started",
    "Inspection publication date": "published",
    "Inspection outcome: written statement of action required?": "outcome",
    "Number significant weaknesses identified in written statement of action": "weaknesses",
    "Revisit start date": "revisit",
    "Revisit publication date": "revisit_published",
    "Revisit outcome: sufficient progress in addressing all significant weaknesses?": "progress",
    "Number significant weaknesses where sufficient progress has been made": "enough_progress",
    "Number significant weaknesses where sufficient progress has not been made": "not_enough_progress",
}
FIRST_COLUMNS = {
    "local.area.partnership": "area",
    "inspection.start.date": "started",
    "inspection.publication.date": "published",
    "inspection.outcome": "outcome",
    "number.of.areas.for.priority.action": "priority_actions",
}
COMPILED_COLUMNS = {
    "la_code": "la_code",
    "local_authority": "area",
    "inspection_link": "report",
    "outcome_grade": "outcome",
    "inspection_outcome_text": "text",
    "previous_inspection_date": "previous_inspection",
    "inspection_start_date": "started",
    "inspection_end_date": "ended",
    "publication_date": "published",
    "next_inspection": "next_inspection",
}


def tidy(source: Source) -> pd.DataFrame:
    """The inspections of one list, with every column of the register."""
    return {"2022": old_framework, "2023": first_of_new, "2025-11": compiled}[source.release.release](source)


def old_framework(source: Source) -> pd.DataFrame:
    """Inspections and revisits of the framework of 2016, and those that only the notes tell of."""
    sheet = source.sheets()[-1]
    grid = source.grid(sheet)
    top = grid.index[grid[1].eq("Local authority code")]
    if top.empty:
        raise Unreadable(f"{source.name}: no row holds 'Local authority code': correct `old_framework`")
    table = source.counted(grid.loc[top[0] + 1 :]).set_axis(grid.loc[top[0]].tolist(), axis=1)
    table = named(table, OLD_COLUMNS, source)
    table["area_code"] = areas.resolve(table, NAME, "code", "area", file=source.name)
    table["outcome"] = worded(table["outcome"], STATEMENT, source)
    first = table.assign(event="inspection", enough_progress="", not_enough_progress="")
    again = table[~table["revisit"].isin(["", NOT_REVISITED])]
    again = again.assign(
        event="revisit",
        started=again["revisit"],
        published=again["revisit_published"],
        outcome=worded(again["progress"], PROGRESS, source),
        weaknesses="",
    )
    rows = pd.concat([first, again], ignore_index=True)
    for column in ("started", "published"):
        rows[column] = rows[column].map(lambda text: day(text, source))
    return complete(pd.concat([rows, from_notes(source)], ignore_index=True), OLD, source)


def from_notes(source: Source) -> pd.DataFrame:
    """What the notes say of areas that no longer exist; raises where a note has changed."""
    said = set(source.grid("Notes")[1])
    for note in NOTES:
        if note not in said:
            raise Unreadable(
                f"{source.name}: no note {note!r}; read the notes, and correct NOTES in ingest/ofsted.py"
            )
    rows = pd.DataFrame(
        [row for rows in NOTES.values() for row in rows], columns=["area", "event", "started", "outcome"]
    )
    rows["first"] = rows.groupby("area")["started"].transform("min")
    rows["area_code"] = areas.resolve(rows, NAME, name="area", year="first", file=source.name)
    return rows.assign(dates_note=MONTH_ONLY)


def first_of_new(source: Source) -> pd.DataFrame:
    """Ofsted's own list of the first outcomes under the framework of 2023."""
    grid = source.grid()
    table = source.counted(grid.iloc[1:]).set_axis(grid.iloc[0].str.lower().tolist(), axis=1)
    rows = named(table, FIRST_COLUMNS, source)
    worded(rows["outcome"], {each: each for each, _ in GRADES.values()}, source)
    rows["area_code"] = areas.resolve(rows, NAME, name="area", file=source.name)
    rows["priority_actions"] = rows["priority_actions"].replace("NA", "")
    for column in ("started", "published"):
        rows[column] = rows[column].map(lambda text: day(text, source))
    return complete(rows.assign(event="inspection"), NEW, source)


def compiled(source: Source) -> pd.DataFrame:
    """Data to Insight's list. Its three-digit codes are right, of its others some are those of abolished councils."""
    rows = named(source.table(), COMPILED_COLUMNS, source)
    rows["area_code"] = areas.resolve(rows, NAME, "la_code", "area", file=source.name)
    grade = rows["outcome"].replace("nan", "")
    for found, text in zip(grade, rows["text"], strict=True):
        if (text != NOT_FOUND) if not found else (GRADES[found][1] not in text.lower()):
            raise Unreadable(f"{source.name}: grade {found!r} beside {text[:60]!r}: read that report")
    previous = rows["previous_inspection"]
    for column in ("started", "ended", "published"):
        rows[column] = rows[column].map(lambda text: day(text, source))
    return complete(
        rows.assign(
            event="inspection",
            outcome=grade.map({each: words for each, (words, _) in GRADES.items()}).fillna(""),
            outcome_note=grade.eq("").map({True: NO_OUTCOME, False: ""}),
            dates_note=rows["started"].eq("").map({True: NO_DAYS, False: ""}),
            next_inspection=rows["next_inspection"].replace("None", ""),
            previous_inspection=previous.replace(UNREADABLE, "").map(lambda text: day(text, source)),
            previous_note=previous.eq(UNREADABLE).map({True: UNREADABLE_PREVIOUS, False: ""}),
        ),
        NEW,
        source,
    )


def named(table: pd.DataFrame, columns: dict[str, str], source: Source) -> pd.DataFrame:
    """A table with only the columns that are wanted, under our names; raises on one that is missing or unknown."""
    wrong = set(table) ^ {*columns, *source.release.not_kept}
    if wrong:
        raise Unreadable(
            f"{source.name}: the column {min(wrong)!r} is unknown or missing; correct ingest/datasets/{NAME}.py"
        )
    return table[list(columns)].rename(columns=columns).reset_index(drop=True)


def complete(rows: pd.DataFrame, framework: str, source: Source) -> pd.DataFrame:
    """The rows with every column of the register, '' and NaN where a list has nothing."""
    rows = rows.assign(framework=framework, release=source.release.release).reindex(columns=list(COLUMNS))
    rows[list(TEXT)] = rows[list(TEXT)].astype("object").fillna("")
    rows[list(COUNTS)] = rows[list(COUNTS)].apply(pd.to_numeric)
    return rows


OFSTED = "https://www.gov.uk/government/statistics/area-send-inspections-and-outcomes-in-england-as-at-31-august-2022"
REPOSITORY = "dfe-analytical-services/SEND-AP-Inclusion-Dashboard"
COPY = f"https://github.com/{REPOSITORY}"
COMPILERS = "https://github.com/data-to-insight/ofsted-send-scrape-tool"
DATASET = Dataset(
    name=NAME,
    title="Area SEND inspections by Ofsted and the Care Quality Commission",
    publisher="Ofsted and the Care Quality Commission",
    publication="Area SEND inspections",
    landing_page=OFSTED,
    licence="Open Government Licence v3.0 (Ofsted), MIT (compiled list)",
    attribution="Source: Ofsted, area SEND inspections and outcomes; list of reports compiled by Data to Insight. "
    "Contains public sector information licensed under the Open Government Licence v3.0.",
    releases=(
        Release(
            release="2022",
            file="ofsted/Area_SEND_inspection_data_01_May_2016_to_31_August_2022.ods",
            title="Area SEND inspection and revisit outcomes, May 2016 to August 2022",
            address=OFSTED,
            periods=(),
            rows=149,
            published="2022-11-17",
            origin=Attachment(
                page=OFSTED.removeprefix("https://www.gov.uk"),
                words="area.send.inspection.data",
                suffix=".ods",
                release="2022",
                edition="area SEND inspections",
                due="once a year",
            ),
            not_kept=frozenset({"Web link to Ofsted local authority webpage", "Ofsted region"}),
        ),
        Release(
            release="2023",
            file="ofsted/area_send_2023_framework_winter_2022-23.csv",
            title="First outcomes under the 2023 framework, by the local area partnership",
            address=COPY,
            periods=(),
            rows=16,
            origin=github.file(
                REPOSITORY,
                "data/ofsted/mi_ofsted_winter_2223.csv",
                "2023",
                commit="1b3c1267506bc8aefe403ea61cdfb9d17ec0feb6",
                sha256="359b3e0da1c30fe153d84a59b1e0ff68f6bdb54090c6deabecd7396e37af9a94",
            ),
            not_kept=frozenset(
                {
                    "",
                    "link.to.report.webpage.for.the.local.authority.and.local.area.partnership",
                    "ofsted.region",
                    "priority.action.plan.required.",
                }
            ),
        ),
        Release(
            release="2025-11",
            file="ofsted/area_send_2023_framework_overview_2025-11.xlsx",
            title="Overview of published reports under the 2023 framework, November 2025",
            address=COMPILERS,
            periods=(),
            rows=72,
            not_kept=frozenset(
                {
                    "urn",
                    "region_code",
                    "ltla23cd",
                    "stat_neighbours",
                    "next_inspection_by_date",
                    "local_link_to_all_inspections",
                }
            ),
        ),
    ),
    register=Register(columns=COLUMNS, key=("area_code", "framework", "event", "started", "release")),
    tidy=tidy,
    partial="The list of inspections under the 2023 framework is compiled from reports: an area that is not in it may "
    "have been inspected.",
)
