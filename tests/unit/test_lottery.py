"""What counts towards the spread, what may be said of its change, and what `build` writes."""

import numpy as np
import pytest

from metrics import build, compute, derived, lottery, registry, tables, variation
from metrics.compute import TOO_SMALL_TO_RANK
from tests.fixtures.small_data import SmallData
from tests.fixtures.small_england import COUNCILS, REFUSED, requests, spread

NOTE = "The collection changed."


def test_counts_and_growth_have_no_spread() -> None:
    assert "size of the council" in lottery.disqualified(registry.metric("ehc_requests"))
    assert "no spread" in lottery.disqualified(registry.metric("ehc_plans_growth"))
    assert lottery.disqualified(registry.metric(REFUSED)) == ""
    with pytest.raises(ValueError, match="ehc_requests has no spread"):
        lottery.kind_of(registry.metric("ehc_requests"))


def test_what_counts_towards_the_spread(small_data: SmallData) -> None:
    doubted, tiny = COUNCILS[0], sorted(TOO_SMALL_TO_RANK)[0]
    gone = "E10000006"
    others = {COUNCILS[1]: (1, 4), COUNCILS[2]: (0, 0), tiny: (1, 20), gone: (1, 20)}
    requests(small_data, {"2024": spread(10, 50) | others})
    small_data.quarantine(
        {"dataset": "ehc_plan_requests", "release": "2025", "time_period": "2024", "area_code": doubted,
         "indicator": "requests_refused", "published": 40.0, "finding": "0.", "check": "zero_beside",
         "status": "noted"}
    )  # fmt: skip
    compute.forget()
    counted = set(lottery.councils(REFUSED, "2024")["area_code"])
    assert counted == set(COUNCILS) - {doubted, COUNCILS[2]}, "four cases count, gaps and doubts do not"


def test_the_spread_is_that_of_the_councils_with_england_and_coverage_beside_it(
    small_data: SmallData,
) -> None:
    requests(small_data, {"2023": spread(40, 60), "2024": spread(0, 100)}, (("2024", NOTE),))
    assert list(build.build())
    rows = lottery.variation(REFUSED)
    assert list(rows["period"]) == ["2023", "2024"]
    assert list(rows)[:2] == ["metric", "period"]
    assert set(lottery.COLUMNS) <= set(rows)
    after = rows.iloc[1]
    values = np.array([100 * part / whole for part, whole in spread(0, 100).values()])
    assert after["sd"] == pytest.approx(values.std(ddof=1))
    assert after["p90_minus_p10"] == pytest.approx(np.quantile(values, 0.9) - np.quantile(values, 0.1))
    assert (after["areas"], after["existed"]) == (151, 153)
    assert after["england"] == pytest.approx(values.mean())
    assert after["sd_lci_95"] < after["sd"] < after["sd_uci_95"]
    assert list(rows["break_note"]) == ["", NOTE]
    assert list(rows["segment"]) == [0, 1]


def test_a_period_of_a_few_councils_has_a_note_and_no_figures(small_data: SmallData) -> None:
    few = dict.fromkeys(COUNCILS[:100], (1, 20))
    requests(small_data, {"2023": spread(40, 60), "2024": few})
    list(build.build())
    row = lottery.variation(REFUSED).iloc[1]
    assert np.isnan(row["sd"])
    assert row["note"] == (
        "Only 100 of 153 councils have a figure in 2024: too few to speak of the differences in England."
    )
    assert "There is no spread" in lottery.verdict_of_change(REFUSED, "2023", "2024").refusal


