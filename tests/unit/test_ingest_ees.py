"""EES files become tidy rows from declarations; whatever is not declared stops the dataset by name."""

import dataclasses
import re

import pandas as pd
import pytest

from ingest import ees
from ingest.areas import CodeNameConflict, UnknownArea
from ingest.dataset import TIDY_COLUMNS, Dataset, Indicator, Release, RowsToColumns, Unreadable
from ingest.read import Source

PLACE = "country_code,country_name,region_code,region_name,new_la_code,old_la_code,la_name"
HEADER = f"time_period,time_identifier,geographic_level,{PLACE},breakdown_topic,breakdown,PLANS,late,note"
ENGLAND = "{period},Calendar year,National,E92000001,England,,,,,,{topic},{breakdown},{plans},{late},z"
SOUTH_WEST = (
    "{period},Calendar year,Regional,E92000001,England,E12000009,South West,,,,"
    "{topic},{breakdown},{plans},{late},z"
)
SOMERSET = (
    "{period},Calendar year,Local authority,E92000001,England,E12000009,South West,"
    "E10000027,933,Somerset,{topic},{breakdown},{plans},{late},z"
)
PLACES = (ENGLAND, SOUTH_WEST, SOMERSET)


def lines(
    *places: str, period: str = "2024", topic: str = "All plans", breakdown: str = "", plans: str = "9"
) -> list[str]:
    return [
        place.format(period=period, topic=topic, breakdown=breakdown or topic, plans=plans, late="x")
        for place in places
    ]


def dataset(*indicators: Indicator) -> Dataset:
    return Dataset(
        name="example",
        title="Example",
        publisher="",
        publication="",
        landing_page="",
        licence="",
        attribution="",
        releases=(),
        indicators=indicators
        or (
            Indicator("plans", "Plans", "plans", ("TotEHC", "plans")),
            Indicator("plans_late", "Late", "plans", ("late",)),
        ),
        total_labels=frozenset({"All plans", "All EHC plans"}),
        breakdowns=frozenset({"Source of request"}),
        groups=frozenset({"Sex"}),
    )


def source(rows: list[str], header: str = HEADER, periods: tuple[str, ...] = ("2024",)) -> Source:
    release = Release("2025", "file.csv", "", "", periods, not_kept=frozenset({"Note"}))
    return Source(release, "\r\n".join(["\ufeff" + header, *rows, ""]).encode())


def refused(rows: list[str], **kwargs: object) -> str:
    with pytest.raises(Unreadable) as error:
        ees.rows(source(rows, **kwargs), dataset())  # type: ignore[arg-type]
    assert "file.csv" in str(error.value)
    return str(error.value)


def test_totals_are_named_total_and_areas_get_their_one_code() -> None:
    tidy = ees.rows(source(lines(*PLACES)), dataset())
    assert list(tidy.columns) == TIDY_COLUMNS
    assert set(tidy["breakdown_topic"]) == set(tidy["breakdown"]) == {"Total"}
    somerset = tidy[tidy["geographic_level"] == "Local authority"].set_index("indicator")
    assert somerset["area_code"].tolist() == ["E06000066", "E06000066"]
    assert somerset["published_area_code"].tolist() == ["E10000027", "E10000027"]
    assert somerset["cell"].to_dict() == {"plans": "9", "plans_late": "x"}
    assert tidy.loc[tidy["geographic_level"] == "National", "published_area_code"].isna().all()


def test_a_declared_breakdown_is_kept_and_groups_are_for_a_table_of_their_own() -> None:
    rows = [
        *lines(*PLACES),
        *lines(ENGLAND, topic="Source of request", breakdown="Parent"),
        *lines(ENGLAND, topic="Sex", breakdown="Female"),
    ]
    tidy = ees.rows(source(rows), dataset())
    assert set(tidy["breakdown_topic"]) == {"Total", "Source of request"}
    assert set(tidy["breakdown"]) == {"Total", "Parent"}


def test_a_new_label_of_the_total_is_a_declaration_away() -> None:
    tidy = ees.rows(source(lines(*PLACES, topic="All EHC plans")), dataset())
    assert set(tidy["breakdown"]) == {"Total"}
    message = refused(lines(*PLACES, topic="Every EHC plan"))
    assert "unknown breakdown_topic 'Every EHC plan'" in message
    assert "`total_labels` in ingest/datasets/example.py" in message


def test_an_unknown_total_label_in_breakdown_is_refused() -> None:
    assert "unknown total label 'Grand total'" in refused(lines(*PLACES, breakdown="Grand total"))


def test_an_unknown_column_is_refused_with_the_mend() -> None:
    message = refused(lines(*PLACES), header=HEADER.replace("late", "delayed"))
    assert "unknown column 'delayed'" in message
    assert "ingest/datasets/example.py" in message
    assert "`not_kept`" in message


def test_a_missing_place_column_is_refused() -> None:
    assert "'la_name' is not there" in refused(lines(*PLACES), header=HEADER.replace("la_name", "council"))


def test_unknown_and_missing_periods_are_refused() -> None:
    assert "unknown time_period '2025'" in refused([*lines(*PLACES), *lines(*PLACES, period="2025")])
    assert "missing time_period '2023'" in refused(lines(*PLACES), periods=("2023", "2024"))


