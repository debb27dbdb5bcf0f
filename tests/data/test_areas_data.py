"""Every code and every name in the publishers' own files leads to an area, or is refused for a stated reason."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from ingest.areas import CodeNameConflict, UnknownArea, agreed, area_for_code, area_for_name

pytestmark = pytest.mark.published
Printed = tuple[str, str, str]
"""A period, a code and a name as a file prints them, any of them ''."""
TEXT = {"dtype": str, "keep_default_na": False}


def sheet(path: Path, name: str | int = 0) -> pd.DataFrame:
    return pd.read_excel(path, sheet_name=name, header=None, dtype=str, engine="calamine").fillna("")


def members(path: Path) -> Iterator[pd.DataFrame]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".csv") and "Tribunal" not in name:
                with archive.open(name) as member:
                    yield pd.read_csv(member, **TEXT)


def of_ees(frame: pd.DataFrame) -> Iterator[Printed]:
    levels = {"Local authority": ("new_la_code", "la_name"), "Regional": ("region_code", "region_name")}
    for level, (code, name) in levels.items():
        rows = frame[frame["geographic_level"] == level].drop_duplicates(["time_period", code, name])
        yield from zip(rows["time_period"], rows[code], rows[name], strict=True)
        if level == "Local authority":
            yield from zip(rows["time_period"], rows["old_la_code"], rows[name], strict=True)
    yield from ((period, "E92000001", "England") for period in frame["time_period"].unique())


def ehc_plans(folder: Path) -> Iterator[Printed]:
    for path in sorted((folder / "dfe/ehc-plans").glob("*.zip")):
        for frame in members(path):
            yield from of_ees(frame)
    for path in sorted((folder / "dfe/ehc-plans").glob("*.csv")):
        yield from of_ees(pd.read_csv(path, **TEXT, encoding="utf-8-sig"))


def tribunal(folder: Path) -> Iterator[Printed]:
    release = folder / "dfe/ehc-plans/education-health-and-care-plans_2025.zip"
    file = "supporting-files/SEND Tribunals and appeal rate 2014-2024.csv"
    with zipfile.ZipFile(release) as archive, archive.open(file) as member:
        to_2024 = pd.read_csv(member, **TEXT, header=None).iloc[5:]
    to_2025 = pd.read_csv(
        folder / "moj/SEND appealable decisions rate 2024-2025.csv", **TEXT, header=None
    ).iloc[8:]
    to_2022 = sheet(folder / "moj/send_appeal_rate_table_2014-2022.ods", "SEND_2").iloc[5:]
    to_2022[1] = ""
    for frame in (to_2022, to_2024, to_2025):
        in_notes = frame[0].str.startswith("Sources").cummax()
        rows = frame[frame[0].ne("") & ~in_notes]
        yield from (("", code, name) for code, name in zip(rows[1], rows[0], strict=True))


def ombudsman(folder: Path) -> Iterator[Printed]:
    for file, period, name in (
        ("council_statistics_pages", "period_start", "page_council_name"),
        ("council_points", "financial_year", "council"),
        ("decisions_sample", "decision_date", "council"),
    ):
        frame = pd.read_csv(folder / f"lgsco/{file}.csv", **TEXT)
        yield from ((when, "", who) for when, who in zip(frame[period], frame[name], strict=True))


def ofsted(folder: Path) -> Iterator[Printed]:
    old = sheet(folder / "ofsted/Area_SEND_inspection_data_01_May_2016_to_31_August_2022.ods", 4).iloc[5:]
    yield from (("", code, name) for code, name in zip(old[1], old[2], strict=True))
    first = pd.read_csv(folder / "ofsted/area_send_2023_framework_winter_2022-23.csv", **TEXT)
    yield from (("", "", name) for name in first["Local.area.partnership"])
    new = sheet(folder / "ofsted/area_send_2023_framework_overview_2025-11.xlsx").iloc[1:]
    yield from (("", code, name) for column in (1, 3) for code, name in zip(new[column], new[5], strict=True))


def lait(folder: Path) -> Iterator[Printed]:
    frame = pd.read_parquet(folder / "dfe/lait/lait_send_outcomes_2026-04.parquet")
    rows = frame[frame["Values"] != "-"].drop_duplicates(["Years", "LA Number", "LA and Regions"])
    codes = rows["LA Number"].map(lambda number: "" if pd.isna(number) else str(int(number)))
    yield from zip(rows["Years"], codes, rows["LA and Regions"], strict=True)


def neet(folder: Path) -> Iterator[Printed]:
    for path in sorted((folder / "dfe/neet").glob("*.csv")):
        yield from of_ees(pd.read_csv(path, **TEXT, encoding="utf-8-sig"))


def other_dfe(folder: Path) -> Iterator[Printed]:
    for file, code, name in (
        ("la_code_list", 0, 1),
        ("statistical_neighbours_2025-05", 0, 1),
        ("statistical_neighbours_2021-04", 0, 1),
    ):
        frame = sheet(folder / f"dfe/{file}.xlsx").iloc[3 if "neighbours" in file else 1 :]
        yield from (("", row[code], row[name]) for row in frame.to_numpy() if row[code] or row[name])
    grant = sheet(folder / "dfe/dsg/dsg_cumulative_balance_2019-20_to_2021-22.xlsx").iloc[1:]
    yield from ((row[0], "", row[3] or row[2]) for row in grant.to_numpy())


def name_lists(folder: Path) -> Iterator[Printed]:
    registry = pd.read_csv(folder / "names/uk_local_authorities_future.csv", **TEXT)
    kept = ~registry["local-authority-type"].isin(["COMB", "SRA"]) & registry["nation"].eq("England")
    codes = registry[kept].set_index("local-authority-code")["gss-code"]
    yield from zip([""] * kept.sum(), codes, registry.loc[kept, "official-name"], strict=True)
    names = pd.read_csv(folder / "names/lookup_name_to_registry.csv", **TEXT)
    names = names[names["local-authority-code"].isin(codes.index)]
    yield from (("", codes[key], name) for name, key in names.to_numpy())
    lookup = pd.read_csv(folder / "names/la_provider_lookup.csv", **TEXT)
    for column in ("local_authority_ons_name", "ltla23nm", "utla23nm"):
        yield from (("", code, name) for code, name in zip(lookup["la_code"], lookup[column], strict=True))


GROUPS = {("987", "London (Inner)"): "UnknownArea", ("988", "London (Outer)"): "UnknownArea"}
REFUSED: dict[Callable[[Path], Iterator[Printed]], dict[tuple[str, str], str]] = {
    # One file of 2025 gives inner and outer London in place of London.
    ehc_plans: {("E13000001", "Inner London"): "UnknownArea", ("E13000002", "Outer London"): "UnknownArea"},
    # The names are right and the codes wrong; headings and a second total are no areas.
    tribunal: {
        ("873", "Central Bedfordshire"): "CodeNameConflict",
        ("823", "Cambridgeshire"): "CodeNameConflict",
        ("892", "Northamptonshire7"): "CodeNameConflict",
        ("891", "Nottingham"): "CodeNameConflict",
        ("928", "Nottinghamshire"): "CodeNameConflict",
        ("", "INNER LONDON"): "UnknownArea",
        ("", "OUTER LONDON"): "UnknownArea",
        ("", "England total excluding suppressed"): "UnknownArea",
    },
    ombudsman: {},
    # The list's second code column still has Cumbria's for both of its successors.
    ofsted: {
        ("E10000006", "cumberland"): "CodeNameConflict",
        ("E10000006", "westmorland and furness"): "CodeNameConflict",
    },
    # Two cells of 2018 are on the boundaries of 2019.
    lait: GROUPS | {("838", "Dorset"): "CodeNameConflict"},
    # Invented rows.
    neet: {("", "Region demo"): "UnknownArea", ("", "LA demo"): "UnknownArea"},
    other_dfe: GROUPS | {("", "Old SNs:"): "UnknownArea", ("1000", "England (discontinued)"): "UnknownArea"},
    # Cumbria was gone in 2023; the two names of the registry are of no council and of two.
    name_lists: {
        ("942", "Cumbria"): "CodeNameConflict",
        ("943", "Cumbria"): "CodeNameConflict",
        ("E06000024", "north west somerset"): "UnknownArea",
        ("E07000229", "adur and worthing borough council"): "UnknownArea",
    },
}
"""What each source prints that is no area or contradicts itself."""


def refused(printed: Iterator[Printed]) -> dict[tuple[str, str], str]:
    """What does not resolve, without its period, and the kind of its error."""
    found = {}
    for period, code, name in dict.fromkeys(printed):
        try:
            agreed(code.strip(), name.strip(), period if period[:4].isdigit() else None)
        except (UnknownArea, CodeNameConflict) as problem:
            found[code, name] = type(problem).__name__
    return found


@pytest.mark.parametrize("source", REFUSED, ids=lambda source: source.__name__)
def test_every_code_and_name_resolves_or_is_refused_for_a_reason(
    source: Callable[[Path], Iterator[Printed]], published: Path
) -> None:
    printed = list(source(published))
    assert len(printed) > 150
    assert refused(iter(printed)) == REFUSED[source]


def test_codes_alone_would_misplace_five_tribunal_councils(published: Path) -> None:
    wrong = {
        name for _, code, name in tribunal(published) if code and area_for_code(code) != area_for_name(name)
    }
    assert wrong == {
        "Cambridgeshire", "Central Bedfordshire", "Northamptonshire7", "Nottingham", "Nottinghamshire"
    }  # fmt: skip


def test_every_council_of_the_ons_neighbours_is_known(published: Path) -> None:
    codes = pd.read_csv(published / "ons/global-neighbours.csv", **TEXT).stack().unique()
    english = [code for code in codes if code.startswith("E") and not code.startswith("E47")]
    assert len({area_for_code(code) for code in english}) > 300
