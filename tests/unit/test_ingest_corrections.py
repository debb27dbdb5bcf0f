"""Wrong figures are withheld, put right or kept, each with its reason in the register."""

from pathlib import Path

import pandas as pd
import pytest

from ingest import corrections
from ingest.dataset import COLUMNS, KEY, Unreadable, findings, no_findings

HEADER = "dataset,release,time_period,area_code,breakdown,indicator,published,action,ours,evidence"


def tidy() -> pd.DataFrame:
    rows = [("E06000035", "plans", 223.0), ("E06000035", "share", 42.4), ("E08000036", "plans", 6078.0)]
    frame = pd.DataFrame(rows, columns=["area_code", "indicator", "value"])
    frame = frame.assign(
        release="2025",
        time_period="2021",
        time_identifier="Calendar year",
        geographic_level="Local authority",
        published_area_code=None,
        breakdown_topic="Total",
        breakdown="Total",
        symbol=pd.Series([None] * 3, dtype="str"),
    )
    return frame[COLUMNS]


def listed(tmp_path: Path, *rows: str) -> pd.DataFrame:
    path = tmp_path / "corrections.csv"
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return corrections.corrections(path)


def doubts(*places: int, quarantine: bool = True) -> pd.DataFrame:
    rows = tidy().iloc[list(places)]
    return findings(rows, "a_check", "it is odd: " + rows["indicator"], quarantine)


def applied(found: pd.DataFrame, table: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    return corrections.apply(tidy(), found, table, "example")


def test_without_findings_and_corrections_nothing_changes(tmp_path: Path) -> None:
    rows, register = applied(no_findings(), listed(tmp_path))
    pd.testing.assert_frame_equal(rows, tidy())
    assert register.empty


def test_a_doubted_figure_is_withheld_and_registered(tmp_path: Path) -> None:
    rows, register = applied(doubts(2), listed(tmp_path))
    assert rows["symbol"].tolist()[2] == "withheld"
    assert rows["value"].isna().tolist() == [False, False, True]
    found = register.iloc[0]
    assert (found["dataset"], found["published"], found["status"]) == ("example", 6078, "quarantined")
    assert (found["check"], found["finding"], found["evidence"]) == ("a_check", "it is odd: plans", "")


def test_a_finding_that_only_notes_leaves_the_figure_on_show(tmp_path: Path) -> None:
    rows, register = applied(doubts(0, quarantine=False), listed(tmp_path))
    pd.testing.assert_frame_equal(rows, tidy())
    assert register["status"].tolist() == ["noted"]


def test_corrections_settle_what_checks_doubt(tmp_path: Path) -> None:
    table = listed(
        tmp_path,
        "example,2025,2021,E06000035,Total,plans,223,replace,16,guidance of 2022",
        "example,2025,2021,E06000035,Total,share,42.4,withhold,,follows from 223",
        "example,2025,2021,E08000036,Total,plans,6078,accept,,confirmed",
    )
    rows, register = applied(doubts(0, 2), table)
    assert rows["value"].tolist()[::2] == [16, 6078]
    assert rows["symbol"].tolist()[1] == "withheld"
    statuses = register.set_index(["area_code", "indicator"])[["published", "check", "status", "evidence"]]
    assert statuses.loc[("E06000035", "plans")].tolist() == [223, "a_check", "replaced", "guidance of 2022"]
    assert statuses.loc[("E08000036", "plans")].tolist() == [6078, "a_check", "accepted", "confirmed"]
    assert statuses.loc[("E06000035", "share")].tolist() == [
        42.4,
        "correction",
        "withheld",
        "follows from 223",
    ]


def test_two_findings_on_one_cell_are_both_registered(tmp_path: Path) -> None:
    found = pd.concat([doubts(2), doubts(2, quarantine=False).assign(check="another")], ignore_index=True)
    rows, register = applied(found, listed(tmp_path))
    assert rows["symbol"].tolist()[2] == "withheld"
    assert register["status"].tolist() == ["quarantined", "noted"]
    assert register[KEY].duplicated().sum() == 1


def test_a_correction_that_meets_no_cell_is_an_error(tmp_path: Path) -> None:
    table = listed(tmp_path, "example,2025,2020,E06000035,Total,plans,223,withhold,,why")
    with pytest.raises(Unreadable, match=r"no cell 2025, 2020, E06000035, Total, plans.*remove it"):
        applied(no_findings(), table)


def test_a_correction_written_for_another_figure_is_an_error(tmp_path: Path) -> None:
    table = listed(tmp_path, "example,2025,2021,E06000035,Total,plans,224,withhold,,why")
    with pytest.raises(Unreadable, match=r"published as 224 when the row was written and is 223\.0 now"):
        applied(no_findings(), table)


def test_accepting_what_no_check_doubts_is_an_error(tmp_path: Path) -> None:
    table = listed(tmp_path, "example,2025,2021,E06000035,Total,plans,223,accept,,why")
    with pytest.raises(Unreadable, match="no check doubts 2025, 2021, E06000035, Total, plans"):
        applied(no_findings(), table)


def test_an_unknown_action_or_a_second_row_is_an_error(tmp_path: Path) -> None:
    row = "example,2025,2021,E06000035,Total,plans,223,{},,why"
    with pytest.raises(Unreadable, match="unknown action 'delete'"):
        listed(tmp_path, row.format("delete"))
    with pytest.raises(Unreadable, match="two rows for 2025, 2021, E06000035, Total, plans"):
        listed(tmp_path, row.format("withhold"), row.format("accept"))
