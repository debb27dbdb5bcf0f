"""A whole table is sent a part at a time: a download never takes much of a worker's memory."""

import threading
from collections.abc import Iterator

import pytest
import requests

from bench.serve import Server, memory_mb, served
from metrics import catalogue

MOST_MB = 50
WHOLE = {
    "/api/v1/values.csv": "figures",
    "/data/figures.csv": "figures",
    "/data/ehc_plan_caseload_by_group.csv": "ehc_plan_caseload_by_group",
}
"""Every figure, from the API and as a file, and the table with the most cells."""


@pytest.fixture(scope="module")
def site() -> Iterator[Server]:
    with served("app:server", workers=1) as server:
        if memory_mb(server.pid) is None:
            pytest.skip("the system does not tell how much memory a process has")
        requests.get(f"{server.address}/api/v1/values?per_page=1", timeout=120).raise_for_status()
        yield server


@pytest.mark.slow
@pytest.mark.parametrize("address", WHOLE)
def test_a_whole_table_takes_little_memory(site: Server, address: str) -> None:
    before = memory_mb(site.pid)
    peak, lines = downloaded(site, address)
    assert lines >= catalogue.table(WHOLE[address]).rows
    assert peak - before < MOST_MB, f"{address}: {before:.0f} MB before, {peak:.0f} MB at most"


def downloaded(site: Server, address: str) -> tuple[float, int]:
    """The most megabytes that the server had while a file was read from it, and the lines of the file."""
    sizes, done = [], threading.Event()

    def watch() -> None:
        while not done.wait(0.05):
            sizes.append(memory_mb(site.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        with requests.get(site.address + address, stream=True, timeout=120) as answer:
            answer.raise_for_status()
            lines = sum(part.count(b"\n") for part in answer.iter_content(1 << 16))
    finally:
        done.set()
        watcher.join()
    return max(sizes), lines
