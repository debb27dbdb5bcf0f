"""SEN among children in need and children looked after.

**What it counts.** Of {whom}, the share {who}, on 31 March, the last day of the year. {base}

**Why it matters.** These children have both kinds of need at once, and two systems that do not always speak to each
other.

**Read with care.** They are children whom this council's social care supports, wherever they go to school. {care} The
share says how many have a plan or support, not whether it came in time or does any good. Published without counts,
and a council may have few such children.
"""

from metrics.family import NO_COUNTS, Row, family
from metrics.metric import Published

IN_NEED = (
    "Children in need",
    "In need",
    "school-age children in need",
    "Only children who could be matched to the school census are counted.",
    "Councils differ in whom they count as in need.",
)
LOOKED_AFTER = (
    "Children looked after",
    "Looked after",
    "children aged 4 or over looked after for at least 12 months",
    "Children in respite care, and those who could not be matched to the school census, are left out.",
    "Many are placed in another council's area. There is no figure for those without SEN.",
)
WHO = {
    "ehc_plan": ("with an EHC plan", "plan", "had an EHC plan"),
    "sen_support": ("on SEN support", "SEN support", "were on SEN support"),
    "no_sen": ("without SEN", "no SEN", "had no SEN"),
}


def row(stem: str, status: str, children: tuple[str, ...]) -> Row:
    """One group of the children."""
    name, label, whom, base, care = children
    who, group, had = WHO[status]
    words = {
        "had": had,
        "name": name,
        "whom": whom,
        "base": base,
        "care": care,
        "who": who,
        "short": f"{label}, {group}",
    }
    formula = Published("lait_financial_years", f"{stem}_{status}", no_interval=NO_COUNTS)
    return Row(f"{stem}_{status}", formula, words)


METRICS = family(
    __doc__,
    [
        *(row("children_in_need", status, IN_NEED) for status in WHO),
        *(row("children_looked_after", status, LOOKED_AFTER) for status in ("ehc_plan", "sen_support")),
    ],
    title="{name} {who}",
    short="{short}",
    says="[where], [value] of {whom} {had} [when]",
    unit="%",
    theme="Getting assessed",
    order=210,
    direction="neither",
    whose="social care",
)
