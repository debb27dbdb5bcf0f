"""A measure by group: shares and counts with their intervals, small groups and gaps not shown, the order of readers."""

import json
import shutil
from collections.abc import Iterator

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from metrics import cells, compute, groups, tables
from metrics.intervals import wilson
from tests.fixtures.small_data import ROOT, SmallData, _observation

LEEDS, YORK, ENGLAND = "E08000035", "E06000014", "E92000001"
SPECIAL = "placements_special"


def by_group(small_data: SmallData, dataset: str, text: str) -> None:
    """The groups of a table from lines as `SmallData.observations` has them."""
    rows = pd.DataFrame([_observation(*line.split()) for line in text.strip().splitlines()])
    rows = rows.astype({name: "str" for name in rows if name != "value"} | {"value": "float64"})
    topics = {topic: sorted(part["indicator"].unique()) for topic, part in rows.groupby("breakdown_topic")}
    table = pa.Table.from_pandas(rows, preserve_index=False)
    declared = json.dumps({"name": f"{dataset}_by_group", "topics": topics})
    path = small_data.folder / "tidy" / f"{dataset}_by_group.parquet"
    pq.write_table(table.replace_schema_metadata({"dataset": declared}), path)
    compute.forget()
    compute.forget()


@pytest.fixture
def loaded(small_data: SmallData) -> Iterator[SmallData]:
    shutil.copy(ROOT / "data" / "reference" / "groups.csv", small_data.folder / "reference")
    small_data.observations(
        "ehc_plan_caseload",
        f"""
        2025 202425 {LEEDS} special 30
        2025 202425 {LEEDS} plans 100
        2025 202425 {YORK} special 30
        2025 202425 {YORK} plans x
        """,
        kind="january",
    )
    by_group(
        small_data,
        "ehc_plan_caseload",
        f"""
        2025 202425 {LEEDS} special@Sex@Male 24
        2025 202425 {LEEDS} plans@Sex@Male 60
        2025 202425 {LEEDS} special@Sex@Female 6
        2025 202425 {LEEDS} plans@Sex@Female 31
        2025 202425 {LEEDS} special@Sex@Unknown 0
        2025 202425 {LEEDS} plans@Sex@Unknown 9
        2025 202425 {YORK} special@Sex@Male 10
        2025 202425 {YORK} plans@Sex@Male 20
        2025 202425 {LEEDS} special@Ethnicity@Asian~-~Chinese x
        2025 202425 {LEEDS} plans@Ethnicity@Asian~-~Chinese 40
        2025 202425 {LEEDS} plans@Age~group@Under~5 40
        """,
    )
    yield small_data
    compute.forget()


def leeds(topic: str) -> pd.DataFrame:
    return groups.breakdowns(SPECIAL, LEEDS, "January 2025", topic)


def test_a_group_has_its_share_counts_and_interval(loaded: SmallData) -> None:
    rows = leeds("Sex").set_index("group")
    assert list(rows.index) == ["Girls and young women", "Boys and young men", "Sex not known"]
    boys = rows.loc["Boys and young men"]
    assert (boys["value"], boys["numerator"], boys["denominator"]) == (40.0, 24.0, 60.0)
    low, high = wilson(24, 60)
    assert (boys["lci_95"], boys["uci_95"]) == pytest.approx((100 * low, 100 * high))
    assert list(leeds("Sex")) == groups.COLUMNS


def test_a_group_of_fewer_than_ten_is_not_shown_nor_its_counts(loaded: SmallData) -> None:
    unknown = leeds("Sex").set_index("group").loc["Sex not known"]
    assert (unknown["symbol"], unknown["reason"]) == ("not_shown", groups.FEW)
    assert unknown[["value", "numerator", "denominator", "lci_95"]].isna().all()


def test_a_symbol_of_one_count_is_a_gap_with_its_words(loaded: SmallData) -> None:
    chinese = leeds("Ethnicity").squeeze()
    assert chinese["symbol"] == "x"
    assert "did not publish" in chinese["reason"]
    assert chinese[["value", "numerator", "denominator"]].isna().all()


def test_no_group_is_shown_where_the_figure_for_everyone_is_a_gap(loaded: SmallData) -> None:
    york = groups.breakdowns(SPECIAL, YORK, "January 2025").squeeze()
    everyone = compute.values(SPECIAL).set_index("area_code").loc[YORK]
    assert (
        (york["symbol"], york["reason"]) == (everyone["symbol"], everyone["reason"]) == ("x", york["reason"])
    )
    assert pd.isna(york["value"])


def test_only_topics_with_every_count_are_offered(loaded: SmallData) -> None:
    assert groups.topics(SPECIAL) == ["Ethnicity", "Sex"]
    assert groups.topics("ehc_plans_caseload") == ["Age band", "Ethnicity", "Sex"]
    with pytest.raises(groups.UnknownTopic, match="not published by 'Age band'; it is by: Ethnicity, Sex"):
        leeds("Age band")


