"""Appeals to the SEND Tribunal, the decisions that could be appealed, and the rate of one to the other.

Three tables with titles, two header rows and names of regions between the councils. The decisions of the old method are
refusals, assessments without a plan, plans in the following January and plans ceased because needs are met; the new
method (2024 on, in development) counts decisions on annual reviews instead of plans.
"""

import re
from decimal import Decimal
from functools import partial

import pandas as pd

from ingest import areas, ehc_plan_files, ehc_plans
from ingest.checks import (
    Part,
    exchanged,
    general,
    jumps,
    percentages,
    rebuilt,
    unequal_coverage,
    within,
    zero_between,
)
from ingest.dataset import (
    LOCAL,
    NATIONAL,
    TIDY_COLUMNS,
    TOTAL,
    Break,
    Dataset,
    Indicator,
    Release,
    Unreadable,
)
from ingest.gov_uk import Attachment
from ingest.read import Source

NAME = "tribunal_appeals"
ENGLAND, ENGLAND_TOTAL = "E92000001", "england total"
# A total of 2024 "excluding suppressed": its 22,082 appeals leave out only four of the six councils without
# decisions, and so do not give its 5.7 % of 364,912 decisions (20,771 do).
TOTAL_NOT_KEPT = "england total excluding suppressed"
HEADINGS = {
    "appeals registered": "appeals",
    "appeals": "appeals",
    "total appealable decisions": "decisions",
    "send tribunal appeal rate": "rate",
    "in development total appealable decisions": "decisions_new_method",
    "in development send tribunal appeal rate": "rate_new_method",
}
# These releases print the new method alone and call it by the plain names.
NEW_METHOD_ONLY = {"2026": {"decisions": "decisions_new_method", "rate": "rate_new_method"}}
# "-" is a printed zero (the same cells are 0 in the table of 2014 to 2022), "~" suppressed, ".." not available.
PRINTED = {"-": "0", "~": "c", "..": "x", "": "x"}


def tidy(source: Source) -> pd.DataFrame:
    """The figures of England and of every council in force, a row for each year and figure; regions have none."""
    long = body(source).melt(["code", "name"], var_name="column", value_name="printed")
    long["time_period"], long["indicator"] = long["column"].str[0], long["column"].str[1]
    rows = placed(long, source)
    return rows.assign(
        release=source.release.release,
        time_identifier="Calendar year",
        breakdown_topic=TOTAL,
        breakdown=TOTAL,
        cell=rows["printed"].map(partial(cell, fractions=source.suffix == ".ods")),
    )[TIDY_COLUMNS]


def body(source: Source) -> pd.DataFrame:
    """`name`, `code` ('' where none is printed) and a column for each (year, indicator), down to England's totals."""
    grid, top = table(source)
    years = grid.loc[top].where(is_year(grid.loc[top])).ffill()
    words = grid.loc[top + 1].map(areas.plain)
    figures = {
        at: (years[at], indicator(words[at], source)) for at in grid if words[at] and years.notna()[at]
    }
    coded = [at for at in grid if "code" in f"{areas.plain(grid[at][top])} {words[at]}".split()]
    rows = grid.loc[top + 2 :].map(str.strip)
    totals = rows.index[rows[0].map(areas.plain).isin([ENGLAND_TOTAL, TOTAL_NOT_KEPT])]
    if totals.empty:
        raise Unreadable(f"{source.name}: no row {ENGLAND_TOTAL!r}: fetch it again, or correct ENGLAND_TOTAL")
    rows = rows.loc[: totals[-1]]
    rows = rows[rows[list(figures)].ne("").any(axis=1)]
    found = rows[list(figures)].set_axis(pd.Index(list(figures.values()), tupleize_cols=False), axis=1)
    return found.assign(name=rows[0], code=rows[coded[0]] if coded else "")


def table(source: Source) -> tuple[pd.DataFrame, int]:
    """The sheet by council and the row of its years: the first row of any sheet that holds two years."""
    for sheet in source.sheets():
        grid = source.grid(sheet)
        tops = grid.index[is_year(grid).sum(axis=1).ge(2)]
        if len(tops):
            return grid, tops[0]
    raise Unreadable(f"{source.name}: no row holds the years: correct `table` in ingest/datasets/{NAME}.py")


def is_year(cells: pd.DataFrame | pd.Series) -> pd.DataFrame | pd.Series:
    """Which cells hold nothing but a year of this century."""
    return cells.map(lambda text: bool(re.fullmatch(r"20\d\d", text.strip())))


def indicator(words: str, source: Source) -> str:
    """The indicator of a heading; raises Unreadable for one that is not in HEADINGS."""
    if words not in HEADINGS:
        raise Unreadable(
            f"{source.name}: unknown column {words!r}; add it to HEADINGS in ingest/datasets/{NAME}.py"
        )
    return NEW_METHOD_ONLY.get(source.release.release, {}).get(HEADINGS[words], HEADINGS[words])


