"""Complaints to the Ombudsman about each council, all services together, from its statistics pages.

Each release is a layout of the pages, named after the year that most of them show; a page shows one year, and
its address is used again for the next. Districts and councils that are gone are kept under their own codes,
districts at their own geographic level. What this snapshot does not hold is left out: it is not nought.
"""

from __future__ import annotations

from functools import partial

import pandas as pd

from ingest import areas, lgsco
from ingest.checks import possible, sums_to, within
from ingest.checks.rows import cells, number, wide
from ingest.dataset import (
    LOCAL,
    TIDY_COLUMNS,
    TOTAL,
    Break,
    Context,
    Dataset,
    Indicator,
    Release,
    Unreadable,
    findings,
)
from ingest.lgsco_councils import Statistics
from ingest.read import Source

FILE = "lgsco/council_statistics_pages.csv"
LANDING_PAGE = f"{lgsco.SITE}/your-councils-performance"
DISTRICT = "Local authority district"
NOT_FIGURES = frozenset(
    ("page_council_name", "slug", "period_start", "period_end", "layout", "excerpt_complete", "url")
)
NOT_APPLICABLE = {"n/a": "z"}

COUNTS = (
    Indicator(
        "complaints_dealt_with",
        "Complaints and enquiries dealt with",
        "complaints",
        ("complaints_dealt_with",),
        since="2024-25",
    ),
    Indicator(
        "complaints_not_for_us",
        "Complaints not for the Ombudsman, or not ready for it",
        "complaints",
        ("not_for_us",),
        since="2024-25",
    ),
    Indicator(
        "complaints_assessed_and_closed",
        "Complaints assessed and closed",
        "complaints",
        ("assessed_and_closed",),
        since="2024-25",
    ),
    Indicator("complaints_investigated", "Complaints investigated", "complaints", ("investigated",)),
    Indicator("complaints_upheld", "Complaints upheld", "complaints", ("upheld",)),
)
# The pages for 2024-25 also print those with `until`, but further down than this snapshot holds.
RATES = (
    Indicator("upheld_rate", "Share of investigated complaints upheld", "%", ("upheld_rate_pct",)),
    Indicator(
        "similar_upheld_rate",
        "Average share upheld, authorities of the same type",
        "%",
        ("similar_average_pct",),
    ),
    Indicator("upheld_per_100k", "Upheld per 100,000 residents", "per 100,000", ("upheld_per_100k",)),
    Indicator(
        "similar_upheld_per_100k",
        "Average upheld per 100,000 residents, authorities of the same type",
        "per 100,000",
        ("similar_upheld_per_100k",),
        until="2023-24",
    ),
    Indicator(
        "satisfactory_remedy_rate",
        "Share of upheld complaints that the council had already put right",
        "%",
        ("satisfactory_remedy_pct",),
        until="2023-24",
    ),
    Indicator(
        "compliance_rate",
        "Share of recommendations the council carried out",
        "%",
        ("compliance_pct",),
        until="2023-24",
    ),
)


def tidy(source: Source) -> pd.DataFrame:
    """The rows of one layout, a line for each figure that a page prints."""
    table = source.table()
    require_columns(set(table), source.name)
    rows = table[table["layout"] == source.release.release].reset_index(drop=True)
    rows = rows.assign(time_period=financial_years(rows, source.name))
    require_periods(rows, source)
    rows["area_code"] = areas.resolve(
        rows, "ombudsman_councils", name="page_council_name", year="time_period", file=source.name
    )
    kinds = areas.table("areas").set_index("area_code")["type"]
    is_district = rows["area_code"].map(kinds).eq("District")
    figures = {indicator.names[0]: indicator.name for indicator in (*COUNTS, *RATES)}
    lines = rows.assign(
        release=source.release.release,
        time_identifier="Financial year",
        geographic_level=is_district.map({True: DISTRICT, False: LOCAL}),
        published_area_code=None,
        breakdown_topic=TOTAL,
        breakdown=TOTAL,
    ).rename(columns=figures)
    key = [column for column in TIDY_COLUMNS if column not in ("indicator", "cell")]
    lines = lines.melt(
        id_vars=key, value_vars=list(figures.values()), var_name="indicator", value_name="cell"
    )
    lines["cell"] = lines["cell"].str.strip().replace(NOT_APPLICABLE)
    return lines.loc[lines["cell"] != "", TIDY_COLUMNS]


def require_columns(found: set[str], file: str) -> None:
    """Raise unless the file has exactly the columns that are declared."""
    declared = NOT_FIGURES | {name for indicator in (*COUNTS, *RATES) for name in indicator.names}
    if found != declared:
        wrong = sorted(found ^ declared)
        raise Unreadable(
            f"{file}: the column {wrong[0]!r} is {'unknown' if wrong[0] in found else 'missing'}; "
            "mend the indicators of ingest/datasets/ombudsman_councils.py"
        )


