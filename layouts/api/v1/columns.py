"""The words of every column that the API gives: those of the dictionary, and of the few that only the API has."""

from __future__ import annotations

from metrics import dictionary
from metrics.dictionary import Column

ONLY_HERE: dict[str, tuple[str, str]] = {
    "areas.slug": ("string", "The place as it stands in addresses of this site: /area/<slug>."),
    "areas.geographic_level": ("string", "What kind of area it is."),
    "areas.notice": ("string", "What came before or after a council that is new or gone."),
    "areas.neighbours": ("string", "Codes of its statistical neighbours, closest first, joined by ';'."),
    "metrics.short": ("string", "The measure in a few words, as axes of charts have it."),
    "metrics.why_it_matters": ("string", "Why the measure matters to families."),
    "metrics.periods": ("string", "The periods that the measure has rows for, the oldest first, joined by ';'."),
    "comparisons.compared_with": ("string", "What the place is set beside: another place, England, its region, or "
        "the middle of its statistical neighbours."),
    "comparisons.other_area_code": ("string", "Code of the other place; blank for neighbours together."),
    "comparisons.other_area_name": ("string", "Name of the other place."),
    "comparisons.other_value": ("number", "The figure of the other place."),
    "comparisons.other_numerator": ("number", "What is counted there."),
    "comparisons.other_denominator": ("number", "What it is a share or rate of there."),
    "comparisons.difference": ("number", "The figure less the other: percentages in points."),
    "comparisons.difference_lci_95": ("number", "Lower end of the 95% interval of the difference."),
    "comparisons.difference_uci_95": ("number", "Upper end of the 95% interval of the difference."),
    "comparisons.verdict": ("string", "'higher' or 'lower' where that is more than chance, else 'similar'; blank where "
        "no verdict is safe: `note` says why."),
    "comparisons.note": ("string", "Why there is no verdict."),
    "variation.areas": ("integer", "How many councils have a figure."),
    "variation.existed": ("integer", "How many councils there were."),
    "variation.note": ("string", "Why the period has no spread, where it has none."),
    "variation.england": ("number", "The published figure of England."),
    "variation.sd": ("number", "Standard deviation between councils, in the unit of the measure."),
    "variation.p90_minus_p10": ("number", "How far the council at the 90th percentile is from that at the 10th."),
    "variation.logit_sd": ("number", "Standard deviation between councils of the log odds or log rate, net of chance."),
    "variation.real_share": ("number", "Share of the variance between councils that is more than chance, 0 to 1."),
    "variation.gini": ("number", "Gini coefficient. Of a percentage it depends on which side is counted: read `sd` "
        "first."),
    "variation.cv": ("number", "Coefficient of variation, with the same warning."),
    "variation.between_region_share": ("number", "Share of the variance that lies between regions, 0 to 1."),
    "variation.between_region_share_by_chance": ("number", "What that share would be if regions did not matter."),
    "variation.p10": ("number", "A tenth of the councils are below this."),
    "variation.median": ("number", "Half of the councils are below this."),
    "variation.p90": ("number", "A tenth of the councils are above this."),
    "revisions.id": ("string", "Name of the row; it stays."),
    "corrections.id": ("string", "Name of the row; it stays."),
    "corrections.published": ("number", "The figure as it was printed."),
    "corrections.shown": ("number", "What is shown in its place; blank where nothing is."),
    "corrections.title": ("string", "Title of the table."),
    "revisions.title": ("string", "Title of the table."),
    "corrections.metrics": ("string", "Measures that rest on the cell, joined by ';'."),
    "revisions.metrics": ("string", "Measures that rest on the cell, joined by ';'."),
    "corrections.release_published": ("date", "Day on which the release was published, where it is known."),
    "revisions.old_published": ("date", "Day on which the older release was published, where it is known."),
    "revisions.new_published": ("date", "Day on which the newer release was published, where it is known."),
    "versions.version": ("string", "The version as it stands in addresses: 2025.1."),
    "versions.id": ("string", "The version with the first characters of the digest of its tables."),
    "versions.label": ("string", "Which releases it holds."),
    "versions.built": ("date", "The day on which it was put together."),
    "versions.newest": ("boolean", "Whether it is the newest."),
    "tables.name": ("string", "Name of the table."),
    "tables.title": ("string", "Its title."),
    "tables.description": ("string", "What is in it."),
    "tables.kind": ("string", "Which group of tables it belongs to."),
    "tables.rows": ("integer", "How many rows it has."),
    "tables.key": ("string", "The columns that name a row together, joined by ';'."),
    "tables.periods": ("string", "Its periods, the oldest first, joined by ';'."),
    "tables.attribution": ("string", "The words that publishers ask you to print."),
    "tables.note": ("string", "What to know before using it."),
    "dictionary.table": ("string", "Name of the table."),
    "dictionary.column": ("string", "Name of the column."),
    "dictionary.type": ("string", "string, number, integer, boolean or date."),
    "dictionary.unit": ("string", "Unit of its values, where it has one."),
    "dictionary.description": ("string", "What it means."),
}  # fmt: skip
LIMITS = {"_lci_95": "Lower end of the 95% interval of the same.", "_uci_95": "Upper end of that interval."}

LIMITED = ("lci_95", "uci_95")


class Unexplained(LookupError):
    """A column without a word about it."""


def described(tables: tuple[str, ...], name: str) -> Column:
    """The column of the first of the tables that says something of it; raises Unexplained."""
    for table in tables:
        if f"{table}.{name}" in ONLY_HERE:
            return Column(name, ONLY_HERE[f"{table}.{name}"][0], "", ONLY_HERE[f"{table}.{name}"][1])
    ending = next((each for each in LIMITS if name.endswith(each) and name not in LIMITED), None)
    if ending:
        return Column(name, "number", "", LIMITS[ending])
    told = [dictionary.column(table, name) for table in tables]
    found = next((each for each in told if each.description), None)
    if found is None:
        raise Unexplained(f"no column {name!r} is explained: add it to layouts/api/v1/columns.py")
    return found
