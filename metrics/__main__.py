"""Figures on the command line, as CSV: `python -m metrics list`, `show`, `variation`, `compare`,
`sentences`, `inventory`; and, for those who run the site, `keep`, `figures`, `build` and `package`.

Exit code 0: done; 2: an unknown metric, area or period, or a measure that is not compared; 3: the metric waits for a
dataset that is not loaded, or `build` has not been run.
Why a figure is missing, and what to know of those that are there, is written to standard error.
"""

from __future__ import annotations

import argparse
import difflib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from metrics import (
    areas,
    breaks,
    catalogue,
    caveats,
    compute,
    inventory,
    layers,
    lottery,
    pairs,
    periods,
    registry,
    sentences,
    tables,
    versions,
)
from metrics.build import build as work_out
from metrics.build import keep_figures, steps
from metrics.freeze import keep as keep_version
from metrics.metric import Metric
from metrics.package.build import DEFAULT, NotOurs
from metrics.package.build import build as build_package
from metrics.printed import say, write

LIST_COLUMNS = ("metric", "title", "unit", "theme", "first_period", "last_period", "coverage")
SHOW_COLUMNS = (
    "metric", "area_code", "area_name", "period", "value", "numerator", "denominator", "lci_95", "uci_95",
    "symbol", "dataset", "release",
)  # fmt: skip
SENTENCE_COLUMNS = ("metric", "period", "kind", "against", "text", "refused")
LEVELS = ("local_authority", "region", "england")
MOST_PLACES = 4
WORKERS = os.cpu_count() or 1
UNKNOWN, NOT_LOADED = 2, 3


class Unknown(ValueError):
    """A question that names no metric, area or period we have; the message says what there is."""


def main(arguments: list[str] | None = None) -> int:
    """Answer one command; the exit code is described above."""
    asked = _parser().parse_args(arguments)
    try:
        asked.answer(asked)
    except (Unknown, areas.UnknownPlace, layers.WrongVersions, versions.UnknownVersion, NotOurs) as error:
        print(f"python -m metrics: {error}", file=sys.stderr)
        return UNKNOWN
    except (tables.NotLoaded, tables.NotBuilt) as error:
        print(f"python -m metrics: {error}", file=sys.stderr)
        return NOT_LOADED
    return 0


def listing(asked: argparse.Namespace) -> None:
    """Every metric with its periods and coverage."""
    write(LIST_COLUMNS, (_listed(metric) for metric in registry.all_metrics().values()))


def listing_inventory(asked: argparse.Namespace) -> None:
    """Every published figure with the measures that carry it, or why none does."""
    write(inventory.COLUMNS, inventory.inventory().itertuples(index=False, name=None))


def show(asked: argparse.Namespace) -> None:
    """The figures of one metric."""
    rows = select(asked.metric, asked.area, asked.period, asked.level)
    write(SHOW_COLUMNS, rows[list(SHOW_COLUMNS)].itertuples(index=False, name=None))
    say(notes(rows))


def variation(asked: argparse.Namespace) -> None:
    """How far councils differ in each period of one metric."""
    metric = _comparable(asked.metric)
    rows = lottery.variation(metric.id)
    write(lottery.COLUMNS, rows[lottery.COLUMNS].itertuples(index=False, name=None))
    say(f"no figures: {note}" for note in rows["note"] if note)
    say(f"break before {each.before}: {each.note}" for each in breaks.breaks_of(metric))
    say([lottery.ONE_SIDED] if metric.unit == "%" else [])
    say(_caveats(lottery.england(metric.id).values()))


def compare(asked: argparse.Namespace) -> None:
    """Two to four places beside each other: differences are of each place less the first."""
    found = list(dict.fromkeys(areas.place(text) for text in asked.place))
    if not 2 <= len(found) <= MOST_PLACES:
        raise Unknown(f"{len(found)} different places: compare two to {MOST_PLACES}")
    wanted = [_metric(text).id for text in asked.metric]
    for name in filter(compute.waiting_for, wanted):
        raise tables.NotLoaded(compute.waiting_for(name) or name)
    rows = pairs.side_by_side([each.area_code for each in found], wanted)
    write(pairs.COLUMNS, rows[pairs.COLUMNS].itertuples(index=False, name=None))
    say(f"note: {each.notice or areas.notice(each.area_code)}" for each in found
        if each.notice or areas.notice(each.area_code))  # fmt: skip
    silent = rows[rows["reason"] != ""]
    say(f"{metric} {name} {period}: {reason}" for metric, name, period, reason in
        silent[["metric", "area_name", "period", "reason"]].itertuples(index=False, name=None))  # fmt: skip


def figures(asked: argparse.Namespace) -> None:
    """Work out the figures of every measure and keep them for the dashboard, unless that is done."""
    keep_figures(WORKERS)


def say_sentences(asked: argparse.Namespace) -> None:
    """Every sentence about a place that is safe, and of the others the reason."""
    area, wanted, when = areas.find(asked.area), [_metric(text) for text in asked.metric], asked.period
    for metric in wanted:
        if compute.waiting_for(metric.id):
            raise tables.NotLoaded(compute.waiting_for(metric.id) or metric.id)
        when = when and _period(metric, when)
    names = [metric.id for metric in wanted] or [
        name for name in registry.all_metrics() if not compute.waiting_for(name)
    ]
    found = sentences.told_of(area, names, when)
    write(SENTENCE_COLUMNS, ([getattr(claim, name) for name in SENTENCE_COLUMNS] for claim in found))
    say(_caveats(figure for claim in found for figure in claim.cited))


