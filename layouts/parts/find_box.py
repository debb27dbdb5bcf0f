"""The box that finds a council. It is a plain form that posts, so that a postcode never stands in an address."""

from __future__ import annotations

from dash import dcc, html

from layouts import ids, links, places

PROBLEMS = {
    "empty": "Type a postcode or the name of a council.",
    "postcode": "That does not look like a whole postcode. An example is BS1 5TR.",
    "unknown-postcode": "We do not know that postcode. Check it, or type the name of your council.",
    "scotland": "That postcode is in Scotland, which has its own law on additional support for learning. "
    "This site covers England only.",
    "wales": "That postcode is in Wales, which has its own law on additional learning needs. "
    "This site covers England only.",
    "northern-ireland": "That postcode is in Northern Ireland, which has its own law on special educational needs. "
    "This site covers England only.",
    "crown": "That postcode is in the Channel Islands or the Isle of Man. This site covers England only.",
    "council": "We do not know a council of that name. Try the name of your county, city or borough, or a postcode.",
}
"""Code in the address -> what it means. What was typed is never put into an address."""


def find_box(problem: str = "", suggested: tuple[str, ...] = ()) -> html.Form:
    """The form, with its problem above the field that it is tied to."""
    message = PROBLEMS.get(problem, "")
    return html.Form(
        [
            html.Label("Your postcode or council", htmlFor=ids.FIND_INPUT, className="label"),
            told(problem, ids.FIND_INPUT, _suggestions(suggested)),
            html.Div(
                [
                    dcc.Input(
                        id=ids.FIND_INPUT,
                        name="place",
                        type="text",
                        list=ids.COUNCILS,
                        autoComplete="postal-code",
                        maxLength=80,
                        className="invalid" if message else "",
                    ),
                    html.Button("Show this council", type="submit", className="primary"),
                ],
                className="row",
            ),
            html.P(
                "For example BS1 5TR, or Bristol. A postcode finds the council and is not kept.",
                className="hint",
            ),
            council_names(),
        ],
        action=links.FIND,
        method="post",
        id=ids.FIND,
        className="find",
    )


def told(problem: str, field_id: str, meant: html.Span | None = None) -> html.P | None:
    """What is wrong with what stood in a field; `first_view` and `assets/forms.js` tie it to the field."""
    message = PROBLEMS.get(problem, "")
    if not message:
        return None
    return html.P(["Problem: ", message, " ", meant], className="error", id=f"{field_id}-error")


def _suggestions(suggested: tuple[str, ...]) -> html.Span | None:
    return meant([html.A(places.places()[code].name, href=links.area(code)) for code in suggested])


def meant(names: list[html.A]) -> html.Span | None:
    """Councils that a mistyped name may have meant: read with the problem, so that they are heard at the field."""
    parts = [part for name in names for part in (name, ", ")][:-1]
    return html.Span(["Did you mean ", *parts, "?"], className="suggestions") if names else None


def council_names() -> html.Datalist:
    """The councils that are there now, for a field's own list."""
    names = [place.name for place in places.councils().values() if not place.end]
    return html.Datalist([html.Option(value=name) for name in names], id=ids.COUNCILS)
