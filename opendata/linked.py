"""What a page says to machines, in the words of schema.org (JSON-LD).

It says no more than the page: no day that no source states, and only parties, events and topics that are public, which
all are that a published record names.
"""

import re
from typing import Any

from django.utils import translation

from delegations.models import Country, Delegation, Event, Organization
from meetings.models import Meeting, MoU

# A date that says itself: a day, a month or a year, without doubt.
CERTAIN = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
INTERVAL = re.compile(rf"({CERTAIN.pattern})/({CERTAIN.pattern})")

Thing = dict[str, Any]


def meeting(of: Meeting, topics: list[Any], site: str) -> Thing:
    principal, counterpart = party(of.principal, site), party(of.counterpart, site)
    return _without_blanks({
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": _address(of, site),
        "url": _address(of, site),
        "identifier": of.reference,
        "name": f"{principal['name']} – {counterpart['name']}",
        "description": of.summary,
        **_days(of.held_on, "startDate", "endDate"),
        "superEvent": event(of.event, site) if of.event else None,
        "organizer": principal,
        "attendee": [principal, counterpart],
        "location": _place(of.place, of.place_country) if of.place or of.place_country else _place_of(of.event),
        "about": [{"@type": "DefinedTerm", "name": topic.name, "url": _address(topic, site)} for topic in topics],
        "version": of.version,
        "dateModified": of.updated_at.isoformat(),
        "license": "https://creativecommons.org/licenses/by/4.0/",
    })  # fmt: skip


def mou(of: MoU, topics: list[Any], site: str) -> Thing:
    return _without_blanks({
        "@context": "https://schema.org",
        "@type": "DigitalDocument",
        "@id": _address(of, site),
        "url": _address(of, site),
        "identifier": of.reference,
        "name": of.title,
        "description": of.summary,
        "dateCreated": of.signed_on if CERTAIN.fullmatch(of.signed_on) else None,
        "sponsor": [party(signature.delegation, site) for signature in of.signatures.all()],
        "about": [{"@type": "DefinedTerm", "name": topic.name, "url": _address(topic, site)} for topic in topics],
        "sameAs": of.text_url,
        "version": of.version,
        "dateModified": of.updated_at.isoformat(),
        "license": "https://creativecommons.org/licenses/by/4.0/",
    })  # fmt: skip


def event(of: Event, site: str) -> Thing:
    return _without_blanks({
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": _address(of, site),
        "url": _address(of, site),
        "name": of.name,
        **_days(of.held_on, "startDate", "endDate"),
        "location": _place_of(of),
    })  # fmt: skip


def event_page(of: Event, site: str) -> Thing:
    """An event with who held it, which a page has at hand and a meeting's does not."""
    found = event(of, site)
    return {**found, "organizer": organization(of.organizer, site)} if of.organizer else found


def organization(of: Organization, site: str) -> Thing:
    return _without_blanks({
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": _address(of, site),
        "url": _address(of, site),
        "name": of.name,
        "alternateName": of.acronym,
        "sameAs": f"https://www.wikidata.org/entity/{of.wikidata}" if of.wikidata else None,
    })  # fmt: skip


def country(of: Country, site: str) -> Thing:
    return {
        "@context": "https://schema.org",
        "@type": "Country",
        "@id": _address(of, site),
        "url": _address(of, site),
        "name": of.name,
        "identifier": of.iso2,
    }


def party(of: Delegation, site: str) -> Thing:
    found = country(of.country, site) if of.country else organization(of.organization, site)  # type: ignore[arg-type]
    return {name: value for name, value in found.items() if name != "@context"}


def dataset(site: str, page: str, files: list[tuple[str, str]], name: str, description: str) -> Thing:
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": name,
        "description": description,
        "url": site + page,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": "Entente", "url": site},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": site + address} for kind, address in files
        ],
    }


def _days(held_on: str, first: str, last: str) -> Thing:
    if CERTAIN.fullmatch(held_on):
        return {first: held_on}
    if found := INTERVAL.fullmatch(held_on):
        return {first: found[1], last: found[3 + 1]}
    return {}


def _place_of(event: Event | None) -> Thing | None:
    return _place(event.place, event.country) if event else None


def _place(name: str, of: Country | None) -> Thing | None:
    address = {"@type": "PostalAddress", "addressCountry": of.iso2} if of else None
    shown = name or (of.name if of else "")
    return _without_blanks({"@type": "Place", "name": shown, "address": address}) if shown else None


def _address(of: Any, site: str) -> str:
    """The address that names a thing is the same in every language."""
    with translation.override("en"):
        return site + str(of.get_absolute_url())


def _without_blanks(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value not in (None, "", [])}
