"""Pupils with an EHC plan or SEN support in the schools of an area.

**What it counts.** The share of pupils {who} in {schools} of the area, on the school census day in January.

**Why it matters.** It shows how common {what} is in the schools where children live and learn, and how differently
areas recognise the same needs.

**Read with care.** Pupils count where they go to school, whichever council keeps their plan: an area with many
special schools has more. {care} A high share can mean greater need, or that needs are recognised; a low one that help
is given without a label. Published without counts.
"""

from metrics.family import NO_COUNTS, Row, family
from metrics.metric import Published

GROUPS = {
    "ehc_plan": ("with an EHC plan", "an EHC plan", "EHC plans"),
    "sen_support": ("on SEN support", "SEN support", "SEN support"),
}
SCHOOLS = {
    "pupils": ("all schools", "Special and independent schools are included."),
    "primary_pupils": ("state-funded primary schools", "Pupils of special schools are not in this figure."),
    "secondary_pupils": (
        "state-funded secondary schools",
        "Pupils of special schools are not in this figure.",
    ),
}


def row(group: str, kind: str) -> Row:
    """A group of pupils in a kind of school."""
    (who, what, short), (schools, care) = GROUPS[group], SCHOOLS[kind]
    words = {"who": who, "what": what, "schools": schools, "care": care}
    words |= {"had": f"had {what}" if group == "ehc_plan" else f"were {who}"}
    words |= {"group": short, "where": schools.removeprefix("state-funded ").removesuffix(" schools")}
    name = f"{kind}_{group}"
    formula = Published("lait_sen_in_schools", name, no_interval=NO_COUNTS)
    return Row(
        f"{kind}_on_sen_support" if group == "sen_support" else f"{kind}_with_ehc_plan", formula, words
    )


METRICS = family(
    __doc__,
    [row(group, kind) for kind in SCHOOLS for group in GROUPS],
    title="Pupils {who}, {schools}",
    short="{group}, {where} schools",
    says="[where], [value] of pupils in {schools} {had} [when]",
    unit="%",
    theme="Getting assessed",
    order=200,
    direction="neither",
    whose="schools",
)
