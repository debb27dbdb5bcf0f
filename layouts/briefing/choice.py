"""The five sentences of a briefing, by a rule that is the same for every council.

Three measures stand in every briefing, and two more: those in which the council lies furthest from the middle of all
councils, no two of one theme. Of each measure the most telling sentence that may be said is taken: that the council is
among the highest or lowest comes before a difference from England, that before a change beyond chance, that before a
figure alone. A sentence without a note on the council's own figures comes before one with such a note.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from operator import gt, lt

from layouts import rows
from layouts.parts.cards import standing
from layouts.places import ENGLAND
from metrics import caveats, registry, sentences, trends
from metrics.claim import Claim

MOST = 5
ALWAYS = ("ehc_plans_in_20_weeks", "ehc_requests_refused", "tribunal_appeal_rate_new_method")
"""The measures of every briefing, as far as something may be said of them."""
ALSO = (
    "ehc_assessments_without_plan",
    "ehc_plans_over_a_year",
    "ehc_plans_per_1000",
    "placements_mainstream",
    "placements_independent_special",
    "placements_no_education_at_school_age",
    "reviews_held_in_time",
    "mediation_after_refusal",
    "ombudsman_upheld_rate",
    "reading_writing_maths_ehc_plan",
    "special_school_persistent_absence",
    "in_education_or_work_after_16_ehc_plan",
)
"""Those of which two more are taken, in the order in which a family meets them."""
TELLING = ("extreme", "different", "moved", "rank", "level", "change", "comparison")
"""What a sentence says, the most telling first; the last two are those that find no difference."""
LONGEST = 400
"""Characters of a sentence with its notes; of a longer one a shorter kind is taken."""
RULE = "The first three measures are the same for every council; the other two are where it stands out most."


def claims(area_code: str) -> tuple[Claim, ...]:
    """At most five, in the order of the measures; fewer where less may be said."""
    first = _best(ALWAYS, area_code)
    more: list[Claim] = []
    themes = {registry.metric(each.metric).theme for each in first}
    for each in sorted(_best(ALSO, area_code), key=lambda claim: (*weight(claim), -_off_middle(claim))):
        theme = registry.metric(each.metric).theme
        if theme not in themes and len(first) + len(more) < MOST:
            themes.add(theme)
            more.append(each)
    order = [*ALWAYS, *ALSO]
    return tuple(sorted([*first, *more], key=lambda claim: order.index(claim.metric)))


def said(claim: Claim, told: Collection[str] = ()) -> str:
    """A sentence with all that must stand beside it, but for the source, which a briefing names once.

    Where all its notes are among those `told` on the page, the sentence does not say them as well.
    """
    note = () if set(claim.briefly) <= set(told) else ("Note:", *claim.briefly)
    return " ".join(filter(None, [claim.said, claim.beside, *note]))


def safe(area_code: str, metric_id: str, when: str) -> list[Claim]:
    """What may be said of a place in a measure and a period, but for pairs: a briefing is of one place."""
    return [
        each for each in sentences.claims_of(area_code, metric_id, when) if each.text and each.kind != "pair"
    ]


def period(metric_id: str, area_code: str) -> str:
    """The newest period with a figure; '' where there is none, or where it is no news any more."""
    found = standing(metric_id, area_code)
    if found is None or found.figure is None:
        return ""
    return "" if found.is_old else found.figure.period


def _best(metric_ids: Iterable[str], area_code: str) -> list[Claim]:
    """The most telling sentence about each measure of which one may be said."""
    found = []
    for metric_id in metric_ids:
        when = period(metric_id, area_code)
        found += _most_telling(safe(area_code, metric_id, when)) if when else []
    return found


def _most_telling(safe: Sequence[Claim]) -> list[Claim]:
    """The first of the most telling kind that is not too long; the shortest where all are."""

    def length(claim: Claim) -> int:
        return len(said(claim))

    fit = [each for each in safe if length(each) <= LONGEST] or sorted(safe, key=length)[:1]
    return sorted(fit, key=weight)[:1]


def weight(claim: Claim) -> tuple[bool, int]:
    """Whether a council's own figures need a note, and how telling the sentence is, 0 the most."""
    mine = [row for row in claim.rows if row.area_code == claim.areas[0] != ENGLAND]
    noted = any(caveats.of_one_place(row.caveats) for row in mine)
    return noted, TELLING.index(_finding(claim))


def _finding(claim: Claim) -> str:
    """What a sentence says: its kind, or that the council differs from England or has moved beyond chance."""
    code = claim.areas[0]
    if claim.kind == "comparison" and claim.against == "england":
        found = rows.compared(claim.metric, code, claim.period)
        verdict = next(each.verdict for each in found if each.comparator == "england")
        return "comparison" if verdict == "similar" else "different"
    if claim.kind == "change":
        verdict = trends.change(claim.metric, code, claim.against, claim.period).verdict
        return "moved" if verdict in ("rose", "fell") else "change"
    return claim.kind


def _off_middle(claim: Claim) -> float:
    """How far from the middle of all councils one lies: 0 in the middle, 1 at an end."""
    councils = [row for row in rows.in_period(claim.metric, claim.period) if row.ranked]
    mine = next((row.value for row in councils if row.area_code == claim.areas[0]), None)
    if mine is None:
        return 0.0
    below, above = (sum(compared(row.value, mine) for row in councils) for compared in (lt, gt))
    return abs(below - above) / len(councils)