def build(asked: argparse.Namespace) -> None:
    """Work out ahead what is costly, under a progress bar."""
    with _bar() as bar:
        task = bar.add_task("reading", total=steps())
        for name in work_out(WORKERS):
            bar.update(task, description=name, advance=1)


def package(asked: argparse.Namespace) -> None:
    """Build the data package of a version, under a progress bar."""
    with versions.use(asked.version) if asked.version else nullcontext(), _bar() as bar:
        task = bar.add_task("reading", total=len(catalogue.names()) + 1)
        for name in build_package(asked.to):
            bar.update(task, description=name, advance=1)
    print(asked.to)


def keep(asked: argparse.Namespace) -> None:
    """Keep the data as a version, before a refresh changes them."""
    print(keep_version(asked.version or layers.declared()[-1]["version"], asked.source or layers.folder()))


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True))


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
    """Each reason for a gap with the figures it stands for, then each caveat once, with the figures it is about."""
    gaps = rows[rows["value"].isna()]
    for reason, those in gaps.groupby("reason", sort=False):
        where = [f"{name} {period}" for name, period in zip(those["area_name"], those["period"], strict=True)]
        more = f" and {len(where) - 3} more" if len(where) > 3 else ""
        yield f"no figure: {', '.join(where[:3])}{more}: {reason}"
    yield from _caveats(rows[["area_name", "period", "caveats"]].itertuples(index=False))
    if rows.empty:
        yield "no rows: the place did not exist in these periods, or the metric has no figures at this level."


def _caveats(figures: Iterable[Any]) -> Iterator[str]:
    for about, text in caveats.told(figures):
        yield f"caveat: {about}: {text}" if about else f"caveat: {text}"


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


def _comparable(metric_id: str) -> Metric:
    """A metric that has a spread; raises Unknown with the reason where it has none."""
    metric = _metric(metric_id)
    if lottery.disqualified(metric):
        raise Unknown(f"{metric.id}: {lottery.disqualified(metric)}")
    if compute.waiting_for(metric.id):
        raise tables.NotLoaded(compute.waiting_for(metric.id) or metric.id)
    return metric


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

    def command(
        answer: Callable[[argparse.Namespace], None], name: str, words: str
    ) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=words, description=words)
        one.set_defaults(answer=answer)
        return one

    _for_readers(command)
    _for_those_who_run_the_site(command)
    return parser


def _for_readers(command: Callable[..., argparse.ArgumentParser]) -> None:
    several: dict[str, Any] = {"nargs": "+", "action": "extend", "default": []}
    command(listing, "list", "every metric, with its periods and how many councils have a figure")
    command(
        listing_inventory, "inventory", "every published figure: the metrics that carry it, or why none does"
    )
    one = command(show, "show", "the figures of one metric; reasons for gaps go to standard error")
    one.add_argument("metric", metavar="METRIC", help="a metric as `list` names it")
    one.add_argument("--area", metavar="NAME_OR_CODE", help="councils, regions or England", **several)
    one.add_argument("--period", metavar="P", help="2024, 2024/25, January 2025 or 2025-01", **several)
    one.add_argument("--level", choices=LEVELS, help="only this kind of place")
    one = command(variation, "variation", "how far councils differ on one metric in each period")
    one.add_argument("metric", metavar="METRIC", help="a metric as `list` names it")
    one = command(compare, "compare", "two to four places side by side; differences are less the first place")
    one.add_argument("place", nargs="+", metavar="NAME_OR_CODE", help="councils, regions or England")
    one.add_argument("--metric", metavar="METRIC", help="only these metrics", **several)
    one = command(say_sentences, "sentences", "what may be printed of a place, and why the rest may not")
    one.add_argument("area", metavar="NAME_OR_CODE", help="a council, region or England")
    one.add_argument("--metric", metavar="METRIC", help="only these metrics", **several)
    one.add_argument("--period", metavar="P", help="this period, instead of the newest of each measure")


def _for_those_who_run_the_site(command: Callable[..., argparse.ArgumentParser]) -> None:
    one = command(keep, "keep", "keep the data as a version, before a refresh changes them")
    one.add_argument(
        "version", nargs="?", help="a version of versions.csv: the newest unless another is named"
    )
    one.add_argument("--from", dest="source", type=Path, metavar="DIR", help="the data folder to keep")
    command(figures, "figures", "work out the figures of every measure ahead, so that pages open at once")
    command(build, "build", "work out spreads, ranks and persistence ahead, into data/derived")
    one = command(package, "package", "write every table as files with all that describes them")
    one.add_argument(
        "--to", type=Path, default=DEFAULT, metavar="DIR", help=f"the folder, {DEFAULT} unless named"
    )
    one.add_argument("--version", metavar="V", help="an older version of the data, as 2025.1")


if __name__ == "__main__":
    try:
        code = main()
    except BrokenPipeError:  # the reader of a pipe, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)
