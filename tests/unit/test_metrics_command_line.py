"""The command line: exact columns, readers' spellings, reasons on standard error, exit codes."""

import csv
import io

import pytest

from metrics.__main__ import main, write
from tests.fixtures.small_data import SmallData

ENGLAND, LEEDS = "E92000001", "E08000035"


@pytest.fixture
def loaded(small_data: SmallData) -> SmallData:
    small_data.observations(
        "ehc_plan_requests",
        f"""
        2025 2023 {LEEDS} requests 100
        2025 2023 {LEEDS} requests_refused withheld
        2025 2024 {LEEDS} requests 400
        2025 2024 {LEEDS} requests_refused 100
        2025 2024 {ENGLAND} requests 154489
        2025 2024 {ENGLAND} requests_refused 38889
        """,
    )
    small_data.observations("ehc_plan_caseload", f"2025 202425 {ENGLAND} plans 638745", kind="january")
    small_data.caveats(("a_key", "ehc_plan_requests", "", "", "2024", "Take care."))
    return small_data


def show(capsys: pytest.CaptureFixture, *arguments: str) -> tuple[list[dict], str]:
    assert main(["show", *arguments]) == 0
    out, err = capsys.readouterr()
    return list(csv.DictReader(io.StringIO(out))), err


def test_show_has_the_promised_columns_and_exact_counts(
    loaded: SmallData, capsys: pytest.CaptureFixture
) -> None:
    rows, err = show(capsys, "ehc_requests_refused", "--area", "england", "--period", "2024")
    assert ",".join(rows[0]) == (
        "metric,area_code,area_name,period,value,numerator,denominator,lci_95,uci_95,symbol,dataset,release"
    )
    (row,) = rows
    assert (row["area_name"], row["numerator"], row["denominator"]) == ("England", "38889", "154489")
    assert float(row["value"]) == pytest.approx(25.1726, abs=0.0001)
    assert (row["symbol"], row["dataset"], row["release"]) == ("", "ehc_plan_requests", "2025")
    assert "caveat: 2024: Take care." in err


def test_a_gap_has_its_symbol_and_the_reason_goes_to_standard_error(
    loaded: SmallData, capsys: pytest.CaptureFixture
) -> None:
    loaded.quarantine(
        {
            "dataset": "ehc_plan_requests", "release": "2025", "time_period": "2023", "area_code": LEEDS,
            "indicator": "requests_refused", "published": 0.0, "finding": "0 beside 100 requests.",
        }
    )  # fmt: skip
    rows, err = show(capsys, "ehc_requests_refused", "--area", "Leeds City Council", "--period", "2023")
    assert (rows[0]["symbol"], rows[0]["value"], rows[0]["denominator"]) == ("withheld", "", "100")
    assert "no figure: Leeds 2023: Withheld. Published: 0 (requests refused). 0 beside 100 requests." in err


@pytest.mark.parametrize("period", ["January 2025", "2025-01", "2025", "2024/25", "202425"])
def test_a_snapshot_is_found_under_every_spelling(loaded: SmallData, capsys, period: str) -> None:
    rows, _ = show(capsys, "ehc_plans_caseload", "--period", period, "--level", "england")
    assert [(row["period"], row["value"]) for row in rows] == [("January 2025", "638745")]


def test_several_areas_and_periods(loaded: SmallData, capsys: pytest.CaptureFixture) -> None:
    rows, _ = show(
        capsys, "ehc_requests", "--area", "E92000001", "383", "--period", "2023", "--period", "2024"
    )
    assert [(row["area_name"], row["period"]) for row in rows] == [
        ("Leeds", "2023"), ("England", "2024"), ("Leeds", "2024"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["show", "ehc_request"], 2, "did you mean ehc_requests"),
        (["show", "zzz"], 2, "python -m metrics list"),
        (["show", "ehc_requests", "--area", "Leedz"], 2, "Leeds"),
        (["show", "ehc_requests", "--period", "2030"], 2, "it has 2023, 2024"),
        (["show", "ehc_requests", "--period", "last year"], 2, "it has 2023, 2024"),
        (["show", "tribunal_appeals"], 3, "'tribunal_appeals' is not loaded"),
    ],
)
def test_what_cannot_be_answered_says_why(
    loaded: SmallData, capsys: pytest.CaptureFixture, arguments: list[str], code: int, said: str
) -> None:
    assert main(arguments) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


def test_a_wrong_level_is_a_wrong_command(capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["show", "ehc_requests", "--level", "parish"])
    assert stopped.value.code == 2
    assert "local_authority" in capsys.readouterr().err


def test_a_place_that_did_not_exist_gives_no_rows_and_says_so(loaded: SmallData, capsys) -> None:
    rows, err = show(capsys, "ehc_requests", "--area", "Cumbria", "--period", "2024")
    assert rows == []
    assert "did not exist" in err


def test_list_names_every_metric_and_what_it_waits_for(
    loaded: SmallData, capsys: pytest.CaptureFixture
) -> None:
    assert main(["list"]) == 0
    rows = {row["metric"]: row for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    requests = rows["ehc_requests"]
    assert list(requests) == ["metric", "title", "unit", "theme", "first_period", "last_period", "coverage"]
    assert (requests["first_period"], requests["last_period"], requests["coverage"]) == (
        "2023",
        "2024",
        "1 of 153",
    )
    assert rows["tribunal_appeals"]["coverage"] == "not loaded: tribunal_appeals"


def test_text_that_a_spreadsheet_would_run_is_made_harmless(capsys: pytest.CaptureFixture) -> None:
    write(["a", "b"], [["=1+1", -1.5], ["@x", float("nan")], ["Leeds", None]])
    assert capsys.readouterr().out == "a,b\n'=1+1,-1.5\n'@x,\nLeeds,\n"
