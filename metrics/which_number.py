"""Which number is right? Numbers that circulate for what sounds like one thing, each with how it is counted.

Nothing here is a number: every figure is read from the tables when it is asked for (`metrics.readings`).
"""

from __future__ import annotations

from dataclasses import dataclass

from metrics.metric import Count, Proportion
from metrics.readings import How, Measure, OnBoth, Worked


@dataclass(frozen=True)
class Reading:
    """One way to count: what it is in words, whom it serves, and where it has been seen (who, address)."""

    id: str
    counts: str
    serves: str
    how: How
    seen: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Question:
    """Readings that are taken for each other in one period; `recommended` is the id of the one to use, and why.

    `goes_on`: whether later periods have the same choice, so that their numbers help.
    """

    id: str
    asks: str
    differs: str
    period: str
    readings: tuple[Reading, ...]
    recommended: str
    why: str
    goes_on: bool = True


ASKED = "Which number is right?"

PLANS = (
    "https://explore-education-statistics.service.gov.uk/find-statistics/education-health-and-care-plans/2025"
)
DEPARTMENT = ("Department for Education", PLANS)
TRACKER = ("EHCP Compliance Tracker", "https://www.ehcpcompliance.com/")
REPORT_CARDS = ("SEN Help report cards", "https://sen.help/report-card/brent/")
COMPASS = ("EHCP Compass", "https://ehcpcompass.co.uk/")
MINISTER = (
    "the Education Secretary's briefing",
    "https://www.parliamenttoday.com/free/viewnews.html?id=165567",
)

ON_TIME = Question(
    id="on-time",
    asks="How many plans came within 20 weeks?",
    differs="The law lets a council miss the 20 weeks for a few set reasons. The council itself says which plans those "
    "are. One number leaves such plans out, the other keeps them in.",
    period="2024",
    readings=(
        Reading(
            "on_time_excluding",
            "Plans the council called exceptions are left out, on time or not.",
            "The department and most headlines. Councils that claim many exceptions look better by it.",
            Measure("ehc_plans_in_20_weeks"),
            (DEPARTMENT, TRACKER),
        ),
        Reading(
            "on_time_including",
            "All plans issued. An exception that came late counts as late.",
            "Families who want to know how long children waited, whatever the reason.",
            Measure("ehc_plans_in_20_weeks_including_exceptions"),
            (DEPARTMENT, REPORT_CARDS),
        ),
    ),
    recommended="on_time_excluding",
    why="It is the official headline, and what past years and other councils are quoted by. Give the share of "
    "exceptions beside it: for a council that claims many, say both numbers. Never set one council's number of the one "
    "kind beside another's of the other kind.",
)

REFUSED = Question(
    id="refused",
    asks="How many requests for an assessment are refused?",
    differs="All three start from the same requests. They differ in what they divide by, and in whether a request "
    "that nobody has decided yet counts as refused.",
    period="2024",
    readings=(
        Reading(
            "refused_of_requests",
            "Refusals, out of all requests that came in. Requests still open at the end of the year, and those taken "
            "back, are in the total.",
            "The department. A council that decides slowly looks better by it.",
            Measure("ehc_requests_refused"),
            (DEPARTMENT, TRACKER, REPORT_CARDS),
        ),
        Reading(
            "refused_of_decisions",
            "Refusals, out of the decisions made: yes or no.",
            "Families who ask how likely a 'no' is once the council makes up its mind.",
            Measure("ehc_requests_refused_of_decisions"),
        ),
        Reading(
            "not_agreed",
            "All requests except those that were agreed: refused, taken back or not yet decided.",
            "Nobody, as a share of refusals: it counts requests that nobody has refused.",
            Worked(
                Proportion(
                    dataset="ehc_plan_requests",
                    numerator="requests_refused + requests_withdrawn + requests_undecided",
                    denominator="requests",
                    numerator_is="requests refused, withdrawn or undecided",
                    denominator_is="requests received",
                )
            ),
            (COMPASS,),
        ),
    ),
    recommended="refused_of_requests",
    why="It is what the department prints, and it goes back furthest. Say 'of requests received'. For the chance of a "
    "refusal, use the share of decisions and say 'of decisions made'. Do not call the third one refused: all "
    "that it adds had not been decided, or was taken back.",
)