def test_a_count_of_fewer_than_ten_is_not_shown(loaded: SmallData) -> None:
    rows = groups.breakdowns("ehc_plans_caseload", LEEDS, "January 2025", "Sex").set_index("group")
    assert rows["value"].tolist()[:2] == [31.0, 60.0]
    assert rows.loc["Sex not known", "symbol"] == "not_shown"
    assert rows["denominator"].isna().all()


def test_rates_have_no_groups(loaded: SmallData) -> None:
    assert groups.topics("ehc_plans_per_1000") == []
    assert groups.breakdowns("ehc_plans_per_1000", LEEDS, "January 2025").empty


def test_a_metric_whose_table_has_no_groups_or_is_not_there_has_none(loaded: SmallData) -> None:
    assert groups.topics("ehc_requests") == []
    loaded.observations("ehc_plan_requests", f"2025 2024 {LEEDS} requests 5")
    assert groups.topics("ehc_requests") == []


def test_counts_that_contradict_each_other_are_not_shown(loaded: SmallData) -> None:
    by_group(
        loaded,
        "ehc_plan_caseload",
        f"2025 202425 {LEEDS} special@Sex@Male 61\n2025 202425 {LEEDS} plans@Sex@Male 60",
    )
    assert leeds("Sex")["reason"].tolist() == [groups.CONTRADICTION]


def test_the_newest_release_is_the_one_shown(loaded: SmallData) -> None:
    by_group(
        loaded,
        "ehc_plan_caseload",
        f"""
        2026 202425 {LEEDS} special@Sex@Male 12
        2026 202425 {LEEDS} plans@Sex@Male 60
        2025 202425 {LEEDS} special@Sex@Male 24
        2025 202425 {LEEDS} plans@Sex@Male 60
        """,
    )
    assert leeds("Sex")["value"].tolist() == [20.0]
    assert groups.periods_of(SPECIAL, "Sex") == ["January 2025"]


def test_groups_are_not_read_with_their_table(loaded: SmallData) -> None:
    assert set(tables.table("ehc_plan_caseload")["breakdown"]) == {"Total"}
    assert tables.names() == ["ehc_plan_caseload"]


def test_groups_of_a_stock_are_added_up_unless_one_or_everyone_is_a_gap(loaded: SmallData) -> None:
    wanted = (("Sex", ("Male", "Female")),)
    found = cells.sum_of_groups("ehc_plan_caseload", "plans", wanted).set_index("area_code")["plans"]
    assert found[LEEDS] == 91
    assert pd.isna(found[YORK]), "the plans of York are not published"


def test_groups_of_a_release_whose_total_is_not_the_one_shown_are_gaps(loaded: SmallData) -> None:
    loaded.observations(
        "ehc_plan_caseload",
        f"""
        2025 202122 {LEEDS} plans 105
        2022 2022 {LEEDS} plans 100
        2025 202122 {YORK} plans 50
        2022 2022 {YORK} plans 50
        """,
        kind="january",
    )
    by_group(
        loaded,
        "ehc_plan_caseload",
        f"2022 2022 {LEEDS} plans@Age~group@Under~5 40\n2022 2022 {YORK} plans@Age~group@Under~5 20",
    )
    gap, york = (
        groups.breakdowns("ehc_plans_caseload", area, "January 2022").squeeze() for area in (LEEDS, YORK)
    )
    assert (gap["symbol"], pd.isna(gap["value"]), pd.isna(gap["numerator"])) == ("not_shown", True, True)
    assert (
        gap["reason"] == "These groups are of the 2022 release, whose total differs from the one shown here."
    )
    assert york["value"] == 20, "an older release with the same total is as good"


def test_a_group_with_cases_in_none_of_the_bands_is_a_gap(loaded: SmallData) -> None:
    stem, bands = "plans_issued", ("within_20_weeks", "20_to_52_weeks", "over_a_year")
    counted = {"Total@Total": (200, 80, 60), "Sex@Unknown": (61, 0, 0), "Sex@Male": (139, 0, 100)}
    lines = [
        f"2025 2024 {LEEDS} {name}{part}@{group} {count}"
        for group, (whole, first, second) in counted.items()
        for part in ("", "_excluding_exceptions")
        for name, count in zip(
            (stem, *(f"{stem}_{band}" for band in bands)), (whole, first, second, 0), strict=True
        )
    ]
    loaded.observations("ehc_plan_timeliness", "\n".join(line for line in lines if "@Total" in line))
    by_group(loaded, "ehc_plan_timeliness", "\n".join(line for line in lines if "@Total" not in line))
    for name in ("in_20_weeks", "in_20_weeks_including_exceptions", "in_20_to_52_weeks", "over_a_year"):
        rows = groups.breakdowns(f"ehc_plans_{name}", LEEDS, "2024", "Sex").set_index("group")
        unknown = rows.loc["Sex not known"]
        assert (unknown["symbol"], unknown["reason"]) == ("not_recorded", groups.IN_NO_BAND)
        assert unknown[["value", "numerator", "denominator"]].isna().all()
        assert not pd.isna(rows.loc["Boys and young men", "value"]), "0 in one band is a figure"
