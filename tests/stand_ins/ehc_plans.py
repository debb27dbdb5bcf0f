"""The EHC plan releases as far as their real files are here, for the stand-in to serve."""

from pathlib import Path

from tests.stand_ins.ees_content import EesContent, Publication, Release

SLUG = "education-health-and-care-plans"


def ehc_plans(published: Path) -> EesContent:
    """The publication: zips of 2022 and 2025, the one file of 2023, extracts and a supporting file of 2026."""
    folder = published / "dfe/ehc-plans"
    appeals = "SEND appealable decisions rate 2024-2025.csv"
    releases = [
        Release("2022", "2022-05-12", zip=(folder / f"{SLUG}_2022.zip").read_bytes()),
        Release("2023", "2023-06-08", {"sen2_mi.csv": (folder / "sen2_mi_2023.csv").read_bytes()}),
        Release("2025", "2025-06-26", zip=(folder / f"{SLUG}_2025.zip").read_bytes()),
        Release(
            "2026",
            "2026-06-25",
            {
                f"{name}.csv": (folder / f"{name}_2026_extract.csv").read_bytes()
                for name in ("requests", "timeliness_20_week")
            },
            {appeals: (published / "moj" / appeals).read_bytes()},
        ),
    ]
    return EesContent(Publication(SLUG, releases, {"year": "2027", "month": "6", "day": ""}))
