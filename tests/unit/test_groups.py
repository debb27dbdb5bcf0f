"""Groups: kept apart from totals, known by name, checked in their rows, and written by indicator."""

import io
from functools import partial

import pandas as pd
import pyarrow.parquet as pq
import pytest

from ingest import areas, ees, groups, store
from ingest.checks import percentages, sums_to
from ingest.checks.groups import add_up, of_groups
from ingest.dataset import COLUMNS, KEY, Context, Dataset, Indicator, Release, RowsToGroups, Unreadable
from ingest.groups import Groups
from ingest.read import Source
from tests.fixtures.made_up import context

PLACE = "country_code,country_name,region_code,region_name,new_la_code,old_la_code,la_name"
HEADER = f"time_period,time_identifier,geographic_level,{PLACE},breakdown_topic,breakdown,all,girls_pc,late"
PLACES = {
    "England": "National,E92000001,England,,,,,",
    "South West": "Regional,E92000001,England,E12000009,South West,,,",
    "Bristol": 'Local authority,E92000001,England,E12000009,South West,E06000023,801,"Bristol, City of"',
}
INDICATORS = (
    Indicator("plans", "Plans", "plans", ("all",)),
    Indicator("late", "Late plans", "plans", ("late",), below_zero=True),
    Indicator("late_percent", "Share late", "%", ("girls_pc",)),
)
DATASET = Dataset(
    "example", "", "", "", "", "", "", releases=(), indicators=INDICATORS,
    total_labels=frozenset({"All plans"}), groups=frozenset({"Sex", "Type of placement"}),
    checks=(
        partial(percentages, shares={"late_percent": ("late", "plans")}),
        partial(sums_to, total="plans", parts=("late",), exact=False),
    ),
)  # fmt: skip
TOTALS = [(place, "All plans", "All plans", "30", "10.0", "3") for place in PLACES]
SEXES = [("Bristol", "Sex", "Female", "10", "10.0", "1"), ("Bristol", "Sex", "Male", "20", "10.0", "2")]


def source(rows: list[tuple[str, ...]], **declared: object) -> Source:
    lines = [f"2024,Calendar year,{PLACES[place]},{','.join(cells)}" for place, *cells in rows]
    release = Release("2025", "file.csv", "", "", ("2024",), **declared)  # type: ignore[arg-type]
    return Source(release, "\n".join([HEADER, *lines, ""]).encode())


def gathered(rows: list[tuple[str, ...]]) -> Groups:
    found = groups.gathered(DATASET, [(source(rows), ees.wide(source(rows), DATASET))])
    assert found
    return found


def totals(rows: list[tuple[str, ...]]) -> pd.DataFrame:
    tidy = ees.rows(source(rows), DATASET)
    return tidy.assign(value=pd.to_numeric(tidy["cell"]), symbol=None)


def test_groups_are_apart_from_the_totals() -> None:
    assert set(ees.rows(source([*TOTALS, *SEXES]), DATASET)["breakdown"]) == {"Total"}
    found = gathered([*TOTALS, *SEXES])
    assert found.key[["area_code", "breakdown"]].to_numpy().tolist() == [
        ["E06000023", "Female"],
        ["E06000023", "Male"],
    ]
    assert found.value["plans"].tolist() == [10, 20]


def test_a_dataset_without_groups_has_none() -> None:
    assert groups.gathered(DATASET, [(source(TOTALS), ees.wide(source(TOTALS), DATASET))]) is None


def test_an_unknown_group_is_refused_with_the_mend() -> None:
    with pytest.raises(Unreadable, match=r"file\.csv: unknown group 'Girls' of 'Sex'.*groups\.csv"):
        gathered([*TOTALS, ("Bristol", "Sex", "Girls", "10", "10.0", "1")])


def test_an_unknown_symbol_in_a_group_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"file\.csv: unknown symbol '\?' at E06000023 2024 late"):
        gathered([*TOTALS, ("Bristol", "Sex", "Female", "10", "10.0", "?")])


def test_the_same_group_twice_is_refused() -> None:
    with pytest.raises(
        Unreadable, match=r"two rows for 2025, 2024, .*, Sex, Female: file\.csv prints 10, 10\.0, 1;"
    ):
        gathered([*TOTALS, SEXES[0], SEXES[0]])


def test_symbols_stay_and_an_indicator_without_any_figure_is_left_out() -> None:
    hidden = [("Bristol", "Sex", "Female", "x", "10.0", "x"), ("Bristol", "Sex", "Male", "20", "z", "x")]
    found = gathered([*TOTALS, *hidden])
    assert set(found.value) == {"plans", "late_percent"}
    assert found.symbol["plans"].fillna("").tolist() == ["x", ""]


def test_the_table_of_groups_holds_observations_by_indicator_and_the_same_bytes_each_time() -> None:
    rows = [*TOTALS, *SEXES]
    content = groups.parquet(gathered(rows), {"name": "example_by_group"})
    assert content == groups.parquet(gathered(rows), {"name": "example_by_group"})
    file = pq.ParquetFile(io.BytesIO(content))
    assert list(file.schema_arrow.metadata) == [store.METADATA]
    assert file.num_row_groups == len(INDICATORS)
    table = file.read().to_pandas()
    assert list(table) == COLUMNS
    assert table["indicator"].tolist() == ["late", "late", "late_percent", "late_percent", "plans", "plans"]
    assert (table["value"].isna() ^ table["symbol"].isna()).all()


