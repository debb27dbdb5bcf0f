"""The measures of the Local Authority Interactive Tool that concern SEND: one row for each, by kind of period.

The tool calls them by short codes, with which `names` holds each to its row of the publisher's dictionary.
"""

from __future__ import annotations

from ingest.dataset import Indicator

SCORE, POINTS, RATE = "average score", "points", "per 100 pupils"
PLAN, SUPPORT, NONE = "pupils with an EHC plan", "pupils on SEN support", "pupils without SEN"
STATUS = (("ehc_plan", PLAN), ("sen_support", SUPPORT), ("no_sen", NONE))


def one(name: str, label: str, code: str, unit: str = "%") -> Indicator:
    """One measure; a score is how far pupils came beyond the average, or fell short of it."""
    return Indicator(name, label, unit, (code,), below_zero=unit == SCORE)


def by_status(name: str, label: str, codes: tuple[str, ...], unit: str = "%") -> tuple[Indicator, ...]:
    """One measure of pupils with a plan, on SEN support and, where published, without SEN: codes in that order."""
    return tuple(
        one(f"{name}_{status}", f"{label}, {who}", code, unit)
        for (status, who), code in zip(STATUS, codes, strict=False)
    )


def progress(subject: str) -> tuple[Indicator, ...]:
    """Progress between key stages 1 and 2 in a subject."""
    codes = tuple(f"KS2_{group}_{subject.title()}_Progress" for group in ("SEN", "SENSupport", "NonSEN"))
    return by_status(f"{subject}_progress", f"Progress in {subject} to the end of key stage 2", codes, SCORE)


def at_19(name: str, label: str, suffix: str) -> tuple[Indicator, ...]:
    """A qualification reached by age 19, by SEN status in year 11."""
    codes = tuple(f"Age19_{group}{suffix}" for group in ("SEN-S", "SENwoS", "NoNSEN"))
    return by_status(f"{name}_at_19", f"{label} by 19", codes)


