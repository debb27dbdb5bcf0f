"""The tribunal tables, the statistical neighbours and the population, read from small tables of each layout."""

import io

import pandas as pd
import pytest

from ingest.areas import CodeNameConflict
from ingest.dataset import TIDY_COLUMNS, Release, Unreadable
from ingest.datasets import population_aged_0_to_25, statistical_neighbours_2025, tribunal_appeals
from ingest.read import Source

TITLED = """\
"SEND Appeal rate table 1, by local authorities in England 2018-20242,3",,,,,,,,,,
,,,,,,,,,,
Local Authority,LA code,2018,,,2019,,,{last},,
,,Appeals registered4,Total Appealable Decisions1,SEND Tribunal Appeal Rate2,Appeals registered4,\
"Total Appealable Decisions1,9",SEND Tribunal Appeal Rate2,Appeals registered4,\
"In development: Total Appealable Decisions1,8",In development: SEND Tribunal Appeal Rate2
NORTH EAST,,,,,,,,,  ,
Darlington,841, - ,813,0.00%,6,"1,839",0.30%,8,700,1.10%
{rows}
"England Total4,9",,"4,108","251,096",1.60%,"3,126","269,565",1.20%,"22,276","364,912",6.10%
England total excluding suppressed,,,,,,,,"22,082","364,912",5.70%
Sources:,Appeals - HMCTS,,,,,,,,,
"1. Total Appealable Decisions is calculated from data",,,,,,,,,,
"""


def source(text: str, release: str = "2025", file: str = "table.csv") -> Source:
    return Source(Release(release, file, "A table", "https://example.org", ("2018",)), text.encode())


def read(*rows: str, last: str = "2024", release: str = "2025") -> pd.DataFrame:
    tidy = tribunal_appeals.tidy(source(TITLED.format(rows="\n".join(rows), last=last), release))
    assert list(tidy) == TIDY_COLUMNS
    return tidy


def cells(tidy: pd.DataFrame, area_code: str) -> dict[tuple[str, str], str]:
    rows = tidy[tidy["area_code"] == area_code]
    return {(row.time_period, row.indicator): row.cell for row in rows.itertuples()}


def test_years_and_figures_are_found_by_their_headings_and_symbols_get_their_standard_form() -> None:
    assert cells(read(), "E06000005") == {
        ("2018", "appeals"): "0",
        ("2018", "decisions"): "813",
        ("2018", "rate"): "0.00",
        ("2019", "appeals"): "6",
        ("2019", "decisions"): "1,839",
        ("2019", "rate"): "0.30",
        ("2024", "appeals"): "8",
        ("2024", "decisions_new_method"): "700",
        ("2024", "rate_new_method"): "1.10",
    }
    gateshead = cells(read("Gateshead,390,~, .. ,x,,1,1.0%,2,3,4%"), "E08000037")
    assert [gateshead["2018", name] for name in ("appeals", "decisions", "rate")] == ["c", "x", "x"]
    assert gateshead["2019", "appeals"] == "x"


def test_only_councils_and_englands_total_are_rows() -> None:
    tidy = read()
    assert set(tidy["area_code"]) == {"E92000001", "E06000005"}
    assert set(tidy["geographic_level"]) == {"National", "Local authority"}
    assert cells(tidy, "E92000001")["2024", "appeals"] == "22,276"


def test_a_row_without_a_code_is_known_by_its_name() -> None:
    assert cells(read("Poole5,,3,538,0.6%, .. , .. , .. ,,,"), "E06000029")["2018", "decisions"] == "538"


def test_an_authority_has_rows_only_for_years_it_was_there() -> None:
    bcp = '"Bournemouth, Christchurch and Poole5",839, .. , .. , .. ,29,"2,589",1.1%,145,"3,268",4.4%'
    assert {period for period, _ in cells(read(bcp), "E06000058")} == {"2019", "2024"}


def test_a_name_that_passed_to_another_body_is_read_year_by_year() -> None:
    tidy = read("Dorset6,838,44,2592,1.7%,57,2681,2.1%,154,2949,5.2%")
    assert {period for period, _ in cells(tidy, "E10000009")} == {"2018"}
    assert {period for period, _ in cells(tidy, "E06000059")} == {"2019", "2024"}
    printed = tidy.loc[tidy["area_code"] == "E10000009", "published_area_code"]
    assert printed.tolist() == ["838"] * 3


