"""Lists of statistical neighbours, on small tables: ranks, words, dashes, other nations."""

import io

import pandas as pd
import pytest

from ingest.areas import UnknownArea
from ingest.dataset import Release, Unreadable
from ingest.datasets import ons_neighbours, statistical_neighbours_2021
from ingest.read import Source

HEADER = ["LA num", "LA Name", "LA number", *(name for at in range(1, 11) for name in (f"SN{at}", "SNP"))]
CODES = ["390", "391", "392", "393", "394", "805", "806", "807", "808", "840"]
TEN = [cell for code in CODES for cell in (code, "Extremely Close")]


def source(file: str, content: bytes) -> Source:
    return Source(Release("2021", file, "A table", "https://example.org", ("2021",)), content)


def workbook(rows: list[list[str]]) -> Source:
    content = io.BytesIO()
    pd.DataFrame(rows).to_excel(content, header=False, index=False)
    return source("table.xlsx", content.getvalue())


def test_a_council_that_began_later_has_a_dash_for_each_neighbour_and_no_row() -> None:
    rows = [HEADER, ["841", "Darlington", "841", *TEN], ["942", "Cumberland", "942", *["-"] * 20]]
    tidy = statistical_neighbours_2021.tidy(workbook(rows))
    assert set(tidy["area_code"]) == {"E06000005"}
    assert sorted(tidy["rank"]) == list(range(1, 11))


def test_closeness_is_in_sentence_case_in_every_list() -> None:
    tidy = statistical_neighbours_2021.tidy(workbook([HEADER, ["841", "Darlington", "841", *TEN]]))
    assert set(tidy["closeness"]) == {"Extremely close"}


def ons(text: str) -> pd.DataFrame:
    return ons_neighbours.tidy(source("list.csv", text.encode("utf-8-sig")))


def test_the_ons_list_is_kept_whole_and_english_codes_are_resolved() -> None:
    tidy = ons("AREACD,1,2,3\nE08000038,W06000022,E07000171,E08000039\nE47000001,E47000003,,\n")
    barnsley = tidy[tidy["area_code"] == "E08000016"].set_index("rank")["neighbour_code"]
    assert barnsley.to_dict() == {1: "W06000022", 2: "E07000171", 3: "E08000019"}
    assert (tidy["area_code"] == "E47000001").sum() == 1


def test_an_unknown_code_stops_the_ons_list() -> None:
    with pytest.raises(UnknownArea, match="E06000999"):
        ons("AREACD,1\nE06000001,E06000999\n")
    with pytest.raises(Unreadable, match="'X01'"):
        ons("AREACD,1\nE06000001,X01\n")
