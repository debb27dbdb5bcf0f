"""Young people of 16 and 17 who are not in education, employment or training, or of whom nothing is known.

**What it counts.** Of young people aged 16 and 17 who live in the area, the share of {of} who were not in education,
employment or training (NEET), or whose activity the council did not know: the average of December, January and
February. The scorecard gives the two together by SEND status.

**Why it matters.** A council must find out what each of them is doing, and help those who are doing nothing.

**Read with care.** {care} A high figure can mean that many are out of learning, or that a council keeps poor track of
them. It is shown only where about ten young people or more stand behind it. Only the scorecards of 2022 and 2023 give
it: that of 2021 holds made-up rows, and newer ones are not in this snapshot.
"""

from dataclasses import replace

from metrics.family import Row, by_sen_status, family
from metrics.metric import Enough, Published

WHO = {
    "ehc_plan": "those with an EHC plan",
    "sen_support": "those on SEN support",
    "no_sen": "those without SEN",
}
FORMULA = Published(
    "neet_by_send",
    "neet_or_not_known_{status}",
    shown_where=Enough(
        whole="young_people",
        share="{status}_share",
        least=10,
        unmet="Fewer than about ten young people stand behind it: {share} % of {whole}.",
    ),
    no_interval="The scorecard gives rates and no counts by SEND status, so no interval is given.",
)


def rows() -> list[Row]:
    """Three groups and two gaps. Councils record SEN support too differently to be ranked by it."""
    found = by_sen_status("neet_or_not_known", FORMULA, who=WHO, higher_is_behind=True)
    unranked = {"unranked": ("January 2022", "January 2023")}
    return [
        replace(row, differs={**row.differs, **unranked}) if row.id.endswith("sen_support") else row
        for row in found
    ]


METRICS = family(
    __doc__,
    rows(),
    title="NEET or not known at 16 and 17 (to January 2023): {who}",
    short="NEET/unknown, {group}",
    says="[where], [value] of {who} aged 16 and 17 were not in education, employment or training, or what they did was "
    "not known, [when]",
    unit="%",
    theme="Growing up",
    order=210,
    direction="lower",
    whose="residents",
)
