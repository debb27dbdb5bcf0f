"""Which sentences a page says, so that its words, its alternative texts and its picture for sharing are the same."""

from __future__ import annotations

from layouts import places
from layouts.comparison import Line
from metrics import registry, sentences
from metrics.claim import Claim
from metrics.memory import remembered

LONGEST = 2048


@remembered(LONGEST)
def leading(metric_id: str, area_code: str, period: str) -> Claim:
    """The sentence that tells a figure: beside England's where that is safe, else alone, else the refusal."""
    found = sentences.claims_of(area_code, metric_id, period, kinds=("level", "comparison"))
    beside = (each for each in found if each.against == "england" and each.text)
    return next(beside, found[0])


@remembered(LONGEST)
def changed(metric_id: str, area_code: str, period: str) -> Claim | None:
    """How a figure changed since the period before it; None where that is not safe to say."""
    found = sentences.claims_of(area_code, metric_id, period, kinds=("change",))
    return next((each for each in found[:1] if each.text), None)


@remembered(LONGEST)
def alone(metric_id: str, area_code: str, period: str) -> Claim:
    """The figure by itself."""
    return sentences.claims_of(area_code, metric_id, period, kinds=("level",))[0]


@remembered(LONGEST)
def every(metric_id: str, area_code: str, period: str) -> tuple[Claim, ...]:
    """All that may be said of a figure, and what may not."""
    return tuple(sentences.claims_of(area_code, metric_id, period))


def beside(line: Line) -> list[Claim]:
    """Each council of a comparison after the first beside the first."""
    first, *others = (place.area_code for place in line.places)
    return [_pair(line.metric.id, other, first, line.period) for other in others]


@remembered(LONGEST)
def _pair(metric_id: str, area_code: str, other: str, period: str) -> Claim:
    return sentences.pair(registry.metric(metric_id), area_code, other, period)


def in_words(claim: Claim) -> str:
    """What is said, with what must stand beside it; or whose figure may not be said, and why."""
    if claim.text:
        return " ".join(filter(None, [claim.said, claim.beside, claim.note]))
    return f"{heading(claim)}: {claim.refused}"


def briefly(claim: Claim) -> str:
    """What is said with the share of exceptions, for those who hear it in place of a picture; or the refusal."""
    if not claim.text:
        return f"{places.places()[claim.areas[0]].name}: {claim.refused}"
    return " ".join(filter(None, [claim.said, claim.beside]))


def title(claim: Claim | None, otherwise: str) -> str:
    """What is said as the title of a chart, beside which `aside` stands; other words where nothing is safe to say."""
    return claim.said.removesuffix(".") if claim and claim.text else otherwise


def aside(claim: Claim | None) -> str:
    """What has to stand beside such a title."""
    return " ".join(filter(None, [claim.beside, claim.note])) if claim and claim.text else ""


def heading(claim: Claim) -> str:
    """'EHC plans issued within 20 weeks, 2025'."""
    return ", ".join(filter(None, [registry.metric(claim.metric).title, claim.period]))
