"""The steps from a request to a decision.

**What it counts.** {what}

**Why it matters.** {why}

**Read with care.** {care} Since 2022 councils return a record for each child.
"""

from metrics.family import Row, family
from metrics.metric import Proportion

WAITING = "Until there is a decision the family waits, and the child has no more than the school can give."
PUBLISHED_FROM = "It starts in 2023."
METRICS = family(
    __doc__,
    [
        Row(
            "requests_answered_in_6_weeks",
            Proportion(
                "ehc_plan_requests", "outcomes_within_6_weeks", "outcomes_within_6_weeks + outcomes_over_6_weeks",
                numerator_is="requests answered within 6 weeks", denominator_is="requests answered",
            ),
            {
                "title": "Requests for an assessment answered within six weeks",
                "short": "Answered in 6 weeks",
                "says": "[where], the answer came within six weeks for [counts] requests answered ([value]) "
                "[when]",
                "what": "Of the requests for an assessment of the calendar year that the council answered, the share "
                "answered within six weeks.",
                "why": "Six weeks is the limit in law, and the first of the deadlines that lead to the 20 weeks.",
                "care": "Requests still without an answer are left out, however late they are. The publisher's own "
                "percentage rests on a base that is not printed and can differ by 0.1. " + PUBLISHED_FROM,
            },
            {"direction": "higher", "order": 25},
        ),
        Row(
            "requests_undecided",
            Proportion(
                "ehc_plan_requests", "requests_undecided", "requests",
                numerator_is="requests without a decision", denominator_is="requests received",
            ),
            {
                "title": "Requests for an assessment without a decision",
                "short": "Requests undecided",
                "says": "[where], [counts] requests for an assessment ([value]) were undecided [when]",
                "what": "Of the requests for an assessment received in the calendar year, the share without a decision "
                "when the figures were collected.",
                "why": WAITING,
                "care": "Requests of the last weeks of the year may be undecided and in time. " + PUBLISHED_FROM,
            },
            {"direction": "lower"},
        ),
        Row(
            "requests_withdrawn",
            Proportion(
                "ehc_plan_requests", "requests_withdrawn", "requests",
                numerator_is="requests withdrawn", denominator_is="requests received",
            ),
            {
                "title": "Requests for an assessment that were withdrawn",
                "short": "Requests withdrawn",
                "says": "[where], families withdrew [counts] requests for an assessment ([value]) [when]",
                "what": "Of the requests for an assessment received in the calendar year, the share withdrawn before "
                "there was a decision.",
                "why": "Families withdraw when help came otherwise, or when they were talked out of it.",
                "care": "Which of the two is not recorded. " + PUBLISHED_FROM,
            },
        ),
        Row(
            "assessments_undecided",
            Proportion(
                "ehc_plan_assessments", "assessments_undecided", "assessments",
                numerator_is="assessments without a decision", denominator_is="assessments",
            ),
            {
                "title": "Assessments without a decision",
                "short": "Assessments undecided",
                "says": "[where], [counts] EHC needs assessments ([value]) were undecided [when]",
                "what": "Of the assessments of the calendar year, the share for which the council had not decided "
                "whether to issue a plan when the figures were collected.",
                "why": WAITING,
                "care": "Assessments of the last months of the year may be undecided and in time. " + PUBLISHED_FROM,
            },
            {"direction": "lower"},
        ),
        Row(
            "assessments_withdrawn",
            Proportion(
                "ehc_plan_assessments", "assessments_withdrawn", "assessments",
                numerator_is="assessments withdrawn", denominator_is="assessments",
            ),
            {
                "title": "Assessments that were withdrawn",
                "short": "Assessments withdrawn",
                "says": "[where], [counts] EHC needs assessments ([value]) ended in withdrawal [when]",
                "what": "Of the assessments of the calendar year, the share withdrawn before there was a decision.",
                "why": "Families withdraw when help came otherwise, or when they gave up or moved.",
                "care": "Which of these is not recorded. " + PUBLISHED_FROM,
            },
        ),
        Row(
            "no_plan_told_in_16_weeks",
            Proportion(
                "ehc_plan_assessments", "no_plan_within_16_weeks", "no_plan_within_16_weeks + no_plan_over_16_weeks",
                numerator_is="decisions within 16 weeks", denominator_is="decisions not to issue a plan",
            ),
            {
                "title": "Decisions not to issue a plan made within 16 weeks",
                "short": "No plan, in 16 weeks",
                "says": "[who] made [counts] decisions not to issue a plan ([value]) within 16 weeks [when]",
                "what": "Of the decisions of the calendar year not to issue a plan after an assessment, the share "
                "made within 16 weeks of the request.",
                "why": "Sixteen weeks is the limit in law for a no, and only then can the family appeal.",
                "care": "Many councils make few such decisions, so look at the interval. " + PUBLISHED_FROM,
            },
            {"direction": "higher"},
        ),
    ],
    title="{title}",
    short="{short}",
    says="{says}",
    unit="%",
    theme="Getting assessed",
    order=69,
    direction="neither",
    whose="residents",
    first="2023",
)  # fmt: skip
