"""Sentences on measures drawn from all are recomputed by a second reader, which catches each one made wrong."""

import random
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from metrics import areas, compute, registry, sentences
from metrics.claim import Claim
from tests.fixtures.second_measures import MEASURES
from tests.fixtures.second_places import ENGLAND
from tests.fixtures.sentence_checker import Checker
from tests.fixtures.sentence_mutations import WRONG

DATA = Path(__file__).resolve().parents[2] / "data"
OUTCOMES = {
    "too few": r"ewer than (?:\d+|ten|fifty) cases|so few children", "exceptions": r"as exceptions",
    "doubt": r"A check doubts", "not surely extreme": r"not surely among",
    "break": r"From 20\d\d the department|records of each child|new form", "note of its own": r"note of its own",
    "withheld": r"^(?:\w+: )?Withheld|: Withheld", "abolished or new": r"was abolished|began on",
    "no counts": r"count|interval|limits",
}  # fmt: skip
MAIN = (
    "ehc_plans_in_20_weeks", "ehc_plans_in_20_weeks_including_exceptions", "ehc_plans_with_exceptions",
    "ehc_requests_refused",
)  # fmt: skip
COUNCILS = 40
"""Of these measures; of OTHERS more, drawn from all that there are, SOME each time anew."""
OTHERS = 28
SOME = 4
MUTATED = 40
FEWEST_MADE = 20
READ = 0.9
"""Of all that is said, the least that the second reader must know how to read."""


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(DATA)


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    """What is said and refused of councils, past and present, of regions and of England."""
    draw = random.Random(7)
    councils = sorted({*areas.authorities_in("2025-12-31"), *areas.authorities_in("2018-12-31")})
    regions = [code for code in areas.areas().index if code.startswith(areas.REGION)]
    found = []
    others = sorted(set(registry.all_metrics()) - {*MAIN})
    for metric in [*MAIN, *draw.sample(others, OTHERS)]:
        codes = [
            *draw.sample(councils, COUNCILS if metric in MAIN else SOME),
            *draw.sample(regions, 2),
            ENGLAND,
        ]
        when = [*compute.periods_of(metric)[-1:], *(["2022"] if metric in MAIN[:2] else [])]
        found += [
            claim for period in when for code in codes for claim in sentences.claims_of(code, metric, period)
        ]
    extremes = (
        claim
        for metric in MAIN[1:]
        for code in councils
        for claim in sentences.claims_of(code, metric, kinds=["extreme"])
    )
    return list(dict.fromkeys([*found, *extremes]))


def outcome(claim: Claim) -> str:
    if claim.text:
        return "safe"
    return next(
        (name for name, words in OUTCOMES.items() if re.search(words, claim.refused)), "gap or no row"
    )


def test_every_measure_is_declared_for_the_second_reader() -> None:
    assert set(MEASURES) == set(registry.all_metrics())


def test_every_kind_is_said_or_refused_and_what_is_said_is_right(
    claims: list[Claim], checker: Checker
) -> None:
    counted = Counter((claim.kind, outcome(claim)) for claim in claims)
    for (kind, how), count in sorted(counted.items()):
        print(f"{kind:12} {how:22} {count:6}")
    assert {kind for kind, how in counted if how == "safe"} == set(sentences.KINDS)
    assert {how for _, how in counted} >= {"too few", "exceptions", "doubt", "not surely extreme", "break"}
    assert all(bool(claim.text) != bool(claim.refused) for claim in claims)
    told = [claim for claim in claims if claim.text]
    found = {claim.text: checker.problems(claim.text) for claim in told}
    unread = [text for text, problems in found.items() if problems == ["not a sentence that is known"]]
    wrong = [(text, problems) for text, problems in found.items() if problems and text not in unread]
    share = 1 - len(unread) / len(found)
    print(f"{len(found)} sentences, {share:.1%} read, {len(wrong)} wrong")
    assert share >= READ, unread[:3]
    assert not wrong, f"{len(wrong)}: {wrong[:3]}"


@pytest.mark.parametrize("kind", WRONG)
def test_every_sentence_made_wrong_is_caught(claims: list[Claim], checker: Checker, kind: str) -> None:
    make, fits = WRONG[kind]
    draw = random.Random(7)
    made: list[str] = []
    for claim in _spread(claims, draw):
        if claim.text and re.search(fits, claim.text):
            wrong = make(claim.text, draw, checker)
            made += [wrong] if wrong not in ("", claim.text) else []
        if len(made) == MUTATED:
            break
    missed = [wrong for wrong in made if not checker.problems(wrong)]
    print(f"{kind}: {len(made) - len(missed)} of {len(made)} caught")
    assert len(made) >= FEWEST_MADE, made
    assert not missed, missed[:3]


def _spread(claims: list[Claim], draw: random.Random) -> list[Claim]:
    """The claims in an order that takes each measure and kind in turn."""
    by_kind = defaultdict(list)
    for claim in draw.sample(claims, len(claims)):
        by_kind[claim.metric, claim.kind].append(claim)
    turns = [(at, draw.random(), claim) for each in by_kind.values() for at, claim in enumerate(each)]
    return [claim for _, _, claim in sorted(turns, key=lambda turn: turn[:2])]