def test_a_code_that_contradicts_its_name_stops_the_table() -> None:
    with pytest.raises(
        CodeNameConflict, match=r"table\.csv: The code '390'.*'Durham'.*code_corrections\.csv"
    ):
        read("Durham,390,1,2,3%,1,2,3%,1,2,3%")


def test_a_contradiction_settled_by_hand_keeps_the_printed_code() -> None:
    tidy = read("Nottingham,891,19,1122,1.7%,19,1205,1.6%,52,1451,3.6%")
    assert set(tidy.loc[tidy["area_code"] == "E06000018", "published_area_code"]) == {"891"}
    assert not (tidy["area_code"] == "E10000024").any()


def test_the_release_of_2026_calls_the_new_method_by_the_plain_names() -> None:
    text = """\
SEND tribunal appealable decisions rate 2024 - 2025,,,,,,,
,,2024,,,2025,,
,Old LA code,Appeals registered,Total Appealable Decisions,SEND Tribunal Appeal Rate2,Appeals,\
Total Appealable decisions,SEND Tribunal Appeal Rate
Darlington,841,8,700,1.10%,9,978,0.90%
England Total,,22276,364912,6.10%,26977,405735,6.60%
"""
    tidy = tribunal_appeals.tidy(source(text, "2026"))
    assert set(tidy["indicator"]) == {"appeals", "decisions_new_method", "rate_new_method"}
    assert cells(tidy, "E06000005")["2025", "decisions_new_method"] == "978"


def test_a_workbook_prints_rates_as_fractions() -> None:
    assert tribunal_appeals.cell("0.016360276547615255", fractions=True) == "1.636027654761525500"
    assert tribunal_appeals.cell("0", fractions=True) == "0"


def test_what_is_not_as_declared_is_named() -> None:
    changed = TITLED.format(rows="", last="2024").replace("Appeals registered4", "Appeals lodged", 1)
    with pytest.raises(Unreadable, match="unknown column 'appeals lodged'; add it to HEADINGS"):
        tribunal_appeals.tidy(source(changed))
    without_total = TITLED.format(rows="", last="2024").replace("England", "Britain")
    with pytest.raises(Unreadable, match="no row 'england total'"):
        tribunal_appeals.tidy(source(without_total))
    with pytest.raises(Unreadable, match="no row holds the years"):
        tribunal_appeals.tidy(source("a,b\nc,d\n"))


def workbook(rows: list[list[str]]) -> Source:
    content = io.BytesIO()
    pd.DataFrame(rows).to_excel(content, header=False, index=False)
    release = Release("2025", "table.xlsx", "A table", "https://example.org", ("2025",))
    return Source(release, content.getvalue())


def test_neighbours_are_read_by_rank_down_to_the_first_blank_row() -> None:
    header = ["LA num", "LA Name", "LA number", *(name for at in range(1, 11) for name in (f"SN{at}", "SNP"))]
    codes = ["390", "391", "392", "393", "394", "805", "806", "807", "808", "840"]
    ten = [cell for code in codes for cell in (code, "Very close")]
    rows = [
        ["A"] * 23,
        header,
        ["841", "Darlington", "841", *ten],
        [""] * 23,
        ["909", "Cumbria", "909", *ten],
    ]
    tidy = statistical_neighbours_2025.tidy(workbook(rows))
    assert set(tidy["area_code"]) == {"E06000005"}
    assert tidy.loc[tidy["rank"] == 10, "neighbour_code"].tolist() == ["E06000047"]
    assert set(tidy["closeness"]) == {"Very close"}


def test_a_population_of_another_place_than_the_rows_is_left_out() -> None:
    text = """\
la_code,utla23nm,ons_population_0-25
841,Darlington,30995
942,Cumbria,128211
909,Cumbria,128211
928,Northamptonshire,
"""
    tidy = population_aged_0_to_25.tidy(source(text))
    assert dict(zip(tidy["area_code"], tidy["population"], strict=True)) == {
        "E06000005": 30995,
        "E10000006": 128211,
    }
