"""Families of like metrics: what they have in common is said once, what differs is a row of a table.

A family is a module of `metrics/families` with `METRICS = family(__doc__, rows, ...)`. Its docstring is the method note
of all its metrics, with {placeholders} that each row fills; so are the title, the short title and the sentence.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from metrics.metric import Formula, Metric, Published

NO_COUNTS = "The publisher gives no counts for this figure, so no interval is given."
WHO = {
    "ehc_plan": "pupils with an EHC plan",
    "sen_support": "pupils on SEN support",
    "no_sen": "pupils without SEN",
}
SHORT = {"ehc_plan": "EHC plan", "sen_support": "SEN support", "no_sen": "no SEN"}
LOOK_AT_BOTH = (
    "A gap can close because one group does better or the other worse, so look at both figures too."
)


@dataclass(frozen=True)
class Row:
    """One metric of a family: the words that fill its placeholders, and the fields in which it `differs`."""

    id: str
    formula: Formula
    words: Mapping[str, str]
    differs: Mapping[str, Any] = field(default_factory=dict)


def family(doc: str | None, rows: Iterable[Row], **shared: Any) -> tuple[Metric, ...]:
    """The metrics of a family, each in the next place after `order`; `shared` are fields of a Metric."""
    made = []
    for place, row in enumerate(rows):
        fields = {**shared, "order": shared["order"] + place, **row.differs}
        words = {name: fields.pop(name, "").format_map(row.words) for name in ("title", "short", "says")}
        note = inspect.cleandoc(doc or "").format_map(row.words)
        made.append(Metric(**fields, **words, formula=row.formula, id=row.id, doc=note))
    return tuple(made)


def by_sen_status(
    stem: str,
    formula: Published,
    *,
    statuses: tuple[str, ...] = tuple(WHO),
    who: Mapping[str, str] = WHO,
    gap_unit: str = "points",
    higher_is_behind: bool = False,
) -> list[Row]:
    """A published figure of each group side by side, then how far each group with SEN is from pupils without.

    `{status}` in the formula stands for the group: `phonics_{status}`. Identities are `<stem>_ehc_plan` and
    `<stem>_gap_ehc_plan`. The words are `who` ("pupils with an EHC plan"), `of` (as `who`, or "pupils without SEN, less
    that of pupils with an EHC plan"), `group` for the short title and `care`. Gaps are turned about where
    `higher_is_behind`; there are none without a `gap_unit`, or without `no_sen` among the statuses.
    """
    rows = []
    for status in statuses:
        words = {"who": who[status], "of": who[status], "group": SHORT[status], "care": ""}
        rows.append(Row(f"{stem}_{status}", _figure(formula, status), words))
    if not gap_unit or "no_sen" not in statuses:
        return rows
    for status in (each for each in statuses if each != "no_sen"):
        ahead, behind = (status, "no_sen") if higher_is_behind else ("no_sen", status)
        words = {
            "who": f"gap for {who[status]}",
            "of": f"{who[ahead]}, less that of {who[behind]},",
            "group": f"{SHORT[status]} gap",
            "care": LOOK_AT_BOTH,
        }
        rows.append(
            Row(
                f"{stem}_gap_{status}",
                _figure(formula, ahead, less=behind),
                words,
                {"unit": gap_unit, "direction": "lower", "says": ""},
            )
        )
    return rows


def _figure(formula: Published, status: str, less: str = "") -> Published:
    """The formula for a group, or for the first less the second; shown where the one with SEN is large enough."""
    figure, rule = formula.figure.format(status=status), formula.shown_where
    if less:
        figure += f" - {formula.figure.format(status=less)}"
    if rule:
        smaller = less if status == "no_sen" and less else status
        rule = replace(rule, share=rule.share.format(status=smaller))
    return replace(formula, figure=figure, shown_where=rule)