def financial_years(rows: pd.DataFrame, file: str) -> pd.Series:
    """Each row's year as '202324'; every year is April to March."""
    first, last = rows["period_start"], rows["period_end"]
    whole = (
        first.str.endswith("-04-01")
        & last.str.endswith("-03-31")
        & (last.str[:4].astype("int64") - first.str[:4].astype("int64") == 1)
    )
    if not whole.all():
        odd = rows[~whole].iloc[0]
        raise Unreadable(
            f"{file}: {odd['page_council_name']} has the year {odd['period_start']} to {odd['period_end']}, "
            "which is not April to March; look at its page"
        )
    return first.str[:4] + last.str[2:4]


def require_periods(rows: pd.DataFrame, source: Source) -> None:
    """Raise unless a layout's rows are about the years that its release declares."""
    found, declared = sorted(set(rows["time_period"])), sorted(source.release.periods)
    if found != declared:
        raise Unreadable(
            f"{source.name}: layout {source.release.release} has the years {', '.join(found)}, declared are "
            f"{', '.join(declared)}; correct `periods` in ingest/datasets/ombudsman_councils.py"
        )


def rate_contradicted(tidy: pd.DataFrame, context: Context) -> pd.DataFrame:
    """A printed share upheld that its counts contradict beyond rounding to a whole per cent.

    Noted, not withheld: the counts are shown and the share worked out from them.
    """
    lines = wide(tidy, ["upheld_rate", "complaints_upheld", "complaints_investigated"]).dropna()
    lines["share"] = (
        100 * lines["complaints_upheld"] / lines["complaints_investigated"].replace(0, float("nan"))
    )
    found = lines[(lines["share"] - lines["upheld_rate"]).abs().gt(0.5 + 1e-6)]
    figures = found[["upheld_rate", "complaints_upheld", "complaints_investigated", "share"]].to_numpy()
    said = [
        f"{number(printed)} % is printed beside {number(upheld)} upheld of {number(investigated)} investigated, "
        f"which is {share:.1f} %"
        for printed, upheld, investigated, share in figures
    ]
    finding = pd.Series(said, index=found.index, dtype="str")
    return findings(cells(found, "upheld_rate"), "rate_contradicted", finding, quarantine=False)


def zero_after_abolition(tidy: pd.DataFrame, context: Context) -> pd.DataFrame:
    """A 0 for a council that had been abolished before the year began.

    Withheld: a page filled by machine prints 0 for a council about which nobody can complain any more.
    """
    last_day = tidy["area_code"].map(context.areas.set_index("area_code")["end"]).fillna("")
    gone = last_day.ne("") & (last_day < tidy["time_period"].str[:4] + "-04-01")
    found = tidy[gone & tidy["value"].eq(0) & tidy["indicator"].isin([count.name for count in COUNTS])]
    return findings(
        found, "zero_after_abolition", "0 for a council that was abolished on " + last_day[found.index]
    )


def release(layout: str, periods: tuple[str, ...]) -> Release:
    """The pages in one layout. They are fetched together, and kept for the day when their year is declared."""
    return Release(
        release=layout,
        file=FILE,
        title=f"Your council's performance: statistics pages in the layout of {layout}",
        address=LANDING_PAGE,
        periods=periods,
        rows=168,
        grows=True,
        origin=Statistics("2024-25"),
    )


DATASET = Dataset(
    name="ombudsman_councils",
    title="Complaints to the Ombudsman about each council, all services together",
    publisher=lgsco.PUBLISHER,
    publication="Your council's performance",
    landing_page=LANDING_PAGE,
    licence=lgsco.LICENCE,
    attribution=lgsco.ATTRIBUTION,
    period_kind="financial",
    releases=(
        release("2022-23", ("201819", "202223")),
        release("2023-24", ("201819", "202122", "202324")),
        release("2024-25", ("202425",)),
    ),
    indicators=(*COUNTS, *RATES),
    checks=(
        partial(
            sums_to,
            total="complaints_dealt_with",
            parts=("complaints_not_for_us", "complaints_assessed_and_closed", "complaints_investigated"),
        ),
        partial(within, pairs=(("complaints_upheld", "complaints_investigated"),)),
        partial(
            possible,
            counts=tuple(count.name for count in COUNTS),
            percentages=tuple(rate.name for rate in RATES if rate.unit == "%"),
        ),
        rate_contradicted,
        zero_after_abolition,
    ),
    breaks=(
        Break(
            "202223",
            "In 2022-23 the Ombudsman changed how it investigates, which raised the average uphold rate. "
            "It asks readers to compare a council with the average of its type, not with earlier years.",
        ),
        Break(
            "202425",
            "From 2024-25 the Ombudsman counts in other words: dealt with, not for us, assessed and "
            "closed, investigated. It does not say whether investigations are counted as before.",
        ),
    ),
    caveats=(
        "ombudsman_all_services",
        "ombudsman_2022_somerset",
        "ombudsman_2023_cumbria",
        "ombudsman_2023_hounslow",
    ),
    tidy=tidy,
    partial="Not loaded in this snapshot. The Ombudsman publishes a page for every council.",
)
