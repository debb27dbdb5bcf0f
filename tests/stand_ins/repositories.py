"""A stand-in for the plain addresses of GitHub: it serves published files where their datasets look for them."""

import io
from pathlib import Path
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.parquet

from ingest import github, lait
from ingest.dataset import Dataset
from ingest.origin import Address
from tests.stand_ins.server import StandIn

HOST = "raw.githubusercontent.com"
LAIT = urlsplit(github.address(lait.REPOSITORY, lait.PATH)).path


def whole_table(published: Path) -> pa.Table:
    """The tool's whole table: the part that was published here, other measures, and a column more."""
    part = pyarrow.parquet.read_table(published / lait.FILE)
    others = part.slice(0, 500).to_pandas().assign(**{"Short Desc": "ChildRoadCasualties"})
    unlabelled = part.slice(0, 3).to_pandas().assign(Years=None)
    parts = [part, *(pa.Table.from_pandas(each, schema=part.schema) for each in (others, unlabelled))]
    whole = pa.concat_tables([parts[1], parts[0], parts[2]])
    return whole.append_column("Topic", pa.array(["any"] * whole.num_rows))


def as_parquet(table: pa.Table) -> bytes:
    """A table as a Parquet file."""
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(table, buffer)
    return buffer.getvalue()


class Repositories(StandIn):
    """The files of datasets under the addresses of their origins."""

    def hold(self, published: Path, datasets: list[Dataset]) -> None:
        """Serve every file whose origin is an address here, and the tool's table."""
        for release in (release for dataset in datasets for release in dataset.releases):
            if isinstance(release.origin, Address) and urlsplit(release.origin.address).netloc == HOST:
                self.put(urlsplit(release.origin.address).path, (published / release.file).read_bytes())
        self.put(LAIT, as_parquet(whole_table(published)))
