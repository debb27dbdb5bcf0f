"""What a view shows, as the title above its chart and as the words a screen reader hears instead of it.

The finding of a whole period is `metrics.headlines.finding`; here it is narrowed to the councils a reader chose.
No sentence here says that a figure rose or fell, or what place a council has: those need their own tests.
"""

from __future__ import annotations

from typing import Any

from layouts import claims, places, rows, words
from layouts import selection as selections
from layouts.format import capital, listing, lowered, plural
from layouts.selection import TYPES, Selection
from metrics import caveats, compute, groups, headlines

PLURALS = {
    "London borough": "London boroughs",
    "Metropolitan borough": "metropolitan boroughs",
    "Unitary authority": "unitary authorities",
    "County": "counties",
}

RANKED_ONLY = ("spread", "ranked")
"""The views that draw no council that is not ranked."""
MOST_NAMED = 4
LARGE = f" The range in the title is that of groups with {headlines.FEWEST_FOR_EXTREMES} cases or more."
SMALL = f"Groups of fewer than {groups.FEWEST} cases are not shown: a child could be recognised, and chance decides."


def title(chosen: Selection) -> str:
    """The finding of the view."""
    if chosen.view == "trend":
        return _over_time(chosen)
    if chosen.view == "groups":
        return f"{chosen.metric.title} by {lowered(chosen.by)}, {chosen.period}: {_between_groups(chosen)}"
    if not chosen.is_filtered:
        return headlines.finding(chosen.metric_id, chosen.period)
    shown = [row for row in _ranked(chosen) if not words.is_caveated(row)]
    if len(shown) < 2:
        return f"{chosen.metric.title}, {chosen.period}: {who(chosen)}"
    low, high = (words.figure(edge([row.value for row in shown]), chosen.metric) for edge in (min, max))
    return f"{chosen.metric.title}, {chosen.period}: from {low} to {high} between {who(chosen)}"


def shown(chosen: Selection) -> str:
    """What the chart draws, and on how many councils it stands."""
    if chosen.view == "trend":
        return _lines(chosen)
    if chosen.view == "groups":
        large = LARGE if len(_large_groups(chosen)) > 1 else ""
        return f"{kind_of_view(chosen)} {SMALL}{large}{_last_groups(chosen)}"
    covered = compute.coverage(chosen.metric_id, chosen.period)
    left_out = _left_out(chosen) if chosen.view in RANKED_ONLY else ""
    said = [kind_of_view(chosen), f"{covered} councils have a figure.", left_out, _beyond(chosen)]
    return " ".join(filter(None, said))


def _beyond(chosen: Selection) -> str:
    """Which councils the title leaves out of its range: those with a caveat of their own, or with few cases."""
    if not chosen.is_filtered:
        return headlines.beyond(chosen.metric_id, chosen.period)
    doubtful = sorted(row.area_name for row in _ranked(chosen) if words.is_caveated(row))
    return f"Not in the range of the title: {listing(doubtful)} (read the note on it)." if doubtful else ""


def _left_out(chosen: Selection) -> str:
    """How many councils with a figure are in no ranking, and why: 'Not ranked: 2 with too few cases.'"""
    mine = [row for row in selections.in_period(chosen) if row.geographic_level == "local_authority"]
    left = [row for row in mine if row.symbol == words.FEW or (words.has_value(row) and not row.ranked)]
    doubted = [row.area_name for row in left if caveats.doubt(row.caveats)]
    sound = [row for row in left if row.area_name not in doubted]  # a doubted figure may have few cases, too
    few = sum(row.symbol == words.FEW or row.area_code in compute.TOO_SMALL_TO_RANK for row in sound)
    rest = len(sound) - few
    why = [
        f"{listing(sorted(doubted), MOST_NAMED)} (a check doubts the figure)" if doubted else "",
        f"{few} with too few cases" if few else "",
        f"{rest} for a reason told in the table" if rest else "",
    ]
    return f"Not ranked: {listing(list(filter(None, why)))}." if any(why) else ""


def _lines(chosen: Selection) -> str:
    """What the lines of a trend are."""
    shaded = " Shading is the 95% interval." if chosen.area else ""
    if not chosen.metric.compares_councils:
        return f"Numbers as published.{shaded}"
    drawn = [
        "The dashed line is England" if _has(chosen, "england") else "",
        "the thin lines are its nine regions" if _has(chosen, "region") else "",
    ]
    said = "; ".join(filter(None, drawn))
    return f"{said}.{shaded}" if said else f"No figure is published for England or its regions.{shaded}"


def _has(chosen: Selection, level: str) -> bool:
    """Whether the view has a figure of England, or of a region."""
    return any(row.geographic_level == level and words.has_value(row) for row in selections.in_view(chosen))


