"""Figures on the command line: `python -m metrics list` and `python -m metrics show METRIC`, as CSV.

Exit code 0: done; 2: an unknown metric, area or period; 3: the metric waits for a dataset that is not loaded.
Why a figure is missing, and what to know of those that are there, is written to standard error.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import os
import sys
from collections.abc import Iterable, Iterator

import pandas as pd

from metrics import areas, caveats, compute, periods, registry, tables
from metrics.metric import Metric

LIST_COLUMNS = ("metric", "title", "unit", "theme", "first_period", "last_period", "coverage")
SHOW_COLUMNS = (
    "metric", "area_code", "area_name", "period", "value", "numerator", "denominator", "lci_95", "uci_95",
    "symbol", "dataset", "release",
)  # fmt: skip
LEVELS = ("local_authority", "region", "england")
UNKNOWN, NOT_LOADED = 2, 3
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Unknown(ValueError):
    """A question that names no metric, area or period we have; the message says what there is."""


def main(arguments: list[str] | None = None) -> int:
    """Answer one command; the exit code is described above."""
    asked = _parser().parse_args(arguments)
    try:
        if asked.command == "list":
            write(LIST_COLUMNS, (_listed(metric) for metric in registry.all_metrics().values()))
        else:
            rows = select(asked.metric, asked.area, asked.period, asked.level)
            write(SHOW_COLUMNS, rows[list(SHOW_COLUMNS)].itertuples(index=False, name=None))
            sys.stdout.flush()
            for line in notes(rows):
                print(line, file=sys.stderr)
    except (Unknown, areas.UnknownPlace) as error:
        print(f"python -m metrics: {error}", file=sys.stderr)
        return UNKNOWN
    except tables.NotLoaded as error:
        print(f"python -m metrics: {error}", file=sys.stderr)
        return NOT_LOADED
    return 0


def select(
    metric_id: str, wanted_areas: list[str], wanted_periods: list[str], level: str | None
) -> pd.DataFrame:
    """The rows of a metric that a command asks for; raises Unknown, UnknownPlace or NotLoaded."""
    metric = _metric(metric_id)
    missing = compute.waiting_for(metric_id)
    if missing:
        raise tables.NotLoaded(missing)
    rows = compute.values(metric_id)
    if wanted_areas:
        rows = rows[rows["area_code"].isin([areas.find(text) for text in wanted_areas])]
    if wanted_periods:
        rows = rows[rows["period"].isin([_period(metric, text) for text in wanted_periods])]
    return rows[rows["geographic_level"] == level] if level else rows


def notes(rows: pd.DataFrame) -> Iterator[str]:
    """Each reason for a gap with the figures it stands for, then each caveat, once."""
    gaps = rows[rows["value"].isna()]
    for reason, those in gaps.groupby("reason", sort=False):
        where = [f"{name} {period}" for name, period in zip(those["area_name"], those["period"], strict=True)]
        more = f" and {len(where) - 3} more" if len(where) > 3 else ""
        yield f"no figure: {', '.join(where[:3])}{more}: {reason}"
    for key in dict.fromkeys(key for keys in rows["caveats"] for key in keys.split(";") if key):
        yield f"caveat: {caveats.text(key)}"
    if rows.empty:
        yield "no rows: the place did not exist in these periods, or the metric has no figures at this level."


def write(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """CSV to standard output; text that a spreadsheet would run as a formula gets an apostrophe in front."""
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(columns)
    out.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return "" if value != value else f"{value:.10g}"
    text = "" if value is None or value is pd.NA else str(value)
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


def _listed(metric: Metric) -> tuple[str, ...]:
    missing = compute.waiting_for(metric.id)
    there = compute.periods_of(metric.id)
    last = there[-1] if there else ""
    coverage = f"not loaded: {missing}" if missing else str(compute.coverage(metric.id, last))
    return metric.id, metric.title, metric.unit, metric.theme, there[0] if there else "", last, coverage


def _metric(metric_id: str) -> Metric:
    try:
        return registry.metric(metric_id)
    except registry.UnknownMetric:
        close = difflib.get_close_matches(metric_id, list(registry.all_metrics()), n=3)
        hint = f"did you mean {' or '.join(close)}?" if close else "`python -m metrics list` shows them all"
        raise Unknown(f"no metric is called {metric_id!r}; {hint}") from None


def _period(metric: Metric, text: str) -> str:
    there = compute.periods_of(metric.id)
    try:
        found = periods.label(text, tables.describe(metric.formula.dataset)["period_kind"])
    except periods.UnknownPeriod:
        found = ""
    if found not in there:
        raise Unknown(f"{metric.id} has no period {text!r}; it has {', '.join(there)}")
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m metrics", description="SEND figures as CSV.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="every metric, with its periods and how many councils have a figure")
    show = commands.add_parser(
        "show", help="the figures of one metric; reasons for gaps go to standard error"
    )
    show.add_argument("metric", metavar="METRIC", help="a metric as `list` names it")
    show.add_argument("--area", nargs="+", action="extend", default=[], metavar="NAME_OR_CODE",
                      help="councils, regions or England, by name or code")  # fmt: skip
    show.add_argument("--period", nargs="+", action="extend", default=[], metavar="P",
                      help="2024, 2024/25, January 2025 or 2025-01")  # fmt: skip
    show.add_argument("--level", choices=LEVELS, help="only this kind of place")
    return parser


if __name__ == "__main__":
    try:
        code = main()
    except BrokenPipeError:  # the reader of a pipe, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)
