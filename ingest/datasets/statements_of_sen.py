"""Statements of SEN, which EHC plans replaced between 2014 and 2018: what councils did about them in those years."""

from ingest import ehc_plans
from ingest.checks import general
from ingest.dataset import Indicator

# name, label, unit, column of the 2022 release, column of the 2023 release
FIGURES = (
    (
        "requests_refused",
        "Requests for a statement that were refused",
        "requests",
        "AssRefused",
        "ass_refused",
    ),
    (
        "assessments_no_statement",
        "Assessments after which none was issued",
        "assessments",
        "Assnone",
        "ass_none",
    ),
    (
        "assessments_undecided_at_year_end",
        "Assessments for a statement without a decision at the end of the year",
        "assessments",
        "Assnodecision",
        "ass_nodecision",
    ),
    ("statements_issued", "Statements issued", "statements", "TotIncExc", "tot_inc_exc"),
    (
        "statements_within_26_weeks",
        "Statements within 26 weeks",
        "statements",
        "IncExc26week",
        "inc_exc_26week",
    ),
    (
        "statements_issued_excluding_exceptions",
        "Statements issued, plans with an exception left out",
        "statements",
        "TotNoExc",
        "tot_no_exc",
    ),
    (
        "statements_within_26_weeks_excluding_exceptions",
        "Statements within 26 weeks, plans with an exception left out",
        "statements",
        "NoExc26week",
        "no_exc_26week",
    ),
    (
        "became_plans",
        "Statements that became an EHC plan",
        "statements",
        "StatementstoEHC",
        "statements_to_ehc",
    ),
    (
        "became_no_plan",
        "Statements after which no EHC plan was issued",
        "statements",
        "StatementstoNoEHC",
        "statements_no_ehc",
    ),
    ("ceased_transferred", "Ceased: moved to another council", "statements", "Dislea", "discontinued_lea"),
    ("ceased_needs_met", "Ceased: needs met without a statement", "statements", "Dismet", "discontinued_met"),
    ("ceased_left_school", "Ceased: left school", "statements", "Disleft", "discontinued_left"),
    ("ceased_other", "Ceased: other reasons", "statements", "Disoth", "discontinued_other"),
    (
        "mainstream_to_special",
        "Moved from mainstream to special school",
        "moves",
        "Mtosi",
        "mainstream_to_special",
    ),
    (
        "special_to_mainstream",
        "Moved from special to mainstream school",
        "moves",
        "Sitom",
        "special_to_mainstream",
    ),
    (
        "mainstream_to_home",
        "Taken out of mainstream school by parents, to be educated at home",
        "moves",
        "MtoPar",
        "mainstream_to_home",
    ),
    (
        "special_to_home",
        "Taken out of special school by parents, to be educated at home",
        "moves",
        "SitoPar",
        "special_to_home",
    ),
)
INDICATORS = tuple(Indicator(name, label, unit, tuple(columns)) for name, label, unit, *columns in FIGURES)

DATASET = ehc_plans.dataset(
    name="statements_of_sen",
    title="Statements of SEN in the years when EHC plans replaced them",
    releases=(ehc_plans.SEN2_MI_2022, ehc_plans.SEN2_MI_2023),
    indicators=INDICATORS,
    checks=general(INDICATORS),
)
