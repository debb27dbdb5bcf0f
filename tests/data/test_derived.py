"""What was worked out ahead belongs to the tables that are here, and says what the figures allow."""

import numpy as np
import pandas as pd
import pytest

from metrics import (
    beside,
    build,
    compute,
    derived,
    firmness,
    kept,
    layers,
    lottery,
    registry,
    reporting,
    tables,
    variation,
)

TIMELINESS = "ehc_plans_in_20_weeks"
MEND = "run `python -m metrics build` and commit data/derived"


def test_it_was_made_from_the_figures_that_are_here() -> None:
    held = tables.derived_manifest()["made_from"]
    stale = [name for name in lottery.qualifying() if held.get(name) != derived.digest(name)]
    assert not stale, MEND
    assert set(held) == set(lottery.qualifying()), MEND


def test_the_figures_kept_are_those_worked_out_from_the_tables() -> None:
    if not (layers.folder() / "derived" / "figures.parquet").is_file():
        pytest.skip("no figures are kept here: `make test` or `python -m metrics figures` keeps them")
    assert kept.is_sound(), "run `python -m metrics figures`"
    for name in [*registry.all_metrics()][::10]:
        worked_out, found = compute.work_out(name), kept.figures(name)
        if worked_out.empty:
            assert found is None, name
        else:
            pd.testing.assert_frame_equal(found, worked_out, check_dtype=False, obj=name)


def test_its_files_are_those_of_the_manifest() -> None:
    assert tables.derived_manifest()["tables"] == tables.derived_digests(build.TABLES), MEND


def test_every_measure_that_qualifies_is_in_it() -> None:
    assert set(tables.derived("variation")["metric"]) == {
        name for name in lottery.qualifying() if compute.periods_of(name)
    }, MEND


def test_ranks_are_of_the_figures_that_are_shown_today() -> None:
    placed = tables.derived("ranks")
    for metric_id, rows in placed.groupby("metric"):
        shown = compute.values(metric_id)
        shown = shown[shown["ranked"] & shown["period"].isin(set(rows["period"]))]
        many = {period: beside.too_many(registry.metric(metric_id), period) for period in set(rows["period"])}
        fit = [code not in many[when] for code, when in zip(shown["area_code"], shown["period"], strict=True)]
        shown = shown[fit]
        shown = shown.set_index(["period", "area_code"])["value"]
        kept = rows.set_index(["period", "area_code"])["value"]
        assert set(kept.index) == set(shown.index), f"{metric_id}: {MEND}"
        assert np.allclose(kept, shown.reindex(kept.index), atol=1e-7), f"{metric_id}: {MEND}"


def test_ranks_run_from_1_to_n_with_ties_and_lie_within_their_limits() -> None:
    placed = tables.derived("ranks")
    for _, rows in placed.groupby(["metric", "period"]):
        assert rows["rank"].min() == 1
        assert rows["rank"].max() <= rows["of"].iloc[0] == len(rows)
        counted = rows["rank"].value_counts()
        assert (rows["tied"] == (rows["rank"].map(counted) > 1)).all()
    assert (placed["rank_lci_95"] <= placed["rank"]).all()
    assert (placed["rank"] <= placed["rank_uci_95"]).all()
    assert (placed["rank_uci_95"] <= placed["of"]).all()
    assert placed["quarter"].between(1, 4).all()


def test_limits_hold_their_figures() -> None:
    rows = tables.derived("variation")
    for name in derived.LIMITED:
        known = rows[rows[f"{name}_lci_95"].notna()]
        assert (known[f"{name}_lci_95"] <= known[name] + 1e-6).all(), name
        assert (known[name] <= known[f"{name}_uci_95"] + 1e-6).all(), name
        assert np.isfinite(known[f"{name}_uci_95"]).all(), name
    assert (rows["areas"] <= rows["existed"]).all()
    assert (rows["sd"].isna() == (rows["note"] != "")).all()


def test_one_measure_worked_out_again_gives_what_is_stored() -> None:
    again = derived.tables_of("ehc_plans_over_a_year")
    for table, rows in again.items():
        stored = tables.derived(table)
        stored = stored[stored["metric"] == "ehc_plans_over_a_year"].reset_index(drop=True)
        assert build.parquet(stored) == build.parquet(rows.reset_index(drop=True)), f"{table}: {MEND}"


@pytest.mark.parametrize("table", reporting.WORKED_OUT)
def test_gaps_and_coverage_are_those_of_the_figures_that_are_here(table: str) -> None:
    found = build.joined([table], map(reporting.tables_of, registry.all_metrics()))
    assert found[table].astype("str").equals(tables.derived(table).astype("str")), MEND


def test_the_spread_of_plans_on_time_grew_across_the_break_and_not_since() -> None:
    across = lottery.verdict_of_change(TIMELINESS, "2021", "2024")
    assert across.verdict == ""
    assert "record for each child" in across.refusal
    asked = lottery.verdict_of_change(TIMELINESS, "2021", "2024", across_breaks=True)
    assert (asked.verdict, asked.areas) == (variation.GREW, 147)
    assert "record for each child" in asked.reason
    for later in ("2024", "2025"):
        assert lottery.verdict_of_change(TIMELINESS, "2022", later).verdict == variation.NOT_SHOWN
    assert lottery.verdict_of_change(TIMELINESS, "2015", "2021").verdict == variation.SHRANK


def test_measures_without_counts_are_not_ranked_and_not_said_to_grow_apart() -> None:
    """The share of pupils with a plan spread further in points from 2016 to 2025 and less in proportion to it."""
    ranked = set(tables.derived("ranks")["metric"]) | set(tables.derived("variation_changes")["metric"])
    said = lottery.verdict_of_change("pupils_with_ehc_plan", "January 2016", "January 2025")
    assert (said.verdict, said.refusal) == ("", lottery.UNCOUNTED)
    assert {lottery.kind_of(registry.metric(name))[0] for name in ranked} <= {"proportion", "rate"}


@pytest.mark.parametrize("metric_id", [TIMELINESS, "ehc_assessments", "placements_units_in_mainstream"])
def test_how_firm_figures_are_is_as_the_tables_have_it(metric_id: str) -> None:
    held = tables.derived(firmness.NAME)
    assert list(held["metric"]) == list(registry.all_metrics()), MEND
    mine = held[held["metric"] == metric_id].reset_index(drop=True)
    pd.testing.assert_frame_equal(mine, firmness.work_out(metric_id), check_dtype=False, obj=MEND)
