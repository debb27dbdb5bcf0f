"""What tests on the publishers' files share: every table as published, and what the checks find in it unaided."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from ingest import areas, build
from ingest.dataset import Context
from ingest.registry import all_datasets

Tables = Callable[[str], pd.DataFrame]


@pytest.fixture(scope="session")
def as_published(published: Path) -> Tables:
    """Name -> a dataset's observations before any check or correction."""

    @cache
    def table(name: str) -> pd.DataFrame:
        dataset = all_datasets()[name]
        return build.observed(dataset, build.read(dataset, published)[0])

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
