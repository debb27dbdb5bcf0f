"""Words that a reader sends in their own name: a short text to post, and a letter to an MP.

Every figure is in a sentence of `metrics.sentences`. What only the reader knows stands in square brackets.
"""

from __future__ import annotations

from layouts import links
from layouts.briefing import choice, content, foot
from layouts.format import plural
from layouts.places import Place
from metrics.claim import Claim

LONGEST = 280
"""Characters of a short text with its address."""
MOST_QUESTIONS = 3
NOTHING_SHORT = "No sentence that is short enough may safely be said of these figures."
LETTER = """Dear [name of your MP],

I live in [your town or village]. I am writing about support for children and young people with special educational \
needs and disabilities (SEND) in {place}.

These figures have been published:

{figures}

[If you want to, say in your own words what this means for your family. You need not name your child or a school.]

I would be grateful if you would ask {whom}:

{questions}

Where the figures come from, and what to read with care: {address}
{sources}

Yours sincerely,

[your name]
[your address with postcode, which shows your MP that you live in the constituency]
"""


def has_them(place: Place) -> bool:
    """Whether there are words to send: for England and for the councils of today."""
    return content.has_one(place) and not place.end


def short_text(place: Place) -> str:
    """A sentence and where it is from, in at most LONGEST characters; '' where none is short enough.

    One that needs no note comes first: a note asks for more room than there is.
    """
    there = foot.address(links.area(place.code))
    unnoted_first = sorted(by_weight(place.code), key=lambda claim: bool(claim.note))
    texts = (f"{choice.said(each)} {there}" for each in unnoted_first)
    return next((text for text in texts if len(text) <= LONGEST), "")


def counted(text: str) -> str:
    """'231 of 280 characters'."""
    return f"{len(text)} of {plural(LONGEST, 'character')}"


def letter(place: Place) -> str:
    """The letter with the figures and questions of the briefing."""
    found = content.of(place.code)
    asked = found.questions[:MOST_QUESTIONS]
    return LETTER.format(
        place=place.spoken,
        figures="\n\n".join(f"- {choice.said(each)}" for each in choice.claims(place.code)) or content.NONE,
        whom="the council" if place.is_authority else "the Department for Education",
        questions="\n".join(f"{at}. {text}" for at, text in enumerate(asked, 1)),
        address=foot.address(links.briefing(place.code)),
        sources=found.sources,
    )


def by_weight(area_code: str) -> list[Claim]:
    """All that may be said about the measures of every briefing, the most telling of each first, then of the others."""
    found = []
    for metric_id in [*choice.ALWAYS, *choice.ALSO]:
        when = choice.period(metric_id, area_code)
        found += sorted(choice.safe(area_code, metric_id, when), key=choice.weight) if when else []
    return found
