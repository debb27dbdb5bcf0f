"""A frame held small: each text once, with a number for it in every row. Figures say few texts over and over."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd


class Packed:
    """The rows of a frame, whose texts may be missing. Do not change what it gives."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._length = len(frame)
        self._columns: dict[str, np.ndarray] = {}
        self._texts: dict[str, list[Any]] = {}
        for name, column in frame.items():
            if pd.api.types.is_string_dtype(column.dtype):
                codes, texts = pd.factorize(column)
                self._texts[str(name)] = [*map(sys.intern, texts.tolist()), np.nan]
                self._columns[str(name)] = codes.astype(np.min_scalar_type(-max(len(texts), 1)))
            else:
                self._columns[str(name)] = column.to_numpy()

    def frame(self) -> pd.DataFrame:
        """The rows as they were given, every text of the type `str`."""
        return pd.DataFrame({name: self._column(name) for name in self._columns}, index=range(self._length))

    def rows(self, places: Sequence[int] | np.ndarray) -> Iterator[dict[str, Any]]:
        """The rows at these places, each with plain numbers and texts; a missing text is NaN."""
        at = np.asarray(places, dtype="int64")
        cells = [self._cells(name, column[at].tolist()) for name, column in self._columns.items()]
        for row in zip(*cells, strict=True):
            yield dict(zip(self._columns, row, strict=True))

    def indices(self, name: str) -> dict[str, np.ndarray]:
        """Where the rows with each text of a column are, in their order."""
        codes = self._columns[name]
        order = np.argsort(codes, kind="stable").astype("int32")
        ends = np.searchsorted(codes[order], np.arange(len(self._texts[name])))
        return {text: order[ends[at] : ends[at + 1]] for at, text in enumerate(self._texts[name][:-1])}

    def distinct(self, name: str) -> list[str]:
        """The texts of a column in the order in which they first stand in it."""
        return self._texts[name][:-1]

    def _cells(self, name: str, found: list[Any]) -> list[Any]:
        """What stands in some rows of a column, whose texts are given by their numbers."""
        texts = self._texts.get(name)
        return found if texts is None else [texts[each] for each in found]

    def _column(self, name: str) -> Any:
        if name not in self._texts:
            return self._columns[name]
        return pd.array(self._texts[name], dtype="str").take(self._columns[name].astype("int64"))
