"""A briefing as a PDF. The library that writes it is loaded by the first reader who asks for one."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from layouts import cite
from layouts.briefing import content, foot
from metrics import versions
from metrics.memory import remembered

blueprint = Blueprint("briefing_pdf", __name__)


@blueprint.get("/briefing/<slug>.pdf")
def serve(slug: str) -> Response:
    """The file; 404 for a place without a briefing."""
    place = content.asked(slug)
    if place is None:
        abort(404)
    made = written(place.code, foot.lines(place), cite.publisher())
    name = f"send_briefing_{slug}_{versions.current().name}.pdf"
    return Response(
        made, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


@remembered(16)
def written(area_code: str, last: tuple[str, ...], author: str) -> bytes:
    """The bytes of a briefing with its last lines."""
    from layouts.briefing import pdf

    return pdf.made(content.of(area_code), last, author, versions.current().built)
