"""Every metric of the registry is computable, explained and consistent, or waits for a dataset that it names."""

import ast
import importlib
import re
from pathlib import Path

import pandas as pd
import pytest

from metrics import breaks, caveats, compute, headlines, registry, tables
from metrics.metric import THEMES, Count, Metric, Proportion, RatePerHead, indicators, needs

ROOT = Path(__file__).resolve().parents[2]
METRICS = registry.all_metrics()
LEADS = ["What it counts", "Why it matters", "Read with care"]
LEVELS = {"local_authority", "region", "england"}
every_metric = pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS)


def figures(metric: Metric) -> pd.DataFrame:
    """The rows of a metric; a skip that names the dataset it waits for."""
    missing = compute.waiting_for(metric.id)
    if missing:
        pytest.skip(f"waits for the dataset {missing!r}")
    return compute.values(metric.id)


@every_metric
def test_declarations_are_complete(metric: Metric) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]+", metric.id)
    assert metric.title
    assert len(metric.short) <= 30
    assert metric.unit
    assert metric.theme in THEMES
    assert metric.direction in {"higher", "lower", "neither"}
    assert metric.whose in {"maintained", "schools", "residents", "social care", "nobody"}
    assert metric.beside == "" or metric.beside in METRICS
    assert metric.decimals == 0 or not isinstance(metric.formula, Count)


@every_metric
def test_exceptions_stand_beside_the_measures_that_leave_them_out_and_no_others(metric: Metric) -> None:
    leaves_out = getattr(metric.formula, "denominator", "").endswith("_excluding_exceptions")
    assert metric.beside == ("ehc_plans_with_exceptions" if leaves_out else "")


@every_metric
def test_the_method_note_has_its_three_leads(metric: Metric) -> None:
    assert list(metric.note) == LEADS
    assert all(len(text.split()) >= 8 for text in metric.note.values())


def test_titles_and_places_are_distinct() -> None:
    for name in ("title", "short"):
        said = [getattr(metric, name) for metric in METRICS.values()]
        assert len(said) == len(set(said)), name
    places = [(metric.theme, metric.order) for metric in METRICS.values()]
    assert len(places) == len(set(places))


def test_no_two_metrics_are_one_figure() -> None:
    formulas = [metric.formula for metric in METRICS.values()]
    assert len(formulas) == len({repr(formula) for formula in formulas})


def modules(folder: str) -> set[str]:
    return {path.stem for path in (ROOT / "metrics" / folder).glob("*.py")} - {"__init__"}


def test_every_module_is_in_the_registry_under_its_own_name() -> None:
    in_families = {
        metric.id
        for name in modules("families")
        for metric in importlib.import_module(f"metrics.families.{name}").METRICS
    }
    assert modules("indicators") == set(METRICS) - in_families
    assert in_families < set(METRICS)


def test_no_placeholder_of_a_family_is_left_open() -> None:
    for metric in METRICS.values():
        assert not re.search(
            r"[{}]|  | [.,:]", f"{metric.title} {metric.short} {' '.join(metric.note.values())}"
        ), metric.id


@every_metric
def test_what_a_metric_needs_is_built_by_the_ingest(metric: Metric) -> None:
    built = {path.stem for path in (ROOT / "ingest" / "datasets").glob("*.py")}
    assert set(needs(metric.formula)) <= built


@every_metric
def test_the_columns_are_declared_by_the_dataset(metric: Metric) -> None:
    figures(metric)
    assert set(indicators(metric.formula)) <= set(tables.describe(metric.formula.dataset)["indicators"])


@every_metric
def test_rows_are_unique_and_whole(metric: Metric) -> None:
    rows = figures(metric)
    assert list(rows) == compute.COLUMNS
    assert not rows.empty
    assert not rows.duplicated(["area_code", "period"]).any()
    assert set(rows["geographic_level"]) <= LEVELS
    assert rows["area_name"].notna().all()
    assert rows["period_start"].str.fullmatch(r"\d{4}-\d{2}-\d{2}").all()
    assert rows["release"].notna().all()


