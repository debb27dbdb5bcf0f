"""Where a family turns that disagrees with a council, and who gives advice: by name, with the addresses we know."""

from __future__ import annotations

MEDIATION, TRIBUNAL, OMBUDSMAN = "Mediation", "The SEND Tribunal", "The Ombudsman"
ROUTES = {
    MEDIATION: "A talk with the council and a neutral mediator. Free. Needed, or at least advice on it, before most "
    "appeals.",
    TRIBUNAL: "Decides appeals: the council will not assess, will not give a plan, or the plan says the "
    "wrong thing or names the wrong school.",
    OMBUDSMAN: "Looks into complaints: the council is late, or does not give what the plan promises. It cannot "
    "decide what can be appealed.",
}
STEPS = (
    (
        "A complaint",
        "The council is late, or does not give what the plan promises: use the council’s own complaints procedure "
        "first, which its website describes. If its answer does not settle the matter, go to the Local Government and "
        "Social Care Ombudsman (www.lgo.org.uk). It cannot decide what can be appealed.",
    ),
    (
        "An appeal",
        "The council will not assess, will not give a plan, or the plan says the wrong thing or names the wrong "
        "school: appeal to the SEND Tribunal, the First-tier Tribunal (Special Educational Needs and Disability). "
        "The council’s letter with its decision should say how, and by when.",
    ),
    (MEDIATION, ROUTES[MEDIATION]),
    (
        "Advice",
        "Your area’s SENDIASS (Special Educational Needs and Disabilities Information, Advice and Support Service), "
        "and the charity IPSEA (www.ipsea.org.uk).",
    ),
)
"""What to do, in the order in which a family meets it."""
