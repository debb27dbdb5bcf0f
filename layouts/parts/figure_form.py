"""The form that chooses figures: boxes to tick in folded lists, written as HTML, since Dash has no such boxes."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from layouts import figure_choice, links, places
from layouts.figure_choice import Choice
from layouts.format import plural, slugged
from layouts.themes import themes

Box = tuple[str, str, str]
"""The name of a box, its value and what stands beside it."""
SHOW = "show-chosen"
"""The button of the form, where links past long lists lead."""
LONG = 20
"""Boxes of a list above which it has a way past it."""


def written(choice: Choice) -> str:
    """The form as HTML, with what is chosen ticked."""
    return (
        f'<form action="{links.FIGURES}" method="get" class="choose">'
        f"{_measures(choice)}{_places(choice)}{_years(choice)}"
        f'<button type="submit" class="primary" id="{SHOW}">Show these figures</button>'
        '<p class="nothing" role="status"></p></form>'
    )


def _measures(choice: Choice) -> str:
    """A folded list for each theme: all of it, or single measures."""
    lists = []
    for name, found in themes().items():
        whole = ("theme", slugged(name), f"All {plural(len(found), 'measure')} of this theme")
        boxes = [whole, *(("measure", each.id, each.title) for each in found)]
        lists.append(_folded(name, boxes, choice))
    hint = '<p class="hint">Tick none for every measure. The Enter key shows the figures from any box.</p>'
    return f"<fieldset><legend>What is measured</legend>{hint}{''.join(lists)}</fieldset>"


def _places(choice: Choice) -> str:
    england = places.places()[places.ENGLAND]
    wide = [("area", england.slug, england.name)]
    wide += [("area", slug, f"{each.name} and its councils") for slug, each in places.regions().items()]
    councils = [("area", slug, each.dated) for slug, each in places.councils().items()]
    lists = _folded("England and regions", wide, choice) + _folded("Councils", councils, choice)
    hint = '<p class="hint">Tick none for every place.</p>'
    return f"<fieldset><legend>Where</legend>{hint}{lists}</fieldset>"


def _years(choice: Choice) -> str:
    fields = _year("from", "First year", "The first there is", choice.first)
    fields += _year("to", "Last year", "The newest there is", choice.last)
    hint = (
        '<p class="hint">A year is the one in which a period begins: 2024 stands for 2024, for the school year '
        "2024/25 and for January 2024.</p>"
    )
    return f'<fieldset><legend>When</legend>{hint}<div class="years">{fields}</div></fieldset>'


def _year(name: str, label: str, usual: str, chosen: str) -> str:
    listed = [("", usual), *((each, each) for each in reversed(figure_choice.years()))]
    options = "".join(
        f'<option value="{value}"{" selected" if value == chosen else ""}>{words}</option>'
        for value, words in listed
    )
    field = f"choose-{name}"
    select = f'<select id="{field}" name="{name}">{options}</select>'
    return f'<div class="field"><label for="{field}">{label}</label>{select}</div>'


def _folded(heading: str, boxes: Iterable[Box], choice: Choice) -> str:
    """Boxes in a list that is open where one of them is ticked."""
    ticked = {("theme", each) for each in choice.themes} | {("measure", each) for each in choice.measures}
    ticked |= {("area", each) for each in choice.areas}
    listed = list(boxes)
    count = sum((name, value) in ticked for name, value, _ in listed)
    said = f" ({count} chosen)" if count else ""
    items = "".join(_box(*each, (each[0], each[1]) in ticked) for each in listed)
    ways = _ways(heading, len(listed)) if len(listed) > LONG else ""
    return (
        f"<details{' open' if count else ''}><summary>{escape(heading)}{said}</summary>"
        f'{ways}<ul class="boxes">{items}</ul></details>'
    )


def _ways(heading: str, count: int) -> str:
    """What leads out of a long list, and a field that shortens it (`assets/forms.js`)."""
    field = f"find-{slugged(heading)}"
    return (
        f'<p><a class="past" href="#{SHOW}">Go past these {count} boxes to the button</a></p>'
        f'<p class="narrow"><label for="{field}">Find in this list</label>'
        f'<input type="search" id="{field}" autocomplete="off"> <span role="status"></span></p>'
    )


def _box(name: str, value: str, words: str, is_ticked: bool) -> str:
    checked = " checked" if is_ticked else ""
    box = f'<input type="checkbox" name="{name}" value="{escape(value)}"{checked}>'
    return f"<li><label>{box} {escape(words)}</label></li>"
