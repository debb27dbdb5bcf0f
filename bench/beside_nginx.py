"""Pages as nginx keeps them, beside nginx sending the same bytes from a file: python -m bench.beside_nginx

Both are asked in turns by the same clients (wrk). Answers a second swing with all else that the machine does; the
processors' time that nginx takes for an answer does so far less. Where nginx or wrk is not installed, nothing is
measured and that is said.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench.nginx import Front, found, in_front
from bench.serve import PATIENCE, served

CODING = "br"
PAGES = ("/", "/area/kent", "/measure/ehc_plans_in_20_weeks")
CLIENTS, TURNS = 8, 9
ANSWERS, PER_SECOND = re.compile(r"(\d+) requests in"), re.compile(r"Requests/sec:\s*([\d.]+)")
BAD = re.compile(r"Non-2xx or 3xx responses|Socket errors")
MISSING = "Pages as nginx keeps them were not measured: that needs nginx and wrk (on Debian: apt-get install nginx wrk)"


@dataclass(frozen=True)
class Turn:
    """Answers a second to several clients, and microseconds of nginx's own work for each."""

    per_second: float
    work_us: float


def measured(
    pages: Sequence[str] = PAGES, seconds: int = 1, turns: int = TURNS
) -> list[dict[str, Any]] | None:
    """What each page takes, kept and from a file; None where the programs are missing."""
    if not (found() and shutil.which("wrk")):
        return None
    with served("app:server", workers=1) as app, in_front([app.address.partition("//")[2]]) as front:
        return [_line(front, page, seconds, turns) for page in pages]


def _line(front: Front, page: str, seconds: int, turns: int) -> dict[str, Any]:
    body = asked(front.address + page)
    (front.written / "page.html").write_bytes(body)
    both = [
        (turn(front, front.address + page, seconds), turn(front, f"{front.files}/page.html", seconds))
        for _ in range(turns)
    ]
    return {
        "page": page,
        "bytes": len(body),
        "kept_per_second": median(kept.per_second for kept, _ in both),
        "file_per_second": median(file.per_second for _, file in both),
        "rates": median(kept.per_second / file.per_second for kept, file in both),
        "kept_us": median(kept.work_us for kept, _ in both),
        "file_us": median(file.work_us for _, file in both),
        "works": median(file.work_us / kept.work_us for kept, file in both),
    }


def asked(address: str) -> bytes:
    """The bytes of an answer, compressed as most browsers ask for it."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": CODING})
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return bytes(answer.read())


def turn(front: Front, address: str, seconds: int) -> Turn:
    """Let the clients ask for some seconds; RuntimeError where one of them gets something else."""
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s", "-H", f"Accept-Encoding: {CODING}", address]
    before = front.processor_seconds()
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    work = front.processor_seconds() - before
    answers, rate = ANSWERS.search(said), PER_SECOND.search(said)
    if BAD.search(said) or not answers or not rate:
        raise RuntimeError(f"{' '.join(command)} says {said}")
    return Turn(float(rate[1]), work / int(answers[1]) * 1e6)


def printed(lines: list[dict[str, Any]] | None) -> None:
    """What was measured, for a person; a ratio of 1 is as fast as the file."""
    if lines is None:
        print(f"\n{MISSING}")
        return
    heads = f"{'kB':>6}{'kept/s':>8}{'file/s':>8}{'ratio':>7}{'kept, us':>10}{'file, us':>10}{'ratio':>7}"
    print(f"\n{f'nginx, {CLIENTS} clients':<36}{heads}")
    for line in lines:
        print(
            f"{line['page']:<36}{line['bytes'] / 1000:>6.1f}{line['kept_per_second']:>8.0f}"
            f"{line['file_per_second']:>8.0f}{line['rates']:>7.2f}{line['kept_us']:>10.1f}"
            f"{line['file_us']:>10.1f}{line['works']:>7.2f}"
        )


if __name__ == "__main__":
    printed(measured())
