"""One council against six comparators, and what the choice of neighbours changes.

England and the region are published figures. Council type and the three lists of statistical neighbours are groups:
the council is set beside the median of those with a figure, and called higher or lower only where its whole interval
lies beyond the intervals of more than half of them (`metrics.compare`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from metrics import areas, beside, compute, periods, registry, tables
from metrics.compare import Against, against_group, against_published, unsafe
from metrics.memory import remembered
from metrics.metric import Metric

NEIGHBOURS = {
    "dfe_2025": ("statistical_neighbours_2025", "DfE’s statistical neighbours of 2025"),
    "dfe_2021": ("statistical_neighbours_2021", "DfE’s statistical neighbours of 2021"),
    "ons": ("ons_neighbours", "ONS’s statistical nearest neighbours"),
}
"""The lists of neighbours: comparator, its register, its name in a sentence."""
NATIONS = {"E": "England", "N": "Northern Ireland", "S": "Scotland", "W": "Wales"}
KINDS = {
    "London borough": "London boroughs",
    "Metropolitan borough": "metropolitan boroughs",
    "Unitary authority": "unitary authorities",
    "County": "counties",
}
"""The types of council, more than one of them."""
CITY = "E09000001"
"""The City of London: a corporation, filed among the London boroughs."""
CLOSENESS = ("Extremely close", "Very close", "Close", "Somewhat close", "Not close")


@dataclass(frozen=True)
class Neighbour:
    """One council on another's list: `name` is '' where no table here knows it, `closeness` where the list has none.

    `kept` says that it is a council of England that answers for the period.
    """

    code: str
    name: str
    kind: str
    closeness: str
    kept: bool


@dataclass(frozen=True)
class Comparator(Against):
    """One of those a council is set against.

    `members` are the codes of a group, closest first; `dropped` says in a sentence who was left out of a list, and
    `closeness` how close those on it are in the publisher's words: '7 very close, 3 close'.
    """

    members: tuple[str, ...] = ()
    dropped: str = ""
    closeness: str = ""


@dataclass(frozen=True)
class Strip:
    """A council against its comparators in a period: England, region, type, dfe_2025, dfe_2021 and ons.

    `summary` is 'lower than 5 of 6 comparators' with those it is similar to; `effect` says what the choice of
    neighbours changes; both are '' with a `refusal` where the figure may not be compared. `beside` must stand
    with them.
    """

    metric: str
    area_code: str
    period: str
    comparators: tuple[Comparator, ...] = ()
    summary: str = ""
    effect: str = ""
    beside: str = ""
    refusal: str = ""


def verdict_strip(metric_id: str, area_code: str, period: str) -> Strip:
    """The strip of a council; no comparators where it has no row in the period."""
    metric, rows = registry.metric(metric_id), compute.in_period(metric_id, period)
    row = rows.get(area_code)
    if row is None or row["geographic_level"] != "local_authority":
        missing = areas.notice(area_code) or f"{areas.name(area_code)} has no row for {period}."
        return Strip(metric_id, area_code, period, refusal=missing)
    found = tuple(_comparators(metric, area_code, period))
    share = beside.shares(metric, period).get(area_code, float("nan"))
    refusal = unsafe(metric, row) or beside.refusal(metric, area_code, share)
    if refusal:
        unsaid = tuple(replace(each, verdict="") for each in found)
        return Strip(metric_id, area_code, period, unsaid, refusal=refusal)
    words = beside.words(metric, share)
    return Strip(metric_id, area_code, period, found, summary(found), effect(found), words)


def neighbours(which: str, area_code: str, period: str) -> list[Neighbour]:
    """A council's neighbours on one list of NEIGHBOURS, closest first; none where there is no list."""
    dataset = NEIGHBOURS[which][0]
    if not tables.is_loaded(dataset):
        return []
    there = _authorities_in(periods.collected(period))
    return [_neighbour(row, there) for row in areas.neighbour_lists(dataset).get(area_code, [])]


