"""Versions of the data: named by their content, kept in layers, read apart."""

import shutil
from pathlib import Path

import pytest

from metrics import areas, compute, freeze, layers, tables, versions
from tests.fixtures.small_data import SmallData

METRIC, TABLE = "ehc_plans_in_20_weeks", "ehc_plan_timeliness"
ISSUED, IN_TIME = "plans_issued_excluding_exceptions", "plans_issued_within_20_weeks_excluding_exceptions"


def fill(data: SmallData, in_time: int) -> None:
    lines = [f"2025 2024 E92000001 {ISSUED} 100", f"2025 2024 E92000001 {IN_TIME} {in_time}"]
    data.observations(TABLE, "\n".join(lines))


def declare(data: SmallData, *names: str) -> None:
    path = data.folder / "versions" / "versions.csv"
    path.parent.mkdir(exist_ok=True)
    lines = ["version,built,label", *(f"{name},2026-01-31,releases of {name}" for name in names)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    compute.forget()


@pytest.fixture
def kept(small_data: SmallData) -> SmallData:
    """A folder whose version 2025.1 says 40%, and whose newest, 2026.1, says 50%."""
    small_data.register("statements_of_sen", [{"area_code": "E92000001"}])
    fill(small_data, 40)
    declare(small_data, "2025.1")
    freeze.keep("2025.1", small_data.folder)
    declare(small_data, "2025.1", "2026.1")
    fill(small_data, 50)
    return small_data


def england() -> float:
    return compute.of_area(METRIC, areas.ENGLAND)[-1]["value"]


def test_each_version_gives_its_own_figures(kept: SmallData) -> None:
    for _ in range(2):
        assert england() == 50
        with versions.use("2025.1") as version:
            assert (england(), versions.current(), version.label) == (40, version, "releases of 2025.1")
            assert versions.newest().name == "2026.1"
    assert [each.name for each in versions.known()] == ["2025.1", "2026.1"]


def test_a_version_is_called_by_its_content(kept: SmallData) -> None:
    before = versions.current().id
    assert before.startswith("2026.1+")
    fill(kept, 50)
    assert versions.current().id == before, "the same tables are the same version"
    fill(kept, 51)
    assert versions.current().id != before
    kept.caveats(("a", "", "", "", "", "A word."))
    assert len({versions.current().id, before}) == 2


def test_a_version_can_be_named_in_full_and_only_rightly(kept: SmallData) -> None:
    old = versions.known()[0]
    assert versions.named("2025.1") == versions.named(old.id) == old
    with pytest.raises(versions.UnknownVersion, match=r"what is called 2025\.1 now is"):
        versions.named("2025.1+00000000")
    with (
        pytest.raises(versions.UnknownVersion, match=r"there are 2025\.1 and 2026\.1"),
        versions.use("2024.1"),
    ):
        pass


def test_only_what_differs_from_the_next_version_is_stored(kept: SmallData) -> None:
    before, version = versions.known()[0], kept.folder / "versions" / "2025.1"
    assert [path.stem for path in freeze.thin()] == ["statements_of_sen"]
    assert [path.stem for path in (version / "tidy").iterdir()] == [TABLE]
    assert {path.stem for path in (version / "reference").iterdir()} >= {"areas", "caveats"}, "edited by hand"
    with versions.use("2025.1") as found:
        assert (found, england(), tables.is_loaded("statements_of_sen")) == (before, 40, True)
    assert freeze.thin() == []


def test_a_table_goes_through_every_version_between(kept: SmallData) -> None:
    freeze.thin()
    freeze.keep("2026.1", kept.folder)
    declare(kept, "2025.1", "2026.1", "2027.1")
    kept.register("statements_of_sen", [{"area_code": "E12000007"}])
    fill(kept, 60)
    freeze.thin()
    found = {}
    for version in versions.known():
        with versions.use(version.name):
            found[version.name] = (england(), tables.table("statements_of_sen")["area_code"][0])
    assert found == {"2025.1": (40, "E92000001"), "2026.1": (50, "E92000001"), "2027.1": (60, "E12000007")}


def test_a_table_that_is_newer_than_a_version_is_not_in_it(kept: SmallData) -> None:
    kept.register("quarantine", [{"area_code": "E12000007"}])
    assert tables.is_loaded("quarantine")
    with versions.use("2025.1"):
        assert "quarantine" not in layers.tidy_names()
        with pytest.raises(tables.NotLoaded):
            tables.table("quarantine")


def test_a_measure_that_is_newer_than_a_version_waits_in_it(small_data: SmallData) -> None:
    fill(small_data, 40)
    known = {name: it for name, it in tables.describe(TABLE)["indicators"].items() if name != "average_weeks"}
    small_data.write(TABLE, tables.table(TABLE), tables.describe(TABLE) | {"indicators": known})
    declare(small_data, "2025.1")
    freeze.keep("2025.1", small_data.folder)
    declare(small_data, "2025.1", "2026.1")
    small_data.observations(TABLE, "2026 2025 E92000001 average_weeks 27")
    newer = "average_weeks_to_a_plan"
    assert (compute.waiting_for(newer), compute.of_area(newer, areas.ENGLAND)[-1]["value"]) == (None, 27)
    with versions.use("2025.1"):
        assert compute.values(newer).empty
        assert (compute.waiting_for(METRIC), compute.waiting_for(newer)) == (None, TABLE)


def test_a_version_is_declared_and_never_replaced(kept: SmallData) -> None:
    with pytest.raises(layers.WrongVersions, match=r"'2030\.1' is not declared"):
        freeze.keep("2030.1", kept.folder)
    with pytest.raises(layers.WrongVersions, match="never replaced"):
        freeze.keep("2025.1", kept.folder)


def test_a_refresh_without_a_name_for_what_comes_is_stopped(kept: SmallData) -> None:
    freeze.keep("2026.1", kept.folder)
    assert freeze.thin() != [], "nothing has changed since"
    fill(kept, 70)
    with pytest.raises(layers.WrongVersions, match="add a row for the next version"):
        freeze.thin()


def test_versions_that_are_not_whole_are_named(kept: SmallData) -> None:
    shutil.rmtree(kept.folder / "versions" / "2025.1")
    compute.forget()
    with pytest.raises(layers.WrongVersions, match="declared but not kept"):
        versions.known()
    path: Path = kept.folder / "versions" / "versions.csv"
    path.write_text("version,built,label\n2026.1,,x\n", encoding="utf-8")
    compute.forget()
    with pytest.raises(layers.WrongVersions, match="must have a row for each version"):
        versions.current()


def test_a_folder_without_names_has_one_version(small_data: SmallData) -> None:
    assert versions.known() == [versions.current()]
    assert versions.current().name == "undeclared"
