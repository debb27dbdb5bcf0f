"""How far this site can be used by everyone: what was tried and how, what was not, and what is known to be wrong."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from layouts import cite, links
from layouts.parts.shell import NAME

LEAD = (
    "We want everyone to be able to use this site: with a keyboard, a screen reader, large print, strong contrast or a "
    "phone. Here is what we tried, what we could not try, and what is not good enough yet."
)
AIM = (
    "We aim at the Web Content Accessibility Guidelines 2.2, level AA. We believe that most of the site meets them. We "
    "do not claim more than that: nobody from outside has checked it."
)
WAYS: dict[str, str] = {
    "Move": "Everything works with the Tab, Enter and arrow keys. The first press of Tab offers a link past the menu.",
    "Read a chart": "Go to a chart with Tab. The arrow keys then go from council to council, and a screen reader is "
    "told the name, figure, interval and place. On a map they go up, down, left and right. Type a name to find it. "
    "Enter opens the page of the council. Escape leaves.",
    "Skip the chart": "Each chart has its main finding as a sentence above it. Its figures are beside it as a table or "
    "a list, and in a file.",
    "Choose from a list": "Nothing changes while you go through a list with the arrow keys. Press Enter or move on, "
    "and the page follows.",
    "Make it larger": "Zoom in as far as you like. At four times the usual size, nothing runs off the side but wide "
    "tables, which you can scroll.",
    "Change the colours": "The site follows your choice of a light or dark screen, and of less motion.",
    "Do without scripts": "Words, tables, forms and files need no scripts. Charts need them.",
}
TRIED = (
    "A program (axe-core) checks one example of every page on three widths of screen, in light and in dark. Of long "
    "tables and lists it checks the first rows. It also checks open menus and forms with a problem. It runs with our "
    "other tests, and must find nothing. Such a program cannot find all that can be wrong.",
    "Tests use the site with the keyboard alone, in Chromium. They find a council and compare two places. They read a "
    "chart mark by mark, save a picture and a table, and read a decision.",
    "We looked at what Chromium tells screen readers about the main pages: names, roles, headings and the order of "
    "things. This was done without a screen reader.",
    "We looked at each page on a phone, and at the main ones on wider screens, in dark and on paper. We also looked at "
    "them in the few colours that Chromium shows when a device forces them.",
    "The words of pages for families are measured. They should be readable at about the age of 12.",
)
UNTRIED = (
    "No screen reader has been used: not JAWS, NVDA, VoiceOver, TalkBack or Orca.",
    "No disabled person has tried the site for us.",
    "Voice control, switches, screen magnifiers and Windows contrast themes have not been tried.",
    "No browser but Chromium has been tried: not Firefox, Safari or Edge, and no real phone.",
)
KNOWN = (
    "Some small drawings, such as the lines on a council's page, cannot be walked mark by mark. Each has a sentence, "
    "and its figures are on the page of the measure.",
    "The map of borders is one picture. The same borders stand in a list beside it.",
    "Names of measures, notes on method and words of the law can be hard to read. The main terms are explained where "
    "they first matter, and all are in the glossary.",
    "The briefing as a PDF is not tagged for screen readers. The same words are on its page.",
    "Decisions of the Ombudsman open on its own site, which we do not check.",
)


def layout(**_: Any) -> html.Div:
    """The statement."""
    ways = [part for name, how in WAYS.items() for part in (html.Dt(name), html.Dd(how))]
    return html.Div(
        [
            html.H1("Accessibility"),
            html.P(LEAD, className="lead"),
            html.Section([html.H2("How to use this site"), html.Dl(ways)]),
            html.Section([html.H2("What we aim at"), html.P(AIM)]),
            _listed("What was tried", TRIED),
            _listed("What was not tried", UNTRIED),
            _listed("What is not good enough yet", KNOWN),
            html.Section([html.H2("Tell us"), html.P(_tell_us())], id="tell-us"),
        ],
        className="methods",
    )


def _listed(heading: str, said: tuple[str, ...]) -> html.Section:
    return html.Section([html.H2(heading), html.Ul([html.Li(each) for each in said])])


def _tell_us() -> str:
    """Whom to tell: whoever publishes this copy."""
    whom = cite.publisher()
    who = "whoever runs this copy of the site" if whom == NAME else whom
    return (
        f"If something stops you, please tell {who}. Say which page it was, what you wanted to do, and what you use. "
        "If you need a figure in another form, ask for that too."
    )


dash.register_page(
    __name__,
    path=links.ACCESSIBILITY,
    title=f"Accessibility - {NAME}",
    description="How to use this site without a mouse or without seeing charts; what was tried and what was not.",
    layout=layout,
)
