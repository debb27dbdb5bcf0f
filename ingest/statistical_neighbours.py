"""The department's lists of statistical neighbours: the ten authorities most like each authority."""

import pandas as pd

from ingest import areas
from ingest.dataset import Register, Unreadable
from ingest.read import Source

FIRST_HEADING = "LA num"
NEIGHBOURS = 10
NO_NEIGHBOUR = "-"
REGISTER = Register(
    columns={"area_code": "str", "rank": "int64", "neighbour_code": "str", "closeness": "str"},
    key=("area_code", "rank"),
    complete=True,
)


def neighbours(source: Source, dataset: str) -> pd.DataFrame:
    """A row for each authority and neighbour; `closeness` in the department's words, in sentence case.

    Authorities abolished before the list stand below a blank row ("Old SNs", from an older model) and are left out,
    as are those that began after it and stand there with a dash for each neighbour.
    """
    table = current(source)
    table["area_code"] = areas.resolve(table, dataset, "LA num", "LA Name", file=source.name)
    pairs = []
    for rank in range(1, NEIGHBOURS + 1):
        pair = table[["area_code", f"SN{rank}", f"SNP{rank}"]].set_axis(
            ["area_code", "code", "closeness"], axis=1
        )
        pairs.append(pair.assign(rank=rank))
    rows = pd.concat(pairs, ignore_index=True)
    rows = rows[rows["code"].ne(NO_NEIGHBOUR)]
    rows["closeness"] = rows["closeness"].str.capitalize()
    neighbour = areas.resolve(rows, dataset, "code", file=source.name)
    return rows.assign(neighbour_code=neighbour)[["area_code", "rank", "neighbour_code", "closeness"]]


def current(source: Source) -> pd.DataFrame:
    """The table under its header as far as the first blank row; the repeated heading SNP becomes SNP1 to SNP10."""
    grid = source.grid()
    is_header = grid[0].eq(FIRST_HEADING)
    if not is_header.any():
        raise Unreadable(f"{source.name}: no row begins with {FIRST_HEADING!r}: correct FIRST_HEADING")
    header, body = grid[is_header].iloc[0], grid.loc[is_header.idxmax() + 1 :]
    blank = body[0].eq("")
    body = body.loc[: blank.idxmax() - 1] if blank.any() else body
    closeness = header.eq("SNP")
    return body.set_axis(header.mask(closeness, "SNP" + closeness.cumsum().astype("str")).tolist(), axis=1)
