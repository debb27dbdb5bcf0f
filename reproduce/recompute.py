"""Three headline measures worked out a second time, straight from the publishers' files, with polars.

    python -m reproduce.recompute FOLDER

Plans in 20 weeks, refusals, and complaints upheld, for every council and year; each figure is set beside the one that
`python -m metrics show` prints. Nothing here imports the ingest or the metrics: only files are shared, among them the
list of codes that changed. Exit code 0: every cell agrees; 1: some differ, and are printed.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl

ROOT = Path(__file__).resolve().parents[1]
PLANS = "dfe/ehc-plans/"
OF_2022, OF_2025 = (f"{PLANS}education-health-and-care-plans_{year}.zip" for year in (2022, 2025))
MI_2022, MI_2023 = f"{OF_2022}!data/sen2_mi.csv", f"{PLANS}sen2_mi_2023.csv"
ON_TIME = ("plans_issued_20_weeks_ex", "plans_issued_den_ex")
REFUSED = ("requests_decided_not_to_assess", "requests_received_in_year")
FILES = {
    "ehc_plans_in_20_weeks": (
        (MI_2022, "NoExc20weekEHC", "TotNoExcEHC"),
        (MI_2023, "no_exc_20week_ehc", "tot_no_exc_ehc"),
        (f"{OF_2025}!data/timeliness_20_week.csv", *ON_TIME),
        (f"{PLANS}timeliness_20_week_2026_extract.csv", *ON_TIME),
    ),
    "ehc_requests_refused": (
        (MI_2022, "AssRefusedEHC", "InreqEHC"),
        (MI_2023, "ass_refused_ehc", "inreq_ehc"),
        (f"{OF_2025}!data/requests.csv", *REFUSED),
        (f"{PLANS}requests_2026_extract.csv", *REFUSED),
    ),
}
"""Measure -> its files, the oldest release first, and the columns above and below the line."""
UPHELD, NAMES = "lgsco/council_statistics_pages.csv", "names/uk_local_authorities_future.csv"
CLOSE = 1e-6
NOT_OURS = ("withheld", "not_shown")
"""Symbols of figures that are published and that the site keeps back, with its reason."""
KEY = ["area_code", "period"]
PLAIN = re.compile(r"\b(london|royal|metropolitan|district|borough|county|city|council|of|the|and)\b|[^a-z]")


def main() -> int:
    """Compare each measure and print what came of it."""
    if len(sys.argv) != 2:
        print("usage: python -m reproduce.recompute FOLDER", file=sys.stderr)
        return 2
    folder, wrong = Path(sys.argv[1]), 0
    for metric, second in recomputed(folder):
        told = compared(metric, printed(metric), second)
        wrong += told.height
        if told.height:
            print(told)
    return 1 if wrong else 0


def recomputed(folder: Path) -> Iterator[tuple[str, pl.DataFrame]]:
    """Each measure with its figures from the files: KEY, top, bottom and value."""
    for metric, files in FILES.items():
        yield metric, newest([plans(folder, *each) for each in files])
    yield "ombudsman_upheld_rate", upheld(folder)


def read(folder: Path, file: str) -> pl.DataFrame:
    """A published CSV, all of it text; 'archive!member' for one inside a zip."""
    archive, _, member = file.partition("!")
    content = (folder / archive).read_bytes()
    if member:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            content = opened.read(member)
    return pl.read_csv(io.BytesIO(content), infer_schema=False)


def plans(folder: Path, file: str, top: str, bottom: str) -> pl.DataFrame:
    """The rows of everyone in one release: KEY, and the two counts, null where a symbol stands."""
    rows = read(folder, file)
    if "breakdown" in rows.columns:
        rows = rows.filter(pl.col("breakdown").str.starts_with("All"))
    code = (
        pl.when(pl.col("geographic_level") == "National")
        .then(pl.col("country_code"))
        .when(pl.col("geographic_level") == "Regional")
        .then(pl.col("region_code"))
        .otherwise(pl.col("new_la_code"))
    )
    return rows.select(
        area_code=code.replace(moved()),
        period=pl.col("time_period"),
        top=pl.col(top).cast(pl.Float64, strict=False),
        bottom=pl.col(bottom).cast(pl.Float64, strict=False),
    )


def moved() -> dict[str, str]:
    """Codes that publishers print for councils whose code has changed -> the one in use."""
    codes = reference("area_codes")
    return dict(zip(codes["code"], codes["area_code"], strict=True))


def reference(name: str) -> pl.DataFrame:
    """A hand-kept table, all of it text."""
    return pl.read_csv(ROOT / "data" / "reference" / f"{name}.csv", infer_schema=False)


def newest(releases: list[pl.DataFrame]) -> pl.DataFrame:
    """Of each place and year the row of the newest release that has one: a symbol there takes a figure back."""
    return shared(pl.concat(releases).unique(KEY, keep="last", maintain_order=True))


def upheld(folder: Path) -> pl.DataFrame:
    """Complaints upheld of those investigated, by council as the pages name it and by financial year."""
    names = read(folder, NAMES).filter(pl.col("gss-code").is_not_null())
    codes = {
        plain(name): code
        for column in ("official-name", "nice-name")
        for name, code in names.select(column, "gss-code").iter_rows()
        if name
    }
    rows = read(folder, UPHELD).with_columns(start=pl.col("period_start").str.slice(0, 4).cast(pl.Int32))
    council = pl.col("page_council_name").map_elements(lambda name: codes.get(plain(name)), pl.String)
    return shared(
        rows.select(
            area_code=council.replace(moved()),
            period=pl.format("{}-{}", "start", (pl.col("start") + 1).cast(pl.String).str.slice(2, 2)),
            top=pl.col("upheld").cast(pl.Float64, strict=False),
            bottom=pl.col("investigated").cast(pl.Float64, strict=False),
        )
    )


def plain(name: str) -> str:
    """A council's name without what kind of council it is: 'kirklees'."""
    return PLAIN.sub("", name.lower().replace("&", " and "))


