"""What is asked for: the addresses of each view, of parts of pages, of the API and of files."""

from __future__ import annotations

from itertools import pairwise

Addresses = dict[str, tuple[str, ...]]

YEARS = range(2019, 2026)
COUNCILS = (
    "barnet",
    "birmingham",
    "bristol",
    "cornwall",
    "devon",
    "durham",
    "kent",
    "leeds",
    "norfolk",
    "slough",
)
MEASURES = (
    "ehc_plans_in_20_weeks",
    "ehc_requests_refused",
    "ehc_plans_with_exceptions",
    "tribunal_appeal_rate",
)
VIEWS: Addresses = {
    "home": ("/",),
    "measure": tuple(f"/measure/{metric}" for metric in MEASURES),
    "measure, another year": tuple(f"/measure/{MEASURES[0]}?year={year}" for year in YEARS),
    "measure, map": tuple(f"/measure/{MEASURES[0]}?view=map&year={year}" for year in YEARS),
    "council": tuple(f"/area/{council}" for council in COUNCILS),
    "comparison": tuple(f"/compare?a={one}&b={two}" for one, two in pairwise(COUNCILS)),
    "comparison of four": tuple(
        f"/compare?a={a}&b={b}&c={c}&d={d}"
        for a, b, c, d in zip(COUNCILS, *(COUNCILS[at:] for at in (1, 2, 3)), strict=False)
    ),
    "lottery": tuple(f"/lottery?measure={metric}&area=kent" for metric in MEASURES),
    "borders": tuple(f"/lottery/borders?year={year}" for year in YEARS),
    "persistence": tuple(f"/lottery/persistence?measure={metric}&area=kent" for metric in MEASURES),
    "source of a figure": tuple(f"/figure/{MEASURES[0]}/{council}" for council in COUNCILS),
}
"""Each is opened as a document, and gone to inside a page."""
FILTERS: Addresses = {
    "measure, its year": VIEWS["measure, another year"],
    "map, its year": VIEWS["measure, map"],
    "measure, a council marked": tuple(f"/measure/{MEASURES[0]}?area={council}" for council in COUNCILS),
}
"""What the chart on show follows without another page."""
PARTS: Addresses = {
    "map of borders": tuple(f"/picture/borders.svg?year={year}" for year in YEARS),
    "table of borders": tuple(f"/border-table?year={year}" for year in YEARS),
    "picture of a comparison": tuple(f"/card/compare.svg?a={one}&b={two}" for one, two in pairwise(COUNCILS)),
    "fair comparison": tuple(f"/fair/{council}" for council in COUNCILS),
}
"""Pictures and parts of pages, which answer only as documents."""
API: Addresses = {
    "API, a council as JSON": tuple(f"/api/v1/values?area={council}&per_page=5000" for council in COUNCILS),
}
DOWNLOADS: Addresses = {
    "API, a measure as CSV": tuple(f"/api/v1/values.csv?metric={metric}" for metric in MEASURES),
    "all figures, CSV": ("/data/figures.csv",),
    "all figures, Parquet": ("/data/figures.parquet",),
    "a table, workbook": ("/data/ehc_plan_mediation.xlsx",),
    "a council's briefing, PDF": tuple(f"/briefing/{council}.pdf" for council in COUNCILS),
}
PLAIN: Addresses = {"a CSV read for each request": ("/read",), "a page written before": ("/written",)}
CHART: Addresses = {"one chart, its bundle": ("/chart",)}
PLAIN_FILES: Addresses = {"a CSV as it lies": ("/file",)}
