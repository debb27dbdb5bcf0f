"""All that is in `data` leaves the house or is left out with a reason, and every column is told in words."""

import pandas as pd
import pytest

from metrics import catalogue, dictionary, layers, registry, tables, wide
from metrics.metric import indicators


@pytest.fixture(scope="module")
def every() -> list[catalogue.Table]:
    return catalogue.tables()


def test_all_data_leaves_the_house_or_is_left_out_with_a_reason(every: list[catalogue.Table]) -> None:
    files = [path for part in ("tidy", "reference") for path in (layers.folder() / part).iterdir()]
    held = {path.stem for path in files}
    listed = {each.name for each in every}
    assert held - listed == set(catalogue.LEFT_OUT)
    assert not listed & set(catalogue.LEFT_OUT)


def test_every_column_has_words_a_type_and_is_named_once(every: list[catalogue.Table]) -> None:
    for table in every:
        names = [each.name for each in table.columns]
        assert len(names) == len(set(names)), table.name
        for column in table.columns:
            assert column.description.endswith("."), (
                f"{table.name}.{column.name}: say it in metrics/dictionary.py"
            )
            assert column.type in dictionary.TYPES


def test_every_table_has_title_words_rows_and_a_licence_with_its_wording(
    every: list[catalogue.Table],
) -> None:
    for table in every:
        assert table.title, table.name
        assert table.description, f"{table.name}: say what it is in metrics/own_tables.py"
        assert table.kind in catalogue.KINDS
        assert table.rows > 0 or table.name == "replies", "only replies may be awaited"
        assert table.sources, table.name
        for source in table.sources:
            assert source.licences
            assert source.attribution


def test_keys_and_references_are_columns_that_are_there(every: list[catalogue.Table]) -> None:
    columns = {table.name: {each.name for each in table.columns} for table in every}
    for table in every:
        assert table.key, f"{table.name}: say what names a row in metrics/own_tables.py"
        assert set(table.key) <= columns[table.name]
        for column, (other, theirs) in table.foreign.items():
            assert column in columns[table.name]
            assert theirs in columns[other]


def test_a_column_of_a_measure_is_told_by_its_registry(every: list[catalogue.Table]) -> None:
    told = {each.name: each for table in every if table.kind == "wide" for each in table.columns}
    figures = {name.partition(wide.BETWEEN)[0] for name in told if wide.BETWEEN in name}
    assert figures == {name for name in registry.all_metrics() if wide.extent("").parts.get(name)}
    for name in figures:
        metric, value = registry.metric(name), told[f"{name}{wide.BETWEEN}value"]
        assert value.unit == metric.unit
        assert metric.title in value.description
        assert metric.note["What it counts"] in value.description


def test_what_is_declared_of_an_indicator_is_in_the_inventory() -> None:
    rows = catalogue.frame("inventory").set_index(["dataset", "published"])
    for metric in registry.all_metrics().values():
        if tables.is_loaded(metric.formula.dataset):
            declared = tables.describe(metric.formula.dataset)["indicators"]
            for name in indicators(metric.formula):
                assert rows.loc[(metric.formula.dataset, name), "unit"] == declared[name]["unit"]


@pytest.mark.parametrize(
    "name", ["wide_getting_a_plan_on_time", "tribunal_appeals", "quarantine", "areas", "caveats"]
)
def test_a_frame_is_as_it_is_declared(name: str) -> None:
    table, rows = catalogue.table(name), catalogue.frame(name)
    assert len(rows) == table.rows
    assert list(rows) == [each.name for each in table.columns]
    assert not rows.duplicated(list(table.key)).any()
    texts = rows.select_dtypes("str")
    assert not (texts == "").any().any()


def test_a_wide_table_holds_the_figures_of_the_long_one_and_no_more() -> None:
    long, whole = catalogue.frame("figures"), catalogue.frame("wide_disagreements")
    for name in ("tribunal_appeal_rate", "tribunal_appeals"):
        mine = long[long["metric"] == name].set_index(list(wide.KEY))
        there = whole.set_index(list(wide.KEY))
        for part in ("value", "denominator", "symbol", "doubt"):
            column = f"{name}{wide.BETWEEN}{part}"
            found = there[column].dropna() if column in there else pd.Series(dtype="float64")
            expected = mine[part].dropna()
            assert found.sort_index().to_dict() == expected.sort_index().to_dict()
        is_told = there[f"{name}{wide.BETWEEN}value"].notna() | there[f"{name}{wide.BETWEEN}symbol"].notna()
        assert is_told.sum() == len(mine)


def test_an_unknown_table_is_answered_with_those_there_are() -> None:
    with pytest.raises(catalogue.UnknownTable, match="wide_money"):
        catalogue.table("postcodes")
