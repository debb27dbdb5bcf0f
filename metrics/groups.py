"""A metric's figures by age, sex, ethnicity, placement or years with a plan, where its table is published by group.

The reference table `groups` says what each published group is called for readers, its place in the order and the
subtotal that it is part of. Only percentages and counts are worked out by group: rates would need their denominator
by the same groups.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics import areas, cells, compute, periods, registry, tables
from metrics.intervals import byar, wilson
from metrics.memory import remembered
from metrics.metric import TOTAL, Count, Metric, Proportion, indicators, terms

PERCENT = 100
FEWEST = 10
"""A group of fewer cases than this is not shown, whatever its figure."""
FEW = f"Fewer than {FEWEST} cases: not shown, as single children could be recognised and chance decides the figure."
CONTRADICTION = "The published counts of this group contradict each other."
IN_NO_BAND = "Not published when these were issued: they are counted among all plans and in no band of weeks."
OTHER_TOTAL = "These groups are of the {release} release, whose total differs from the one shown here."
READ_WITH_CARE = (
    "Groups differ in much besides what they are named for: children of different ages have different needs and "
    "places, and ethnicity is not known for some. A difference between two groups does not show that one is treated "
    "worse, and its cause has to be looked for elsewhere. Many groups are small, so look at the intervals."
)
NOT_KNOWN = "not known"
"""How the names of groups end that are no group of children: their record lacks an age, a sex or an ethnicity."""

COLUMNS = [
    "metric", "area_code", "area_name", "geographic_level", "period", "topic", "group", "part_of", "order",
    "value", "numerator", "denominator", "lci_95", "uci_95", "symbol", "reason", "release",
]  # fmt: skip


class UnknownTopic(ValueError):
    """A topic by which a metric is not published; the message says what there is."""


@remembered(2048)
def topics(metric_id: str) -> list[str]:
    """What a metric is published by, in readers' words, in alphabetical order; empty where only totals are."""
    return sorted(_published(registry.metric(metric_id)))


def periods_of(metric_id: str, topic: str) -> list[str]:
    """The periods in which a metric is published by a topic, the oldest first."""
    return sorted(_frame(metric_id, topic)["period"].unique(), key=periods.start)


def breakdowns(metric_id: str, area_code: str, period: str, topic: str = "") -> pd.DataFrame:
    """A metric's groups in one place and period, of one topic or of all, in their order; columns COLUMNS.

    A group without a row has nobody in it, as far as is published. A gap has a symbol and a reason, and no counts.
    Where the figure for everyone is a gap, so are all its groups.
    """
    wanted = [topic] if topic else topics(metric_id)
    parts = [_frame(metric_id, each) for each in wanted]
    rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)
    rows = rows[(rows["area_code"] == area_code) & (rows["period"] == period)]
    return rows.reset_index(drop=True)


@remembered(6)
def _frame(metric_id: str, topic: str) -> pd.DataFrame:
    """Every place, period and group of a topic; do not change it."""
    metric = registry.metric(metric_id)
    published = _published(metric)
    if topic not in published:
        raise UnknownTopic(
            f"{metric_id} is not published by {topic!r}; it is by: {', '.join(sorted(published)) or 'nothing'}"
        )
    rows = _worked_out(_counted(metric, published[topic]), metric)
    rows = _as_everyone(_of_the_same_total(rows, metric), metric_id).assign(metric=metric_id, topic=topic)
    rows["area_name"] = rows["area_code"].map(areas.areas()["name"])
    rows["period_start"] = rows["period"].map(periods.start)
    return rows.sort_values(["period_start", "area_code", "order"], ignore_index=True)[COLUMNS]


def _published(metric: Metric) -> dict[str, list[str]]:
    """A reader's topic -> the publisher's topics that it stands for, of those by which a metric can be worked out."""
    formula = metric.formula
    if not isinstance(formula, Proportion | Count) or formula.breakdown != TOTAL:
        return {}
    if not tables.is_loaded(formula.dataset):
        return {}
    held = tables.describe_groups(formula.dataset).get("topics", {})
    found: dict[str, list[str]] = {}
    named = (
        tables.reference("groups").drop_duplicates("breakdown_topic").set_index("breakdown_topic")["topic"]
    )
    for topic, printed in held.items():
        if set(indicators(formula)) <= set(printed):
            found.setdefault(named[topic], []).append(topic)
    return found


