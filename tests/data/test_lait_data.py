"""The interactive tool's figures as they are shipped: every cell of the published table, by another way through it."""

import csv
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from ingest.lait_measures import ACADEMIC, FINANCIAL, JANUARY
from metrics import breaks, compute, registry, tables, trends

DATASETS = {"lait_send_outcomes": ACADEMIC, "lait_sen_in_schools": JANUARY, "lait_financial_years": FINANCIAL}
METRICS = {name: each for name, each in registry.all_metrics().items() if each.formula.dataset in DATASETS}
DORSET, BCP, BOURNEMOUTH, POOLE = "E06000059", "E06000058", "E06000028", "E06000029"
ENGLAND = "E92000001"
STATUSES = ("ehc_plan", "sen_support", "no_sen")
# Measure, printed year and council -> the printed figure, read off the published file.
SPOTS = [
    ("special_school_suspensions", "2019/20", "Harrow", 1.50862),
    ("secondary_pupils_sen_support", "2020", "Redbridge", 8.4),
    ("pupils_sen_support", "2025", "Milton Keynes", 12.9),
    ("sen_services_spending", "2023-24 (OT)", "Bournemouth, Christchurch and Poole", 125),
    ("level_2_at_19_no_sen", "2019", "Middlesbrough", 83.04),
    ("phonics_no_sen", "2016", "Torbay", 88),
    ("special_school_permanent_exclusions", "2022/23", "Stockton-on-Tees", 0),
    ("ebacc_entered_ehc_plan", "2022", "Bolton", 2.2),
    ("special_school_authorised_absence", "2025", "Dorset", 9.47),
    ("level_3_at_19_ehc_plan", "2017", "Wirral", 11.7),
    ("writing_progress_sen_support", "2017", "Bolton", -2.1),
    ("times_tables_sen_support", "2023", "Cheshire West and Chester", 9),
    ("aged_16_17_send_in_education", "2023", "Camden", 90.97),
    ("children_looked_after_ehc_plan", "2022", "Richmond upon Thames", 61.7),
    ("good_level_of_development_ehc_plan", "2016", "Dorset (Pre LG)", 8),
    ("phonics_ehc_plan", "2025 (prov)", "England", 20),
]


def year(label: str) -> int:
    """The year in which a printed period ends."""
    words = label.split(" ")[0]
    return int(words[:4]) + (len(words) > 4)


@pytest.fixture(scope="module")
def printed(published: Path) -> pd.DataFrame:
    """The published table with its cells as text, its codes and names those of the department's own list."""
    rows = pd.read_parquet(published / "dfe" / "lait" / "lait_send_outcomes_2026-04.parquet")
    names = {measure.names[0]: measure.name for measures in DATASETS.values() for measure in measures}
    book = openpyxl.load_workbook(published / "dfe" / "la_code_list.xlsx", read_only=True)
    listed = {(number, name) for number, name, *_ in book.active.iter_rows(min_row=2, values_only=True)}
    assert set(zip(rows["LA Number"].astype("int64"), rows["LA and Regions"], strict=True)) <= listed
    return rows.assign(indicator=rows["Short Desc"].map(names), year=rows["Years"].map(year))


@pytest.fixture(scope="module")
def shipped() -> pd.DataFrame:
    """What is shipped, with the year in which each period ends and the three-digit code of the area."""
    rows = pd.concat([tables.table(name) for name in DATASETS], ignore_index=True)
    ends = rows["time_period"].str[:4].astype("int64") + rows["time_period"].str.len().eq(6)
    areas = tables.reference("areas").set_index("area_code")
    return rows.assign(year=ends, code=rows["area_code"].map(areas["la_code"]).astype("float64"))


@pytest.mark.parametrize(("indicator", "label", "name", "figure"), SPOTS, ids=lambda value: str(value))
def test_spot_checks(
    printed: pd.DataFrame, shipped: pd.DataFrame, indicator: str, label: str, name: str, figure: float
):
    cell = printed[
        printed["indicator"].eq(indicator) & printed["Years"].eq(label) & printed["LA and Regions"].eq(name)
    ].squeeze()
    assert float(cell["Values"]) == pytest.approx(figure)
    found = shipped[
        shipped["indicator"].eq(indicator)
        & shipped["year"].eq(year(label))
        & shipped["code"].eq(cell["LA Number"])
    ]
    assert found["value"].tolist() == [pytest.approx(figure)]


