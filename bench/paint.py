"""When the largest part of a page is painted on a phone of the middle range with slow 4G, as Chromium emulates them.

The phone is four times as slow as this machine, 390 pixels wide; the network has 1.6 Mbit/s down, 750 kbit/s up and
150 ms there and back. Each page is opened with nothing stored, several times, because a busy machine is slower still;
its server has answered with it before, as it has with the pages of a busy day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any, Literal

from playwright.sync_api import Browser, Page

from bench.serve import PATIENCE

Until = Literal["networkidle", "load"]
SLOWDOWN, WIDTH, HEIGHT = 4, 390, 844
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
OBSERVED = """
window.painted = [];
new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
        const words = entry.element ? entry.element.textContent : '';
        window.painted.push({ms: entry.startTime, words: words.trim().slice(0, 80)});
    }
}).observe({type: 'largest-contentful-paint', buffered: true});
"""
FETCHED = "performance.getEntriesByType('resource').map(each => [each.name, each.responseEnd])"


@dataclass(frozen=True)
class Paint:
    """Milliseconds to the largest paint, the words painted then, and milliseconds to the end of each fetch."""

    ms: float
    words: str
    fetched: dict[str, float]

    def fetched_ms(self, part: str) -> float:
        """When the fetch ended whose address has this in it."""
        return next(ms for name, ms in self.fetched.items() if part in name)


@contextmanager
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """A tab of the emulated phone with nothing stored."""
    kind = {"viewport": {"width": WIDTH, "height": HEIGHT}, "is_mobile": True, "device_scale_factor": 2}
    # Playwright waits for a condition by eval(), which the site's policy forbids.
    with browser.new_context(base_url=site, bypass_csp=True, **kind) as context:  # type: ignore[arg-type]
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", NETWORK)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        page.add_init_script(OBSERVED)
        yield page


def asked_for_before(browser: Browser, site: str, address: str) -> None:
    """Let the server make the page once for such a browser."""
    with browser.new_context(base_url=site) as context:
        context.new_page().goto(address, wait_until="commit", timeout=PATIENCE * 1000)


def paint(page: Page, address: str, until: Until = "networkidle") -> Paint:
    """Open an address and wait, unless something sooner is waited for, until nothing more is fetched."""
    page.goto(address, wait_until=until, timeout=PATIENCE * 1000)
    page.wait_for_function("window.painted.length", timeout=PATIENCE * 1000)
    last = page.evaluate("window.painted")[-1]
    return Paint(last["ms"], last["words"], dict(page.evaluate(FETCHED)))


def measured(browser: Browser, pages: Sequence[tuple[str, str, str]], runs: int) -> list[dict[str, Any]]:
    """The paints of each page - a name, the site it is on, its address - all of them in turn, `runs` times over."""
    found: dict[str, list[Paint]] = {name: [] for name, _, _ in pages}
    for _, site, address in pages:
        asked_for_before(browser, site, address)
    for _ in range(runs):
        for name, site, address in pages:
            with phone(browser, site) as tab:
                found[name].append(paint(tab, address))
    return [_summary(name, each) for name, each in found.items()]


def _summary(name: str, paints: Sequence[Paint]) -> dict[str, Any]:
    ms = sorted(each.ms for each in paints)
    return {
        "page": name,
        "median_ms": median(ms),
        "least_ms": ms[0],
        "most_ms": ms[-1],
        "paints": [asdict(each) for each in paints],
    }