def test_an_unknown_time_identifier_or_level_is_refused() -> None:
    weeks = [line.replace("Calendar year", "Week 5") for line in lines(*PLACES)]
    assert "unknown time_identifier 'Week 5'" in refused(weeks)
    schools = [*lines(*PLACES), lines(SOMERSET)[0].replace("Local authority", "School")]
    assert "unknown geographic_level 'School'" in refused(schools)


@pytest.mark.parametrize(
    ("kept", "place"),
    [
        ((SOUTH_WEST, SOMERSET), "England"),
        ((ENGLAND, SOMERSET), "South West"),
        ((ENGLAND, SOUTH_WEST), "Somerset"),
    ],
)
def test_an_area_without_its_total_row_is_refused(kept: tuple[str, ...], place: str) -> None:
    rows = [*lines(*kept), *lines(*PLACES, topic="Sex", breakdown="Female")]
    assert f"no total row for {place}" in refused(rows)


def test_a_region_missing_in_one_year_is_refused() -> None:
    rows = [*lines(*PLACES, period="2023"), *lines(ENGLAND, SOMERSET, period="2024")]
    assert "no total row for South West (E12000009) in 2024" in refused(rows, periods=("2023", "2024"))


def test_a_region_that_only_its_councils_name_is_missed() -> None:
    assert "no total row for South West (E12000009) in 2024" in refused(lines(ENGLAND, SOMERSET))


def test_a_file_without_england_is_refused() -> None:
    assert "no National row" in refused(lines(SOUTH_WEST, SOMERSET))


def test_a_code_that_contradicts_its_name_is_refused() -> None:
    rows = [line.replace("E10000027", "E10000009") for line in lines(*PLACES)]
    with pytest.raises(CodeNameConflict, match=r"file\.csv.*E10000009.*Somerset"):
        ees.rows(source(rows), dataset())


def test_an_unknown_council_is_refused() -> None:
    rows = [line.replace("E10000027", "E06000999") for line in lines(*PLACES)]
    with pytest.raises(UnknownArea, match=r"file\.csv.*E06000999"):
        ees.rows(source(rows), dataset())


def spread_source(rows: list[str]) -> Source:
    header = f"time_period,time_identifier,geographic_level,{PLACE},establishment,Total_EHC,Total_EHC_pc"
    release = Release(
        "2022",
        "file.csv",
        "",
        "",
        ("2024",),
        not_kept=frozenset({"Total_EHC_pc"}),
        rows_to_columns=RowsToColumns(("establishment",), ("Total_EHC",)),
    )
    return Source(release, "\n".join([header, *rows, ""]).encode())


SPREAD = dataset(
    Indicator("plans", "", "plans", ("Total_EHC | All",)),
    Indicator("special", "", "plans", ("Total_EHC | Special",)),
)


def spread_rows(*establishments: str) -> list[str]:
    pairs = [(place, establishment) for place in PLACES for establishment in establishments]
    return [re.sub(r"\{topic\}.*", f"{name},5,1", place).format(period="2024") for place, name in pairs]


def test_rows_of_an_old_release_become_the_columns_of_a_new_one() -> None:
    rows = spread_rows("All", "Special")
    tidy = ees.rows(spread_source(rows[:-1]), SPREAD)
    assert set(tidy["indicator"]) == {"plans", "special"}
    assert tidy["cell"].tolist() == ["5"] * 5, "a row that the file lacks is no cell"


def test_an_unknown_row_of_an_old_release_is_an_unknown_column() -> None:
    with pytest.raises(Unreadable, match=r"unknown column 'total_ehc \| mars'"):
        ees.rows(spread_source(spread_rows("All", "Special", "Mars")), SPREAD)


def test_two_rows_for_one_cell_of_an_old_release_are_refused() -> None:
    with pytest.raises(Unreadable, match=r"two rows for 2024, Calendar year, , All"):
        ees.rows(spread_source(spread_rows("All", "All")), SPREAD)


def test_the_frame_that_was_read_is_not_shared() -> None:
    first, second = (ees.rows(source(lines(*PLACES)), dataset()) for _ in range(2))
    pd.testing.assert_frame_equal(first, second)


def test_of_a_file_seen_only_in_an_extract_the_same_rows_are_read() -> None:
    extract = [*lines(*PLACES), *lines(*PLACES, topic="Source of request", breakdown="Parent")]
    more = [*lines(*PLACES, period="2023"), *lines(*PLACES, topic="Age at 31 August 2025", breakdown="9")]
    release = dataclasses.replace(source([]).release, breakdowns_read=frozenset({"All plans", "Parent"}))
    read, expected = (
        ees.rows(dataclasses.replace(source(rows), release=release), dataset())
        for rows in ([*more, *extract], extract)
    )
    pd.testing.assert_frame_equal(read, expected)
    assert set(read["breakdown"]) == {"Total", "Parent"}
    renamed = dataclasses.replace(source(lines(*PLACES, topic="Every plan")), release=release)
    with pytest.raises(Unreadable, match="missing time_period '2024'"):
        ees.rows(renamed, dataset())