def _counted(metric: Metric, published: list[str]) -> pd.DataFrame:
    """Numerator, denominator and first symbol of every group, from the newest release that has it."""
    formula = metric.formula
    assert isinstance(formula, Proportion | Count)
    columns = {"numerator": formula.numerator}
    if isinstance(formula, Proportion):
        columns |= {"denominator": formula.denominator, "in_bands": formula.bands or formula.denominator}
    needed = list(dict.fromkeys(name for column in columns.values() for _, name in terms(column)))
    table = tables.groups(formula.dataset, published, needed)
    key = [*cells.KEY, "breakdown_topic", "breakdown"]
    wide = (
        table.set_index([*key, "indicator"])[["value", "symbol"]]
        .unstack("indicator")
        .sort_index(level="release")
    )
    value, symbol = wide["value"], wide["symbol"]
    figures = {
        name: sum(sign * value[part].to_numpy() for sign, part in terms(column))
        for name, column in columns.items()
    }
    rows = value.index.to_frame(index=False).assign(**figures)
    rows["symbol"] = cells.first_symbol(symbol).to_numpy()
    kind = tables.describe(formula.dataset)["period_kind"]
    spelling = {text: periods.label(text, kind) for text in rows["time_period"].unique()}
    rows["period"] = rows["time_period"].map(spelling)
    rows["geographic_level"] = rows["geographic_level"].map(cells.LEVELS)
    if metric.first:
        rows = rows[rows["period"].map(periods.start) >= periods.start(metric.first)]
    return _named(rows.drop_duplicates(["area_code", "period", "breakdown_topic", "breakdown"], keep="last"))


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the reader's `group`, what it is `part_of` and its `order`."""
    listed = tables.reference("groups")
    label = listed.set_index(["breakdown_topic", "breakdown"])["label"]
    whole = pd.MultiIndex.from_frame(listed[["breakdown_topic", "part_of"]])
    listed = listed.assign(part_of=label.reindex(whole).fillna("").to_numpy())
    named = rows.merge(
        listed.rename(columns={"label": "group"})[
            ["breakdown_topic", "breakdown", "group", "part_of", "order"]
        ],
        on=["breakdown_topic", "breakdown"],
    )
    return named.assign(order=named["order"].astype("int64"))


def _worked_out(rows: pd.DataFrame, metric: Metric) -> pd.DataFrame:
    """Rows with value and interval; groups that are too small, or contradict themselves, as gaps."""
    is_share = isinstance(metric.formula, Proportion)
    cases = rows["denominator"] if is_share else rows["numerator"]
    top = rows["numerator"]
    words = tables.reference("symbols").set_index("symbol")["explanation"]
    reason = rows["symbol"].map(words).fillna("")
    wrong = rows["symbol"].isna() & ((top < 0) | (top > cases))
    few = rows["symbol"].isna() & ~wrong & (cases < FEWEST)
    nowhere = rows["symbol"].isna() & ~wrong & ~few & is_share & (rows.get("in_bands") == 0)
    reason = reason.mask(wrong, CONTRADICTION).mask(few, FEW).mask(nowhere, IN_NO_BAND)
    symbol = rows["symbol"].mask(wrong | few, "not_shown").mask(nowhere, "not_recorded")
    shown = symbol.isna()
    top, cases = top.where(shown), cases.where(shown)
    scale = PERCENT if is_share else 1
    low, high = wilson(top, cases) if is_share else byar(top)
    return rows.assign(
        numerator=top,
        denominator=cases if is_share else np.nan,
        value=PERCENT * top / cases if is_share else top,
        lci_95=scale * low,
        uci_95=scale * high,
        symbol=symbol,
        reason=reason,
    )


def _of_the_same_total(rows: pd.DataFrame, metric: Metric) -> pd.DataFrame:
    """Rows as gaps where their release has another total than the figure shown for everyone."""
    formula = metric.formula
    assert isinstance(formula, Proportion | Count)
    columns = {"of_numerator": formula.numerator}
    if isinstance(formula, Proportion):
        columns["of_denominator"] = formula.denominator
    place = ["area_code", "period"]
    every = cells.every_release(formula.dataset, columns, formula.breakdown)
    shown = every.drop_duplicates(["level", *place], keep="last")[[*place, "release", *columns]]
    shown = shown.rename(columns={"release": "shown_release", **{name: f"shown_{name}" for name in columns}})
    both = every[[*place, "release", *columns]].merge(shown, on=place)
    held, all_shown = (both[list(names)].to_numpy() for names in (columns, map("shown_{}".format, columns)))
    differs = (both["release"] != both["shown_release"]) & (held != all_shown).any(axis=1)
    key = pd.MultiIndex.from_frame(both.loc[differs, [*place, "release"]])
    other = pd.MultiIndex.from_frame(rows[[*place, "release"]]).isin(key) & rows["symbol"].isna()
    numbers = ["value", "numerator", "denominator", "lci_95", "uci_95"]
    said = [OTHER_TOTAL.format(release=release) for release in rows["release"]]
    return rows.assign(
        **rows[numbers].mask(other),
        symbol=rows["symbol"].mask(other, "not_shown"),
        reason=rows["reason"].mask(other, pd.Series(said, index=rows.index, dtype="str")),
    )


def _as_everyone(rows: pd.DataFrame, metric_id: str) -> pd.DataFrame:
    """Rows with all groups as gaps where the metric's own figure is one, for the same reason."""
    everyone = compute.values(metric_id)
    everyone = everyone.loc[everyone["value"].isna(), ["area_code", "period", "symbol", "reason"]]
    both = rows.merge(everyone, how="left", on=["area_code", "period"], suffixes=("", "_of_all"))
    gap = both["symbol_of_all"].notna()
    numbers = ["value", "numerator", "denominator", "lci_95", "uci_95"]
    return both.assign(
        **both[numbers].mask(gap),
        symbol=both["symbol_of_all"].where(gap, both["symbol"]),
        reason=both["reason_of_all"].where(gap, both["reason"]),
    )
