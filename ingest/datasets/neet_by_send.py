"""Young people of 16 and 17 not in education, employment or training (NEET), or not known, by SEND status.

From the local authority scorecards. A printed year is the average of the December before it, its January and its
February: a snapshot about January. The 2021 edition is not read: its file holds rows that were made up to try out the
scorecard, and its figures by SEND status are those rows and a copy of England's of 2022.
"""

from functools import partial

import pandas as pd

from ingest import ees, github
from ingest.checks import before_it_began, possible, within
from ingest.dataset import Dataset, Indicator, Release, Unreadable
from ingest.read import Source

INVENTED = "demo"
AGES = {"16-17"}
REPOSITORY = "dfe-analytical-services/nccis_localauthority_dashboard"
ADDRESS = (
    "https://explore-education-statistics.service.gov.uk/find-statistics/"
    "participation-in-education-training-and-neet-age-16-to-17-by-local-authority"
)
INDICATORS = (
    Indicator(
        "young_people",
        "Young people of 16 and 17 known to the council, average of December to February",
        "young people",
        ("Cohort_DJFavg",),
        fractions=True,
    ),
    Indicator("neet_or_not_known", "NEET or not known", "%", ("NEET_not_known_percent",)),
    Indicator("neet", "NEET", "%", ("NEET_percent",)),
    Indicator("not_known", "Not known", "%", ("Notknown_percent",)),
    Indicator("no_sen_share", "Share without SEN", "%", ("cohort_noSEN_percent",)),
    Indicator("ehc_plan_share", "Share with an EHC plan", "%", ("cohort_EHCP_percent",)),
    Indicator("sen_support_share", "Share on SEN support", "%", ("cohort_SENDsupport_percent",)),
    Indicator("neet_or_not_known_no_sen", "NEET or not known, without SEN", "%", ("NEET_NK_noSEN_percent",)),
    Indicator(
        "neet_or_not_known_ehc_plan", "NEET or not known, with an EHC plan", "%", ("NEET_NK_EHCP_percent",)
    ),
    Indicator(
        "neet_or_not_known_sen_support",
        "NEET or not known, on SEN support",
        "%",
        ("NEET_NK_SENDsupport_percent",),
    ),
)
NOT_KEPT = frozenset(
    {
        "Age",
        "annual_change_ppts_NEET_not_known",
        "annualchange_NEET",
        "annualchange_notknown",
        "cohort_March",
        "TOTAL_participating_in_education_and_training_percent",
        "Full_time_education_percent",
        "Apprenticeship_percent",
        "Other_education_and_training_percent",
        "annual_change_Participation_in_education_training",
        "annual_change_FTE",
        "annual_change_apprenticeship",
        "annual_change_other_education_training",
        "September_guarantee_Offer_made_percent",
        "September_guarantee_annual_change_ppts",
        "VG_cohort_DJF_avg",
        "VG_cohort_percentage",
        "VG_NEET_NK_percentage",
        "Level_3",
        "L2_em_GCSE_othL2",
        "avg_att8",
        "pt_l2basics_94",
        "sess_overall_percent",
        "sess_overall_percent_pa_10_exact",
        "Age1617_ONS_population",
        "NEET_NK_quintile",
        "NEET_quintile",
        "Notknown_quintile",
        "Participation_ET_quintile",
        "Sep_guarantee_quintile",
    }
)


def tidy(source: Source) -> pd.DataFrame:
    """The rows of one edition, once it is sure that it holds real ones only."""
    table = source.table()
    names = pd.concat([table["region_name"], table["la_name"]])
    invented = sorted(set(names[names.str.contains(INVENTED, case=False)]))
    if invented:
        raise Unreadable(
            f"{source.name}: {' and '.join(map(repr, invented))} are made-up places, so no figure of this edition "
            "can be trusted: leave it out of `releases` in ingest/datasets/neet_by_send.py"
        )
    if set(table["age"]) != AGES:
        raise Unreadable(f"{source.name}: unknown age {min(set(table['age']) ^ AGES)!r}; correct AGES")
    return ees.rows(source, DATASET)


# edition -> the commit that holds it, and its hash
EDITIONS = {
    "2022": (
        "a5313cb53ce0a942ac71046b7c110b63507606d8",
        "526e0b93be49de8b2110ffbfb0e1b1cd23471bff111c2819b061ece614ea16fd",
    ),
    "2023": (
        "397d29b0dc861b383f36b8a06495c2cf9ffc316c",
        "442b2f41ddad2394749a7632bc125e496961f98ef815eacb77f75fa215bc0301",
    ),
}


def release(year: str) -> Release:
    """One edition of the scorecard."""
    name = f"UD_NEETNK_LA_dashboard_{year}_final.csv"
    commit, sha256 = EDITIONS[year]
    return Release(
        release=year,
        file=f"dfe/neet/{name}",
        title=f"NEET and participation: local authority scorecard data, {year}",
        address=ADDRESS,
        periods=(year,),
        not_kept=NOT_KEPT,
        origin=github.file(REPOSITORY, f"data/{name}", year, commit, sha256),
    )


DATASET = Dataset(
    name="neet_by_send",
    title="Young people of 16 and 17 not in education, employment or training, or not known, by SEND status",
    publisher="Department for Education",
    publication="Participation in education, training and NEET age 16 to 17 by local authority",
    landing_page=ADDRESS,
    licence="Open Government Licence v3.0",
    attribution="Source: Department for Education, NEET and participation local authority scorecard. "
    "Contains public sector information licensed under the Open Government Licence v3.0.",
    period_kind="january",
    releases=(release("2022"), release("2023")),
    indicators=INDICATORS,
    checks=(
        partial(
            possible,
            counts=(),
            percentages=tuple(indicator.name for indicator in INDICATORS if indicator.unit == "%"),
        ),
        partial(within, pairs=(("neet", "neet_or_not_known"), ("not_known", "neet_or_not_known"))),
        before_it_began,
    ),
    caveats=("neet_tracking", "neet_sen_support_recorded", "neet_2023_bristol"),
    tidy=tidy,
)
