"""Pages as nginx keeps them, beside nginx sending the same bytes from a file: python -m bench.beside_nginx

Both are asked in turns by the same clients (wrk), so that what else the machine does slows both. Where nginx or wrk is
not installed, nothing is measured and that is said.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import urllib.request
from collections.abc import Sequence
from statistics import median
from typing import Any

from bench.nginx import found, in_front
from bench.serve import PATIENCE, served

CODING = "br"
PAGES = ("/", "/area/kent", "/measure/ehc_plans_in_20_weeks")
CLIENTS, TURNS = 8, 5
PER_SECOND = re.compile(r"Requests/sec:\s*([\d.]+)")
BAD = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)")
MISSING = "Pages as nginx keeps them were not measured: that needs nginx and wrk (on Debian: apt-get install nginx wrk)"


def measured(
    pages: Sequence[str] = PAGES, seconds: float = 1, turns: int = TURNS
) -> list[dict[str, Any]] | None:
    """Answers a second of each page, kept and from a file; None where the programs are missing."""
    if not (found() and shutil.which("wrk")):
        return None
    with served("app:server", workers=1) as app, in_front([app.address.partition("//")[2]]) as front:
        lines = []
        for at, page in enumerate(pages):
            body = asked(front.address + page)
            (front.written / f"{at}.html").write_bytes(body)
            asked(front.address + page)
            both = [
                (rate(front.address + page, seconds), rate(f"{front.files}/{at}.html", seconds))
                for _ in range(turns)
            ]
            kept, file = (median(rates) for rates in zip(*both, strict=True))
            ratios = sorted(one / other for one, other in both)
            lines.append({"page": page, "bytes": len(body), "kept_per_second": kept, "file_per_second": file,
                          "ratio": median(ratios), "ratios": ratios})  # fmt: skip
        return lines


def asked(address: str) -> bytes:
    """The bytes of an answer, compressed as most browsers ask for it."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": CODING})
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return bytes(answer.read())


def rate(address: str, seconds: float) -> float:
    """Answers a second to several clients; RuntimeError where one of them is not an answer."""
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds:g}s", "-H", f"Accept-Encoding: {CODING}", address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    number, bad = PER_SECOND.search(said), BAD.search(said)
    if bad or not number:
        raise RuntimeError(f"{' '.join(command)} says {said}")
    return float(number[1])


def printed(lines: list[dict[str, Any]] | None) -> None:
    """What was measured, for a person."""
    if lines is None:
        print(f"\n{MISSING}")
        return
    heads = f"{'kB':>8}{'kept/s':>10}{'file/s':>10}{'ratio':>8}{'from':>7}{'to':>7}"
    print(f"\n{f'nginx, {CLIENTS} clients':<46}{heads}")
    for line in lines:
        low, high = line["ratios"][0], line["ratios"][-1]
        print(
            f"{line['page']:<46}{line['bytes'] / 1000:>8.1f}{line['kept_per_second']:>10.0f}"
            f"{line['file_per_second']:>10.0f}{line['ratio']:>8.2f}{low:>7.2f}{high:>7.2f}"
        )


if __name__ == "__main__":
    printed(measured())