APPEALS = Question(
    id="appeals",
    asks="How many decisions go to the Tribunal?",
    differs="The appeals are the same. The decisions they are divided by are not: the older method takes every plan "
    "for a decision, the newer one counts decisions that councils recorded. Some councils recorded none, and their "
    "appeals are in England's number all the same.",
    period="2024",
    readings=(
        Reading(
            "appeals_older",
            "All appeals, out of decisions by the older method.",
            "Anyone who compares with years before the change. It ends here.",
            Measure("tribunal_appeal_rate"),
            (("Ministry of Justice and Department for Education", PLANS),),
        ),
        Reading(
            "appeals_newer",
            "All appeals, out of decisions of the councils that returned them: two different sets of councils.",
            "The department, as printed. It comes out too high.",
            Measure("tribunal_appeal_rate_new_method"),
            (DEPARTMENT, MINISTER),
        ),
        Reading(
            "appeals_like_for_like",
            "Appeals and decisions of the same councils: those that returned both.",
            "Anyone who wants one council, or a later year, to be set beside England.",
            OnBoth("tribunal_appeal_rate_new_method"),
        ),
    ),
    recommended="appeals_like_for_like",
    why="Both halves of it come from the same councils. For a line over the years before, use the older method "
    "throughout. Never set the older method beside the newer one.",
)

NEW_PLANS = Question(
    id="plans-issued",
    asks="How many new plans were there?",
    differs="Four files of one release each print a total. Each counts something a little different.",
    period="2024",
    readings=(
        Reading(
            "new_plans",
            "Children whose first plan began in the year, from the table of new plans.",
            "Anyone who wants the number of new plans.",
            Measure("new_ehc_plans"),
            (DEPARTMENT,),
        ),
        Reading(
            "plans_after_assessment",
            "Assessments that ended in a plan, from the table of assessments.",
            "Anyone who follows children from request to plan.",
            Worked(
                Count(
                    dataset="ehc_plan_assessments",
                    numerator="assessments_plan_issued",
                    numerator_is="assessments that ended in a plan",
                )
            ),
        ),
        Reading(
            "new_plans_with_need",
            "New plans in the table by kind of need.",
            "Anyone who needs shares by kind of need to add up.",
            Worked(
                Count(
                    dataset="new_ehc_plan_needs",
                    numerator="plans",
                    numerator_is="new plans in the table by need",
                )
            ),
        ),
        Reading(
            "plans_in_on_time_figures",
            "Plans in the table of the 20 weeks. Plans that followed mediation or an appeal are not in it.",
            "Nobody as a number of new plans: it is what shares of plans on time are taken of.",
            Worked(
                Count(dataset="ehc_plan_timeliness", numerator="plans_issued", numerator_is="plans issued")
            ),
        ),
    ),
    recommended="new_plans",
    why="It is the table made to count new plans. Name the table whenever you use one of the others.",
)

ENGLAND_2022 = Question(
    id="england-2022",
    asks="How many plans came on time in 2022?",
    differs="Two councils returned how many plans they issued and not how many were on time. The published total "
    "counts those plans as issued, so all of them pass for late.",
    period="2022",
    readings=(
        Reading(
            "on_time_2022_printed",
            "As published: the plans of the two councils are in the total.",
            "Anyone who must match the official table.",
            Measure("ehc_plans_in_20_weeks"),
            (
                (
                    "an answer in Parliament, June 2025",
                    "https://www.parallelparliament.co.uk/question/59184/special-educational-needs",
                ),
            ),
        ),
        Reading(
            "on_time_2022_like_for_like",
            "Only councils that returned both counts.",
            "Anyone who compares years.",
            OnBoth("ehc_plans_in_20_weeks"),
        ),
    ),
    recommended="on_time_2022_like_for_like",
    why="It does not call plans late of which nobody knows. Pages of this site show the published number, because they "
    "show what was published, with this warning. If you print that one, print the warning too.",
    goes_on=False,
)

QUESTIONS = (ON_TIME, REFUSED, APPEALS, NEW_PLANS, ENGLAND_2022)


def readings() -> dict[str, Reading]:
    """Every reading by its id."""
    return {each.id: each for question in QUESTIONS for each in question.readings}
