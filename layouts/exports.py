"""The tables that a reader may take away: a whole one of the catalogue, or figures that a filter chose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa

from layouts import cite, figure_choice, frozen, links
from layouts.figure_choice import Choice
from layouts.format import listing
from layouts.table_files import ARROW, Export
from metrics import attribution, catalogue, caveats, values, versions
from metrics.attribution import Source

FIGURES = "figures"
"""The table of all figures, which may be filtered."""
AT_ONCE = 4000
"""Rows made at once: of a longer table no more are held."""


def of_table(name: str) -> Export:
    """A whole table; raises `catalogue.UnknownTable`."""
    table, version = catalogue.table(name), versions.current()
    about = {
        "title": table.title,
        "description": table.description,
        **({"note": table.note} if table.note else {}),
        **({"periods": f"{table.periods[0]} to {table.periods[-1]}"} if table.periods else {}),
        "rows": str(table.rows),
        **_credits(links.data_table(name), table.title, table.sources),
    }
    schema = pa.schema([(each.name, ARROW[each.type]) for each in table.columns])

    def first(most: int) -> pa.RecordBatch:
        if name == FIGURES:
            return _batch(values.find()[:most], schema)
        shown = pa.Table.from_pandas(catalogue.first(name, most), schema, preserve_index=False)
        return next(iter(shown.combine_chunks().to_batches()), pa.RecordBatch.from_pylist([], schema))

    def batches() -> Iterator[pa.RecordBatch]:
        if name == FIGURES:
            yield from _batches(values.find(), schema)
            return
        for part in catalogue.parts(name):
            yield from pa.Table.from_pandas(part, schema, preserve_index=False).to_batches(AT_ONCE)

    return Export(f"{name}_{version.name}", about, table.columns, table.rows, batches, first)


def of_figures(choice: Choice) -> Export:
    """The figures and gaps that a reader chose, with the columns of the whole table."""
    table, version = catalogue.table(FIGURES), versions.current()
    found = values.find(choice.asked())
    address = choice.address(links.FIGURES)
    about = {
        "title": "Chosen figures of the SEND postcode lottery",
        "filter": figure_choice.sentence(choice),
        "query": address.partition("?")[2],
        "rows": str(len(found)),
        **_credits(address, "Chosen figures", attribution.of_datasets(choice.datasets())),
    }
    schema = pa.schema([(each.name, ARROW[each.type]) for each in table.columns])
    name = figure_choice.stem(choice, version.name)
    return Export(
        name,
        about,
        table.columns,
        len(found),
        lambda: _batches(found, schema),
        lambda most: _batch(found[:most], schema),
    )


def _batches(found: np.ndarray, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Rows of `metrics.values` with the columns of the whole table, some at a time."""
    for start in range(0, len(found), AT_ONCE):
        yield _batch(found[start : start + AT_ONCE], schema)


def _batch(part: np.ndarray, schema: pa.Schema) -> pa.RecordBatch:
    columns = [_doubts(part) if name == "doubt" else values.column(name, part) for name in schema.names]
    return pa.RecordBatch.from_arrays(columns, names=schema.names).cast(schema)


def _doubts(found: np.ndarray) -> pa.Array:
    """Of each row the caveat that doubts its figure."""
    keys = values.column("caveats", found).dictionary_encode()
    told = [caveats.doubt(each) or None for each in keys.dictionary.to_pylist()]
    return pa.array(told, pa.string()).take(keys.indices)


def _credits(address: str, title: str, sources: Iterable[Source]) -> dict[str, str]:
    """From which data the rows are, whose they are, and how to say so."""
    version, listed = versions.current(), list(sources)
    licences = {each.title: each.address for source in listed for each in source.licences}
    return {
        "version": f"{version.id} ({version.label})",
        "address": cite.where(frozen.pinned(address, version.name)),
        "source": "; ".join(dict.fromkeys(f"{each.publisher}: {each.publication}" for each in listed)),
        "license": listing([f"{name} ({address})" for name, address in licences.items()]),
        "attribution": " ".join(dict.fromkeys(each.attribution for each in listed)),
        "citation": cite.short(address, title),
    }
