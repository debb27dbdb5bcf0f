"""What is said of figures that the checks newly withhold, and of groups that are not as they were."""

import io
from dataclasses import replace

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ingest import doubts, group_differences
from ingest.dataset import KEY, Dataset, Indicator
from tests.fixtures.made_up import table

CODES = [f"E0600000{number}" for number in range(1, 9)]
DATASET = Dataset(
    "example", "Example", "", "", "", "", "", (), (Indicator("plans", "Plans", "plans"),), groups=frozenset({"Sex"})
)  # fmt: skip
LABELS = {"plans": "Plans issued", "late": "Late plans"}


def found(codes: list[str], status: str, breakdown: str = "Total", finding: str = "Odd.") -> pd.DataFrame:
    """Rows of the register on the figures of some councils."""
    rows = table(*((code, "plans", 1.0) for code in codes), period="2024", release="2025")
    topic = "Total" if breakdown == "Total" else "Sex"
    rows = rows.assign(breakdown_topic=topic, breakdown=breakdown)[KEY]
    return rows.assign(
        dataset="example", published=1.0, check="odd", finding=finding, status=status, evidence=""
    )


def test_what_is_newly_withheld_is_counted_and_named_and_what_is_so_no_more_too() -> None:
    before = pd.concat([found(CODES[:1], "quarantined"), found(CODES[7:], "noted")])
    others = found(CODES, "quarantined").assign(dataset="another")
    now = pd.concat([found(CODES[1:], "quarantined"), found(CODES[7:], "noted")])
    assert doubts.lines(DATASET, pd.concat([before, others]), now, LABELS) == [
        "- `example`, findings of the checks:",
        "  - 7 figures newly withheld because a check doubts them: Middlesbrough, Plans issued, 2024; Redcar and "
        "Cleveland, Plans issued, 2024; Stockton-on-Tees, Plans issued, 2024; Darlington, Plans issued, 2024; Halton, "
        "Plans issued, 2024 and 2 more",
        "  - 1 figure no more withheld because a check doubts it: Hartlepool, Plans issued, 2024",
    ]


def test_figures_by_group_are_counted_by_themselves_and_a_first_build_tells_of_its_own() -> None:
    now = pd.concat([found(CODES[:1], "withheld"), found(CODES[:2], "quarantined", "Girls")])
    assert doubts.lines(DATASET, None, now, LABELS)[1:] == [
        "  - 2 figures by group newly withheld because a check doubts them: Hartlepool, Plans issued (Girls), 2024; "
        "Middlesbrough, Plans issued (Girls), 2024",
        "  - 1 figure newly withheld by a correction: Hartlepool, Plans issued, 2024",
    ]


def test_the_same_findings_are_not_told_again_but_other_words_are() -> None:
    now = found(CODES, "noted")
    assert doubts.lines(DATASET, now, now.iloc[::-1], LABELS) == []
    assert doubts.lines(DATASET, found(CODES, "noted", finding="Other."), now, LABELS)[1:] == [
        "  - the same figures, said otherwise"
    ]
    older = pd.concat([now.head(1), now.head(1).assign(release="2023")])
    assert doubts.lines(DATASET, None, older, LABELS)[1].endswith(
        ": Hartlepool, Plans issued, 2024 in release 2023; Hartlepool, Plans issued, 2024 in release 2025"
    ), "the same figure in two releases is told apart"
    twice = pd.concat([now, now.assign(check="another")])
    assert len(doubts.lines(DATASET, None, twice, LABELS)) == 2
    assert "8 figures" in doubts.lines(DATASET, None, twice, LABELS)[1], "a figure counts once"


def by_group(metadata: str = "", **figures: list[float | None]) -> bytes:
    """A table of groups: a row group for each indicator."""
    buffer, writer = io.BytesIO(), None
    for indicator, values in figures.items():
        part = pa.table({"indicator": [indicator] * len(values), "value": pa.array(values, pa.float64())})
        part = part.replace_schema_metadata({"dataset": metadata})
        writer = writer or pq.ParquetWriter(buffer, part.schema)
        writer.write_table(part)
    assert writer
    writer.close()
    return buffer.getvalue()


def told(old: bytes | None, new: bytes | None) -> list[str]:
    """The lines about a table of groups."""
    before = None if old is None else pq.ParquetFile(io.BytesIO(old))
    return group_differences.lines("x_by_group", before, new, LABELS)


def test_groups_with_the_same_rows_are_not_told_of() -> None:
    old = by_group(plans=[1.0, None], late=[2.0])
    assert told(old, by_group("described otherwise", plans=[1.0, None], late=[2.0])) == []
    assert told(None, None) == []


def test_groups_tell_which_columns_are_other() -> None:
    old = by_group(late=[2.0], plans=[1.0, None])
    assert told(old, by_group(plans=[1.0, 3.0], weeks=[1.0])) == [
        "- `x_by_group`: 3 figures by group, before 2; 2 measures other: Plans issued; weeks; "
        "1 measure gone: Late plans"
    ]
    assert told(None, old) == ["- `x_by_group`: first build, 2 figures by group"]
    assert told(old, None) == ["- `x_by_group`: no figures by group any more"]


def test_a_dataset_without_groups_has_no_figures_by_group() -> None:
    lines = doubts.lines(
        replace(DATASET, groups=frozenset()), None, found(CODES[:1], "noted", "Girls"), LABELS
    )
    assert lines[1].startswith("  - 1 figure newly noted by a check and kept: Hartlepool")
