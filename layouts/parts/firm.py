"""How firm a new figure is, in words: how often the releases we hold print the same figure otherwise, and by how much.

The oldest release that is held is seldom the first that printed a figure: no word here may say "first published".
"""

from __future__ import annotations

from typing import Any

from dash import html

from layouts import links
from layouts.format import listing, number, plural
from layouts.parts.tables import table
from metrics import firmness, registry, tables
from metrics.metric import Metric

ONCE = "stand in one release only of those we hold, so nobody can tell from here how firm they are"
HEADS = (
    "Measure",
    "Figures printed again",
    "Changed",
    "Half of the changes are above",
    "Taken back",
    "Years",
)


def sentence(metric: Metric) -> str:
    """How often the figures of a measure differ between the releases that are held, and what cannot be told."""
    found: Any = firmness.firmness(metric.id)
    once = _span(found["once"])
    if not found["compared"]:
        return f"The figures of {once} {ONCE}." if once else ""
    again = (
        f"Councils\u2019 figures of {_span(found['periods'])} stand in more than one release "
        f"({listing(found['releases'].split(';'))}): {number(found['compared'])} figures of "
        f"{plural(found['councils'], 'council')}."
    )
    newest = f" Those of {once} {ONCE}." if once else ""
    return f"{again} {_changed(found, metric)}{_withdrawn(found)} {_unseen(found['releases'])}{newest}"


def note(metric: Metric) -> html.P | None:
    """The sentence as a note of a measure, with the way to each change."""
    said = sentence(metric)
    if not said:
        return None
    way = html.A("Every change and correction", href=links.revisions(measure=metric.id))
    return html.P([html.Strong("How firm a new figure is. "), said, " ", way, "."], id="firm")


def _changed(found: Any, metric: Metric) -> str:
    """'None of them has changed ...' or 'One in 12 of them changed ...'."""
    if not found["changed"]:
        return "None of them differs between these releases."
    share = found["compared"] / found["changed"]
    often = f"One in {number(share)}" if share >= 2 else f"{number(found['changed'])}"
    return (
        f"{often} of them changed from the oldest of these releases to the newest, those of "
        f"{plural(found['changed_councils'], 'council')} for {_span(found['changed_periods'])}: half of the changes "
        f"were of {size(found['median'], metric)} or more, one in ten of {size(found['p90'], metric)} or more."
    )


def _unseen(releases: str) -> str:
    """What the oldest of some releases cannot tell: ';' stands between them."""
    return f"What changed before the {releases.split(';')[0]} release cannot be seen here."


def _withdrawn(found: Any) -> str:
    if not found["withdrawn"]:
        return ""
    was = "was" if found["withdrawn"] == 1 else "were"
    return f" {plural(found['withdrawn'], 'figure')} of {_span(found['withdrawn_periods'])} {was} taken back."


def size(value: float, metric: Metric) -> str:
    """The size of a change: '0.4 percentage points', '2.1%'."""
    shown = number(value, 1)
    points = "percentage point" if shown == "1.0" else "percentage points"
    return f"{shown} {points}" if firmness.unit(metric) == "points" else f"{shown}%"


def overall() -> list[Any]:
    """The same of all measures together, and a table of those printed again; nothing where it was not worked out."""
    try:
        found = firmness.everything()
    except tables.NotBuilt:
        return []
    again = found[found["compared"] > 0]
    figures, changed = again["compared"].sum(), again["changed"].sum()
    releases = ";".join(sorted(set(";".join(again["releases"]).split(";"))))
    told = (
        f"Of our {number(len(found))} measures, {number(len(again))} have figures of councils that stand in more than "
        f"one of the releases we hold: {number(figures)} figures. {_how_many(changed, figures)} Taken back: "
        f"{number(again['withdrawn'].sum())}. The list above has more, because it holds columns and years that no "
        f"measure of ours uses. {_unseen(releases)} And most of the newest figures have been printed once so far. So a "
        "calm past is no promise for a new figure."
    )
    lines = [_line(row, registry.metric(row.metric)) for row in again.itertuples()]
    listed = table(
        "How often councils\u2019 figures differ between the releases we hold", HEADS, lines, stacked=True
    )
    return [html.P(told), html.Details([html.Summary(f"Measure by measure ({number(len(again))})"), listed])]


def _how_many(changed: int, figures: int) -> str:
    if not changed:
        return "Not one of them differs between those releases by more than its decimals."
    return f"{number(changed)} of them (one in {number(figures / changed)}) differ between those releases."


def _line(row: Any, metric: Metric) -> html.Tr:
    return html.Tr(
        [
            html.Th(html.A(metric.title, href=links.revisions(measure=metric.id)), scope="row"),
            html.Td(number(row.compared), className="number"),
            html.Td(number(row.changed), className="number"),
            html.Td(size(row.median, metric) if row.changed else "no change"),
            html.Td(number(row.withdrawn), className="number"),
            html.Td(_span(row.periods)),
        ]
    )


def _span(several: str) -> str:
    """'2014 to 2022', or '2019' of one; '' of none."""
    listed = several.split(";") if several else []
    return " to ".join(dict.fromkeys([*listed[:1], *listed[-1:]]))