def test_checks_of_one_row_look_into_groups() -> None:
    wrong = ("Bristol", "Sex", "Male", "20", "40.0", "2")
    found = pd.concat(of_groups(gathered([*TOTALS, SEXES[0], wrong]), DATASET, context()))
    assert set(found["breakdown"]) == {"Male"}
    assert set(found["indicator"]) == {"late", "late_percent"}
    assert found["quarantine"].all()


def test_a_few_cases_too_many_in_a_group_are_noted_only() -> None:
    few = ("Bristol", "Sex", "Female", "10", "120.0", "12")
    found = pd.concat(of_groups(gathered([*TOTALS, few]), DATASET, context()))
    sums = found[found["check"] == "sums_to"]
    assert sums["quarantine"].tolist() == [False]


def test_a_negative_count_in_a_group_is_refused_unless_the_indicator_is_known_for_it() -> None:
    with pytest.raises(Unreadable, match=r"file\.csv: -10 at E06000023 2024 plans is below 0"):
        gathered([*TOTALS, ("Bristol", "Sex", "Female", "-10", "z", "1")])
    parts = gathered([*TOTALS, ("Bristol", "Sex", "Female", "10", "z", "-1"), SEXES[1]])
    found = pd.concat(of_groups(parts, DATASET, context()))
    assert found[["check", "indicator", "published"]].to_numpy().tolist() == [["possible", "late", -1.0]]
    cleared = parts.without(found)
    assert cleared.symbol["late"].fillna("").tolist() == ["withheld", ""]
    assert cleared.value["late"].fillna(0).tolist() == [0, 2]
    assert parts.value["late"].tolist() == [-1, 2]


def test_a_regions_group_that_its_councils_exceed_is_withheld() -> None:
    region = ("South West", "Sex", "Female", "9", "10.0", "1")
    real = Context(areas=areas.table("areas"), previous=None, built=pd.DataFrame)
    found = pd.concat(of_groups(gathered([*TOTALS, *SEXES, region]), DATASET, real))
    exceeded = found[found["check"] == "councils_exceed"]
    assert exceeded[["area_code", "indicator", "published", "quarantine"]].to_numpy().tolist() == [
        ["E12000009", "plans", 9.0, True]
    ]
    assert exceeded["finding"].tolist() == ["9 is printed, but its parts add up to 10."]


def test_groups_that_do_not_add_up_to_their_total_are_noted_at_the_total() -> None:
    rows = [*TOTALS, SEXES[0], ("Bristol", "Sex", "Male", "19", "10.5", "2")]
    found = add_up(gathered(rows), totals(rows), DATASET)
    assert found[["area_code", "breakdown", "indicator"]].to_numpy().tolist() == [
        ["E06000023", "Total", "plans"]
    ]
    assert found["finding"].tolist() == ["30 is printed, but its groups add up to 29 by sex."]
    assert not found["quarantine"].any()
    assert add_up(gathered([*TOTALS, *SEXES]), totals([*TOTALS, *SEXES]), DATASET).empty


def test_parts_of_a_subtotal_are_not_counted_twice() -> None:
    places = [
        ("Bristol", "Type of placement", "Special - total", "30", "10.0", "3"),
        ("Bristol", "Type of placement", "Special - independent", "30", "10.0", "3"),
    ]
    assert add_up(gathered([*TOTALS, *places]), totals([*TOTALS, *places]), DATASET).empty


def test_a_column_can_name_the_groups() -> None:
    header = f"time_period,time_identifier,geographic_level,{PLACE},age,all"
    cells = [f"2024,Calendar year,{PLACES[place]},Total,30" for place in PLACES]
    cells.append(f"2024,Calendar year,{PLACES['Bristol']},Under 5,4")
    release = Release("2022", "old.csv", "", "", ("2024",), rows_to_groups=RowsToGroups("age", "Age group"))
    dataset = Dataset("example", "", "", "", "", "", "", (), INDICATORS[:1], groups=frozenset({"Age group"}))
    table = ees.wide(Source(release, "\n".join([header, *cells, ""]).encode()), dataset)
    assert ees.melted(table, dataset)["cell"].tolist() == ["30", "30", "30"]
    found = groups.gathered(dataset, [(source([]), table)])
    assert found
    assert found.key["breakdown"].tolist() == ["Under 5"]


def test_regions_that_are_not_ours_are_left_out() -> None:
    halves = [line.replace("E12000009,South West", "E13000001,Inner London") for line in PLACES.values()]
    rows = [f"2024,Calendar year,{line},All plans,All plans,30,10.0,3" for line in halves]
    release = Release("2025", "f.csv", "", "", ("2024",), regions_not_kept=frozenset({"E13000001"}))
    table = ees.wide(Source(release, "\n".join([HEADER, *rows, ""]).encode()), DATASET)
    assert table["geographic_level"].tolist() == ["National", "Local authority"]


def test_groups_csv_is_whole() -> None:
    listed = groups.known()
    assert not listed.duplicated(groups.TOPIC).any()
    assert listed[["topic", "label", "order"]].ne("").all(axis=None)
    assert listed["order"].str.fullmatch(r"\d+").all()
    parts = listed[listed["part_of"] != ""]
    whole = set(listed.loc[listed["part_of"] == "", groups.TOPIC].itertuples(index=False, name=None))
    assert set(parts[["breakdown_topic", "part_of"]].itertuples(index=False, name=None)) <= whole


def test_the_key_of_groups_is_that_of_observations() -> None:
    assert set(groups.ORDER) == set(KEY) - {"indicator"}