RESULTS = (
    *by_status(
        "good_level_of_development",
        "Good level of development at the end of reception",
        ("FSP_Gooddev_With_SENSTATE", "FSP_Gooddev_Without_SENSTATE"),
    ),
    *by_status("phonics", "Expected standard in phonics", ("KS1P_EHCP", "KS1P_SEND", "KS1P_NonSEND")),
    *by_status(
        "times_tables",
        "Full marks in the multiplication tables check",
        ("Multiplication_EHCP", "Multiplication_SENDSupport"),
    ),
    one(
        "times_tables_all_sen",
        "Full marks in the multiplication tables check, all pupils with SEN",
        "Multiplication_AllSEND",
    ),
    *by_status(
        "reading_writing_maths",
        "Expected standard in reading, writing and maths",
        ("NEW_KS2_RWM_Sen_Withsta", "NEW_KS2_RWM_Sen_W/Osta", "NoID_SEN_NEW_KS2_RWM"),
    ),
    *progress("reading"),
    *progress("writing"),
    *progress("maths"),
    *by_status(
        "attainment_8",
        "Attainment 8",
        ("SEN_Stat_AVG_Attain8_Score", "SEN_WoStat_AVG_Attain8_Score", "SEN_NoID_AVG_Attain8_Score"),
        POINTS,
    ),
    *by_status(
        "progress_8",
        "Progress 8",
        ("SEN_Stat_AVG_Prog8_Score", "SEN_WoStat_AVG_Prog8_Score", "SEN_NoID_AVG_Prog8_Score"),
        SCORE,
    ),
    *by_status(
        "ebacc_entered",
        "Entered for the English Baccalaureate",
        ("EngBacEntriesSEN", "EngBacEntriesSENSupport", "EngBacEntriesNonSEN"),
    ),
    *by_status(
        "ebacc_points",
        "English Baccalaureate average points",
        ("EngBacAvgPointScoreSEN", "EngBacAvgPointScoreSENSupport", "EngBacAvgPointScoreNonSEN"),
        POINTS,
    ),
    *at_19("level_2", "Level 2", ""),
    *at_19("level_2_with_english_and_maths", "Level 2 with English and maths", "_L2EM"),
    *at_19("level_3", "Level 3", "_L3"),
)
DESTINATIONS = (
    *by_status(
        "destination",
        "In education, an apprenticeship or work in the year after key stage 4",
        (
            "SusEdOverall_SEN_Stat_incSpec",
            "SusEdOverall_SEN_NoStat_incSpec",
            "SusEdOverall_NoSEN_incSpec",
        ),
    ),
    one(
        "destination_all_sen",
        "In education, an apprenticeship or work in the year after key stage 4, all pupils with SEN",
        "KS4_SEN_Des_incSpec",
    ),
    one(
        "destination_all_pupils",
        "In education, an apprenticeship or work in the year after key stage 4, all pupils of mainstream schools",
        "SusEdOverall_All",
    ),
    one(
        "education_destination_all_pupils",
        "In education in the year after key stage 4, all pupils of mainstream schools",
        "SusEd_All",
    ),
)
SPECIAL_SCHOOLS = (
    one("special_school_absence", "Half days missed in special schools", "total_absence_special"),
    one(
        "special_school_authorised_absence",
        "Half days missed with leave in special schools",
        "authorised_absence_special",
    ),
    one(
        "special_school_unauthorised_absence",
        "Half days missed without leave in special schools",
        "unauthorised_absence_special",
    ),
    one(
        "special_school_persistent_absence",
        "Special school pupils who missed a tenth of their half days or more",
        "SpecPerAbNew",
    ),
    one(
        "special_school_severe_absence",
        "Special school pupils who missed half of their half days or more",
        "SpecSevPerAbNew",
    ),
    one("special_school_suspensions", "Suspensions from special schools", "SpecFixedEx", RATE),
    one(
        "special_school_pupils_suspended",
        "Special school pupils suspended at least once",
        "Spec_ Pup_FixedEx",
    ),
    one(
        "special_school_permanent_exclusions",
        "Permanent exclusions from special schools",
        "SpecPermEx",
        RATE,
    ),
)
ACADEMIC = (*RESULTS, *DESTINATIONS, *SPECIAL_SCHOOLS)
JANUARY = (
    one("pupils_ehc_plan", "Pupils with an EHC plan, all schools", "SEN_TotStat"),
    one("pupils_sen_support", "Pupils on SEN support, all schools", "SEN_TotSENSuP"),
    one("primary_pupils_ehc_plan", "Pupils with an EHC plan, primary schools", "PrimStatements"),
    one("primary_pupils_sen_support", "Pupils on SEN support, primary schools", "PrimNoStatements"),
    one("secondary_pupils_ehc_plan", "Pupils with an EHC plan, secondary schools", "SecStatements"),
    one("secondary_pupils_sen_support", "Pupils on SEN support, secondary schools", "SecNoStatements"),
)
FINANCIAL = (
    one("children_in_need_ehc_plan", "Children in need with an EHC plan", "CINStatement"),
    one("children_in_need_sen_support", "Children in need on SEN support", "CINSEN_SUP"),
    one("children_in_need_no_sen", "Children in need without SEN", "CINNoSEN"),
    one("children_looked_after_ehc_plan", "Children looked after with an EHC plan", "LAC_SEN_Statement"),
    one("children_looked_after_sen_support", "Children looked after on SEN support", "LAC_SEN"),
    one(
        "aged_16_17_send_in_education",
        "16 and 17 year olds with SEND in education or training",
        "16-17YroldSEN_ET",
    ),
    one("aged_16_17_neet", "16 and 17 year olds not in education, employment or training", "16-17 NEET"),
    one(
        "aged_16_17_neet_or_not_known",
        "16 and 17 year olds not in education, employment or training, or not known",
        "16-17_not known_NEET",
    ),
    one(
        "sen_services_spending",
        "Spending on SEN services for each child with a plan, a week",
        "SENFinance",
        "£ a week",
    ),
)
CODES = frozenset(measure.names[0] for measure in (*ACADEMIC, *JANUARY, *FINANCIAL))
