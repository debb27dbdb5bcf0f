"""Figures worked out ahead are read only while the data and the code are those they were made from."""

import pytest

from metrics import compute, kept, tables
from tests.fixtures.small_data import SmallData
from tests.fixtures.small_england import COUNCILS, REFUSED, requests, spread

OTHER = "ehc_requests"


@pytest.fixture
def written(small_data: SmallData) -> SmallData:
    requests(small_data, {"2024": spread(10, 90)})
    kept.write((name, compute.work_out(name)) for name in (REFUSED, OTHER, "tribunal_appeals"))
    return small_data


def test_what_is_kept_is_what_is_worked_out(written: SmallData) -> None:
    assert kept.is_sound()
    for name in (REFUSED, OTHER):
        found = kept.figures(name)
        assert found is not None
        assert found.astype("str").equals(compute.work_out(name).astype("str"))
    assert kept.figures("tribunal_appeals") is None, "its table is not there, so it has no rows"


def test_after_a_change_of_the_data_all_is_worked_out(written: SmallData) -> None:
    requests(written, {"2024": spread(20, 80)})
    compute.forget()
    assert not kept.is_sound()
    assert kept.figures(REFUSED) is None


def test_after_a_change_of_the_code_all_is_worked_out(
    written: SmallData, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "fingerprint", lambda: b"another")
    compute.forget()
    assert kept.figures(REFUSED) is None


def test_a_page_reads_what_is_kept(written: SmallData, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise AssertionError(f"{name} was worked out although it is kept")

    compute.forget()
    monkeypatch.setattr(compute, "work_out", refuse)
    assert compute.in_period(REFUSED, "2024")[COUNCILS[0]]["value"] == 10
