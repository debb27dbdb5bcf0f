"""The Local Authority Interactive Tool's table: labels, gaps and places become what they are declared to mean."""

import io

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingest import lait
from ingest.dataset import Indicator, Release, Unreadable
from ingest.lait_measures import CODES
from ingest.read import Source

BARNET, DORSET_COUNTY, DORSET = "E09000003", "E10000009", "E06000059"
FIRST = {
    "Short Desc": "KS1P_EHCP",
    "Data item": None,
    "Years": "2024",
    "LA and Regions": "Barnet",
    "Values": "20",
    "LA Number": 302.0,
    "Region": "Outer London",
}
PHONICS = (Indicator("phonics_ehc_plan", "Phonics", "%", ("KS1P_EHCP",)),)


def source(*changes: dict, periods: tuple[str, ...] = ("202324",), codes: frozenset[str] = CODES) -> Source:
    """A table in which every measure has a row, and the first measure those that are given."""
    rows = [FIRST | change for change in changes or ({},)]
    rows += [FIRST | {"Short Desc": code} for code in sorted(codes - {"KS1P_EHCP"})]
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), buffer)
    return Source(Release("2026-04", "lait.parquet", "", "", periods), buffer.getvalue())


def tidied(given: Source, kind: str = "academic", **more: object) -> pd.DataFrame:
    return lait.tidy(given, "lait_send_outcomes", PHONICS, kind, **more).reset_index(drop=True)


@pytest.mark.parametrize(
    ("label", "kind", "period"),
    [
        ("2025", "academic", "202425"),
        ("2025 (prov)", "academic", "202425"),
        ("2000", "academic", "199900"),
        ("2023/24", "academic", "202324"),
        ("2025", "financial", "202425"),
        ("2016-17 (OT)", "financial", "201617"),
        ("2025", "january", "2025"),
    ],
)
def test_a_label_means_what_is_declared(label: str, kind: str, period: str) -> None:
    assert lait.period(label, kind, source()) == period


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("2016-17", "financial"),
        ("2016-17 (OT)", "academic"),
        ("2016/17 (OT)", "financial"),
        ("2016-18 (OT)", "financial"),
        ("2016/17", "january"),
        ("2016 (OT)", "financial"),
        ("2025 (rev)", "academic"),
        ("Q1 2025", "academic"),
        ("", "academic"),
    ],
)
def test_an_undeclared_label_stops_the_dataset(label: str, kind: str) -> None:
    with pytest.raises(Unreadable, match="unknown year"):
        lait.period(label, kind, source())


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("2.2999999999999998", "2.3"),
        ("8.4540000000000004E-2", "0.08454"),
        ("137.56806", "137.56806"),
        ("-21.37", "-21.37"),
        ("0", "0.0"),
        ("1E-6", "0.000001"),
        ("-", "no_reason"),
        ("", ""),
        ("c", "c"),
        ("nan", "nan"),
        ("1,234", "1,234"),
    ],
)
def test_values_lose_the_noise_of_their_binary_form_and_nothing_else(text: str, cell: str) -> None:
    assert lait.cell(text) == cell


def test_a_council_keeps_its_own_code_and_london_is_one_region() -> None:
    rows = tidied(
        source(
            {},
            {"LA and Regions": "Dorset (Pre LG)", "LA Number": 835.0, "Years": "2024"},
            {"LA and Regions": "Dorset", "LA Number": 838.0},
            {"LA and Regions": "London (Inner)", "LA Number": 987.0},
            {"LA and Regions": "London (Outer)", "LA Number": 988.0},
            {"LA and Regions": "London", "LA Number": 986.0},
            {"LA and Regions": "England", "LA Number": 970.0},
        )
    )
    assert rows["area_code"].tolist() == [BARNET, DORSET_COUNTY, DORSET, "E12000007", "E92000001"]
    assert rows["geographic_level"].tolist() == [*["Local authority"] * 3, "Regional", "National"]


def test_inner_london_under_another_number_is_not_dropped_in_silence() -> None:
    with pytest.raises(ValueError, match="No area has the code '999'"):
        tidied(source({"LA and Regions": "London (Inner)", "LA Number": 999.0}))


def test_a_code_that_contradicts_its_name_is_refused() -> None:
    with pytest.raises(ValueError, match=r"lait\.parquet: The code '302' is E09000003 but the name 'Brent'"):
        tidied(source({"LA and Regions": "Brent"}))


def test_a_dash_of_a_council_that_was_not_there_says_nothing() -> None:
    new = {"LA and Regions": "Dorset", "LA Number": 838.0}
    old = {"LA and Regions": "Dorset (Pre LG)", "LA Number": 835.0}
    years = ("2018", "2019", "2020")
    gaps = [area | {"Years": year, "Values": "-"} for area in (new, old) for year in years]
    barnet = [{"Years": year} for year in years]
    rows = tidied(source(*gaps, *barnet, periods=("201718", "201819", "201920")))
    rows = rows[rows["area_code"] != BARNET]
    assert set(zip(rows["area_code"], rows["time_period"], strict=True)) == {
        (DORSET, "201819"),
        (DORSET, "201920"),
        (DORSET_COUNTY, "201718"),
        (DORSET_COUNTY, "201819"),
    }
    assert set(rows["cell"]) == {"no_reason"}


def test_a_year_in_which_nobody_has_a_figure_is_left_out_once_it_is_declared() -> None:
    given = source({}, {"Years": "2020", "Values": "-"}, periods=("202324", "201920"))
    assert tidied(given, cancelled=["201920"])["time_period"].tolist() == ["202324"]
    with pytest.raises(Unreadable, match="nobody has a figure of phonics_ehc_plan in 2020"):
        tidied(given)


def test_a_figure_of_a_council_that_was_not_there_is_kept_for_the_checks() -> None:
    rows = tidied(
        source({"LA and Regions": "Dorset", "LA Number": 838.0, "Years": "2018"}, periods=("201718",))
    )
    assert rows[["area_code", "cell"]].to_numpy().tolist() == [[DORSET, "20.0"]]


def test_provisional_years_are_just_those_declared() -> None:
    given = source({}, {"Years": "2025 (prov)"}, periods=("202324", "202425"))
    assert len(tidied(given, provisional=[("phonics_ehc_plan", "202425")])) == 2
    with pytest.raises(Unreadable, match="provisional are phonics_ehc_plan of 202425; declare"):
        tidied(given)
    with pytest.raises(Unreadable, match="provisional are  of ; declare"):
        tidied(source(), provisional=[("phonics_ehc_plan", "202324")])


def test_an_unknown_measure_column_or_period_stops_the_dataset() -> None:
    with pytest.raises(Unreadable, match="the measure 'KS1P_New' is unknown"):
        tidied(source({}, {"Short Desc": "KS1P_New"}))
    with pytest.raises(Unreadable, match="the measure 'KS1P_SEND' is missing"):
        tidied(source(codes=CODES - {"KS1P_SEND"}))
    with pytest.raises(Unreadable, match=r"the columns are .*quality"):
        tidied(source({"Quality": "good"}))
    with pytest.raises(Unreadable, match="the periods are 202324, declared are 202425"):
        tidied(source(periods=("202425",)))
