"""The API beside datasette, a well-kept server of tables: all figures of a council as JSON, from the same rows.

Each is one process and sends the rows uncompressed. datasette reads them from SQLite with an index on the council, and
is spared what it does beside: it suggests no facets. Both are asked for the same councils in turn, and are warm.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from itertools import cycle
from pathlib import Path
from typing import Any

import requests

from bench.load import Request, slowest_first_ms, times
from bench.serve import PATIENCE, served, tables_served
from metrics import areas, values

TABLE, MOST_ROWS = "figures", 5000
PLAIN = {"Accept-Encoding": "identity"}
NAMES = ("API", "datasette")


def measured(councils: Sequence[str], seconds: float, clients: Sequence[int]) -> list[dict[str, Any]]:
    """The times of both, and for each number of clients the ratio of the medians: below 1 the API is faster.

    ValueError if their rows differ.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.db"
        write(file)
        ours = [f"/api/v1/values?area={each}&per_page={MOST_ROWS}" for each in councils]
        codes = [areas.slugs()[each] for each in councils]
        theirs = [f"/rows/{TABLE}.json?area_code={each}&_shape=objects&_size=max" for each in codes]
        with (
            served("app:server", workers=1, API_REQUESTS_A_MINUTE="0") as api,
            tables_served(file, max_returned_rows=MOST_ROWS, suggest_facets="off") as other,
        ):
            same_rows(api.address + ours[0], other.address + theirs[0])
            asks = [asking(api.address, ours), asking(other.address, theirs)]
            first = [slowest_first_ms(ask, len(councils)) for ask in asks]
            return [_line(asks, first, many, seconds) for many in clients]


def _line(asks: Sequence[Request], first: Sequence[float], clients: int, seconds: float) -> dict[str, Any]:
    """Both in turn, twice over, so that a moment in which the machine is busy is not that of one alone."""
    taken: list[list[float]] = [[], []]
    told: dict[str, Any] = {"clients": clients}
    for _ in range(2):
        for at, ask in enumerate(asks):
            found = times(ask, clients, seconds)
            taken[at].append(found.median_ms)
            told[NAMES[at]] = {**asdict(found), "slowest_first_ms": first[at]}
    medians = [sum(each) / len(each) for each in taken]
    for name, median in zip(NAMES, medians, strict=True):
        told[name]["median_ms"] = median
    return told | {"ratio": medians[0] / medians[1]}


def asking(site: str, addresses: Sequence[str]) -> Request:
    """Ask for the addresses in turn."""
    turn = cycle(addresses)
    return lambda session: session.get(site + next(turn), headers=PLAIN, timeout=PATIENCE)


def write(file: Path) -> None:
    """Every figure as a table of SQLite."""
    names = list(values.COLUMNS)
    with closing(sqlite3.connect(file)) as held:
        held.execute(f"create table {TABLE} ({', '.join(names)})")
        rows = (tuple(row.values()) for row in values.rows(values.find()))
        held.executemany(f"insert into {TABLE} values ({', '.join('?' * len(names))})", rows)
        held.execute(f"create index of_area on {TABLE} (area_code)")
        held.commit()


def same_rows(ours: str, theirs: str) -> None:
    """Raises ValueError unless both answer with the same rows."""
    one, other = (requests.get(each, timeout=PATIENCE).json()["rows"] for each in (ours, theirs))
    other = [{name: row[name] for name in values.COLUMNS} for row in other]
    if one != other or not one:
        raise ValueError(f"{ours} has {len(one)} rows, {theirs} {len(other)}, and they are not the same")


def printed(lines: Sequence[dict[str, Any]]) -> None:
    """What was measured, for a person."""
    print(f"\n{'a council, all measures, ms':<36}{'clients':>9}{'API':>8}{'datasette':>11}{'ratio':>8}")
    for line in lines:
        api, other = (line[name]["median_ms"] for name in NAMES)
        print(f"{'median':<36}{line['clients']:>9}{api:>8.1f}{other:>11.1f}{line['ratio']:>8.2f}")
