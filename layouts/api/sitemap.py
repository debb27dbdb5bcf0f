"""What search engines ask for first: which addresses they may read, and a list of the pages."""

from __future__ import annotations

from html import escape

import dash
from flask import Blueprint, Response, abort

from layouts import cite, links, places
from metrics import compute, registry

blueprint = Blueprint("sitemap", __name__)

SITEMAP, ROBOTS = "/sitemap.xml", "/robots.txt"
NOT_READ = ("/_dash-", "/~", "/figure/", "/embed/", "/find", "/*@", "/*?")
"""Parts of pages, cells behind single figures, older versions, and views of a page that has an address of its own."""


@blueprint.get(ROBOTS)
def robots() -> Response:
    """Everything may be read but NOT_READ; the list of pages needs the address of the site."""
    listed = [f"Sitemap: {cite.where(SITEMAP)}"] if cite.site() else []
    lines = ["User-agent: *", *(f"Disallow: {each}" for each in NOT_READ), *listed]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@blueprint.get(SITEMAP)
def pages() -> Response:
    """Every page with its whole address; 404 where the address of the site is not set."""
    if not cite.site():
        abort(404)
    listed = "".join(f"<url><loc>{escape(cite.where(each))}</loc></url>" for each in addresses())
    start = (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    )
    return Response(f"{start}{listed}</urlset>", mimetype="application/xml")


def addresses() -> list[str]:
    """The pages that stand alone, then councils that are there, then measures with figures."""
    alone = [page["path"] for page in dash.page_registry.values() if not page["path_template"]]
    councils = [links.area(each.code) for each in places.councils().values() if not each.end]
    measures = [links.measure(each) for each in registry.all_metrics() if not compute.waiting_for(each)]
    return [*(path for path in alone if path != "/404"), *councils, *measures]
