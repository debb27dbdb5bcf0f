"""What search engines for data sets read of a measure's page: schema.org's Dataset, as JSON that no browser runs."""

from __future__ import annotations

import json
from typing import Any

from layouts import cite, frozen, links
from metrics import compute, registry, tables, versions

SCHEMA = "https://schema.org"


def of(path: str) -> str:
    """The element for the page at a path; '' where it is not that of a measure with figures."""
    kind, _, metric_id = path.strip("/").partition("/")
    if kind != "measure" or metric_id not in registry.all_metrics() or compute.waiting_for(metric_id):
        return ""
    text = json.dumps(dataset(metric_id), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def dataset(metric_id: str) -> dict[str, Any]:
    """A measure as a data set: what it counts, whose figures, of which years and places, and where its file is."""
    metric, years = registry.metric(metric_id), compute.periods_of(metric_id)
    about, version = tables.describe(metric.formula.dataset), versions.current()
    said: dict[str, Any] = {
        "@context": SCHEMA,
        "@type": "Dataset",
        "name": f"{metric.title}, by council in England",
        "description": " ".join(metric.doc.replace("**", "").split()),
        "version": version.id,
        "dateModified": version.built,
        "temporalCoverage": f"{years[0]} to {years[-1]}",
        "spatialCoverage": {"@type": "Place", "name": "England"},
        "isAccessibleForFree": True,
        "license": about["licence"],
        "creditText": about["attribution"],
        "creator": {"@type": "Organization", "name": about["publisher"]},
        "isBasedOn": about["landing_page"],
    }
    return said | (_at(metric_id) if cite.site() else {})


def _at(metric_id: str) -> dict[str, Any]:
    """Where the page and its file are on the public site."""
    page, file = (
        cite.where(frozen.pinned(address, frozen.here()) if frozen.here() else address)
        for address in (links.measure(metric_id), links.csv(metric_id))
    )
    return {
        "url": page,
        "distribution": {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": file},
    }
