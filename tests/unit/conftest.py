"""What unit tests share: a small data folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from metrics import compute
from tests.fixtures.small_data import SmallData


@pytest.fixture
def small_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallData]:
    """An empty data folder that the metrics read instead of the project's own."""
    monkeypatch.setenv("SEND_DATA", str(tmp_path / "data"))
    compute.forget()
    yield SmallData(tmp_path / "data")
    compute.forget()
