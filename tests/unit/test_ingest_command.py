"""The command line builds what it can, says what it could not, and its exit code tells which."""

import dataclasses
from pathlib import Path

import pandas as pd
import pytest

from ingest import __main__ as command
from ingest import absences, build, registry, store
from ingest.dataset import Context, Indicator, Register, Unreadable, findings
from ingest.read import Source
from tests.fixtures.small_datasets import dataset, observed, published, run, tidy

TODAY = "2026-01-02"


def too_large(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    found = rows[rows["value"] > 1000]
    return findings(found, "too_large", found["value"].map("{:.0f} is too large.".format))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return published(tmp_path)


def test_all_built_is_exit_code_0(
    monkeypatch: pytest.MonkeyPatch, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, files, [observed("good")]) == 0
    assert "good" in capsys.readouterr().err
    table = store.read_table(files.parent / "data", "good")
    assert table is not None
    by_area = table.set_index("area_code")
    assert by_area.at["E09000003", "value"] == 12
    assert by_area.at["E06000066", "symbol"] == "x"
    assert by_area["value"].isna().to_dict() == {"E06000066": True, "E09000003": False}


def test_one_failure_leaves_the_others_built_and_is_told(
    monkeypatch: pytest.MonkeyPatch, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fault(source: Source) -> pd.DataFrame:
        raise KeyError("nothing of the kind")

    broken = dataset("broken", indicators=(Indicator("plans", "Plans", "plans"),), tidy=fault)
    (files / "broken.csv").write_text("a\n1\n")
    assert run(monkeypatch, files, [observed("bad"), broken, observed("good")]) == 1
    told = capsys.readouterr().err
    assert "bad.csv: unknown symbol '?' at E06000066 2024 plans" in told
    assert "fault in our own code" in told
    assert (
        "2 of 3 tables not built; the last good ones stay where a line does not say otherwise. To mend:"
        in told
    )
    assert [line.split(": ")[1] for line in told.splitlines() if line.startswith("Not built")] == [
        "bad",
        "broken",
    ]
    assert told.index("Traceback") < told.index("To mend:"), (
        "the list of mends comes last, a line for each dataset"
    )
    data = files.parent / "data"
    assert store.read_table(data, "good") is not None
    assert store.read_table(data, "bad") is None
    assert list(store.read_lock(data)) == ["good.csv"], "a file that gave no table is not locked"


def test_an_unknown_dataset_builds_nothing(
    monkeypatch: pytest.MonkeyPatch, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, files, [observed("good")], "god") == 2
    assert "no dataset is called 'god'; there are: good" in capsys.readouterr().err
    assert not (files.parent / "data").exists()


def test_a_dataset_is_built_after_those_it_is_checked_against() -> None:
    known = {
        each.name: each
        for each in (observed("a", after=("z", "m")), observed("m", after=("z",)), observed("z"))
    }
    assert [each.name for each in registry.build_order(known)] == ["z", "m", "a"]
    assert [each.name for each in registry.build_order(known, ["a"])] == ["a"]


def test_a_check_may_read_another_table_only_once_it_is_built(files: Path) -> None:
    data = files.parent / "data"
    other = observed("good", checks=(lambda rows, context: context.built("absent"),))
    with pytest.raises(Unreadable, match=r"absent\.parquet is needed for a check.*build absent first"):
        build.build(other, files, data, ["good"], TODAY)


def test_a_doubted_cell_is_withheld_and_the_outcome_counts_it(files: Path) -> None:
    data = files.parent / "data"
    (files / "good.csv").write_text("area_code,plans\nE09000003,12\nE06000066,6078\n")
    outcome = build.build(observed("good", checks=(too_large,)), files, data, ["good"], TODAY)
    assert outcome.statuses == {"quarantined": 1}
    table, register = store.read_table(data, "good"), store.read_table(data, "quarantine")
    assert table is not None
    assert register is not None
    assert table.set_index("area_code")["symbol"].to_dict()["E06000066"] == "withheld"
    assert register[["area_code", "published", "finding"]].to_numpy().tolist() == [
        ["E06000066", 6078.0, "6078 is too large."]
    ]


def test_a_build_says_when_only_the_findings_or_the_description_changed(files: Path) -> None:
    data = files.parent / "data"
    first = build.build(observed("good"), files, data, ["good"], TODAY)
    assert first.lines[-1] == "- `good`: first build, 2 rows: release 2025, year 2024"
    assert build.build(observed("good"), files, data, ["good"], TODAY).lines == []
    noting = observed("good", checks=(lambda rows, context: findings(rows, "odd", rows["area_code"], False),))
    other = build.build(noting, files, data, ["good"], TODAY)
    assert other.lines == [
        "- `good`, findings of the checks:",
        "  - 2 figures newly noted by a check and kept: Somerset, Plans, 2024; Barnet, Plans, 2024",
    ]
    reworded = observed(
        "good", checks=(lambda rows, context: findings(rows, "odd", rows["indicator"], False),)
    )
    noted = build.build(reworded, files, data, ["good"], TODAY)
    assert noted.lines == ["- `good`, findings of the checks:", "  - the same figures, said otherwise"]
    described = build.build(dataclasses.replace(reworded, title="Better"), files, data, ["good"], TODAY)
    assert described.lines == ["- `good`: the same rows, described otherwise"]


def test_two_rows_for_one_cell_are_refused(files: Path) -> None:
    (files / "good.csv").write_text("area_code,plans\nE09000003,12\nE09000003,13\n")
    said = r"two rows for 2025, 2024, .*E09000003.*plans: good\.csv prints 12.0; good\.csv prints 13.0: fetch"
    with pytest.raises(Unreadable, match=said):
        build.build(observed("good"), files, files.parent / "data", ["good"], TODAY)


def test_an_indicator_that_no_file_holds_is_refused(files: Path) -> None:
    more = (Indicator("plans", "Plans", "plans"), Indicator("late", "Late", "plans", ("Late", "late_pc")))
    with pytest.raises(Unreadable, match=r"good\.csv: no column 'Late' or 'late_pc' in release 2025"):
        build.build(
            dataset("good", indicators=more, tidy=tidy, partial="Made up."),
            files,
            files.parent / "data",
            ["good"],
            TODAY,
        )
    over = (more[0], Indicator("late", "Late", "plans", until="2024"))
    build.build(
        dataset("good", indicators=over, tidy=tidy, partial="Made up."),
        files,
        files.parent / "data",
        ["good"],
        TODAY,
    )


def test_a_register_has_the_columns_it_declares(files: Path) -> None:
    shape = Register({"area_code": "str", "plans": "int64"}, ("area_code",))

    def rows(source: Source) -> pd.DataFrame:
        return source.table()

    (files / "good.csv").write_text("plans,area_code\n12,E09000003\n3,E06000066\n")
    build.build(dataset("good", register=shape, tidy=rows), files, files.parent / "data", ["good"], TODAY)
    table = store.read_table(files.parent / "data", "good")
    assert table is not None
    assert table.to_dict("list") == {"area_code": ["E06000066", "E09000003"], "plans": [3, 12]}
    other = Register({"area_code": "str"}, ("area_code",))
    with pytest.raises(Unreadable, match=r"declared are \['area_code'\]"):
        build.build(dataset("good", register=other, tidy=rows), files, files.parent / "data", ["good"], TODAY)


def test_a_release_newer_than_the_one_asked_for_is_left_out() -> None:
    kept = observed("good").releases[0]
    releases = tuple(
        dataclasses.replace(kept, release=name) for name in ("2024-25", "2025-11", "2026-04", "sample")
    )
    late = Indicator("late", "Late", "plans", since="2026")
    whole = dataclasses.replace(observed("good"), releases=releases, indicators=(late,))
    assert [each.release for each in whole.up_to("2025").releases] == ["2024-25", "2025-11", "sample"]
    assert [each.release for each in whole.up_to("2025-10").releases] == ["2024-25", "sample"]
    assert whole.up_to("2026") == whole
    dated = dataclasses.replace(whole, releases=releases[:2])
    assert dated.up_to("2025").indicators == (), "a figure of later releases only is not there yet"


def test_a_dataset_without_a_release_so_early_is_left_out_with_a_word(
    monkeypatch: pytest.MonkeyPatch, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, files, [observed("good")], "--up-to", "2024") == 0
    assert "Left out, no release up to 2024: good" in capsys.readouterr().err
    assert store.read_table(files.parent / "data", "good") is None


@pytest.mark.parametrize("table", ["absences", "corrections"])
def test_reference_tables_name_datasets_and_releases_that_there_are(
    monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    rows = pd.DataFrame({"dataset": ["good"], "release": ["2025"]})
    for module in ("absences", "corrections"):
        monkeypatch.setattr(getattr(build, module), module, lambda: rows)
    build.require_known({"good": observed("good")})
    for changed, what in (
        ({"release": "2052"}, "release '2052' of good"),
        ({"dataset": "gone"}, "dataset 'gone'"),
    ):
        monkeypatch.setattr(getattr(build, table), table, lambda changed=changed: rows.assign(**changed))
        with pytest.raises(Unreadable, match=rf"{table}\.csv: there is no {what}"):
            build.require_known({"good": observed("good")})


def test_what_changed_is_told_and_a_second_run_says_nothing(
    monkeypatch: pytest.MonkeyPatch, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, files, [observed("good")]) == 0
    assert "- `good`: first build, 2 rows: release 2025, year 2024" in capsys.readouterr().err
    assert run(monkeypatch, files, [observed("good")]) == 0
    assert "- `" not in capsys.readouterr().err


def test_a_table_far_from_the_last_good_one_is_taken_only_when_accepted(
    monkeypatch: pytest.MonkeyPatch, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    councils = sorted(absences.there("2024-12-31", "Local authority"))
    for figure in (12, 15):
        lines = "".join(f"{code},{figure}\n" for code in councils)
        (files / "good.csv").write_text(f"area_code,plans\n{lines}")
        ended = run(monkeypatch, files, [observed("good")])
    assert ended == 1
    assert "good.csv: 153 of 153 councils' figures of plans in 2024" in capsys.readouterr().err
    table = store.read_table(files.parent / "data", "good")
    assert table is not None
    assert set(table["value"]) == {12}
    assert run(monkeypatch, files, [observed("good")], "--accept-changes") == 0
    table = store.read_table(files.parent / "data", "good")
    assert table is not None
    assert set(table["value"]) == {15}


def test_help_says_what_it_does_in_plain_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        command.main(["--help"])
    assert stop.value.code == 0
    assert "folder of published files" in capsys.readouterr().out
