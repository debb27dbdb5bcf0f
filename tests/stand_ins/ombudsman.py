"""A stand-in for the Ombudsman's site: its search, decisions, statistics pages and annual tables."""

from dataclasses import dataclass, field
from datetime import date
from html import escape

from tests.stand_ins.server import Asked, Reply, StandIn, page

HOST = "www.lgo.org.uk"
SEARCH = "/Decisions/SearchResults"
LANDING = "/information-centre/reports/annual-review-reports/local-government-complaint-reviews"
COUNCILS = "/your-councils-performance"
PAGE = 10
SITE = """<!doctype html>
<html lang=en><head><title>{title}</title></head><body><header><a href='/decisions'>Decisions</a></header>
<main>{main}</main><footer><p>Privacy settings</p></footer></body></html>
"""
ITEM = """<article><h3><a href="{path}?displaypref=0">{council} ({spaced})</a></h3>
<p>Statement {decision} {subcategory} {day}</p><p>Summary: {summary}</p></article>"""
DEAD = '<article><h3><a href="{path}">No longer here</a></h3></article>'
DECISION = """<h1>{council} ({spaced})</h1><p>Category : {category}</p><p>Decision : {decision}</p>
<p>Decision date : {day}</p><p>Summary: {summary}</p><h2>The complaint</h2>"""
OLD = """<p>{name}</p><p>Annual statistics ?Find out more about annual statistics</p><ul>
<li>{rate} of complaints we investigated were upheld.</li>
<li>This compares to an average of {average} in similar authorities.</li>
<li>{upheld} upheld decisions</li>{per_head}
<li>Statistics are based on a total of {investigated} {kind}investigations for the period between {year}</li>
{remedies}</ul><p>Annual letters</p>"""
PER_HEAD = """<li>Adjusted for {name}'s population, this is {mine} upheld decisions per 100,000 residents</li>
<li>The average for authorities of this type is {similar} upheld decisions per 100,000 residents.</li>"""
COMPLIANCE = (
    "<li>{} of cases we were satisfied the Council had successfully implemented our recommendations.</li>"
)
REMEDY = """<li>In {} of upheld cases we found the Council had provided a satisfactory remedy before the complaint
reached the Ombudsman.</li>"""
NEW = """<p>{name}</p><h2>Complaint overview</h2><p>Between {year}, we dealt with {dealt} complaints. Of these, {others}
were not for us or not ready for us to investigate. We assessed and closed {closed} complaints. We investigated
{investigated} complaints.</p>{upheld}<p>Annual letters</p>"""
UPHELD = """<p>We investigated {investigated} complaints and upheld {upheld}.</p>
<p>{rate} of complaints we investigated were upheld.</p>
<p>This compares to an average of {average} in similar authorities.</p>
<p>Adjusted for {name}'s population, this is {mine} upheld decisions per 100,000 residents.</p>"""
Row = dict[str, str]


def site(main: str, title: str = "Local Government and Social Care Ombudsman") -> Reply:
    """A page as the site sends it."""
    return page(SITE.format(title=title, main=main))


def path(case: Row) -> str:
    """The path of a decision: that of its `url` in the published sample."""
    return "/" + case["url"].split("/", 3)[3]


def worded(case: Row) -> Row:
    """A decision in the words of the site."""
    day = date.fromisoformat(case["decision_date"])
    subcategory = case["category"].partition(" > ")[2]
    words = {**case, "path": path(case), "spaced": case["reference"].replace("-", " ")}
    safe = {name: escape(text) for name, text in words.items()}
    return safe | {"subcategory": subcategory, "day": f"{day:%d-%b-%Y}"}


@dataclass
class Ombudsman(StandIn):
    """`cases` are its decisions, `dead` the references whose pages are gone and `overstated` what months say too much.

    `rows` are statistics pages, of which a council shows the newest up to `year` ('2024').
    """

    cases: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    dead: set[str] = field(default_factory=set)
    overstated: dict[str, int] = field(default_factory=dict)
    year: str = "2024"

    def __post_init__(self) -> None:
        super().__init__()
        self.answers = [self.search, self.decision, self.statistics]

    def search(self, asked: Asked) -> Reply | None:
        """A page of results; past the last one the site shows the last one again."""
        if asked.path != SEARCH:
            return None
        first, last, number = (asked.query[name][0] for name in ("fd", "td", "page"))
        found = [case for case in self.cases if first <= case["decision_date"] <= last]
        found.sort(key=lambda case: (case["decision_date"], case["reference"]), reverse=True)
        start = min((int(number) - 1) * PAGE, max(0, (len(found) - 1) // PAGE * PAGE))
        items = "".join(
            (DEAD if case["reference"] in self.dead else ITEM).format(**worded(case))
            for case in found[start : start + PAGE]
        )
        stated = len(found) + self.overstated.get(first[:7], 0)
        return site(f"<h1>Decisions</h1><p>Your search has {stated:,} results</p>{items}")

    def decision(self, asked: Asked) -> Reply | None:
        """The page of a decision that is not gone."""
        for case in self.cases:
            if path(case) == asked.path and case["reference"] not in self.dead:
                return site(DECISION.format(**worded(case) | {"day": worded(case)["day"].replace("-", " ")}))
        return None

    def statistics(self, asked: Asked) -> Reply | None:
        """A council's page for the newest year that it has."""
        mine = [
            row
            for row in self.rows
            if asked.path == f"{COUNCILS}/{row['slug']}/statistics" and row["period_start"][:4] <= self.year
        ]
        return site(statistics(max(mine, key=lambda row: row["period_start"]))) if mine else None


def percent(text: str) -> str:
    """A percentage as the site prints it."""
    return text if text == "n/a" else f"{text}%"


def statistics(row: Row) -> str:
    """A statistics page out of its figures, in the layout of its year."""
    year = f"1 April {row['period_start'][:4]} to 31 March {row['period_end'][:4]}"
    words = {"name": escape(row["page_council_name"]), "year": year, "upheld": row["upheld"]}
    words |= {"investigated": row["investigated"], "rate": percent(row["upheld_rate_pct"])}
    words |= {"average": percent(row["similar_average_pct"]), "mine": row["upheld_per_100k"]}
    if row["layout"] == "2024-25":
        upheld = UPHELD.format(**words) if row["upheld"] else ""
        counts = {"dealt": row["complaints_dealt_with"], "others": row["not_for_us"]}
        return NEW.format(**words | counts | {"closed": row["assessed_and_closed"], "upheld": upheld})
    per_head = (
        PER_HEAD.format(**words, similar=row["similar_upheld_per_100k"]) if row["upheld_per_100k"] else ""
    )
    remedies = COMPLIANCE.format(percent(row["compliance_pct"])) if row["compliance_pct"] else ""
    remedies += (
        REMEDY.format(percent(row["satisfactory_remedy_pct"])) if row["satisfactory_remedy_pct"] else ""
    )
    kind = "detailed " if row["layout"] == "2022-23" else ""
    return OLD.format(**words, per_head=per_head, kind=kind, remedies=remedies)


def landing(links: dict[str, str]) -> Reply:
    """The landing page of the annual reviews, with links by their words."""
    items = "".join(f'<li><a href="{link}">{words}</a></li>' for words, link in links.items())
    return site(f"<h1>Local government complaint reviews</h1><ul>{items}</ul>")
