"""Made-up decisions for the Ombudsman's stand-in, and what a gathering left behind."""

from datetime import date
from pathlib import Path

import pandas as pd

from ingest.datasets import ombudsman_send_decisions
from ingest.http import Client
from ingest.lgsco_windows import Kept
from tests.stand_ins.ombudsman import HOST, SEARCH, Ombudsman

TODAY = date(2025, 12, 31)
SINCE = "2025-08"
STATES = {"2025-12": "whole", "2025-11": "whole", "2025-10": "whole", "2025-09": "whole", "2025-08": "whole"}


def fillers(since: str, until: str, each: int = 12) -> list[dict[str, str]]:
    """Made-up decisions of another service in every month, so that none is empty."""
    months = pd.period_range(since, until, freq="M")
    return [
        {
            "reference": f"99-{place:03}-{number:03}",
            "council": "Leeds City Council",
            "category": "Planning > Enforcement",
            "decision": "Closed after initial enquiries",
            "decision_date": f"{month}-01",
            "summary": "We will not investigate this complaint about a fence.",
            "url": f"https://{HOST}/decisions/planning/enforcement/99-{place:03}-{number:03}",
        }
        for place, month in enumerate(months)
        for number in range(each)
    ]


def another(ombudsman: Ombudsman, tmp_path: Path) -> Client:
    """The client of a later run."""
    return Client(tmp_path / "cache", stand_ins={HOST: ombudsman.address})


def states(to: Path) -> dict[str, str]:
    kept = Kept(to.with_name("decisions.sqlite"))
    found = dict(kept.store.execute("select month, state from windows order by month desc").fetchall())
    kept.close()
    return found


def pages(ombudsman: Ombudsman) -> list[tuple[str, str]]:
    """The month and the number of each page of results that was asked for."""
    asked = [each.query for each in ombudsman.asked if each.path == SEARCH]
    return [(query["fd"][0][:7], query["page"][0]) for query in asked]


def rows(to: Path) -> pd.DataFrame:
    return pd.read_csv(to, dtype="str", keep_default_na=False).set_index("reference")


def about_send(cases: list[dict[str, str]]) -> list[dict[str, str]]:
    """The same decisions, about SEND in Kent and upheld."""
    send = {"category": ombudsman_send_decisions.SEND, "council": "Kent County Council", "decision": "Upheld"}
    link = "education/special-educational-needs"
    return [case | send | {"url": case["url"].replace("planning/enforcement", link)} for case in cases]
