"""What a build changed in a dataset's table of groups, in words for a person."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ingest.differences import FEW, Labels, listed, plural


def lines(name: str, old: pq.ParquetFile | None, content: bytes | None, labels: Labels) -> list[str]:
    """Lines about the table of this name, which has this content now; none when its rows are the same."""
    if content is None:
        return [] if old is None else [f"- `{name}`: no figures by group any more"]
    new = pq.ParquetFile(io.BytesIO(content))
    if old is None:
        return [f"- `{name}`: first build, {figures(new):,} figures by group"]
    before, now = dict(enumerate(indicators(old))), dict(enumerate(indicators(new)))
    places = {indicator: place for place, indicator in before.items()}
    other = [
        indicator
        for place, indicator in now.items()
        if indicator not in places
        or not new.read_row_group(place).equals(old.read_row_group(places[indicator]))
    ]
    gone = sorted(set(places) - set(now.values()))
    if not other and not gone:
        return []
    said = f"- `{name}`: {figures(new):,} figures by group, before {figures(old):,}"
    for what, which in (("other", other), ("gone", gone)):
        if which:
            names = listed(sorted(labels.get(each, each) for each in which), FEW)
            said += f"; {len(which)} {plural(f'measures {what}', len(which))}: {names}"
    return [said]


def indicators(table: pq.ParquetFile) -> Iterator[str]:
    """The indicator of each row group, which has one."""
    for place in range(table.num_row_groups):
        group: pa.Table = table.read_row_group(place, columns=["indicator"])
        yield str(group["indicator"][0].as_py()) if len(group) else ""


def figures(table: pq.ParquetFile) -> int:
    """How many cells of the table are figures."""
    counted = (
        pc.count(table.read_row_group(place, columns=["value"])["value"]).as_py()
        for place in range(table.num_row_groups)
    )
    return sum(counted)
