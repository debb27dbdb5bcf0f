"""Types of need: what the EHC plan publication prints of the primary need named in a plan."""

from __future__ import annotations

from functools import partial

from ingest.checks import general, percentages, sums_to
from ingest.dataset import Check, Indicator

# name, label, column of the count, column of the share
NEEDS = (
    ("autism", "Autistic spectrum disorder", "number_asd", "asd_pc"),
    ("hearing_impairment", "Hearing impairment", "number_hi", "hi_pc"),
    ("moderate_learning_difficulty", "Moderate learning difficulty", "number_mld", "mld_pc"),
    ("multi_sensory_impairment", "Multi-sensory impairment", "number_msi", "msi_pc"),
    ("other_need", "Other difficulty or disability, Down syndrome included", "number_oth", "oth_pc"),
    ("physical_disability", "Physical disability", "number_pd", "pd_pc"),
    (
        "profound_and_multiple_learning_difficulty",
        "Profound and multiple learning difficulty",
        "number_pmld",
        "pmld_pc",
    ),
    ("social_emotional_mental_health", "Social, emotional and mental health", "number_semh", "semh_pc"),
    ("speech_language_communication", "Speech, language and communication needs", "number_slcn", "slcn_pc"),
    ("severe_learning_difficulty", "Severe learning difficulty", "number_sld", "sld_pc"),
    ("specific_learning_difficulty", "Specific learning difficulty", "number_spld", "spld_pc"),
    ("visual_impairment", "Visual impairment", "number_vi", "vi_pc"),
    ("need_not_recorded", "Primary need not recorded", "number_need_unknown", "unknown_pc"),
)
INDICATORS = (
    Indicator("plans", "Plans, all primary needs", "plans", ("ehc_plans",)),
    *(Indicator(name, label, "plans", (count,)) for name, label, count, _ in NEEDS),
    *(
        Indicator(f"{name}_percent", f"{label}, share of plans", "%", (share,))
        for name, label, _, share in NEEDS
    ),
)
CHECKS: tuple[Check, ...] = (
    *general(INDICATORS),
    partial(sums_to, total="plans", parts=tuple(name for name, *_ in NEEDS)),
    partial(percentages, shares={f"{name}_percent": (name, "plans") for name, *_ in NEEDS}),
)