def _neighbour(row: dict[str, Any], there: frozenset[str]) -> Neighbour:
    code = row["neighbour_code"]
    name, kind = _names_and_types().get(code, ("", NATIONS.get(code[0], "")))
    return Neighbour(code, name, kind, row.get("closeness", ""), code in there)


@remembered()
def _names_and_types() -> dict[str, tuple[str, str]]:
    known = areas.areas()
    return dict(zip(known.index, zip(known["name"], known["type"], strict=True), strict=True))


@remembered()
def _authorities_in(day: str) -> frozenset[str]:
    return frozenset(areas.authorities_in(day))


def left_out(listed: Iterable[Neighbour]) -> str:
    """Who on a list of `neighbours` has no figures here, as a sentence; '' where everyone has."""
    gone = [each for each in listed if not each.kept]
    districts = [each.name for each in gone if each.kind == "District"]
    abroad = Counter(each.kind for each in gone if each.kind in NATIONS.values())
    parts = [f"the district{'s' * (len(districts) > 1)} {areas.join(districts, 'and')}"] if districts else []
    parts += [f"{each.name}, which is no more" for each in gone if each.kind in areas.AUTHORITY_TYPES]
    parts += [f"{count} in {nation}" for nation, count in abroad.most_common()]
    return f"Left out, without figures here: {'; '.join(parts)}." if parts else ""


def summary(found: Sequence[Comparator]) -> str:
    """'Lower than 5 of 6 comparators, similar to 1' of the comparators for which a verdict is safe."""
    counts = Counter(each.verdict for each in found if each.verdict)
    of = counts.total()
    if not of:
        return ""
    order = sorted(("lower", "higher", "similar"), key=lambda word: -counts[word])
    parts = [
        f"{word} {'to' if word == 'similar' else 'than'} {counts[word]}"
        + (f" of {of} comparators" if not at else "")
        for at, word in enumerate([each for each in order if counts[each]])
    ]
    return areas.join(parts, "and").capitalize() + "."


def effect(found: Sequence[Comparator]) -> str:
    """What the choice of a list of neighbours changes, as a sentence; '' with fewer than two verdicts."""
    lists = [each for each in found if each.comparator in NEIGHBOURS and each.verdict]
    if len(lists) < 2:
        return ""
    named: dict[str, list[str]] = {}
    for each in lists:
        named.setdefault(each.verdict, []).append(each.comparator_name)
    if len(named) == 1:
        return f"The verdict is the same with each of the {len(lists)} lists of neighbours."
    parts = [
        f"{verdict} {'to' if verdict == 'similar' else 'than'} {areas.join(those, 'and')}"
        for verdict, those in named.items()
    ]
    return f"The verdict depends on the list of neighbours: {areas.join(parts, 'but')}."


def _comparators(metric: Metric, area_code: str, period: str) -> Iterator[Comparator]:
    """Each of those in a strip."""
    rows = compute.in_period(metric.id, period)
    for kind, code in (("england", areas.ENGLAND), ("region", areas.region(area_code))):
        yield _with_members(against_published(kind, code, rows, area_code, metric))
    types = {code: kind for code, (_, kind) in _names_and_types().items()}
    here = types[area_code]
    same = tuple(
        code for code, row in rows.items() if types.get(code) == here and code != area_code and row["ranked"]
    )
    group = Against("type", "", f"{'' if area_code == CITY else 'other '}{KINDS[here]}")
    yield _with_members(against_group(group, rows, area_code, metric, same), same)
    for which, (_, name) in NEIGHBOURS.items():
        listed = neighbours(which, area_code, period)
        counts = Counter(each.closeness for each in listed if each.kept)
        close = ", ".join(f"{counts[word]} {word.lower()}" for word in CLOSENESS if counts[word])
        codes = tuple(each.code for each in listed if each.kept)
        found = against_group(Against(which, "", name), rows, area_code, metric, codes)
        yield _with_members(found, codes, left_out(listed), close)


def _with_members(
    against: Against, members: tuple[str, ...] = (), dropped: str = "", closeness: str = ""
) -> Comparator:
    return Comparator(**vars(against), members=members, dropped=dropped, closeness=closeness)
