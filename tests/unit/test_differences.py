"""What is said of a table that is not as it was before."""

from dataclasses import replace

import pandas as pd
import pytest

from ingest import differences, store
from ingest.dataset import Dataset, Indicator
from tests.fixtures.made_up import Cell, table, together

LEICESTER, POOLE, CUMBERLAND, MEDWAY = "E06000016", "E06000029", "E06000063", "E06000035"
DATASET = Dataset(
    "example", "Example", "", "", "", "", "", (),
    (Indicator("plans", "Plans", "plans"), Indicator("share", "Share", "%"), Indicator("weeks", "Weeks", "weeks")),
)  # fmt: skip


def rows(*cells: Cell, period: str = "2022", release: str = "2023") -> pd.DataFrame:
    return table(*cells, period=period, release=release)


def said(
    *tables: pd.DataFrame, old: pd.DataFrame, dataset: Dataset = DATASET, **names: dict[str, str]
) -> list[str]:
    """The lines about `old` becoming the tables together."""
    new = store.sorted_observations(together(*tables))
    releases = {name.removeprefix("release_"): columns for name, columns in names.items()}
    labels = {"gone": "What is gone"} | {each.name: each.label for each in dataset.indicators}
    return differences.observations(dataset, store.sorted_observations(old), new, releases, labels)


OLD = rows((LEICESTER, "plans", 100.0), (MEDWAY, "plans", 900.0), (LEICESTER, "share", 50.04))


def test_a_new_release_is_told_with_its_years_columns_and_councils() -> None:
    old = together(OLD, rows((POOLE, "plans", 50.0)))
    new = rows(
        (LEICESTER, "plans", 110.0),
        (CUMBERLAND, "plans", 20.0),
        (LEICESTER, "weeks", 30.0),
        period="2024",
        release="2025",
    )
    lines = said(
        old,
        new,
        old=old,
        release_2023={"plans": "Tot_A", "share": "pc"},
        release_2025={"plans": "b", "weeks": "w"},
    )
    assert lines == [
        "- `example` (Example): new release 2025; new year 2024; 7 rows, before 4",
        "  - 1 column of figures new: Weeks",
        "  - 1 column has another name in release 2025: `Tot_A` of 2023 is `b`",
        "  - councils seen for the first time: Cumberland",
        "  - councils not in the newest year any more: Medway; Poole (until 2019-03-31)",
    ]


def test_a_sample_does_not_say_which_councils_came_and_went() -> None:
    sample = replace(DATASET, partial="Made up.")
    assert said(OLD.drop(index=1), rows((POOLE, "plans", 1.0)), old=OLD, dataset=sample)[1:] == [
        "  - of a part of what is published: rows of 1 council more and 1 council fewer than before"
    ]


def test_what_is_gone_is_told() -> None:
    old = together(OLD, rows((LEICESTER, "gone", 3.0), period="2021", release="2022"))
    assert said(OLD, old=old)[:2] == [
        "- `example` (Example): release 2022 gone; year 2021 gone; 3 rows, before 4",
        "  - 1 column of figures gone: What is gone",
    ]


@pytest.mark.parametrize(
    ("figure", "lines"),
    [
        (120.0, ["  - 1 figure revised:", "    - Leicester, Plans, 2022: 100 -> 120"]),
        (
            "c",
            [
                "  - 1 figure in whose place the publisher prints a symbol now:",
                "    - Leicester, Plans, 2022: 100 -> `c`",
            ],
        ),
        (
            "withheld",
            ["  - 1 figure withheld by our checks:", "    - Leicester, Plans, 2022: 100 -> `withheld`"],
        ),
        (100.04, ["  - 1 figure other by rounding only"]),
        (100.0, []),
    ],
)
@pytest.mark.parametrize("release", ["2023", "2025"])
def test_a_figure_that_is_other_is_told_whether_in_the_same_release_or_a_newer(
    figure: float | str, lines: list[str], release: str
) -> None:
    newer = rows((LEICESTER, "plans", figure), release=release)
    kept = OLD[OLD.index > 0] if release == "2023" else OLD
    assert said(kept, newer, old=OLD)[1:] == lines


def test_a_gap_that_is_filled_and_one_with_another_symbol() -> None:
    old = rows((LEICESTER, "plans", "x"), (MEDWAY, "plans", "x"))
    assert said(rows((LEICESTER, "plans", 7.0), (MEDWAY, "plans", "c")), old=old)[1:] == [
        "  - 1 figure where there was none:",
        "    - Leicester, Plans, 2022: `x` -> 7",
        "  - 1 gap with another symbol:",
        "    - Medway, Plans, 2022: `x` -> `c`",
    ]


def test_an_academic_year_is_written_with_a_stroke() -> None:
    old, new = (rows((LEICESTER, "plans", figure), period="202122") for figure in (1.0, 2.0))
    assert said(new, old=old)[2] == "    - Leicester, Plans, 2021/22: 1 -> 2"


def test_a_figure_with_another_definition_is_not_called_revised() -> None:
    other = replace(DATASET, indicators=(Indicator("plans", "Plans", "plans", redefined="2025"),))
    newer = rows((LEICESTER, "plans", 120.0), (MEDWAY, "plans", "x"), release="2025")
    assert said(OLD, newer, old=OLD, dataset=other)[1] == "  - 2 figures of what has another definition now:"


def test_a_change_under_a_newer_release_is_only_counted() -> None:
    newer = rows((LEICESTER, "plans", 105.0), release="2025")
    below = OLD.assign(value=OLD["value"].replace(100.0, 101.0))
    assert said(below, newer, old=together(OLD, newer))[1:] == [
        "  - 1 cell of older releases other; newer releases stand before them"
    ]


def test_of_many_revised_figures_the_largest_are_named() -> None:
    """Large against what counts vary by chance: 1 to 5 is less than 100 to 200, and that less than 900 to 1,800."""
    codes = [f"E0600000{number}" for number in range(1, 8)]
    before = [1.0, 100.0, 900.0, 10.0, 10.0, 10.0, 10.0]
    now = [5.0, 200.0, 1800.0, 11.0, 11.0, 11.0, 11.0]
    old, new = (
        rows(*((code, "plans", each) for code, each in zip(codes, figures, strict=True)))
        for figures in (before, now)
    )
    lines = said(new, old=old)
    assert lines[1] == "  - 7 figures revised; the largest:"
    assert [line.rpartition(": ")[2] for line in lines[2:]] == [
        "900 -> 1,800",
        "100 -> 200",
        "1 -> 5",
        *["10 -> 11"] * 2,
    ]


@pytest.mark.parametrize(
    ("years", "kind", "shown"),
    [
        ({2024}, "calendar", "year 2024"),
        ({2021, 2022, 2023}, "january", "years 2021 to 2023"),
        ({2020, 2021}, "financial", "years 2019/20 to 2020/21"),
        ({2000, 2019, 2023}, "academic", "years 1999/00, 2018/19, 2022/23"),
    ],
)
def test_years_are_written_as_a_reader_does(years: set[int], kind: str, shown: str) -> None:
    assert differences.span(years, replace(DATASET, period_kind=kind)) == shown
