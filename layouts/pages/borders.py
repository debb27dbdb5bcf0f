"""Across the border: neighbouring councils with the widest gaps that can be held up, on a map and in a table."""

from __future__ import annotations

from math import floor
from typing import Any

import dash
from dash import html

from layouts import border_pairs, links
from layouts.api import borders as parts
from layouts.bound import bound
from layouts.charts import border_map
from layouts.exhibits import borders as exhibits
from layouts.lottery_choice import Choice, choose, measures_with_pairs
from layouts.parts import notes
from layouts.parts.fragment import fragment
from layouts.parts.graph import figure
from layouts.parts.keep import keep
from layouts.parts.lottery_menu import controls, lottery_menu, told
from layouts.parts.shell import NAME
from metrics.beside import MOST_EXCEPTIONS
from metrics.headlines import FEWEST_FOR_EXTREMES
from metrics.pairs import in_100

RULES = (
    "The two 95% intervals lie apart, so that chance is no likely reason for the gap.",
    f"Each figure rests on {FEWEST_FOR_EXTREMES} cases or more, and none is withheld, doubted or left out of rankings.",
    f"Where the measure leaves exceptions out, neither council classed more than {MOST_EXCEPTIONS}% of its plans so.",
    "Borders are those by land. Councils that only tidal water divides, such as Lambeth and Westminster or Wirral and "
    "Liverpool, are not among them.",
    "Pairs are ranked by the part of the gap that is left when chance has taken its share: the lower end of the 95% "
    "interval of the difference.",
)


def layout(**query: Any) -> html.Div:
    """The page in the state that the address asks for."""
    chosen = choose(query, measures_with_pairs())
    found = border_pairs.defensible(chosen.metric_id, chosen.period, chosen.region)
    body = html.Div(
        [
            html.H1("Across the border"),
            html.P(_lead(chosen, found), className="lead"),
            lottery_menu(links.BORDERS, chosen),
            *told(chosen),
            controls(chosen, measures_with_pairs(), ("measure", "year", "region"), links.BORDERS),
            _figure(chosen, found),
            html.Section([html.H2("Every border"), _table(chosen)]),
            html.Section(
                [
                    html.H2("Which gaps are listed"),
                    html.Ul([html.Li(rule) for rule in RULES]),
                    html.P(
                        "A border is no experiment: the children on its two sides differ, and so do schools and money. "
                        "A gap says that families meet different treatment, not why."
                    ),
                ]
            ),
        ],
        className="borders",
    )
    body.about = f"{_finding(chosen)} {_lead(chosen, found)}"
    return body


def _lead(chosen: Choice, found: Any) -> str:
    if not found:
        return "No gap across a border can be held up for this measure, year and region."
    row, metric = found[0], chosen.metric
    high, low = in_100(row.high_value)[0], in_100(row.low_value)[0]
    return (
        f"{metric.title}, {chosen.period}: {high} in {row.high_area_name}, and across its border in "
        f"{row.low_area_name} {low}{_exceptions(row)}. The law is the same on both sides."
    )


def _exceptions(row: Any) -> str:
    """' (left out as exceptions: 5.3% and 2.8% of plans)', or ''."""
    left_out = border_pairs.exceptions(row)
    return f" (left out as exceptions: {left_out} of plans)" if left_out else ""


def _finding(chosen: Choice) -> str:
    return border_pairs.finding(chosen.metric_id, chosen.period, chosen.region)


def _figure(chosen: Choice, found: Any) -> html.Figure:
    """The map beside the list of the widest gaps."""
    address, shown = parts.address(parts.MAP, chosen), exhibits.of(chosen)
    told = (
        f"{chosen.metric.title}, {chosen.period}. Each line is a border with a gap that can be held up; the darker and "
        "thicker, the wider the gap. Numbers are those of the list."
    )
    alt = shown.words if shown else "No such border."
    picture = html.Img(src=bound(address), alt=alt, className="border-map", width=1500, height=1960)
    file = html.A("Download every pair (CSV)", href=parts.address(parts.FILE, chosen), download="")
    releases = {release for row in found for release in (row.high_release, row.low_release)}
    source = notes.source(chosen.metric, releases, " ", file)
    body = html.Div([picture, _list(found)], className="map-and-list")
    return figure(_finding(chosen), told, body, keep(shown) if shown else None, source)


def _list(found: Any) -> html.Ol:
    """The numbered gaps, each leading to the comparison."""
    items = []
    for row in found[: border_map.NUMBERED]:
        pair = html.A(
            f"{row.high_area_name} and {row.low_area_name}",
            href=links.compare([row.low_area_code, row.high_area_code]),
        )
        high, low = in_100(row.high_value)[0], in_100(row.low_value)[0]
        least = html.Span(
            f"{high} beside {low}; at least {floor(row.gap_lci_95)} points apart", className="when"
        )
        left_out = border_pairs.exceptions(row)
        beside = html.Span(f"Exceptions left out: {left_out}", className="when") if left_out else None
        items.append(html.Li([pair, least, beside]))
    return html.Ol(items, className="border-list")


def _table(chosen: Choice) -> html.Div:
    return fragment(parts.address(parts.TABLE, chosen), lambda: parts.written(chosen))


dash.register_page(
    __name__,
    path=links.BORDERS,
    title=f"Across the border - {NAME}",
    description="Neighbouring councils with the widest gaps that are more than chance, on a map of England.",
    layout=layout,
)
