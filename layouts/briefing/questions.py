"""Questions for a council meeting that follow from the council's own figures: neutral, and without a figure in them.

Which question a measure leads to depends on whether the council's figure is higher or lower than England's beyond
chance; what keeps plans on time is asked only where nearly all are. A question asks for what the figures cannot tell.
"""

from __future__ import annotations

from collections.abc import Iterable

from layouts import rows
from layouts.briefing import missing
from layouts.places import Place, places
from metrics import inspections
from metrics.reporting import NOT_PUBLISHED

MOST, MOST_BESIDE = 5, 2
ANY = "any"
ON_TIME, ON_TIME_AT_LEAST = "ehc_plans_in_20_weeks", 90
"""The measure of timeliness, and per cent from which on a council is asked how it keeps the limit."""
OF_MEASURE = {
    ON_TIME: {
        "higher": "What keeps plans on time here, and will it last? How many weeks late are those that are late?",
        "lower": "What holds plans up at present, and by when does the council expect to keep the limit of 20 weeks? "
        "How many children are waiting now, and how long for?",
        ANY: "How many children are waiting for a plan now, and how many weeks late are the plans that are late?",
    },
    "ehc_requests_refused": {
        "higher": "What are the most common reasons for refusing to assess, and how does the council check that "
        "children it refuses get the help they need?",
        ANY: "How does the council decide whether to assess, and what happens to children whose request it refuses?",
    },
    "tribunal_appeal_rate_new_method": {
        "higher": "What are most appeals here about, how do they end, and what has the council changed since?",
        ANY: "How do appeals against the council end, and what does it learn from them?",
    },
    "ehc_assessments_without_plan": {
        ANY: "What is offered to children who are assessed and then given no plan?",
    },
    "ehc_plans_over_a_year": {
        ANY: "What support do children get while they wait for more than a year for a plan?",
    },
    "ehc_plans_per_1000": {
        ANY: "What explains how many children here have a plan, and what help do children get without one?",
    },
    "placements_mainstream": {
        ANY: "What do mainstream schools here need so that more children who want to can go to them?",
    },
    "placements_independent_special": {
        ANY: "Are there enough places in schools here for children with plans, and what is planned for the next years?",
    },
    "placements_no_education_at_school_age": {
        "lower": "How does the council make sure that no child of school age with a plan is without education?",
        ANY: "What is being done for each child of school age with a plan who is in no education?",
    },
    "reviews_held_in_time": {
        ANY: "How does the council make sure that annual reviews are held and that families hear the outcome in time?",
    },
    "mediation_after_refusal": {
        ANY: "How often does mediation settle a disagreement here, and could more be settled earlier?",
    },
    "ombudsman_upheld_rate": {
        ANY: "How many complaints about SEND did the Ombudsman uphold, and what was changed afterwards?",
    },
    "reading_writing_maths_ehc_plan": {
        ANY: "How do children with plans get on from their own starting points, and what helps them most?",
    },
    "special_school_persistent_absence": {
        ANY: "What keeps pupils of special schools away, and is transport or health care part of it?",
    },
    "in_education_or_work_after_16_ehc_plan": {
        ANY: "What is there for young people with plans after 16, and who helps them to choose?",
    },
}
"""Measure -> verdict against England -> question; ANY where the verdict has no question of its own."""
LATE_THEN = (
    "How many children still wait for a plan from the time of the old council, and how long has that been?"
)
"""In the stead of the question about plans on time, for a council that is gone."""
OF_GAPS = {
    NOT_PUBLISHED: "Why is there no published figure for the measures named below, and will there be one next year?",
    missing.WITHHELD: "Has the council looked into the counts that are withheld here, and will it put them right?",
    missing.NOT_RECORDED: "What will the council do so that more of what is not recorded now is recorded?",
}
OF_INSPECTION = (
    "What has changed for families since the last inspection of SEND services in the area, and what is "
    "still to be done?"
)
NATIONAL = (
    "What will the department do where councils keep missing the limit of 20 weeks, and by when?",
    "Will it publish how late the late plans are, and how long children wait for health advice and for a school place?",
    "What does it make of refusals that differ so much between councils, and of what happens to refused children?",
    "Will it publish how appeals end, council by council?",
    "What will it do so that every council returns every figure each year?",
)
"""For England: to a minister or an MP."""


def of_council(place: Place, metric_ids: Iterable[str]) -> tuple[str, ...]:
    """At most five: of the measures told, then of what is missing, then of the last inspection."""
    more = [] if place.end else [OF_GAPS[symbols] for symbols in missing.by_reason(place.code)]
    if not place.end and inspections.latest(place.code, inspections.NEWEST_FRAMEWORK):
        more.append(OF_INSPECTION)
    more = more[:MOST_BESIDE]
    asked = [_of_measure(metric_id, place.code) for metric_id in metric_ids]
    if place.end:
        asked = [each.replace("the council", "the new council") for each in asked]
    return (*asked[: MOST - len(more)], *more)


def _of_measure(metric_id: str, area_code: str) -> str:
    """The question that the newest figure leads to."""
    if metric_id == ON_TIME and places()[area_code].end:
        return LATE_THEN
    newest = rows.of_place(metric_id, area_code)[-1]
    found = rows.compared(metric_id, area_code, newest.period)
    verdict = next((each.verdict for each in found if each.comparator == "england"), "")
    if metric_id == ON_TIME and verdict == "higher" and not newest.value >= ON_TIME_AT_LEAST:
        verdict = ANY
    return OF_MEASURE[metric_id].get(verdict) or OF_MEASURE[metric_id][ANY]
