"""The revision ledger: which figures moved between releases, and of what kind each change is."""

import io
from dataclasses import replace

import pandas as pd
import pytest

from ingest import revisions, store
from ingest.dataset import Dataset, Indicator
from tests.fixtures.made_up import NORTHERN, table, together

ONE, TWO, THREE = NORTHERN
DATASET = Dataset(
    "example", "", "", "", "", "", "", (),
    (
        Indicator("plans", "Plans", "plans"),
        Indicator("share", "Share", "%"),
        Indicator("elsewhere", "Elsewhere", "plans", redefined="2025"),
    ),
)  # fmt: skip


def ledger(*pairs: tuple[str, float | str, float | str], register: pd.DataFrame | None = None) -> list[tuple]:
    """(indicator, old, new, kind) of cells printed in the 2022 and then in the 2025 release."""
    older = table(*((ONE, name, old) for name, old, _ in pairs), period="2021", release="2022")
    newer = table(*((ONE, name, new) for name, _, new in pairs), period="2021", release="2025")
    rows = revisions.of_dataset(DATASET, together(newer, older), register)
    assert list(rows) == revisions.COLUMNS
    return list(rows[["indicator", "old_value", "new_value", "kind"]].itertuples(index=False, name=None))


def test_the_same_figure_in_two_releases_is_no_revision() -> None:
    assert ledger(("plans", 10.0, 10.0), ("share", "x", "z")) == []


@pytest.mark.parametrize(
    ("indicator", "old", "new", "kind"),
    [
        ("plans", 10.0, 12.0, "revision"),
        ("share", 3.82, 3.8, "rounding"),
        ("share", 3.86, 3.8, "revision"),
        ("elsewhere", 10.0, 12.0, "definition"),
    ],
)
def test_a_moved_figure_has_a_kind(indicator: str, old: float, new: float, kind: str) -> None:
    assert ledger((indicator, old, new)) == [(indicator, old, new, kind)]


def test_a_figure_that_gives_way_to_a_symbol_is_withdrawn() -> None:
    ((name, old, new, kind),) = ledger(("plans", 10.0, "x"))
    assert (name, old, kind) == ("plans", 10.0, "withdrawn")
    assert pd.isna(new)


def test_a_figure_that_gives_way_to_a_symbol_is_withdrawn_whatever_its_column_means_since() -> None:
    ((_, old, new, kind),) = ledger(("elsewhere", 10.0, "x"))
    assert (old, kind) == (10.0, "withdrawn")
    assert pd.isna(new)


def test_a_figure_in_the_place_of_a_symbol_is_printed_for_the_first_time() -> None:
    ((name, old, new, kind),) = ledger(("plans", "x", 4.0))
    assert (name, new, kind) == ("plans", 4.0, "first")
    assert pd.isna(old)


def test_a_figure_without_a_row_in_a_release_that_has_others_is_dropped() -> None:
    older = table(
        (ONE, "plans", 9.0), (TWO, "plans", 8.0), (TWO, "share", 7.0), period="2021", release="2022"
    )
    newer = table((ONE, "plans", 9.0), period="2021", release="2025")
    rows = revisions.of_dataset(DATASET, together(older, newer), None)
    told = rows[["area_code", "indicator", "old_release", "old_value", "new_release", "kind"]]
    assert told.to_numpy().tolist() == [[TWO, "plans", "2022", 8.0, "2025", "dropped"]]
    assert rows[["new_value", "new_symbol"]].isna().all().all()
    sample = replace(DATASET, partial="A sample.")
    assert revisions.of_dataset(sample, together(older, newer), None).empty


def test_a_january_keeps_its_place_under_both_labels() -> None:
    older = table((ONE, "plans", 9.0), period="2022", release="2022")
    newer = table((ONE, "plans", 7.0), period="202122", release="2025")
    rows = revisions.of_dataset(DATASET, together(older, newer), None)
    assert rows[["old_time_period", "time_period"]].to_numpy().tolist() == [["2022", "202122"]]


def test_a_figure_found_wrong_is_an_error_and_stands_as_it_was_printed() -> None:
    older = table((ONE, "plans", "withheld"), period="2021", release="2022")
    newer = table((ONE, "plans", 12.0), period="2021", release="2025")
    printed = older.assign(dataset="example", published=600.0, status="withheld")
    rows = revisions.of_dataset(DATASET, together(older, newer), printed)
    assert rows[["old_value", "new_value", "kind"]].to_numpy().tolist() == [[600.0, 12.0, "error"]]


def test_the_ledger_is_written_once(tmp_path) -> None:  # type: ignore[no-untyped-def]
    rows = together(
        table((ONE, "plans", 1.0), release="2022"), table((ONE, "plans", 2.0), release="2025")
    ).astype({"symbol": "str"})
    store.write_bytes(store.table_path(tmp_path, "example"), store.parquet(rows, {}))
    ledger = revisions.ledger(tmp_path, {"example": DATASET})
    assert ledger == revisions.ledger(tmp_path, {"example": DATASET})
    assert len(pd.read_parquet(io.BytesIO(ledger))) == 1
