"""The Local Authority Interactive Tool (LAIT): the department's one long table of measures, read into tidy rows.

The tool copies figures of many publications and leaves their counts behind. Each dataset takes the measures of one kind
of period from it. What a label means is declared here:

* `2025` is the academic or financial year that ends in 2025, or January of 2025;
* `2024/25` and `2024-25 (OT)` are that academic and that financial year; OT is outturn: spent, not budgeted;
* `2025 (prov)` is 2025, provisional: the dataset declares those, and a caveat says so to readers;
* `-` is a gap without a reason. Every authority since 2013 has a row in every year, so a dash of one that was not there
  in the year says nothing and is left out. So are the years in which a measure is a dash for all: exams and checks were
  cancelled in 2020 and 2021. So are inner and outer London, which are parts of the region London.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from ingest import areas, github, store
from ingest.answers import Refused
from ingest.dataset import LOCAL, NATIONAL, REGIONAL, TIDY_COLUMNS, TOTAL, Indicator, Release, Unreadable
from ingest.files import Downloaded, digest
from ingest.http import Client
from ingest.lait_measures import CODES
from ingest.origin import Found
from ingest.read import Source

PUBLISHER = "Department for Education"
PUBLICATION = "Local Authority Interactive Tool (LAIT)"
LANDING_PAGE = "https://www.gov.uk/government/publications/local-authority-interactive-tool-lait"
LICENCE = "Open Government Licence v3.0"
ATTRIBUTION = (
    "Source: Department for Education, Local Authority Interactive Tool. "
    "Contains public sector information licensed under the Open Government Licence v3.0."
)
REPOSITORY = "dfe-analytical-services/local-authority-interactive-tool"
PATH, WHOLE = "01_data/02_prod/bds_long_0.parquet", "bds_long_0.parquet"
FILE = "dfe/lait/lait_send_outcomes_2026-04.parquet"
COLUMNS = {"short desc", "data item", "years", "la and regions", "values", "la number", "region"}
PARTS_OF_LONDON = {("987", "London (Inner)"), ("988", "London (Outer)")}
BEFORE_REORGANISATION = " (Pre LG)"
NO_FIGURE, NO_REASON = "-", "no_reason"
LABEL = re.compile(r"(\d{4})(?:(/|-)(\d\d))?(?: \((OT|prov)\))?")
KINDS = {
    # kind -> what the tidy table calls it, what stands between its two years, its first and last day
    "academic": ("Academic year", "/", "-09-01", "-08-31"),
    "financial": ("Financial year", "-", "-04-01", "-03-31"),
    "january": ("Calendar year", "", "-01-01", "-01-01"),
}
NUMBER = re.compile(r"-?\d+(\.\d+)?([Ee][+-]?\d+)?")


def release(periods: tuple[str, ...]) -> Release:
    """The tool's data of April 2026, of which a dataset holds these periods."""
    return Release(
        release="2026-04",
        file=FILE,
        title="Local Authority Interactive Tool, data of April 2026",
        address=LANDING_PAGE,
        periods=periods,
        origin=Measures("2026-04"),
    )


@dataclass(frozen=True)
class Measures:
    """The tool's whole table in its public repository, of which the measures that concern SEND are taken."""

    release: str

    def found(self, client: Client) -> Found:
        """The table as the tool shows it now; its repository does not say which month that is."""
        return Found(github.address(REPOSITORY, PATH), self.release, due="several times a year")

    def fetch(self, client: Client, found: Found, to: Path) -> Downloaded:
        """Download the whole table, and write the rows and columns that are read; raises Refused without them."""
        got = client.download(found.address, to.with_name(WHOLE))
        before = digest(to)
        try:
            table = pyarrow.parquet.read_table(got.path)
        except pa.ArrowInvalid as problem:
            got.path.unlink()
            raise Refused(f"{found.address} does not open as Parquet ({problem}): run again") from None
        names = {name.lower(): name for name in table.column_names}
        if missing := COLUMNS - set(names):
            raise Refused(
                f"{found.address} has no column {min(missing)!r}, it has {', '.join(table.column_names)}: "
                "correct COLUMNS in ingest/lait.py"
            )
        chosen = pc.and_(
            pc.is_in(table[names["short desc"]], pa.array(sorted(CODES))), pc.is_valid(table[names["years"]])
        )
        buffer = io.BytesIO()
        pyarrow.parquet.write_table(
            table.filter(chosen).select([names[name] for name in sorted(COLUMNS)]), buffer
        )
        store.write_bytes(to, buffer.getvalue())
        return Downloaded(to, got.address, digest(to), to.stat().st_size, digest(to) != before)


