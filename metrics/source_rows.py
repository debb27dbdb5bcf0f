"""The published cells that one figure was worked out from: which table, release, column and file, and what it printed.

A figure is traced to every release that covers its cells, so that a reader sees revisions too; `used` marks the cells
that the figure stands on.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from metrics import cells, compute, periods, registry, tables
from metrics.metric import TOTAL, Change, Metric, RatePerHead, RatePerStock, indicators, terms

COLUMNS = [
    "dataset", "release", "time_period", "time_identifier", "geographic_level", "area_code", "published_area_code",
    "breakdown_topic", "breakdown", "indicator", "label", "value", "symbol", "used", "printed", "status", "evidence",
]  # fmt: skip
CELL = [*cells.KEY, "breakdown_topic", "breakdown", "indicator"]


def source_rows(metric_id: str, area_code: str, period: str) -> pd.DataFrame:
    """A row for each published cell behind a figure, in every release that covers it; columns COLUMNS.

    Text is null where the table has null. `printed`, `status` and `evidence` come from the quarantine register: what
    the publisher printed where that is not what is used, and why. No rows where nothing was published.
    """
    metric = registry.metric(metric_id)
    if compute.waiting_for(metric_id):
        return pd.DataFrame(columns=COLUMNS)
    found = [part for part in _parts(metric, area_code, period) if len(part)]
    if not found:
        return pd.DataFrame(columns=COLUMNS)
    return _with_corrections(pd.concat(found, ignore_index=True))[COLUMNS]


def _parts(metric: Metric, area_code: str, period: str) -> Iterator[pd.DataFrame]:
    """The cells of each table that the formula reads."""
    formula = metric.formula
    wanted = [period, periods.year_before(period)] if isinstance(formula, Change) else [period]
    release = _release(metric, area_code, period)
    yield _cells(formula.dataset, area_code, wanted, formula.breakdown, indicators(formula), release)
    if isinstance(formula, RatePerStock):
        column = [name for _, name in terms(formula.stock_column)]
        yield _cells(formula.stock, area_code, [periods.january_in(period)], TOTAL, column)
    if isinstance(formula, RatePerHead):
        yield _population(formula.register, area_code)


def _release(metric: Metric, area_code: str, period: str) -> str:
    """The release that the figure was taken from; '' for a gap without a row."""
    row = compute.in_period(metric.id, period).get(area_code)
    return str(row["release"]) if row else ""


def _cells(
    dataset: str,
    area_code: str,
    wanted: list[str],
    breakdown: tuple[str, str],
    columns: list[str],
    release: str = "",
) -> pd.DataFrame:
    """The cells of one table in the wanted periods, oldest release first; used are those of `release` or the newest."""
    described = tables.describe(dataset)
    rows = tables.of_area(dataset, area_code)
    rows = rows[
        rows["indicator"].isin(columns)
        & (rows["breakdown_topic"] == breakdown[0])
        & (rows["breakdown"] == breakdown[1])
    ]
    rows = rows[rows["geographic_level"].isin(cells.LEVELS)]
    named = rows["time_period"].map(lambda text: periods.label(text, described["period_kind"]))
    rows = rows[named.isin(wanted)].sort_values(["time_period", "release", "indicator"], ignore_index=True)
    labels = {name: about["label"] for name, about in described["indicators"].items()}
    used = rows["release"] == (release or rows["release"].max())
    return rows.assign(dataset=dataset, label=rows["indicator"].map(labels), used=used)


def _population(register: str, area_code: str) -> pd.DataFrame:
    """The one population that is held for an area, in the shape of a cell."""
    rows = tables.of_area(register, area_code)
    about = tables.describe(register)
    return pd.DataFrame(
        {
            "dataset": register,
            "release": about["sources"][0]["release"],
            "time_period": rows["year"].astype("str"),
            "area_code": rows["area_code"],
            "indicator": "population",
            "label": about["title"],
            "value": rows["population"].astype("float64"),
            "used": True,
        }
    )


def _with_corrections(rows: pd.DataFrame) -> pd.DataFrame:
    """Cells beside what the register of corrections says of them."""
    rows = rows.reindex(columns=COLUMNS[:-3])
    said = _register(set(rows["area_code"])) if tables.is_loaded("quarantine") else {}
    keys = rows[["dataset", *CELL]].itertuples(index=False, name=None)
    found = [said.get(key, (float("nan"), "", "")) for key in keys]
    return rows.assign(**{name: [each[at] for each in found] for at, name in enumerate(COLUMNS[-3:])})


def _register(area_codes: set[str]) -> dict[tuple[str, ...], tuple[float, str, str]]:
    """Cell -> what was printed there, what became of it and why, of some areas; the first of several rows counts."""
    said: dict[tuple[str, ...], tuple[float, str, str]] = {}
    for code in area_codes:
        rows = tables.of_area("quarantine", code)
        why = [finding if is_blank else evidence for evidence, finding, is_blank in zip(
            rows["evidence"], rows["finding"], rows["evidence"].fillna("") == "", strict=True)]  # fmt: skip
        keys = rows[["dataset", *CELL]].itertuples(index=False, name=None)
        for key, printed, status, reason in zip(keys, rows["published"], rows["status"], why, strict=True):
            said.setdefault(key, (printed, status, reason))
    return said
