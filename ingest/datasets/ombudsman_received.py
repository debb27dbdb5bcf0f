"""Complaints and enquiries that the Ombudsman received about each council, by service: its annual tables.

No table is among the published files, and the layout of none has been seen: the live ingest finds them by the
links of the landing page. Received is not dealt with: Oxfordshire 2024-25 had 89 received and 84 dealt with.
"""

from ingest import lgsco
from ingest.dataset import Dataset, Indicator

DATASET = Dataset(
    name="ombudsman_received",
    title="Complaints to the Ombudsman received about each council, by service",
    publisher=lgsco.PUBLISHER,
    publication="Local government complaint reviews",
    landing_page=f"{lgsco.SITE}/information-centre/reports/annual-review-reports/local-government-complaint-reviews",
    licence=lgsco.LICENCE,
    attribution=lgsco.ATTRIBUTION,
    period_kind="financial",
    releases=(),
    indicators=(Indicator("complaints_received", "Complaints and enquiries received", "complaints"),),
    breakdowns=frozenset({"Service"}),
)
