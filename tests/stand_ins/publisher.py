"""A made-up publisher: what it serves, and what a refusal of it must say."""

from pathlib import Path

import pytest

from ingest.http import Client, Refused
from tests.stand_ins.server import StandIn

SITE = "https://publisher.example"
FILE = f"{SITE}/plans.csv"
CONTENT = b"area_code,plans\n" + b"E09000003,12\n" * 20_000
DATASET = "ehc_plan_timeliness, release 2025"
SHOWN = "<h1>Area SEND</h1> inspections of every local area in England"


def fill(host: StandIn) -> None:
    """Give a stand-in the publisher's file, list and page."""
    host.put("/plans.csv", CONTENT, "text/csv")
    host.put("/list.json", '{"releases": ["2025"]}', "application/json")
    host.put("/page", f"<html><body>{SHOWN}</body></html>", "text/html")


def refusal(client: Client, to: Path, address: str = FILE, **expected: object) -> str:
    """What a refused download says; nothing of it may stand in its place."""
    with client.about(DATASET), pytest.raises(Refused) as refused:
        client.download(address, to, **expected)  # type: ignore[arg-type]
    assert not to.exists()
    said = str(refused.value)
    assert "publisher.example" in said
    assert DATASET in said
    return said
