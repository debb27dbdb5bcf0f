"""What tests on the publishers' files share: every table as published, and what the checks find in it unaided."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from ingest import areas, build
from ingest.arguments import DATA
from ingest.dataset import Context
from ingest.registry import all_datasets
from tests.fixtures.corrupted import Change

Tables = Callable[[str], pd.DataFrame]


@pytest.fixture(scope="session")
def as_published(published: Path) -> Tables:
    """Name -> a dataset's observations before any check or correction."""

    @cache
    def table(name: str) -> pd.DataFrame:
        dataset = all_datasets()[name]
        return build.observed(dataset, build.read(dataset, published))

    return table


@pytest.fixture(scope="session")
def found(as_published: Tables) -> Tables:
    """Name -> everything a dataset's checks find, with the area's plain name; no correction is known to them."""
    context = Context(areas=areas.table("areas"), previous=None, built=as_published)
    names = context.areas.set_index("area_code")["name"]

    @cache
    def findings(name: str) -> pd.DataFrame:
        checks = all_datasets()[name].checks
        rows = pd.concat([check(as_published(name), context) for check in checks], ignore_index=True)
        return rows.assign(area=rows["area_code"].map(names))

    return findings


@pytest.fixture
def corrupted(published: Path, tmp_path: Path) -> Callable[[str, Change], Path]:
    """A function that gives the published folder with one file changed."""

    def change(file: str, how: Change) -> Path:
        folder = tmp_path / "published"
        for path in published.rglob("*"):
            if path.is_file():
                link = folder / path.relative_to(published)
                link.parent.mkdir(parents=True, exist_ok=True)
                link.symlink_to(path)
        content = (published / file).read_bytes()
        changed = how(content)
        assert changed != content, "the change found nothing to change"
        (folder / file).unlink()
        (folder / file).write_bytes(changed)
        return folder

    return change


@pytest.fixture
def last_good(tmp_path: Path) -> Path:
    """A copy of the committed tables, lock and changes."""
    copy = tmp_path / "data"
    shutil.copytree(DATA / "tidy", copy / "tidy")
    for name in ("sources.lock", "CHANGES.md"):
        shutil.copy(DATA / name, copy)
    return copy
