"""Where a family turns that disagrees with a council, until when, and who gives advice: by name, with the addresses we
know.

What may be appealed, and that most appeals need a mediation certificate, is in the Children and Families Act 2014.
"""

from __future__ import annotations

MEDIATION, TRIBUNAL, OMBUDSMAN = "Mediation", "The SEND Tribunal", "The Ombudsman"
ADVICE = "Advice"
APPEALED = (
    "the council will not assess, will not give a plan, ends a plan, or the plan says the wrong thing or names the "
    "wrong school"
)
UNTIL = (
    "Appeal within two months of the date on the council’s decision letter, or one month of the date on the "
    "mediation certificate, whichever is later: check the dates in both."
)
USUALLY = "It usually takes complaints within 12 months."
ROUTES = {
    MEDIATION: "A talk with the council and a neutral mediator. Free. Most appeals need a mediation certificate: take "
    "advice on mediation first; you need not go on to mediation. An appeal about the school or other setting alone "
    "needs none.",
    TRIBUNAL: f"Decides appeals: {APPEALED}. {UNTIL}",
    OMBUDSMAN: "Looks into complaints: the council is late, or does not give what the plan promises. It cannot "
    f"decide what can be appealed. {USUALLY}",
}
STEPS = (
    (
        "A complaint",
        "The council is late, or does not give what the plan promises: use the council’s own complaints procedure "
        "first. If its answer does not settle the matter, go to the Local Government and Social Care Ombudsman "
        f"(www.lgo.org.uk). {USUALLY} It cannot decide what can be appealed.",
    ),
    (
        "An appeal",
        f"{APPEALED[0].upper()}{APPEALED[1:]}: appeal to the SEND Tribunal, the First-tier Tribunal (Special "
        f"Educational Needs and Disability). {UNTIL}",
    ),
    (MEDIATION, ROUTES[MEDIATION]),
    (
        ADVICE,
        "Your area has a free advice service on special educational needs, called SENDIASS. The charity IPSEA gives "
        "advice too (www.ipsea.org.uk).",
    ),
)
"""What to do, in the order in which a family meets it."""