def test_every_printed_figure_is_shipped_and_no_other(printed: pd.DataFrame, shipped: pd.DataFrame) -> None:
    figures = printed[printed["Values"].ne("-") & ~printed["LA Number"].isin([987, 988])]
    ours = shipped.assign(figure=shipped["value"]).set_index(["indicator", "year", "code"])
    theirs = figures.assign(code=figures["LA Number"]).set_index(["indicator", "year", "code"])["Values"]
    both = theirs.astype("float64").to_frame().join(ours[["figure", "symbol"]], how="left")
    withheld = both[both["symbol"].eq("withheld")]
    assert len(withheld) == 13
    assert both.drop(index=withheld.index)["figure"].notna().all()
    assert (both["figure"].dropna() == both.loc[both["figure"].notna(), "Values"]).all()
    assert len(ours[ours["figure"].notna()]) == len(theirs) - 13


def test_every_gap_that_is_shipped_was_a_dash(printed: pd.DataFrame, shipped: pd.DataFrame) -> None:
    key = ["indicator", "year", "code"]
    dashes = printed[printed["Values"].eq("-")].assign(code=lambda rows: rows["LA Number"])
    gaps = shipped[shipped["symbol"].eq("no_reason")]
    assert set(map(tuple, gaps[key].to_numpy())) <= set(map(tuple, dashes[key].to_numpy()))
    blank = printed.groupby(["indicator", "year"])["Values"].agg(lambda cells: cells.eq("-").all())
    assert set(blank[blank].index.get_level_values("year")) == {2020, 2021}
    assert len(blank[blank]) == 2 * (2 + 3 + 3 + 3 + 9) + 5


def test_the_dictionary_names_the_same_measures_kinds_of_year_and_better_ways(published: Path) -> None:
    path = published / "dfe" / "lait" / "lait_data_dictionary_send_outcomes.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["Measure_short"]: row for row in csv.DictReader(file)}
    kinds = {"Academic Year": "academic", "Financial Year": "financial"}
    other_kind = set()
    for name, measures in DATASETS.items():
        kind = tables.describe(name)["period_kind"]
        other_kind |= {each.name for each in measures if kinds[rows[each.names[0]]["Year_Type"]] != kind}
    assert set(rows) == {each.names[0] for measures in DATASETS.values() for each in measures}
    assert other_kind == {each.name for each in JANUARY} | {each.name for each in FINANCIAL[:5]}
    better = {"High": "higher", "Low": "lower", "-": "neither", "": "neither"}
    codes = {each.name: each.names[0] for measures in DATASETS.values() for each in measures}
    differ = {
        name
        for name, metric in METRICS.items()
        if " - " not in metric.formula.figure
        and metric.direction != better[rows[codes[metric.formula.figure]]["Polarity"]]
    }
    assert differ == {f"ebacc_entered_{status}" for status in STATUSES}


def wide(name: str) -> pd.DataFrame:
    rows = tables.table(name)
    return rows.pivot(index=["area_code", "time_period"], columns="indicator", values="value")


def test_parts_that_are_published_add_up() -> None:
    outcomes, social_care = wide("lait_send_outcomes"), wide("lait_financial_years")
    absence = outcomes[["special_school_authorised_absence", "special_school_unauthorised_absence"]].sum(
        axis=1
    )
    assert (absence - outcomes["special_school_absence"]).dropna().abs().max() < 0.0101
    in_need = social_care[[f"children_in_need_{status}" for status in STATUSES]].dropna().sum(axis=1)
    assert len(in_need) > 1400
    assert (in_need - 100).abs().max() < 0.101


@pytest.mark.parametrize(("stem", "of_all"), [("times_tables", "all_sen"), ("destination", "all_sen")])
def test_the_figure_of_all_pupils_with_sen_lies_between_its_two_groups(stem: str, of_all: str) -> None:
    rows = wide("lait_send_outcomes")
    groups = rows[[f"{stem}_ehc_plan", f"{stem}_sen_support"]].dropna()
    figure = rows.loc[groups.index, f"{stem}_{of_all}"].dropna()
    groups = groups.loc[figure.index]
    assert len(figure) > 600
    assert figure.between(groups.min(axis=1), groups.max(axis=1)).all()


