"""Every sentence on the main measures is recomputed by a second reader, which catches each sentence made wrong."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from metrics import areas, compute, sentences
from metrics.claim import Claim
from tests.fixtures import sentence_checker as second
from tests.fixtures.sentence_checker import Checker

DATA = Path(__file__).resolve().parents[2] / "data"
OUTCOMES = {
    "too few": r"ewer than \d+ cases|so few children", "exceptions": r"as exceptions", "doubt": r"A check doubts",
    "not surely extreme": r"not surely among", "break": r"From 20\d\d the department|records of each child|new form",
    "note of its own": r"note of its own", "withheld": r"^(?:\w+: )?Withheld|: Withheld",
    "abolished or new": r"was abolished|began on",
}  # fmt: skip
MUTATED = 48


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(DATA)


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    """Every claim of every council, past and present, in two periods of each main measure."""
    codes = sorted({*areas.authorities_in("2025-12-31"), *areas.authorities_in("2018-12-31")})
    return [
        claim
        for metric in second.METRIC.values()
        for period in (compute.periods_of(metric)[-1], *(["2022"] if metric == second.METRIC["late"] else []))
        for code in codes
        for claim in sentences.claims_of(code, metric, period)
    ]


def outcome(claim: Claim) -> str:
    if claim.text:
        return "safe"
    return next(
        (name for name, words in OUTCOMES.items() if re.search(words, claim.refused)), "gap or no row"
    )


def test_every_kind_is_said_or_refused_and_what_is_said_is_right(
    claims: list[Claim], checker: Checker
) -> None:
    counted = Counter((claim.kind, outcome(claim)) for claim in claims)
    for (kind, how), count in sorted(counted.items()):
        print(f"{kind:12} {how:22} {count:6}")
    assert {kind for kind, how in counted if how == "safe"} == set(sentences.KINDS)
    assert {how for _, how in counted} >= {"too few", "exceptions", "doubt", "not surely extreme", "break"}
    assert all(bool(claim.text) != bool(claim.refused) for claim in claims)
    wrong = {claim.text: found for claim in claims if claim.text and (found := checker.problems(claim.text))}
    assert not wrong, f"{len(wrong)}: {list(wrong.items())[:3]}"


def off_by_one(text: str, _: random.Random, __: Checker) -> str:
    part, whole = re.search(r"(all|none|[\d,]+)(?: of)? ([\d,]+)", text).groups()
    total = int(whole.replace(",", ""))
    count = {"all": total - 1, "none": 1}.get(part)
    count = min(int(part.replace(",", "")) + 1, total - 1) if count is None else count
    if f"{count:,}" == part:
        count -= 2
    return re.sub(r"(all [\d,]+|none of [\d,]+|[\d,]+ of [\d,]+)", f"{count:,} of {whole}", text, count=1)


def wrong_year(text: str, draw: random.Random, _: Checker) -> str:
    year = int(re.search(r" in (20\d\d)", text)[1])
    return text.replace(f" in {year}", f" in {year + draw.choice((-1, 1, -2))}", 1)


def exchanged(text: str, draw: random.Random, checker: Checker) -> str:
    """The name of another council in place of the first one, or, of a pair, each in the other's place."""
    name = re.match(r"(?:Counting exceptions, )?(.+?) (?:issued|classed|refused)", text)[1]
    other = re.search(r"\. In (.+?) the figure was", text)
    swap = (
        other[1]
        if other
        else draw.choice([each for each in ("Leeds", "Kent", "Bristol", "Devon") if each != name])
    )
    return text.replace(name, "\0").replace(swap, name).replace("\0", swap)


def dropped_break(text: str, _: random.Random, checker: Checker) -> str:
    """A change since 2021, right in every figure, across the break of 2022."""
    head, measure = re.match(r"(.+? in 20\d\d),", text)[1], "refused" if "refused" in text else "all"
    who = re.match(r"(?:Counting exceptions, )?(.+?) (?:issued|refused)", head)[1]
    here, year = checker.code(who), head[-4:]
    ours, before = checker.counts(measure, here, year), checker.counts(measure, here, "2021")
    if before is None or not before[1]:
        return ""
    _, low, high = second.newcombe(ours, before)
    way = "up from" if low > 0 else "down from" if high < 0 else "not clearly different from"
    told = f"{head}, {way} {second.share(*before)} ({second.in_words(*before)}) in 2021"
    given = " and ".join(sorted({checker.release(measure, here, when) for when in (year, "2021")}))
    return f"{told}{': the change may be chance' * way.startswith('not')}. Source: {given} releases."


def wrong_ordinal(text: str, draw: random.Random, _: Checker) -> str:
    """Another place, the wrong ending, a tie that is none, or other limits."""
    told = re.search(r"is (joint )?(\d+)([a-z]{2}) of (\d+)", text)
    joint, place, ending, of = told[1] or "", int(told[2]), told[3], told[4]
    other = next(each for each in ("st", "nd", "rd", "th") if each != ending)
    ways = [
        f"is {joint}{second.ordinal(place + 1)} of {of}",
        f"is {joint}{place}{other} of {of}",
        f"is {'' if joint else 'joint '}{place}{ending} of {of}",
    ]
    return text.replace(told[0], draw.choice(ways))


WRONG = {
    "numerator off by one": (off_by_one, r"\d+ of|all \d|none of"),
    "wrong year": (wrong_year, r" in 20\d\d"),
    "exchanged councils": (exchanged, r"^[A-Z]"),
    "dropped break": (dropped_break, r"^(?!.*as exceptions).*(?:up|down|different) from"),
    "wrong ordinal": (wrong_ordinal, r"Among councils"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_every_sentence_made_wrong_is_caught(claims: list[Claim], checker: Checker, kind: str) -> None:
    make, fits = WRONG[kind]
    draw = random.Random(7)
    told = [each.text for each in claims if each.text and re.search(fits, each.text)]
    draw.shuffle(told)
    made = [
        (text, wrong)
        for text in told[: 3 * MUTATED]
        if (wrong := make(text, draw, checker)) not in ("", text)
    ]
    assert len(made) >= MUTATED
    missed = [wrong for _, wrong in made[:MUTATED] if not checker.problems(wrong)]
    print(f"{kind}: {MUTATED - len(missed)} of {MUTATED} caught")
    assert not missed, missed[:3]
