"""Code that loads a file of this site, and which of it was tried. The tests take each from its page and run it.

A table is told by the name of its file without the ending, and by those of its columns that hold numbers: every other
is text, also where it looks like a number, as '202425' or a code with a nought in front does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Written = Callable[[str, Sequence[str]], str]


@dataclass(frozen=True)
class Way:
    """One way to load a table: with what, from which kind of file, and what it was tried with ('' for nothing)."""

    id: str
    name: str
    ending: str
    tried: str
    code: Written


def _pandas(stem: str, numbers: Sequence[str]) -> str:
    return f'import pandas as pd\n\ntable = pd.read_parquet("{stem}.parquet")\nprint(len(table), "rows")\n'


def _pandas_csv(stem: str, numbers: Sequence[str]) -> str:
    kinds = ", ".join(f'"{each}": "float64"' for each in numbers)
    typed = f".astype({{{kinds}}})" if numbers else ""
    return (
        "import pandas as pd\n\n"
        f'table = pd.read_csv("{stem}.csv", dtype="string", keep_default_na=False, na_values=[""]){typed}\n'
        'print(len(table), "rows")\n'
    )


def _duckdb(stem: str, numbers: Sequence[str]) -> str:
    return f"SELECT count(*) AS rows FROM '{stem}.parquet';\n"


def _polars(stem: str, numbers: Sequence[str]) -> str:
    return f'import polars as pl\n\ntable = pl.read_parquet("{stem}.parquet")\nprint(len(table), "rows")\n'


def _r(stem: str, numbers: Sequence[str]) -> str:
    typed = "".join(f"table${each} <- as.numeric(table${each})\n" for each in numbers)
    return (
        f'table <- read.csv("{stem}.csv", colClasses = "character", na.strings = "", encoding = "UTF-8")\n'
        f'{typed}cat(nrow(table), "rows\\n")\n'
    )


def _readr(stem: str, numbers: Sequence[str]) -> str:
    typed = "".join(f", {each} = col_double()" for each in numbers)
    return (
        "library(readr)\n\n"
        f'table <- read_csv("{stem}.csv", na = "", col_types = cols(.default = col_character(){typed}))\n'
        'cat(nrow(table), "rows\\n")\n'
    )


def _arrow(stem: str, numbers: Sequence[str]) -> str:
    return f'table <- arrow::read_parquet("{stem}.parquet")\ncat(nrow(table), "rows\\n")\n'


WAYS = (
    Way("pandas", "Python, pandas", "parquet", "pandas 3.1", _pandas),
    Way("pandas-csv", "Python, pandas, from CSV", "csv", "pandas 3.1", _pandas_csv),
    Way("polars", "Python, polars", "parquet", "polars 2.1", _polars),
    Way("duckdb", "DuckDB", "parquet", "DuckDB 2.0", _duckdb),
    Way("r", "R, without packages", "csv", "R 4.2", _r),
    Way("readr", "R, readr", "csv", "readr 2.1", _readr),
    Way("arrow", "R, arrow", "parquet", "", _arrow),
)
"""Every way that a page shows."""
