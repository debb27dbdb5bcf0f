"""The versions in the repository are whole, and each gives the figures that were published by then."""

import hashlib

import pytest

from metrics import areas, compute, layers, memory, tables, versions

TIMELINESS = "ehc_plans_in_20_weeks"
OLDER = layers.names()[1:]
MEND = "a table that an older version rests on was changed: before the next refresh `make keep`, see CONTRIBUTING.md"


def test_two_versions_at_least_are_kept() -> None:
    assert [each.name for each in versions.known()][:2] == ["2025.1", "2026.1"]
    assert len({each.id for each in versions.known()}) == len(versions.known())


@pytest.mark.parametrize("version", OLDER)
def test_every_table_is_that_of_the_manifest(version: str) -> None:
    with memory.under(version):
        for name, digest in layers.manifest().items():
            part, _, file = name.partition("/")
            found = layers.path(part, file)
            assert hashlib.sha256(found.read_bytes()).hexdigest() == digest, f"{name} of {version}: {MEND}"


@pytest.mark.parametrize("version", OLDER)
def test_nothing_is_stored_that_the_next_version_holds(version: str) -> None:
    with memory.under(version):
        mine, following = layers.manifest(), layers.after()
    with memory.under(following or ""):
        theirs = layers.manifest()
    stored = [f"tidy/{path.name}" for path in (layers.of(version) / "tidy").iterdir()]
    assert not [name for name in stored if mine[name] == theirs.get(name)], "run `python -m metrics build`"
    assert (
        sum(path.stat().st_size for path in layers.of(version).rglob("*.*") if path.stem != "figures") < 3e6
    )


@pytest.mark.parametrize(("version", "period", "value"), [("2025.1", "2024", 46.4), ("2026.1", "2025", 46.1)])
def test_england_on_time_as_published_by_then(version: str, period: str, value: float) -> None:
    with versions.use(version):
        assert compute.periods_of(TIMELINESS)[-1] == period
        assert round(compute.in_period(TIMELINESS, period)[areas.ENGLAND]["value"], 1) == value


@pytest.mark.parametrize("version", OLDER)
def test_ranks_of_an_older_version_are_of_its_own_figures(version: str) -> None:
    with memory.under(version):
        placed = tables.derived("ranks")
        mine = placed[placed["metric"] == TIMELINESS]
        assert mine["period"].max() == compute.periods_of(TIMELINESS)[-1]
        for metric_id, rows in placed.groupby("metric"):
            shown = compute.values(str(metric_id)).set_index(["period", "area_code"])["value"]
            wanted = rows.set_index(["period", "area_code"])["value"]
            assert (shown.reindex(wanted.index) - wanted).abs().max() < 1e-6, metric_id
