"""How often the intervals of the lottery hold the truth, over simulated councils: `python -m bench.coverage`.

Each data set is 150 councils drawn from a process whose truth is known: the sizes of councils, the chance of
each, and a count for each chance. A 95 % interval should hold the truth in 92 to 98 of 100 data sets.

- *Spread*: the truth is the same measure on a million councils of the process, so the councils count as draws
  from the ways a council can turn out. For the logit spread and the real share that is the spread of the
  chances themselves, but for councils so near 0 or 100 % that their counts cannot tell.
- *Change*: the truth is the difference of two such measures, for years that resemble each other as real years
  do. `said` is how often "grew" or "shrank" was said, which is an error where nothing changed.
- *Ranks*: the truth is each council's place by its chance; `first`, `last` are the councils placed first and
  last ten by their counts.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable
from typing import Literal

import numpy as np

from metrics import variation
from metrics.ranks import rank_limits, ranks
from metrics.spread import (
    Councils,
    Numbers,
    chance_share,
    coefficient_of_variation,
    gini,
    logit_spread,
    percentile_range,
    standard_deviation,
)

COUNCILS = 150
MANY = 1_000_000
SETS = 1000
EXTREME = 10
Process = Callable[[np.random.Generator, int], tuple[Numbers, Numbers]]
Counted = Literal["proportion", "rate"]
MEASURES = {
    "sd": lambda councils: standard_deviation(councils)[0],
    "p90_minus_p10": lambda councils: percentile_range(councils)[0],
    "logit_sd": lambda councils: logit_spread(councils)[0],
    "real_share": lambda councils: np.maximum(0, 1 - chance_share(councils)[0]),
    "gini": lambda councils: gini(councils)[0],
    "cv": lambda councils: coefficient_of_variation(councils)[0],
}


def odds(middle: float, spread: float, size: float) -> Process:
    """Councils whose log odds are normal."""
    return lambda draw, n: (expit(draw.normal(middle, spread, n)), sizes(draw, size, n))


def expit(x: Numbers) -> Numbers:
    return 1 / (1 + np.exp(-x))


def sizes(draw: np.random.Generator, median: float, n: int) -> Numbers:
    """Denominators as unequal as those of councils: the largest of 150 is about six times the median."""
    return np.maximum(20, np.exp(draw.normal(np.log(median), 0.7, n))).round()


def u_shaped(draw: np.random.Generator, n: int) -> tuple[Numbers, Numbers]:
    """Most councils near one end or the other."""
    return draw.beta(0.8, 0.7, n), sizes(draw, 430, n)


def some_always(draw: np.random.Generator, n: int) -> tuple[Numbers, Numbers]:
    """One council in twenty is always on time, as in 2024."""
    chance = draw.beta(1.2, 1, n)
    return np.where(draw.random(n) < 0.05, 1, chance), sizes(draw, 430, n)


def skewed_rate(draw: np.random.Generator, n: int) -> tuple[Numbers, Numbers]:
    """Rates of 3 %, twice as high in some councils."""
    return draw.gamma(4, 0.03 / 4, n), sizes(draw, 1500, n)


PROCESSES: dict[str, tuple[Process, Counted]] = {
    "timeliness": (odds(0.1, 1.9, 430), "proportion"),
    "u-shaped": (u_shaped, "proportion"),
    "some always": (some_always, "proportion"),
    "refusals": (odds(-1.15, 0.65, 900), "proportion"),
    "appeals": (skewed_rate, "rate"),
    "hardly differ": (odds(-2, 0.25, 150), "proportion"),
    "chance alone": (odds(-1.4, 0, 150), "proportion"),
}

CHANGES = {
    "timeliness, same": (0.1, 1.9, 1.9, 430),
    "timeliness, grew": (0.1, 1.6, 1.9, 430),
    "refusals, same": (-1.15, 0.65, 0.65, 900),
    "hardly differ, same": (-2, 0.25, 0.25, 150),
}
"""Middle and spread of the log odds in both years, and size; years resemble each other by SIMILAR."""
SIMILAR = 0.7


def counted(draw: np.random.Generator, chance: Numbers, size: Numbers, kind: Counted) -> Numbers:
    drawn = draw.binomial(size.astype(int), chance) if kind == "proportion" else draw.poisson(size * chance)
    return drawn.astype(float)


def spread(name: str, sets: int) -> dict[str, float]:
    """Share of data sets whose interval holds the truth, by measure."""
    process, kind = PROCESSES[name]
    draw = np.random.default_rng(1)
    chance, size = process(draw, MANY)
    everyone = Councils(counted(draw, chance, size, kind), size, kind)
    truth = {measure: float(value(everyone)) for measure, value in MEASURES.items()}
    if not chance.std():
        truth["logit_sd"] = truth["real_share"] = 0
    held = defaultdict(list)
    for _ in range(sets):
        chance, size = process(draw, COUNCILS)
        figures = variation.summary(counted(draw, chance, size, kind), size, kind=kind, per=1)
        for measure, true in truth.items():
            held[measure].append(figures[f"{measure}_lci_95"] <= true <= figures[f"{measure}_uci_95"])
    return {measure: float(np.mean(each)) for measure, each in held.items()}


def two_years(draw: np.random.Generator, name: str, n: int) -> list[tuple[Numbers, Numbers]]:
    """The counts of the same councils in two years."""
    middle, one, two, median = CHANGES[name]
    before = draw.normal(size=n)
    after = SIMILAR * before + np.sqrt(1 - SIMILAR**2) * draw.normal(size=n)
    size = sizes(draw, median, n)
    levels = expit(middle + one * before), expit(middle + two * after)
    return [(counted(draw, level, size, "proportion"), size) for level in levels]


def change(name: str, sets: int) -> dict[str, float]:
    """Share of data sets whose interval of the change holds the truth, and how often one was said."""
    draw = np.random.default_rng(2)
    years = [Councils(*year, "proportion") for year in two_years(draw, name, MANY)]
    truth = [float(measure(years[1])[0] - measure(years[0])[0]) for measure in variation.SYMMETRIC.values()]
    held = defaultdict(list)
    for _ in range(sets):
        found = variation.change(*two_years(draw, name, COUNCILS), per=1)
        held["said"].append(found.verdict != variation.NOT_SHOWN)
        for each, true in zip(found.changes, truth, strict=True):
            held[each.measure].append(each.lci_95 <= true <= each.uci_95)
    return {measure: float(np.mean(each)) for measure, each in held.items()}


def rank(name: str, sets: int) -> dict[str, float]:
    """Share of councils whose interval holds their true place."""
    process, kind = PROCESSES[name]
    draw = np.random.default_rng(3)
    held = defaultdict(list)
    for _ in range(sets):
        chance, size = process(draw, COUNCILS)
        count = counted(draw, chance, size, kind)
        low, high = rank_limits(count, size, kind)
        true = ranks(chance + draw.uniform(0, 1e-9, COUNCILS))
        inside = ((low <= true) & (true <= high))[np.argsort(-count / size)]
        held["all"].append(inside.mean())
        held["first"].append(inside[:EXTREME].mean())
        held["last"].append(inside[-EXTREME:].mean())
    return {group: float(np.mean(each)) for group, each in held.items()}


def main() -> None:
    """Print a line for each process."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sets", type=int, default=SETS, help="data sets of each process")
    sets = parser.parse_args().sets
    for about, names in ((spread, PROCESSES), (change, CHANGES), (rank, PROCESSES)):
        for name in names:
            found = "  ".join(f"{what} {100 * share:.1f}" for what, share in about(name, sets).items())
            print(f"{about.__name__:7} {name:20} {found}", flush=True)


if __name__ == "__main__":
    main()