def kind_of_view(chosen: Selection) -> str:
    """How to read the chart, in one sentence."""
    if chosen.view == "spread":
        return _joined("Each dot is a council", _england(chosen))
    if chosen.view == "ranked":
        limited = any(
            row.ranked and words.interval(row, chosen.metric) for row in selections.in_period(chosen)
        )
        limits = "the thin line is its 95% interval" if limited else ""
        return _joined("Each bar is a council", ", ".join(filter(None, [limits, _england(chosen)])))
    if chosen.view == "table":
        named = ["England"] * _has(chosen, "england") + ["its regions"] * _has(chosen, "region")
        return f"{capital(listing([*named, 'the councils']))}, highest first."
    if chosen.view == "map":
        return "Darker means higher. Grey means that there is no figure."
    return "Each dot is a group of children; the line through it is its 95% interval."


def _england(chosen: Selection) -> str:
    return "the dashed line is England" if _has(chosen, "england") else ""


def _joined(first: str, rest: str) -> str:
    return f"{first}; {rest}." if rest else f"{first}."


def summary(chosen: Selection) -> str:
    """The chart in words, for those who do not see it."""
    return " ".join(filter(None, [f"{title(chosen)}.", *_marked(chosen)]))


def who(chosen: Selection) -> str:
    """The councils a filter leaves, in words: '33 London boroughs', '15 councils in the North East'."""
    count = len(_ranked(chosen))
    if chosen.near and chosen.area:
        return f"{places.places()[chosen.area].name} and its statistical neighbours"
    several = PLURALS[TYPES[chosen.kind]] if chosen.kind else "councils"
    within = f" in {places.places()[chosen.region].spoken}" if chosen.region else ""
    return f"{plural(count, 'council' if count == 1 else several, several)}{within}"


def status(chosen: Selection) -> str:
    """What has just been chosen, for a live region: short."""
    if chosen.view == "trend":
        return f"Showing {chosen.metric.title}, all years."
    if chosen.view == "groups":
        return f"Showing {_places(chosen)} by {lowered(chosen.by)}, {chosen.period}."
    return f"Showing {who(chosen) if chosen.is_filtered else 'all councils'}, {chosen.period}."


def _last_groups(chosen: Selection) -> str:
    """The last period of the groups, where the measure itself goes on."""
    there = compute.periods_of(chosen.metric_id)[-1]
    return "" if chosen.periods[-1] == there else f" Groups are published up to {chosen.periods[-1]}."


def _places(chosen: Selection) -> str:
    """The places whose groups the table has: 'Bristol and England'."""
    return listing([places.places()[code].name for code in filter(None, (chosen.area, places.ENGLAND))])


def _large_groups(chosen: Selection) -> set[float]:
    """The figures of the groups of the place that the chart is about, of those with enough cases.

    Records that lack an age or a sex are no group of children. None for a count: groups differ in size.
    """
    if not chosen.metric.compares_councils:
        return set()
    return {
        row.value
        for row in selections.in_view(chosen)
        if row.area_code == (chosen.area or places.ENGLAND) and words.has_value(row) and not row.part_of
        and row.denominator >= headlines.FEWEST_FOR_EXTREMES and not row.group.endswith(groups.NOT_KNOWN)
    }  # fmt: skip


def _between_groups(chosen: Selection) -> str:
    """The range between groups, without the names of its ends: which is first or last is often chance."""
    found = _large_groups(chosen)
    if len(found) < 2:
        return _places(chosen)
    low, high = (words.figure(edge(found), chosen.metric) for edge in (min, max))
    return f"from {low} to {high} between groups in {places.places()[chosen.area or places.ENGLAND].spoken}"


def _ranked(chosen: Selection) -> list[Any]:
    return [row for row in selections.in_period(chosen) if row.ranked]


def _marked(chosen: Selection) -> list[str]:
    """The marked council's figure, as its sentence tells it."""
    mine = [row for row in selections.in_period(chosen) if row.area_code == chosen.area]
    return [claims.briefly(claims.alone(chosen.metric_id, row.area_code, chosen.period)) for row in mine]


def _over_time(chosen: Selection) -> str:
    """The newest figure and the first one under the same method, without a claim about the way between.

    A figure that has a caveat of its own, such as councils that are missing from it, is set beside no other.
    """
    place = chosen.area or places.ENGLAND
    metric = chosen.metric
    found = [row for row in rows.of_place(chosen.metric_id, place) if row.segment >= 0]
    if not found:
        return f"{metric.title}: no figure for {places.places()[place].name}"
    newest = found[-1]
    first = next(row for row in found if row.segment == newest.segment)
    alone = first is newest or any(map(words.is_caveated, (first, newest)))
    ends = [newest] if alone else [first, newest]
    told = ", ".join(f"{words.figure(row.value, metric)} in {row.period}" for row in ends)
    return f"{metric.title}, {places.places()[place].name}: {told}"