def shared(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with their percentage, null where there is nothing to take one of."""
    share = pl.when(pl.col("bottom") > 0).then(100 * pl.col("top") / pl.col("bottom"))
    return rows.with_columns(value=share)


def printed(metric: str) -> pl.DataFrame:
    """What the site's command line says of a measure."""
    command = [sys.executable, "-m", "metrics", "show", metric]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    numbers = dict.fromkeys(("value", "numerator", "denominator"), pl.Float64)
    return pl.read_csv(io.BytesIO(done.stdout), infer_schema=False).cast(numbers)


def compared(metric: str, ours: pl.DataFrame, second: pl.DataFrame) -> pl.DataFrame:
    """The cells that differ, after a line about all of them.

    A figure that the site keeps back, or has put right as the publisher said, differs by intent: it is counted apart.
    """
    both = ours.join(second, on=KEY, how="left", suffix="_second").with_columns(
        is_same=(
            pl.col("value").sub(pl.col("value_second")).abs().lt(CLOSE)
            & pl.col("numerator").eq(pl.col("top"))
            & pl.col("denominator").eq(pl.col("bottom"))
        ).fill_null(False),
        is_gap=pl.col("value").is_null() & pl.col("value_second").is_null(),
        is_kept_back=pl.col("value").is_null() & pl.col("symbol").is_in(NOT_OURS),
    )
    meant = both.filter(~pl.col("is_gap") & pl.col("is_kept_back"))
    right = both.filter(~pl.col("is_same")).join(replaced(), on=[*KEY, "numerator"], how="semi")
    others = both.join(pl.concat([meant, right]), on=KEY, how="anti")
    differ = others.filter(~pl.col("is_same") & ~pl.col("is_gap")).select(*KEY, "value", "value_second")
    there = [pl.col(name).is_in(ours[name].unique().to_list()) for name in KEY]
    missed = second.filter(pl.col("value").is_not_null(), *there).join(ours, on=KEY, how="anti")
    differ = pl.concat([differ, missed.select(*KEY, value_second="value")], how="diagonal")
    same, gaps = (others.filter(pl.col(name)).height for name in ("is_same", "is_gap"))
    print(
        f"{metric}: {same:,} figures agree, {gaps:,} are gaps in both, {meant.height:,} are kept back here, "
        f"{right.height:,} put right as the publisher said, {differ.height:,} differ",
        flush=True,
    )
    return differ


def replaced() -> pl.DataFrame:
    """The counts above the line that the corrections put right: KEY and numerator."""
    rows = reference("corrections").filter(pl.col("action") == "replace")
    return rows.select(
        "area_code", period="time_period", numerator=pl.col("ours").cast(pl.Float64, strict=False)
    )


if __name__ == "__main__":
    sys.exit(main())
