"""Who must be in a table, whom `absences.csv` excuses, and that no excuse outlives its reason."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from ingest import absences
from ingest.dataset import Dataset, Indicator, Register, Release, Unreadable
from ingest.read import Source

HEADER = "dataset,release,time_period,breakdown,area_codes,why\n"
LEICESTER, SCILLY = "E06000016", "E06000053"
RELEASE = Release("2025", "plans.csv", "Plans", "https://example.org", ("2024",))
SOURCE = Source(RELEASE, b"")
Listed = Callable[[str], None]


def dataset(**declared: object) -> Dataset:
    about = {"name": "plans", "title": "", "publisher": "", "publication": "", "landing_page": ""}
    about |= {"licence": "", "attribution": "", "releases": (RELEASE,)}
    return Dataset(**about, indicators=(Indicator("plans", "Plans", "plans"),), **declared)  # type: ignore[arg-type]


def rows(*without: str, period: str = "2024") -> pd.DataFrame:
    """A figure of every authority of 2024 but some."""
    codes = sorted(absences.there("2024-12-31", "Local authority") - set(without))
    return pd.DataFrame(
        {
            "release": "2025",
            "time_period": period,
            "geographic_level": "Local authority",
            "area_code": codes,
            "breakdown_topic": "Total",
            "breakdown": "Total",
            "indicator": "plans",
        }
    )


@pytest.fixture(autouse=True)
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Listed:
    """A function that puts rows into a table of absences, which is empty until then."""
    path = tmp_path / "absences.csv"
    monkeypatch.setattr(absences, "ABSENCES", path)

    def write(lines: str) -> None:
        path.write_text(HEADER + lines)
        absences.absences.cache_clear()

    write("")
    return write


@pytest.fixture(autouse=True, scope="module")
def _forget_the_tables_of_these_tests() -> object:
    yield
    absences.absences.cache_clear()


@pytest.mark.parametrize(
    ("period", "kind", "day"),
    [
        ("2024", "calendar", "2024-12-31"),
        ("2024", "january", "2024-01-15"),
        ("202324", "january", "2024-01-15"),
        ("202324", "academic", "2024-01-15"),
        ("202324", "financial", "2024-03-31"),
    ],
)
def test_who_is_there_at_the_end_of_a_period_must_be_in_it(period: str, kind: str, day: str) -> None:
    assert absences.day(period, kind) == day


def test_a_council_is_expected_in_its_years_only() -> None:
    """Cumbria ended on 31 March 2023, and two councils began on 1 April: 152 became 153 with Somerset's four as one."""
    before, after = (absences.there(day, "Local authority") for day in ("2023-03-31", "2023-04-01"))
    assert before - after >= {"E10000006"}
    assert after - before >= {"E06000063", "E06000064"}
    assert len(after) == 153
    assert len(absences.there("2024-12-31", "Regional")) == 9


def test_a_missing_council_is_refused_by_file_name_and_mend_unless_it_is_listed(listed: Listed) -> None:
    assert absences.require_whole(rows(), SOURCE, dataset()) == set()
    with pytest.raises(
        Unreadable, match=r"plans\.csv: no row for Leicester \(E06000016\) in 2024 .*absences\.csv"
    ):
        absences.require_whole(rows(LEICESTER), SOURCE, dataset())
    listed(f"plans,2025,2024,Total,{LEICESTER} {SCILLY},No return.\n")
    taken = absences.require_whole(rows(LEICESTER, SCILLY), SOURCE, dataset())
    assert taken == {("2025", "2024", "Total", code) for code in (LEICESTER, SCILLY)}
    absences.require_used(taken, dataset())


def test_an_absence_of_somebody_who_is_there_is_an_error(listed: Listed) -> None:
    listed(f"plans,2025,2024,Total,{LEICESTER} {SCILLY},No return.\n")
    with pytest.raises(
        Unreadable, match=r"absences\.csv: plans, 2025, 2024, Total, E06000053 is no absence any more"
    ):
        absences.require_used(absences.require_whole(rows(LEICESTER), SOURCE, dataset()), dataset())
    listed(f"plans,2025,2024,Total,{LEICESTER},No.\nplans,2025,2024,Total,{LEICESTER},No.\n")
    with pytest.raises(Unreadable, match="twice: keep one"):
        absences.require_whole(rows(LEICESTER), SOURCE, dataset())


def test_a_partial_dataset_may_lack_anybody_and_says_of_whom_it_is_known(listed: Listed) -> None:
    partial = dataset(partial="Some.")
    assert absences.require_whole(rows(LEICESTER), SOURCE, partial) == set()
    listed(f"plans,2025,2024,Total,{LEICESTER},No page.\n")
    taken = absences.require_whole(rows(LEICESTER), SOURCE, partial)
    assert taken == {("2025", "2024", "Total", LEICESTER)}
    absences.require_used(taken, partial)
    with pytest.raises(Unreadable, match="is no absence any more"):
        absences.require_used(absences.require_whole(rows(SCILLY), SOURCE, partial), partial)


def test_a_missing_region_or_period_is_refused() -> None:
    regions = sorted(absences.there("2024-12-31", "Regional"))
    table = rows()
    whole = pd.concat([table, table.head(9).assign(geographic_level="Regional", area_code=regions)])
    absences.require_whole(whole, SOURCE, dataset())
    with pytest.raises(Unreadable, match="no row for North East"):
        absences.require_whole(whole[whole["area_code"] != "E12000001"], SOURCE, dataset())
    with pytest.raises(Unreadable, match=r"plans\.csv: the period '2023' is unknown"):
        absences.require_whole(rows(period="2023"), SOURCE, dataset())


def test_a_partial_dataset_may_have_any_councils_but_only_its_periods() -> None:
    few = rows().head(3)
    absences.require_whole(few, SOURCE, dataset(partial="A sample."))
    with pytest.raises(Unreadable, match="unknown"):
        absences.require_whole(few.assign(time_period="2023"), SOURCE, dataset(partial="A sample."))


def test_who_has_a_total_has_groups() -> None:
    grouped = dataset(groups=frozenset({"Sex"}))
    table = pd.concat([rows(), rows().assign(breakdown_topic="Sex", breakdown="Female")])
    absences.require_groups(table, SOURCE, grouped)
    without = table[~(table["area_code"].eq(LEICESTER) & table["breakdown_topic"].eq("Sex"))]
    with pytest.raises(Unreadable, match=r"no row for Leicester \(E06000016\) in 2024 under groups of 'Sex'"):
        absences.require_groups(without, SOURCE, grouped)


def test_a_complete_register_has_every_authority_in_every_year() -> None:
    shape = Register({"area_code": "str", "year": "int64"}, ("area_code", "year"), complete=True)
    table = rows().assign(year=2024)
    absences.require_authorities(table, SOURCE, dataset(register=shape))
    absences.require_authorities(table.drop(columns="year"), SOURCE, dataset(register=shape))
    with pytest.raises(Unreadable, match="Leicester"):
        absences.require_authorities(
            rows(LEICESTER).drop(columns="time_period"), SOURCE, dataset(register=shape)
        )