@every_metric
def test_a_gap_has_a_known_symbol_and_a_reason_and_a_figure_has_neither(metric: Metric) -> None:
    rows = figures(metric)
    gap = rows["value"].isna()
    assert set(rows.loc[gap, "symbol"]) <= set(tables.reference("symbols")["symbol"])
    assert rows.loc[gap, "reason"].str.endswith(".").all()
    assert rows.loc[~gap, "symbol"].isna().all()
    assert (rows.loc[~gap, "reason"] == "").all()
    assert not rows.loc[gap, "ranked"].any()


@every_metric
def test_an_interval_holds_its_figure_or_its_absence_is_explained(metric: Metric) -> None:
    rows = figures(metric)
    shown = rows[rows["value"].notna()]
    assert (shown["lci_95"].isna() == shown["uci_95"].isna()).all()
    held = shown[shown["lci_95"].notna()]
    assert (held["lci_95"] <= held["value"] + 1e-9).all()
    assert (held["value"] <= held["uci_95"] + 1e-9).all()
    assert len(held) == len(shown) or metric.formula.no_interval


@every_metric
def test_a_figure_is_its_numerator_over_its_denominator(metric: Metric) -> None:
    rows = figures(metric)
    shown = rows[rows["value"].notna()]
    scale = {Proportion: 100, RatePerHead: 1000}.get(type(metric.formula))
    if isinstance(metric.formula, Count):
        assert (shown["numerator"] == shown["value"]).all()
        assert (shown["value"] == shown["value"].round()).all()
    elif scale:
        assert (shown["value"] - scale * shown["numerator"] / shown["denominator"]).abs().max() < 1e-9
        assert (shown["denominator"] > 0).all()
    if isinstance(metric.formula, Proportion):
        assert shown["value"].between(0, 100).all()


@every_metric
def test_what_is_ranked_is_a_council_with_enough_cases(metric: Metric) -> None:
    rows = figures(metric)
    ranked = rows[rows["ranked"]]
    assert set(ranked["geographic_level"]) <= {"local_authority"}
    assert not set(ranked["area_name"]) & {"City of London", "Isles of Scilly"}
    assert not set(ranked["period"]) & set(metric.unranked)
    assert metric.unit != "%" or not (ranked["denominator"] < 10).any()


@every_metric
def test_caveats_and_breaks_have_words(metric: Metric) -> None:
    keys = {key for keys in figures(metric)["caveats"] for key in keys.split(";") if key}
    assert all(caveats.text(key) for key in keys | set(metric.caveats))
    assert all(each.note for each in breaks.breaks_of(metric))
    assert {each.before for each in metric.breaks} <= set(compute.periods_of(metric.id))


@every_metric
def test_coverage_counts_every_council_of_the_period(metric: Metric) -> None:
    figures(metric)
    for period in compute.periods_of(metric.id):
        covered = compute.coverage(metric.id, period)
        assert covered.existed == covered.with_figure + len(covered.gaps)
        assert 150 <= covered.existed <= 154, period
        assert not covered.gaps["area_code"].duplicated().any()


@every_metric
def test_every_period_has_a_chart_title(metric: Metric) -> None:
    for period in compute.periods_of(metric.id) or [""]:
        title = headlines.finding(metric.id, period)
        assert 0 < len(title) <= 160
        assert "nan" not in title.lower().split()


def test_no_sentence_about_england_says_that_plans_on_time_fell() -> None:
    """46.4 % and 46.1 % rest on different councils: on the same ones the change is within chance."""
    said = " ".join(sentence.text for sentence in headlines.england_now())
    assert len(headlines.england_now()) == 3
    assert not re.search(r"\b(fell|fall|drop|down|worse|rose|up from|declin)", said)


def test_money_is_of_nobodys_children() -> None:
    counted = {
        each.whose for each in METRICS.values() if "pounds" in each.unit or each.id == "schools_grant_balance"
    }
    assert counted == {"nobody"}


def test_only_tables_reads_files() -> None:
    """No other module of the metrics opens a file, but those that tell where a version is, keep worked out figures, or
    write the package of data, which reads what it wrote."""
    readers = {"open", "read_csv", "read_parquet", "read_table", "read_text", "read_bytes"}
    for path in {*(ROOT / "metrics").rglob("*.py")} - {*(ROOT / "metrics" / "package").iterdir()}:
        called = {
            getattr(node.func, "attr", getattr(node.func, "id", ""))
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call)
        }
        allowed = {"tables.py", "layers.py", "kept.py", "__main__.py", "postcodes.py"}
        assert path.name in allowed or not called & readers, path.name
