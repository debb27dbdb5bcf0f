"""Measures a build from one large file: python -m bench.large_file [--megabytes 400] [--kept 20]

The files are made for the purpose and thrown away. They have the layout of Explore Education Statistics. The large one
has figures of every council, region and England in each year, in total and by sex, and beside each of these rows many
of schools, which the dataset does not keep: about 999 of 1,000 rows are dropped as they are read, so that its memory
says nothing of a file of which every row is kept. A zip of it is measured too. Of two smaller files, of councils by age
with many columns, every row is kept: what the larger takes more than the smaller is the memory that a megabyte costs.

A line of JSON for each file tells its megabytes, how many of them are of rows that are kept, the seconds that the build
took, the megabytes read in a second, and the most memory that its process had, Python and pandas included.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest import areas, build, ehc_plans, groups
from ingest.absences import there
from ingest.dataset import LOCAL, NATIONAL, REGIONAL, Dataset, Indicator, Release

YEARS = ehc_plans.calendar_years(2019, 2024)
GROUPS = (("Total", "Total", 1000), (ehc_plans.SEX, "Female", 400), (ehc_plans.SEX, "Male", 600))
AGE = "Child or young persons age"
MILLION = 10**6
FIGURES = ("plans", "requests", "assessments", "appeals")
HEADER = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,"
    "old_la_code,new_la_code,la_name,school,breakdown_topic,breakdown"
)


def dataset(member: str = "", figures: Sequence[str] = FIGURES) -> Dataset:
    """A dataset of one release: a CSV, or the member of a zip, with these columns of figures."""
    release = Release(
        release="2025",
        file="large.zip" if member else "large.csv",
        member=member,
        title="Made for a measurement",
        address="https://example.org",
        periods=YEARS,
        not_kept=frozenset({"school"}),
        rows_not_kept={"geographic_level": frozenset({"School"})},
    )
    indicators = tuple(Indicator(name, name, "plans", (name,)) for name in figures)
    topics = frozenset({ehc_plans.SEX, AGE})
    return ehc_plans.dataset(
        name="large", title="Large", releases=(release,), indicators=indicators, groups=topics
    )


def places(year: str) -> Iterator[tuple[str, int]]:
    """The columns that name each area of a year, and how many councils it has."""
    known = areas.table("areas").set_index("area_code")
    councils = known.loc[sorted(there(f"{year}-12-31", LOCAL))]
    country = "E92000001,England"
    yield f"{NATIONAL},{country},,,,,,", len(councils)
    for region, members in councils.groupby(["region_code", "region"]):
        yield f"{REGIONAL},{country},{region[0]},{region[1]},,,,", len(members)
    for code, row in councils.iterrows():
        yield f'{LOCAL},{country},{row.region_code},{row.region},{row.la_code},{code},"{row["name"]}",', 1


def rows() -> Iterator[str]:
    """The rows that are kept."""
    for year in YEARS:
        for place, councils in places(year):
            for topic, group, figure in GROUPS:
                yield (
                    f"{year},Calendar year,{place},{topic},{group}"
                    + f",{figure * councils}" * len(FIGURES)
                    + "\n"
                )


def make(path: Path, megabytes: int) -> None:
    """Write a file of this size."""
    kept = list(rows())
    school = "2024,Calendar year,School,E92000001,England,E12000007,London,302,E09000003,Barnet,A school"
    school += ",Total,Total" + ",12" * len(FIGURES) + "\n"
    between = school * round((megabytes * MILLION / len(kept) - len(kept[-1])) / len(school))
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{HEADER},{','.join(FIGURES)}\n")
        for row in kept:
            file.write(row)
            file.write(between)


def make_kept(path: Path, megabytes: int) -> None:
    """Write a file of about this size of which every row is kept: councils by age, with as many columns as it takes."""
    known = groups.known()
    ages = known.loc[known["breakdown_topic"].eq(AGE) & known["part_of"].eq(""), "breakdown"].tolist()
    lines = [
        (f"{year},Calendar year,{place},{topic},{group}", figure * councils)
        for year in YEARS
        for place, councils in places(year)
        for topic, group, figure in [
            ("Total", "Total", 10 * len(ages)),
            *((AGE, age, 10) for age in ages),
        ]
    ]
    room = megabytes * MILLION - sum(len(place) + 1 for place, _ in lines)
    columns = max(1, round(room / sum(len(str(figure)) + 1 for _, figure in lines)))
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{HEADER},{','.join(f'figure_{number}' for number in range(columns))}\n")
        file.writelines(place + f",{figure}" * columns + "\n" for place, figure in lines)


def figures_of(path: Path) -> list[str]:
    """The columns of figures of a file that was made here."""
    with path.open(encoding="utf-8") as file:
        return file.readline().strip().removeprefix(f"{HEADER},").split(",")


def kept_alone(folder: Path, megabytes: int) -> dict[str, float]:
    """What a build of a file takes of which every row is kept, and what a megabyte more of it costs in memory."""
    taken = []
    for size in (max(1, megabytes // 4), megabytes):
        made = folder / f"kept {size}"
        made.mkdir()
        make_kept(made / "large.csv", size)
        taken.append({**measured(made), "mb_kept": (made / "large.csv").stat().st_size / MILLION})
    smaller, larger = taken
    cost = (larger["peak_mb"] - smaller["peak_mb"]) / (larger["mb_kept"] - smaller["mb_kept"])
    return {**larger, "mb_kept": round(larger["mb_kept"], 1), "peak_mb_per_mb_kept": round(cost, 1)}


def measured(folder: Path, member: str = "") -> dict[str, float]:
    """What a build of the file in the folder took, in a process of its own."""
    start = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "bench.large_file", "--build", str(folder), "--member", member]
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"the build ended with exit code {child.returncode}")
    seconds, megabytes = time.perf_counter() - start, (folder / "large.csv").stat().st_size / MILLION
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / MILLION
    return {
        "file_mb": round(megabytes),
        "seconds": round(seconds, 1),
        "mb_per_second": round(megabytes / seconds),
        "peak_mb": round(peak),
    }


def main() -> None:
    asked = argparse.ArgumentParser(description="Measure a build from one large file.")
    asked.add_argument("--megabytes", type=int, default=400, help="how large the file is (default 400)")
    asked.add_argument(
        "--kept", type=int, default=20, help="how large the file is whose rows are all kept (default 20)"
    )
    asked.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    asked.add_argument("--member", default="", help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.build:
        large = dataset(options.member, figures_of(options.build / "large.csv"))
        build.build(large, options.build, options.build / "data", ["large"], "2026-01-01")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder / "large.csv", options.megabytes)
        kept = round(sum(map(len, rows())) / MILLION, 1)
        print(
            f"Of the large file all but {kept} MB of rows are dropped as they are read: its memory is not that of a "
            "file whose rows are kept, which the last line tells.",
            flush=True,
        )
        print(json.dumps({"csv": {**measured(folder), "mb_kept": kept}}), flush=True)
        with zipfile.ZipFile(folder / "large.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.write(folder / "large.csv", "large.csv")
        print(json.dumps({"zip": {**measured(folder, "large.csv"), "mb_kept": kept}}), flush=True)
        print(json.dumps({"all_rows_kept": kept_alone(folder, options.kept)}))


if __name__ == "__main__":
    main()