def tidy(
    source: Source,
    dataset: str,
    measures: tuple[Indicator, ...],
    kind: str,
    provisional: Collection[tuple[str, str]] = (),
    cancelled: Collection[str] = (),
) -> pd.DataFrame:
    """The rows of some measures.

    `provisional` are the (indicator, period) that the labels must mark so, `cancelled` the periods in which a measure
    may be a dash for all.
    """
    table = source.table()
    require_known(table, source)
    names = {measure.names[0]: measure.name for measure in measures}
    rows = table[table["short desc"].isin(names)]
    places = pd.Series(list(zip(rows["la number"], rows["la and regions"], strict=True)), index=rows.index)
    rows = rows[~places.isin(PARTS_OF_LONDON)].reset_index(drop=True)
    labels = {label: period(label, kind, source) for label in rows["years"].unique()}
    rows = rows.assign(indicator=rows["short desc"].map(names), time_period=rows["years"].map(labels))
    require_periods(rows, source, set(provisional))
    rows["name"] = rows["la and regions"].str.removesuffix(BEFORE_REORGANISATION)
    rows["area_code"] = areas.resolve(rows, dataset, "la number", "name", file=source.name)
    rows = rows[rows["values"].ne(NO_FIGURE) | (was_there(rows, kind) & collected(rows, source, cancelled))]
    cells = {text: cell(text) for text in rows["values"].unique()}
    return rows.assign(
        release=source.release.release,
        time_identifier=KINDS[kind][0],
        geographic_level=rows["area_code"].map(level),
        published_area_code=None,
        breakdown_topic=TOTAL,
        breakdown=TOTAL,
        cell=rows["values"].map(cells),
    )[TIDY_COLUMNS]


def require_known(table: pd.DataFrame, source: Source) -> None:
    """Raise unless the file has the declared columns and measures."""
    if set(table) != COLUMNS:
        raise Unreadable(
            f"{source.name}: the columns are {', '.join(table.columns)}; correct COLUMNS in ingest/lait.py"
        )
    found = set(table["short desc"])
    if found != CODES:
        code = min(found ^ CODES)
        raise Unreadable(
            f"{source.name}: the measure {code!r} is {'unknown' if code in found else 'missing'}; "
            "correct ingest/lait_measures.py"
        )


def period(label: str, kind: str, source: Source) -> str:
    """A label as the tidy table writes it: '202425', or '2025' for a January."""
    parts = LABEL.fullmatch(label)
    first, between, second, mark = parts.groups() if parts else ("", "", "", "")
    is_pair = bool(second) and between == KINDS[kind][1] and int(second) == (int(first) + 1) % 100
    if not parts or bool(second) != is_pair or (mark == "OT") != (is_pair and kind == "financial"):
        raise Unreadable(f"{source.name}: unknown year {label!r}; declare what it means in ingest/lait.py")
    if kind == "january":
        return first
    return first + second if second else f"{int(first) - 1}{first[2:]}"


def require_periods(rows: pd.DataFrame, source: Source, provisional: set[tuple[str, str]]) -> None:
    """Raise unless the periods are those declared, and those declared provisional are marked so."""
    found, declared = set(rows["time_period"]), set(source.release.periods)
    if found != declared:
        raise Unreadable(
            f"{source.name}: the periods are {', '.join(sorted(found))}, declared are "
            f"{', '.join(sorted(declared))}; correct `periods` in the datasets of the tool"
        )
    marked = rows[rows["years"].str.endswith("(prov)")]
    if set(zip(marked["indicator"], marked["time_period"], strict=True)) != provisional:
        raise Unreadable(
            f"{source.name}: provisional are {', '.join(sorted(set(marked['indicator'])))} of "
            f"{', '.join(sorted(set(marked['time_period'])))}; declare just these as PROVISIONAL, and mend the caveat"
        )


def collected(rows: pd.DataFrame, source: Source, cancelled: Collection[str]) -> pd.Series:
    """Whether anybody has a figure of each row's measure and period; raises where nobody has and none was cancelled."""
    measure = [rows["indicator"], rows["time_period"]]
    found = rows["values"].ne(NO_FIGURE).groupby(measure).transform("any")
    odd = rows[~found & ~rows["time_period"].isin(cancelled)]
    if len(odd):
        raise Unreadable(
            f"{source.name}: nobody has a figure of {odd.iloc[0]['indicator']} in {odd.iloc[0]['years']}; if it was "
            "not collected that year, add the period to CANCELLED in its dataset"
        )
    return found


def was_there(rows: pd.DataFrame, kind: str) -> pd.Series:
    """Whether each row's area existed at any time of its period."""
    _, _, first, last = KINDS[kind]
    known = areas.table("areas").set_index("area_code")
    start, end = rows["area_code"].map(known["start"]), rows["area_code"].map(known["end"])
    year = rows["time_period"].str[:4]
    year_after = (year.astype("int64") + rows["time_period"].str.len().eq(6)).astype("str")
    return start.le(year_after + last) & (end.eq("") | end.ge(year + first))


def level(area_code: str) -> str:
    """The geographic level of an area code."""
    return {"E92": NATIONAL, "E12": REGIONAL}.get(area_code[:3], LOCAL)


def cell(text: str) -> str:
    """A value without the noise of its binary form: '2.2999999999999998' -> '2.3', '8.454E-2' -> '0.08454'."""
    if text == NO_FIGURE:
        return NO_REASON
    return format(Decimal(repr(float(text))), "f") if NUMBER.fullmatch(text) else text