@pytest.mark.parametrize("name", DATASETS)
def test_england_lies_between_its_regions(name: str) -> None:
    rows = tables.table(name).dropna(subset="value")
    regions = rows[rows["geographic_level"].eq("Regional")].groupby(["indicator", "time_period"])["value"]
    england = rows[rows["area_code"].eq(ENGLAND)].set_index(["indicator", "time_period"])["value"]
    lowest, highest = regions.min(), regions.max()
    assert england.between(lowest.reindex(england.index), highest.reindex(england.index)).all()
    assert set(rows.loc[rows["geographic_level"].eq("Regional"), "area_code"].str[:3]) == {"E12"}
    assert rows.loc[rows["geographic_level"].eq("Regional"), "area_code"].nunique() == 9


def test_false_noughts_and_figures_of_councils_that_were_not_there_are_withheld() -> None:
    register = tables.table("quarantine").query("dataset == 'lait_send_outcomes' and status == 'quarantined'")
    found = set(map(tuple, register[["check", "area_code", "time_period", "indicator"]].to_numpy()))
    noughts = {(BCP, year) for year in ("201516", "201617", "201718", "201819", "201920", "202021")}
    noughts |= {(POOLE, year) for year in ("202122", "202223", "202324")}
    noughts |= {(BOURNEMOUTH, "202223"), (BOURNEMOUTH, "202324")}
    before = {(BCP, year, "level_2_at_19_sen_support") for year in ("201516", "201617", "201718")}
    before |= {(DORSET, "201718", f"good_level_of_development_{status}") for status in STATUSES[:2]}
    assert found == {("zero_without_parts", *place, "level_2_at_19_sen_support") for place in noughts} | {
        ("before_it_began", *cell) for cell in before
    }
    rows = compute.values("good_level_of_development_sen_support")
    shown = rows[rows["area_code"].eq(DORSET) & rows["period"].eq("2017/18")].squeeze()
    assert shown["symbol"] == "withheld"
    assert "36 is printed for Dorset, which began on 2019-04-01" in shown["reason"]


def test_provisional_figures_say_so_and_no_other_does() -> None:
    for name, metric in METRICS.items():
        rows = compute.values(name)
        said = rows["caveats"].str.split(";").map(lambda keys: "lait_2025_provisional" in keys)
        wanted = rows["period"].eq("2024/25") & ("phonics" in metric.formula.figure)
        assert (said == wanted).all(), name


@pytest.mark.parametrize("name", METRICS)
def test_no_line_is_drawn_across_cancelled_exams(name: str) -> None:
    rows = trends.series(name, ENGLAND)
    segments = {row.period: row.segment for row in rows}
    if (
        METRICS[name].formula.dataset == "lait_send_outcomes"
        and "2019/20" not in segments
        and "2018/19" in segments
    ):
        after = "2020/21" if "2020/21" in segments else "2021/22"
        assert segments["2018/19"] != segments[after]
        assert breaks.between(METRICS[name], "2018/19", after)


def test_every_measure_says_why_it_has_no_interval_and_whose_children_it_counts() -> None:
    for metric in METRICS.values():
        assert metric.formula.no_interval
        in_care = metric.formula.figure.startswith("children_")
        others = {"aged_16_17_with_send_in_education": "residents", "sen_services_spending": "nobody"}
        assert metric.whose == ("social care" if in_care else others.get(metric.id, "schools")), metric.id


def test_abolished_councils_keep_their_own_series() -> None:
    rows = compute.values("attainment_8_ehc_plan").dropna(subset="value")
    years = rows.groupby("area_name")["period"].agg(["min", "max"]).agg(tuple, axis=1)
    assert years["Dorset (to 2019)"] == ("2015/16", "2017/18")
    assert years["Dorset"] == ("2018/19", "2024/25")
    assert years["Cumbria"] == ("2015/16", "2021/22")
    at_19 = compute.values("level_3_at_19_ehc_plan").dropna(subset="value")
    old = at_19[at_19["area_name"].eq("Bournemouth")]
    assert old["period"].max() == "2020/21"
    assert not old.loc[old["period"].isin(["2019/20", "2020/21"]), "ranked"].any()
