"""Sentences on made-up figures, zero, one, few, all and withheld among them: each kind is right or has its reason."""

import random
from collections import Counter
from itertools import pairwise

import pytest

from metrics import registry, sentences
from tests.fixtures.second_sums import newcombe, ordinal
from tests.fixtures.sentence_checker import Checker
from tests.fixtures.small_data import SmallData
from tests.fixtures.small_england import COUNCILS, REFUSED

BREAK = "A new form was used."
YEARS = ("2022", "2023", "2024")
HIDDEN = COUNCILS[7]


def drawn(draw: random.Random) -> tuple[int, int]:
    """Refusals of requests: mostly some of many, often an edge."""
    whole = draw.choice((1, 2, 9, 10, 11, 40, 400, 1431, 12345))
    return draw.choice((0, 1, whole, whole - 1, draw.randint(0, whole), draw.randint(0, whole))), whole


@pytest.mark.parametrize("seed", range(3))
def test_what_is_said_of_random_figures_is_right_and_what_is_refused_has_its_reason(
    small_data: SmallData, seed: int
) -> None:
    draw = random.Random(seed)
    years = {year: {code: drawn(draw) for code in COUNCILS[:60]} for year in YEARS}
    years["2024"][HIDDEN] = ("c", 40)
    lines = [
        f"2025 {year} {code} {name} {cell}"
        for year, counts in years.items()
        for code, cells in counts.items()
        for name, cell in zip(("requests_refused", "requests"), cells, strict=True)
    ]
    small_data.observations("ehc_plan_requests", "\n".join(lines), breaks=(("2023", BREAK),))
    checker, counted = Checker(small_data.folder), Counter()
    for code in COUNCILS[:60]:
        found = [
            *sentences.claims_of(code, REFUSED),
            sentences.changed(registry.metric(REFUSED), code, "2022", "2024"),
        ]
        for claim in found:
            counted[claim.kind, claim.refused.partition(" ")[0] if claim.refused else "said"] += 1
            assert not claim.text or not checker.problems(claim.text), claim.text
            assert claim.text or reason(claim.refused, years, code), claim.refused
    print(dict(counted))
    assert counted["level", "said"] > 20
    assert counted["change", "said"] > 5


def reason(refused: str, years: dict, code: str) -> bool:
    """Whether a refusal is true of the figures that were drawn."""
    few = any(isinstance(top, str) or whole < 10 for top, whole in (years[year][code] for year in YEARS))
    if "ewer than 10 cases" in refused or "hid this figure" in refused:
        return few
    if "one more or one fewer" in refused:
        return any(years[year][code][1] < 50 for year in YEARS)
    if "most of them may be missing" in refused:
        wholes = [years[year][code][1] for year in YEARS]
        return any(now < 0.4 * last >= 40 for last, now in pairwise(wholes))
    return (
        refused == BREAK
        or "metrics build" in refused
        or "no figure for" in refused
        or "not loaded" in refused
    )


def test_the_second_reader_s_own_sums() -> None:
    """Newcombe's worked example (1998, table II): 56 of 70 less 48 of 80."""
    assert [round(each / 100, 4) for each in newcombe((56, 70), (48, 80))] == [0.2, 0.0524, 0.3339]
    assert [ordinal(each) for each in (1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111, 112)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "101st", "111th", "112th",
    ]  # fmt: skip
