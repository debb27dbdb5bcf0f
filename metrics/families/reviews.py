"""Annual reviews of EHC plans.

**What it counts.** {what}

**Why it matters.** {why}

**Read with care.** {care} Reviews of 2024 were the first to be published as statistics, and councils are still learning
to record them: a low figure can mean missing records. Seven councils have none, because they could not return them or
the publisher is still checking them.
"""

from metrics.family import Row, family
from metrics.metric import Proportion, Wider

DATASET = "ehc_plan_reviews"
EVERY_YEAR = (
    "The law wants a plan reviewed every twelve months; a plan that nobody looks at stops fitting the child."
)
FOUR_WEEKS = (
    "The council has four weeks after the meeting to say what it will do; until then nothing changes."
)
OUTCOME = "It shows what comes of reviews: whether a plan is brought up to date, left as it is, or ended."
ONE_IN_FIVE = "One review in five has no recorded outcome."
OUTCOMES = "decided_to_amend + decided_to_cease + decided_to_maintain"
NOT_RECORDED = Wider(
    "reviews_held", "The council recorded no outcome for its {count} reviews.", symbol="not_recorded"
)
NOT_TOLD = Wider(
    "reviews_held",
    "The council recorded for none of its {count} reviews when the family was told the outcome.",
    symbol="not_recorded",
)
DECIDED = "decisions_in_year + decisions_after_year + decisions_before_year"


def row(
    name: str,
    numerator: str,
    denominator: str,
    counted: tuple[str, str],
    words: dict[str, str],
    wider: Wider | None = None,
    **differs: object,
) -> Row:
    """One share; `counted` says what numerator and denominator are, `wider` what an empty one was drawn from."""
    formula = Proportion(
        DATASET, numerator, denominator, numerator_is=counted[0], denominator_is=counted[1], wider=wider
    )
    return Row(f"reviews_{name}", formula, words, differs)


def of_outcomes(name: str, column: str, title: str, short: str, what: str, care: str) -> Row:
    """One outcome among those recorded."""
    words = {"title": title, "short": short, "why": OUTCOME, "care": care}
    words["says"] = f"[who] {what} after [counts] annual reviews with an outcome on record ([value]) [when]"
    words["what"] = (
        f"Of the annual reviews with a recorded outcome, the share after which the council {what}."
    )
    counted = ("reviews " + short.lower(), "reviews with an outcome")
    return row(name, column, OUTCOMES, counted, words, NOT_RECORDED)


DUE = "plans of which a review was expected"
METRICS = family(
    __doc__,
    [
        row(
            "held_in_time", "reviews_held_in_year + reviews_held_after_year", "reviews_expected",
            ("plans with a review meeting in the year or the January after", DUE),
            {
                "title": "Annual reviews held within about a year",
                "short": "Reviews held in time",
                "says": "[where], [counts] EHC plans due a review [when] ([value]) had a meeting on record in "
                "that year or the January after",
                "what": "Of the EHC plans of which a review was expected in the calendar year, the share with a review "
                "meeting on record in that year or in the January after.",
                "why": EVERY_YEAR,
                "care": "Only the latest meeting of each plan is known, so thirteen months are allowed and not twelve.",
            },
            direction="higher",
        ),
        row(
            "last_held_before_the_year", "reviews_held_before_year", "reviews_expected",
            ("plans last reviewed before the year", DUE),
            {
                "title": "Plans whose last annual review is overdue",
                "short": "Last review overdue",
                "says": "[where], [counts] EHC plans due a review [when] ([value]) had last been reviewed before "
                "that year",
                "what": "Of the EHC plans of which a review was expected in the calendar year, the share whose latest "
                "review meeting on record was before that year.",
                "why": EVERY_YEAR,
                "care": "How long before is not published.",
            },
            direction="lower",
        ),
        row(
            "without_meeting", "no_review_held", "reviews_expected", ("plans with no review meeting on record", DUE),
            {
                "title": "Plans expecting an annual review, with no meeting on record",
                "short": "No review on record",
                "says": "[where], [counts] EHC plans due a review [when] ([value]) were without a review meeting on "
                "record",
                "what": "Of the EHC plans of which a review was expected in the calendar year, the share for which no "
                "review meeting is on record at all.",
                "why": EVERY_YEAR,
                "care": "A meeting may have been held and not recorded.",
            },
            direction="lower",
        ),
        row(
            "decided", DECIDED, "reviews_held - decisions_not_due",
            ("reviews with a decision", "reviews held whose decision was due"),
            {
                "title": "Annual reviews after which the council had decided",
                "short": "Reviews decided",
                "says": "[who] had decided after [counts] review meetings whose decision was due ([value]) [when]",
                "what": "Of the EHC plans with a review meeting on record whose decision was due, the share for which "
                "the council's decision to keep, change or end the plan is on record.",
                "why": FOUR_WEEKS,
                "care": "Some councils record decisions without a meeting. Where there are more decisions than "
                "meetings no share is shown, and elsewhere it may be too high.",
            },
            direction="higher",
        ),
        row(
            "told_within_4_weeks", "told_within_4_weeks", "told_within_4_weeks + told_after_4_weeks",
            ("reviews whose outcome was told within 4 weeks", "reviews with a decision"),
            {
                "title": "Annual reviews whose outcome the family was told within four weeks",
                "short": "Told within 4 weeks",
                "says": "[who] told the family the outcome of [counts] annual reviews with a decision ([value]) "
                "within four weeks [when]",
                "what": "Of the annual reviews with a decision on record, the share whose outcome the council told the "
                "family within four weeks of the meeting.",
                "why": FOUR_WEEKS,
                "care": "Reviews still without a decision are left out, however late they are.",
            },
            NOT_TOLD,
            direction="higher",
        ),
        of_outcomes(
            "plan_amended", "decided_to_amend", "Annual reviews that led to a changed plan", "Plan amended",
            "decided to amend the plan",
            "A change is not always for the better, and a plan left alone may fit. " + ONE_IN_FIVE,
        ),
        of_outcomes(
            "plan_maintained", "decided_to_maintain", "Annual reviews that left the plan as it was", "Plan maintained",
            "decided to keep the plan as it was",
            "It may mean that the plan fits, or that nobody looked closely. " + ONE_IN_FIVE,
        ),
        of_outcomes(
            "plan_ceased", "decided_to_cease", "Annual reviews that led to ending the plan", "Plan ceased",
            "decided to cease the plan",
            "Plans also end without a review. " + ONE_IN_FIVE,
        ),
    ],
    title="{title}",
    short="{short}",
    says="{says}",
    unit="%",
    theme="Reviews",
    order=10,
    direction="neither",
    whose="maintained",
)  # fmt: skip
