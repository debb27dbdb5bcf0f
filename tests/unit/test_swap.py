"""Newer data take the place of those that are served: at once, whole, and for no process that is running."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from deploy import swap
from metrics import memory, tables, versions


@pytest.fixture
def link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A link to a first folder of data beside a second, read through the link."""
    for name, cell in (("first", "one"), ("second", "two")):
        folder(tmp_path / name, cell)
    swap.lead(tmp_path / "current", tmp_path / "first")
    monkeypatch.setenv("SEND_DATA", str(tmp_path / "current"))
    memory.forget()
    yield tmp_path / "current"
    memory.forget()


def folder(path: Path, cell: str) -> None:
    for part in ("tidy", "reference", "derived"):
        (path / part).mkdir(parents=True)
    for name in ("early", "late"):
        (path / "reference" / f"{name}.csv").write_text(f"word\n{cell}\n")
        pd.DataFrame({"word": [cell]}).to_parquet(path / "tidy" / f"{name}.parquet")
    (path / "derived" / "figures.parquet").touch()


def test_a_running_process_stays_with_its_data_and_the_next_has_the_newer(link: Path) -> None:
    before = versions.newest().id
    assert tables.reference("early")["word"].item() == "one"
    swap.lead(link, link.parent / "second")
    assert (link / "reference" / "late.csv").read_text() == "word\ntwo\n"
    assert versions.newest().id == before
    assert tables.reference("late")["word"].item() == "one", "read for the first time after the swap"
    assert tables.table("late")["word"].item() == "one"
    memory.forget()
    assert tables.reference("late")["word"].item() == "two"
    assert versions.newest().id != before


def test_there_is_no_moment_without_data(link: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    replace = Path.replace

    def seen_before(made: Path, there: Path) -> Path:
        seen.append(link.resolve().name)
        return replace(made, there)

    monkeypatch.setattr(Path, "replace", seen_before)
    swap.lead(link, link.parent / "second")
    assert seen == ["first"]
    assert link.resolve().name == "second"
    assert [each.name for each in sorted(link.parent.iterdir())] == ["current", "first", "second"]


@pytest.mark.parametrize("lacking", ["derived/figures.parquet", "tidy", "reference"])
def test_a_folder_that_is_not_whole_is_refused(link: Path, lacking: str) -> None:
    second = link.parent / "second"
    (second / lacking).rename(second / "away")
    with pytest.raises(swap.NotWhole, match=lacking):
        swap.lead(link, second)
    assert link.resolve().name == "first"


def test_what_is_no_link_is_never_replaced(link: Path) -> None:
    with pytest.raises(swap.NotALink, match="first"):
        swap.lead(link.parent / "first", link.parent / "second")
