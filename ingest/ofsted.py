"""What the lists of area SEND inspections say and mean: outcomes, notes, and dates in three spellings."""

from __future__ import annotations

import re
from datetime import date, datetime

import pandas as pd

from ingest.dataset import Unreadable
from ingest.read import Source

STATEMENT = {"Yes": "Written statement of action required", "No": "No written statement of action"}
PROGRESS = {
    "Yes": "Sufficient progress in all areas of weakness",
    "Some": "Sufficient progress in some areas of weakness",
    "No": "Sufficient progress in no area of weakness",
}
POSITIVE = "Typically positive experiences and outcomes"
INCONSISTENT = "Inconsistent experiences and outcomes"
FAILINGS = "Widespread and/or systemic failings"
# The compilers' grades, and words that the report's own sentence must then hold.
GRADES = {
    "1.0": (POSITIVE, "typically"),
    "2.0": (INCONSISTENT, "inconsistent"),
    "3.0": (FAILINGS, "widespread and/or systemic failings"),
}
NOT_FOUND = "Inspection outcome section not found."
NOT_REVISITED = "Not revisited yet"
UNREADABLE = "01/01/1900"
NO_DAYS = "The compiled list does not give the days of this inspection."
UNREADABLE_PREVIOUS = "The compilers could not read this date: their list has 01/01/1900."
NO_OUTCOME = "The compilers could not read the outcome from the report."
MONTH_ONLY = "The publisher gives the month only."
# Ofsted's notes to its list are the only record of these two areas, which no longer exist.
NOTES = {
    "Dorset were inspected in January 2017 and required a WSoA. The revisit took place in February 2019 and Dorset "
    "were deemed to be making sufficient progress in addressing some significant weaknesses. The new boundaries came "
    "into effect on 1st April 2019.": (
        ("Dorset", "inspection", "2017-01", STATEMENT["Yes"]),
        ("Dorset", "revisit", "2019-02", PROGRESS["Some"]),
    ),
    "Northamptonshire were inspected in May 2017 and did not require a WSoA. The replacement areas were established on "
    "1st April 2021.": (("Northamptonshire", "inspection", "2017-05", STATEMENT["No"]),),
}


def worded(printed: pd.Series, words: dict[str, str], source: Source) -> pd.Series:
    """Outcomes in our words; raises for one that is not among them."""
    unknown = set(printed) - set(words)
    if unknown:
        raise Unreadable(f"{source.name}: unknown outcome {min(unknown)!r}; correct ingest/ofsted.py")
    return printed.map(words)


def day(text: str, source: Source) -> str:
    """A date as ISO text, '' for none: '27/03/2023', '18/11/24' and '2017-03-27 00:00:00' are read."""
    if not text:
        return ""
    pattern = "%d/%m/%y" if re.fullmatch(r"\d\d/\d\d/\d\d", text) else "%d/%m/%Y"
    try:
        found = date.fromisoformat(text[:10]) if "-" in text else datetime.strptime(text, pattern).date()  # noqa: DTZ007
    except ValueError:
        raise Unreadable(f"{source.name}: {text!r} is no date; correct `day` in ingest/ofsted.py") from None
    if not 2016 <= found.year <= 2030:
        raise Unreadable(
            f"{source.name}: {text!r} is outside the years of these inspections; is it a missing date?"
        )
    return found.isoformat()
