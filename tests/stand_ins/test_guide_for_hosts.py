"""The guide for hosts is followed to the letter, in a folder; then both replicas stop and the pages stay."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, expect

from bench.nginx import found
from bench.serve import PATIENCE, free_port
from layouts import ids
from metrics import kept

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "hosting.md").read_text("utf-8")
SAID = {
    "/": "Same law. Different council.",
    "/area/kent": "Kent",
    "/measure/ehc_plans_in_20_weeks": "20 weeks",
}
"""Pages that the guide's commands warm, and words of each."""

pytestmark = [
    pytest.mark.skipif(not found(), reason="needs nginx: on Debian, apt-get install nginx"),
    pytest.mark.skipif(not kept.is_sound(), reason="needs all figures: python -m metrics figures"),
]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder for temporary ones that nginx's workers can enter, who are somebody else where root starts it."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        yield Path(place)


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """The address at which nginx listens, and the processes of the two replicas."""
    commands = re.search(r"```sh try\n(.*?)```", GUIDE, re.DOTALL)[1]  # type: ignore[index]
    ports = {port: str(free_port()) for port in ("8051", "8052", "8080")}
    for port, free in ports.items():
        commands = commands.replace(port, free)
    commands = commands.replace(".venv/bin/python", sys.executable) + "jobs -p\n"
    said = folder / "said"
    with said.open("w") as log:
        shell = subprocess.Popen(
            ["bash", "-e", "-c", commands],
            cwd=ROOT,
            env=os.environ | {"TMPDIR": str(folder), "WEB_CONCURRENCY": "1"},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            assert shell.wait(PATIENCE) == 0, said.read_text()
            yield f"http://127.0.0.1:{ports['8080']}", [int(line) for line in said.read_text().split()[-3:-1]]
        finally:
            os.killpg(shell.pid, signal.SIGTERM)


@pytest.fixture(scope="module")
def stopped(site: tuple[str, list[int]]) -> str:
    """The address, once the site was up and then both replicas stopped."""
    address, replicas = site
    for page, words in SAID.items():
        assert words in requests.get(address + page, timeout=PATIENCE).text
    for each in replicas:
        os.kill(each, signal.SIGTERM)
    end = time.monotonic() + PATIENCE
    while requests.get(f"{address}/ready", timeout=PATIENCE).status_code != 503 and time.monotonic() < end:
        time.sleep(0.1)
    return address


def test_the_site_is_up_and_its_pages_stay_when_both_replicas_stop(stopped: str) -> None:
    for page, words in SAID.items():
        answer = requests.get(stopped + page, timeout=PATIENCE)
        assert (answer.status_code, words in answer.text) == (200, True)
        scripts = re.findall(r'(?:src|href)="(/assets/[^"]+)"', answer.text)
        assert scripts
        assert {requests.get(stopped + each, timeout=PATIENCE).status_code for each in scripts} == {200}
    assert requests.post(f"{stopped}/find", data={"place": "Kent"}, timeout=PATIENCE).status_code == 503
    assert requests.get(f"{stopped}/about", timeout=PATIENCE).status_code == 503


@pytest.mark.parametrize("address", ["/", "/measure/ehc_plans_in_20_weeks"])
def test_charts_are_drawn_while_both_replicas_are_stopped(
    stopped: str, browser: Browser, address: str
) -> None:
    with browser.new_context(base_url=stopped) as context:
        page, failed = context.new_page(), []
        page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
        page.goto(address, timeout=PATIENCE * 1000)
        expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=PATIENCE * 1000)
        expect(page.locator(f"#{ids.FIRST_VIEW}")).to_have_count(0, timeout=PATIENCE * 1000)
        assert failed == []