def placed(long: pd.DataFrame, source: Source) -> pd.DataFrame:
    """Rows with their area, of England and of councils in force at any time of the year.

    A printed row keeps its code through all years; for years before that authority the name says which it was (Dorset).
    A code that belongs to another authority than the row stays in `published_area_code`.
    """
    label = long["name"].map(areas.plain)
    england = long[label == ENGLAND_TOTAL].assign(
        area_code=ENGLAND, published_area_code=None, geographic_level=NATIONAL
    )
    councils = long[~label.isin([ENGLAND_TOTAL, TOTAL_NOT_KEPT])]
    area = areas.resolve(councils, NAME, "code", "name", file=source.name)
    began_later = ~in_force(area, councils["time_period"])
    named = areas.resolve(councils[began_later], NAME, name="name", file=source.name, year="time_period")
    area = named.reindex(area.index).fillna(area)
    coded = councils["code"].map(lambda code: areas.area_for_code(code) if code else None)
    councils = councils.assign(
        area_code=area,
        published_area_code=councils["code"].where(coded.notna() & coded.ne(area)),
        geographic_level=LOCAL,
    )
    return pd.concat([england, councils[in_force(area, councils["time_period"])]], ignore_index=True)


def in_force(area: pd.Series, years: pd.Series) -> pd.Series:
    """Whether each authority existed at any time of the year."""
    known = areas.table("areas").set_index("area_code")
    start, end = area.map(known["start"]), area.map(known["end"])
    return start.le(years + "-12-31") & (end.eq("") | end.ge(years + "-01-01"))


def cell(text: str, fractions: bool) -> str:
    """A printed cell as the readers of figures know it: no percent sign, symbols of the standard, 0.0163 as 1.63."""
    if text in PRINTED:
        return PRINTED[text]
    if fractions and "." in text:
        return format(Decimal(text) * 100, "f")
    return text.removesuffix("%")


INDICATORS = (
    Indicator("appeals", "Appeals registered", "appeals"),
    Indicator("decisions", "Decisions that could be appealed, old method", "decisions", until="2025"),
    Indicator("rate", "Appeal rate, old method", "%", until="2025"),
    Indicator(
        "decisions_new_method", "Decisions that could be appealed, new method", "decisions", since="2025"
    ),
    Indicator("rate_new_method", "Appeal rate, new method", "%", since="2025"),
)
# What the old method's decisions are made of, in the publisher's own notes.
DECISIONS = (
    Part("ehc_plan_requests", "requests_refused"),
    Part("ehc_plan_assessments", "assessments_no_plan"),
    Part("ehc_plan_caseload", "plans_and_statements", otherwise="plans", ahead=1),
    Part("ehc_plans_ceased", "ceased_needs_met", otherwise="ceased_needs_met_school_age"),
)
SHARES = {"rate": ("appeals", "decisions"), "rate_new_method": ("appeals", "decisions_new_method")}
CHECKS = (
    *general(INDICATORS),
    partial(percentages, shares=SHARES),
    partial(within, pairs=tuple(SHARES.values())),
    partial(unequal_coverage, shares=tuple(SHARES.values())),
    partial(jumps, indicators=("appeals", "decisions", "decisions_new_method")),
    partial(exchanged, indicators=("decisions", "decisions_new_method")),
    partial(zero_between, indicators=("decisions",)),
    partial(rebuilt, total="decisions", parts=DECISIONS),
)

DATASET = Dataset(
    name=NAME,
    title="SEND Tribunal appeals and appeal rates",
    publisher="Ministry of Justice and Department for Education",
    publication="SEND Tribunal appeal rate",
    landing_page="https://www.gov.uk/government/collections/tribunals-statistics",
    licence="Open Government Licence v3.0",
    attribution="Source: Ministry of Justice (HM Courts and Tribunals Service, appeals) and Department for Education "
    "(SEN2, decisions). Contains public sector information licensed under the Open Government Licence v3.0.",
    releases=(
        Release(
            release="2022",
            file="moj/send_appeal_rate_table_2014-2022.ods",
            title="SEND Tribunal appeal rate, 2014 to 2022",
            address="https://www.gov.uk/government/collections/tribunals-statistics",
            periods=tuple(str(year) for year in range(2014, 2023)),
            origin=Attachment(
                page="/government/statistics/tribunals-statistics-quarterly-july-to-september-2023",
                words="send.*appeal.?rate",
                suffix=".ods",
                release="2022",
                collection="/government/collections/tribunals-statistics",
                edition="july to september",
                due="December",
            ),
        ),
        Release(
            release="2025",
            file="dfe/ehc-plans/education-health-and-care-plans_2025.zip",
            member="supporting-files/SEND Tribunals and appeal rate 2014-2024.csv",
            title="SEND Tribunals and appeal rate, 2014 to 2024",
            address=f"{ehc_plans.SITE}/2025",
            periods=tuple(str(year) for year in range(2014, 2025)),
            origin=ehc_plan_files.WHOLE["2025"],
        ),
        Release(
            release="2026",
            file="moj/SEND appealable decisions rate 2024-2025.csv",
            title="SEND appealable decisions rate, 2024 and 2025",
            address=f"{ehc_plans.SITE}/2026",
            periods=("2024", "2025"),
            origin=ehc_plan_files.APPEALS_2026,
        ),
    ),
    indicators=INDICATORS,
    checks=CHECKS,
    after=tuple(dict.fromkeys(part.dataset for part in DECISIONS)),
    caveats=(
        "tribunal_2024_exchanged",
        "tribunal_2025_unverified",
        "tribunal_2024_england",
        "tribunal_2025_england",
        "tribunal_2024_reviews_hertfordshire",
        "tribunal_2025_reviews",
        "tribunal_2021_northamptonshire",
        "tribunal_2021_decisions",
        "tribunal_2022_parts",
        "tribunal_2023_parts",
        "tribunal_2024_parts",
        "tribunal_2024_newham",
    ),
    breaks=(
        Break(
            "2022",
            "Decisions come from records of each child from 2022 on, before from totals of each council.",
        ),
    ),
    tidy=tidy,
)