def test_a_verdict_comes_with_its_measures_and_its_councils(small_data: SmallData) -> None:
    missing = {code: counts for code, counts in spread(0, 100).items() if code != COUNCILS[5]}
    requests(small_data, {"2022": spread(40, 60), "2023": spread(41, 61), "2024": missing})
    list(build.build())
    grew = lottery.verdict_of_change(REFUSED, "2023", "2024")
    assert (grew.verdict, grew.refusal, grew.areas) == (variation.GREW, "", 150)
    assert list(grew.changes["measure"]) == list(variation.SYMMETRIC)
    assert (grew.changes["lci_95"] > 0).all()
    same = lottery.verdict_of_change(REFUSED, "2022", "2023")
    assert same.verdict == variation.NOT_SHOWN
    assert "151 councils with a figure in both years" in same.reason


def test_across_a_break_a_verdict_is_refused_unless_asked_for_and_then_names_it(
    small_data: SmallData,
) -> None:
    requests(
        small_data, {"2022": spread(40, 60), "2023": spread(0, 100), "2024": spread(0, 99)}, (("2023", NOTE),)
    )
    list(build.build())
    refused = lottery.verdict_of_change(REFUSED, "2022", "2023")
    assert (refused.verdict, refused.changes) == ("", None)
    assert NOTE in refused.refusal
    asked = lottery.verdict_of_change(REFUSED, "2022", "2023", across_breaks=True)
    assert asked.verdict == variation.GREW
    assert asked.reason.endswith(NOTE)
    assert NOTE not in lottery.verdict_of_change(REFUSED, "2023", "2024").reason


def test_a_count_has_neither_rows_nor_a_verdict(small_data: SmallData) -> None:
    requests(small_data, {"2023": spread(40, 60), "2024": spread(0, 100)})
    list(build.build())
    assert lottery.variation("ehc_requests").empty
    assert "size of the council" in lottery.verdict_of_change("ehc_requests", "2023", "2024").refusal


def test_what_was_not_built_says_how_to_build_it(small_data: SmallData) -> None:
    requests(small_data, {"2024": spread(40, 60)})
    with pytest.raises(tables.NotBuilt, match="run `python -m metrics build`"):
        lottery.variation(REFUSED)


def test_a_second_build_gives_the_same_bytes_and_a_change_in_the_tables_shows(small_data: SmallData) -> None:
    requests(small_data, {"2023": spread(40, 60), "2024": spread(0, 100)})
    assert REFUSED in list(build.build())
    folder = small_data.folder / "derived"
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    list(build.build(workers=2))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    assert set(first) == {f"{table}.parquet" for table in (*build.TABLES, "figures")} | {"manifest.json"}


def test_only_what_changed_is_worked_out_again_and_the_files_are_those_of_a_new_build(
    small_data: SmallData, monkeypatch: pytest.MonkeyPatch
) -> None:
    def files() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (small_data.folder / "derived").iterdir()}

    def work() -> list[str]:
        again: list[str] = []
        tables_of = build.tables_of
        with monkeypatch.context() as patch:
            patch.setattr(build, "tables_of", lambda name: again.append(name) or tables_of(name))
            list(build.build())
        return again

    requests(small_data, {"2023": spread(40, 60), "2024": spread(0, 100)})
    assert REFUSED in work()
    assert work() == []
    requests(small_data, {"2023": spread(40, 60), "2024": spread(1, 100)})
    assert REFUSED in work()
    changed = files()
    for path in (small_data.folder / "derived").iterdir():
        path.unlink()
    assert REFUSED in work()
    assert files() == changed
    (small_data.folder / "derived" / "ranks.parquet").write_bytes(b"damaged")
    compute.forget()
    assert REFUSED in work(), "files that are not those of the manifest are not kept"
    assert files() == changed


def test_values_below_0_have_no_gini(small_data: SmallData, monkeypatch: pytest.MonkeyPatch) -> None:
    requests(small_data, {"2024": spread(40, 60)})
    rows = lottery.councils(REFUSED)
    monkeypatch.setattr(lottery, "councils", lambda _: rows.assign(value=rows["value"] - 50))
    (row,) = derived.variation_of(registry.metric(REFUSED))
    assert np.isnan(row["gini"])
    assert np.isnan(row["cv_uci_95"])
    assert row["sd"] > 0
