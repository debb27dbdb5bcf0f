"""The ledger of revisions and the register of corrections say what the tables hold, cell by cell."""

import pandas as pd
import pytest

from metrics import corrections, inventory, registry, revisions, tables

ON_TIME = "ehc_plans_in_20_weeks"
CELL = ["dataset", "release", "time_period", "area_code", "breakdown_topic", "breakdown", "indicator"]


def test_every_row_of_the_ledger_is_told_once() -> None:
    held, told = tables.table("revisions"), revisions.revisions()
    assert len(told) == len(held)
    assert told["id"].is_unique
    assert set(held["kind"]) <= set(revisions.KINDS)
    assert told["kind"].value_counts().to_dict() == held["kind"].value_counts().to_dict()
    assert not told.drop(columns=["old_value", "new_value"]).isna().any().any()
    assert (told["evidence"] != "").all()
    without_row = told["kind"] == "dropped"
    assert ((told["new_symbol"] != "") == (told["new_value"].isna() & ~without_row)).all()


def test_every_row_of_the_register_is_told_once() -> None:
    held, told = tables.table("quarantine"), corrections.corrections()
    assert len(told) == len(held)
    assert told["id"].is_unique
    assert set(held["status"]) <= set(corrections.STATUSES)
    assert not told.drop(columns=["published", "shown"]).isna().any().any()


def test_no_evidence_sends_the_reader_to_a_table_of_ours() -> None:
    """What is withheld can be checked against the publisher's files, which no reader finds under our names."""
    told = corrections.corrections()
    words = pd.concat([told["evidence"], told["finding"], revisions.revisions()["evidence"]])
    ours = "|".join(tables.names())
    assert words[words.str.contains(rf"\b(?:{ours})\b", regex=True)].tolist() == []


def test_what_is_shown_is_what_stands_in_the_table() -> None:
    """Figures of everyone: the table holds nothing, the right figure or the printed one where the register says so."""
    told = corrections.corrections()
    told = told[told["breakdown"] == "Total"]
    parts = [tables.table(name).assign(dataset=name) for name in told["dataset"].unique()]
    held = pd.concat(part[[*CELL, "value"]] for part in parts).set_index(CELL)["value"]
    keys = tables.table("quarantine").query("breakdown == 'Total'")
    shown = told.set_index(["dataset", "release", "area_code", "indicator", "period", "check", "finding"])[
        "shown"
    ]
    assert len(keys) == len(shown)
    counted = held.reindex(pd.MultiIndex.from_frame(keys[CELL])).to_numpy()
    assert pd.isna(counted).sum() == shown.isna().sum()
    assert round(float(pd.Series(counted).sum()), 4) == round(float(shown.sum()), 4)


@pytest.mark.parametrize("metric_id", [ON_TIME, "requests_withdrawn", "mediation_after_refusal"])
def test_a_measure_has_the_rows_of_the_figures_it_rests_on(metric_id: str) -> None:
    formula = registry.metric(metric_id).formula
    read = set(inventory.reads(formula))
    for told in (revisions.revisions(metric_id=metric_id), corrections.corrections(metric_id=metric_id)):
        assert set(zip(told["dataset"], told["indicator"], strict=True)) <= read
    held = tables.table("revisions")
    mine = held[[pair in read for pair in zip(held["dataset"], held["indicator"], strict=True)]]
    assert len(revisions.revisions(metric_id=metric_id)) == len(mine) > 0


def test_rows_of_one_place_and_kind() -> None:
    told = revisions.revisions(area_code="E06000037", kind="withdrawn")
    held = tables.table("revisions").query("area_code == 'E06000037' and kind == 'withdrawn'")
    assert len(told) == len(held) > 0
    assert set(told["area_name"]) == {"West Berkshire"}
    with pytest.raises(revisions.UnknownKind, match=r"nothing.*revision"):
        revisions.revisions(kind="nothing")
    with pytest.raises(corrections.UnknownStatus, match=r"nothing.*withheld"):
        corrections.corrections(status="nothing")
    with pytest.raises(registry.UnknownMetric):
        revisions.revisions(metric_id="nothing")
