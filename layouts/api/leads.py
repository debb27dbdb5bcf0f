"""Story leads for machines: a feed to subscribe to, and JSON."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Blueprint, Response, jsonify

from layouts import atom, cite, links
from layouts.parts import story_leads
from layouts.parts.shell import NAME
from metrics import areas, versions
from metrics.lead import Lead
from metrics.leads import leads

blueprint = Blueprint("leads", __name__)

ATOM, JSON = f"{links.LEADS}.atom", f"{links.LEADS}.json"
NAMESPACE = "http://www.w3.org/2005/Atom"
URN = "urn:send-postcode-lottery:leads"


@blueprint.get(JSON)
def as_json() -> Response:
    """Every lead with its test, its figures' measure, places and period, and where to look closer."""
    version = versions.current()
    return jsonify(
        {"data_version": version.id, "built": version.built, "leads": [_told(lead) for lead in leads()]}
    )


@blueprint.get(ATOM)
def as_atom() -> Response:
    """Every lead as an entry; its identity stays while the figures stay, so that no reader shows it twice."""
    feed = Element("feed", xmlns=NAMESPACE, attrib={"xml:lang": "en-GB"})
    atom.add(feed, "title", f"Story leads - {NAME}")
    atom.add(feed, "id", URN)
    atom.add(feed, "updated", max(map(_updated, leads())))
    SubElement(feed, "link", rel="self", href=atom.address(ATOM))
    SubElement(feed, "link", rel="alternate", href=atom.address(links.LEADS))
    atom.add(SubElement(feed, "author"), "name", cite.publisher())
    for lead in leads():
        entry = SubElement(feed, "entry")
        atom.add(
            entry,
            "title",
            f"{story_leads.KINDS[lead.kind][0]}: {_whose(lead)}, {lead.period}: {story_leads.about(lead)}",
        )
        atom.add(entry, "id", f"{URN}:{lead.id}")
        atom.add(entry, "updated", _updated(lead))
        SubElement(entry, "link", rel="alternate", href=atom.address(story_leads.closer(lead)[1]))
        SubElement(entry, "category", term=lead.kind)
        atom.add(entry, "summary", " ".join(filter(None, [lead.text, f"How sound: {lead.sound}", lead.care])))
    content = tostring(feed, encoding="utf-8", xml_declaration=True)
    return Response(content, mimetype="application/atom+xml")


def _updated(lead: Lead) -> str:
    """The day from which on a lead could be told: a new build of the same files is no news."""
    return f"{lead.known}T00:00:00Z"


def _told(lead: Lead) -> dict[str, object]:
    return {
        "id": lead.id,
        "kind": lead.kind,
        "text": lead.text,
        "sound": lead.sound,
        "careful": lead.care or None,
        "measure": lead.measure or None,
        "table": lead.dataset,
        "period": lead.period,
        "places": [{"code": code, "name": areas.name(code)} for code in lead.places],
        "look_closer": atom.address(story_leads.closer(lead)[1]),
    }


def _whose(lead: Lead) -> str:
    """The places of a lead, or what it is about where there are many or none."""
    named = [areas.name(code) for code in lead.places]
    return areas.join(named, "and") if 0 < len(named) < 3 else story_leads.about(lead)
