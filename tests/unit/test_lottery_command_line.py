"""`variation`, `compare` and `build` on the command line: exact columns, what is said beside them, exit codes."""

import csv
import io

import pytest

from metrics.__main__ import main
from tests.fixtures.small_data import SmallData
from tests.fixtures.small_england import ENGLAND, REFUSED, requests, spread

LEEDS, BRADFORD, LONDON_CITY, CUMBRIA = "E08000035", "E08000032", "E09000001", "E10000006"
NOTE = "The collection changed."


@pytest.fixture
def loaded(small_data: SmallData, monkeypatch: pytest.MonkeyPatch) -> SmallData:
    monkeypatch.setattr("metrics.__main__.WORKERS", 1)
    small_data.quarantine()
    counts = {LEEDS: (40, 400), BRADFORD: (200, 400), LONDON_CITY: (0, 0)}
    years = {"2022": spread(30, 60) | counts | {CUMBRIA: (10, 90)}, "2023": spread(30, 60) | counts}
    requests(small_data, years, breaks=(("2023", NOTE),))
    return small_data


def answer(capsys: pytest.CaptureFixture, *arguments: str, code: int = 0) -> tuple[list[dict], str]:
    assert main(list(arguments)) == code
    out, err = capsys.readouterr()
    return list(csv.DictReader(io.StringIO(out))), err


def test_variation_has_the_promised_columns(loaded: SmallData, capsys: pytest.CaptureFixture) -> None:
    answer(capsys, "build")
    assert main(["variation", REFUSED]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == (
        "metric,period,areas,england,sd,sd_lci_95,sd_uci_95,p90_minus_p10,logit_sd,real_share,between_region_share,"
        "gini,gini_lci_95,gini_uci_95,cv,p10,median,p90"
    )
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["period"] for row in rows] == ["2022", "2023"]
    assert [row["areas"] for row in rows] == ["152", "151"], "Cumbria had a figure in 2022"
    assert 0 < float(rows[1]["sd_lci_95"]) < float(rows[1]["sd"]) < float(rows[1]["sd_uci_95"])
    assert f"break before 2023: {NOTE}" in err
    assert "depend on which side is counted" in err


def test_compare_subtracts_the_first_place(loaded: SmallData, capsys: pytest.CaptureFixture) -> None:
    rows, err = answer(capsys, "compare", "Leeds", "Bradford", "City of London", "--metric", REFUSED)
    assert ",".join(rows[0]) == (
        "metric,period,area_code,area_name,value,numerator,denominator,lci_95,uci_95,symbol,compared_with,difference,"
        "difference_lci_95,difference_uci_95,verdict,dataset,release"
    )
    assert [row["difference"] for row in rows] == ["", "40", ""]
    assert [row["verdict"] for row in rows] == ["", "higher", ""]
    assert rows[1]["compared_with"] == LEEDS
    assert rows[2]["symbol"] == "no_cases"
    assert f"{REFUSED} City of London 2023:" in err


def test_compare_goes_back_to_when_an_abolished_council_was_there(
    loaded: SmallData, capsys: pytest.CaptureFixture
) -> None:
    rows, err = answer(capsys, "compare", "Leeds", "Cumbria", "England", "--metric", REFUSED, "ehc_requests")
    assert {row["period"] for row in rows} == {"2022"}
    assert [row["area_code"] for row in rows[:3]] == [LEEDS, CUMBRIA, ENGLAND]
    assert "note: Cumbria was abolished on" in err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["variation", "ehc_requests"], 2, "size of the council"),
        (["variation", "no_such"], 2, "no metric is called 'no_such'"),
        (["variation", "tribunal_appeal_rate"], 3, "'tribunal_appeals' is not loaded"),
        (["variation", REFUSED], 3, "run `python -m metrics build`"),
        (["compare", "Leeds"], 2, "compare two to 4"),
        (["compare", "Leeds", "leeds"], 2, "1 different places"),
        (["compare", "Leeds", "Bradford", "Harrow", "Barnet", "Devon"], 2, "5 different places"),
        (["compare", "Leeds", "Atlantis"], 2, "Atlantis"),
        (
            ["compare", "Leeds", "Bradford", "--metric", "tribunal_appeals"],
            3,
            "'tribunal_appeals' is not loaded",
        ),
    ],
)
def test_what_cannot_be_answered(
    loaded: SmallData, capsys: pytest.CaptureFixture, arguments: list[str], code: int, said: str
) -> None:
    rows, err = answer(capsys, *arguments, code=code)
    assert rows == []
    assert said in err


def test_build_shows_how_far_it_is(loaded: SmallData, capsys: pytest.CaptureFixture) -> None:
    _, err = answer(capsys, "build")
    assert "100%" in err or "/" in err
    assert (loaded.folder / "derived" / "ranks.parquet").is_file()
