"""The ten authorities most like each authority, by the department's model of May 2025."""

import pandas as pd

from ingest import areas
from ingest.dataset import Dataset, Register, Release, Unreadable
from ingest.read import Source

FIRST_HEADING = "LA num"
NEIGHBOURS = 10


def tidy(source: Source) -> pd.DataFrame:
    """A row for each authority and neighbour; `closeness` in the department's words.

    Authorities abolished before 2025 stand below a blank row ("Old SNs", from an older model) and are left out.
    """
    table = current(source)
    table["area_code"] = areas.resolve(
        table, "statistical_neighbours_2025", "LA num", "LA Name", file=source.name
    )
    pairs = []
    for rank in range(1, NEIGHBOURS + 1):
        pair = table[["area_code", f"SN{rank}", f"SNP{rank}"]].set_axis(
            ["area_code", "code", "closeness"], axis=1
        )
        pairs.append(pair.assign(rank=rank))
    rows = pd.concat(pairs, ignore_index=True)
    neighbours = areas.resolve(rows, "statistical_neighbours_2025", "code", file=source.name)
    return rows.assign(neighbour_code=neighbours)[["area_code", "rank", "neighbour_code", "closeness"]]


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


DATASET = Dataset(
    name="statistical_neighbours_2025",
    title="Statistical neighbours, May 2025",
    publisher="Department for Education",
    publication="Children's services statistical neighbour benchmarking tool",
    landing_page="https://www.gov.uk/government/publications/local-authority-interactive-tool-lait",
    licence="Open Government Licence v3.0",
    attribution="Source: Department for Education, statistical neighbours. "
    "Contains public sector information licensed under the Open Government Licence v3.0.",
    releases=(
        Release(
            release="2025",
            file="dfe/statistical_neighbours_2025-05.xlsx",
            title="Statistical neighbours, May 2025",
            address="https://www.gov.uk/government/publications/local-authority-interactive-tool-lait",
            periods=("2025",),
        ),
    ),
    tidy=tidy,
    register=Register(
        columns={"area_code": "str", "rank": "int64", "neighbour_code": "str", "closeness": "str"},
        key=("area_code", "rank"),
    ),
)
