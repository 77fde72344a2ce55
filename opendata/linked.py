"""What a page says to machines, in the words of schema.org (JSON-LD).

It says no more than the page: no day that no source states, and only parties, events and topics that are public, which
all are that a published record names.
"""

import re
from typing import Any

from django.utils import translation

from delegations.models import Country, Delegation, Event, Organization, Region
from meetings.models import Meeting, MoU, Source, Topic

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
    return _inner(country(of.country, site) if of.country else organization(of.organization, site))  # type: ignore[arg-type]  # a delegation has one or the other


def topic(of: Topic, site: str) -> Thing:
    return _without_blanks({
        "@context": "https://schema.org",
        "@type": "DefinedTerm",
        "@id": _address(of, site),
        "url": _address(of, site),
        "name": of.name,
        "termCode": of.slug,
        "description": of.description,
    })  # fmt: skip


def source(of: Source, site: str) -> Thing:
    """A document of somebody else: ``url`` is its own address, ``@id`` that of what the register says of it."""
    return _without_blanks({
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": _address(of, site),
        "mainEntityOfPage": _address(of, site),
        "url": of.url,
        "archivedAt": of.archived_url,
        "name": of.title,
        "publisher": {"@type": "Organization", "name": of.publisher} if of.publisher else None,
        "inLanguage": of.language,
        "datePublished": of.published_on.isoformat() if of.published_on else None,
    })  # fmt: skip


def delegation(of: Delegation, site: str) -> Thing:
    """The people who represented a party at one event; the party is what they are a delegation of."""
    represented = party(of, site)
    head = {"@type": "Person", "name": of.head, "jobTitle": of.head_title} if of.head else None
    return _without_blanks({
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": _address(of, site),
        "url": _address(of, site),
        "name": of.institution or represented["name"],
        # A country is a place in this vocabulary, and no organization that another could be a part of.
        "areaServed" if of.country_id else "parentOrganization": represented,
        "member": _without_blanks(head) if head else None,
        "event": _inner(event(of.event, site)) if of.event else None,
    })  # fmt: skip


def region(of: Region, within: list[Region], site: str) -> Thing:
    """A continent, or a region of one; ``within`` are the regions that hold it, the continent first."""
    above = region(within[-1], within[:-1], site) if within else None
    return _without_blanks({
        "@context": "https://schema.org",
        "@type": "Place" if of.parent_id else "Continent",
        "@id": _address(of, site),
        "url": _address(of, site),
        "name": of.name,
        "identifier": {"@type": "PropertyValue", "propertyID": "UN M49", "value": of.m49},
        "containedInPlace": _inner(above) if above else None,
    })  # fmt: skip


def between(of: list[Country], page: Thing, site: str) -> Thing:
    """The page of all that is between two countries."""
    return {**page, "@type": "CollectionPage", "about": [_inner(country(one, site)) for one in of]}


def page(address: str, name: str, about: str, language: str, site: str, *, is_list: bool) -> Thing:
    """A page that is no record: a list of records, or words about the register."""
    return _without_blanks({
        "@context": "https://schema.org",
        "@type": "CollectionPage" if is_list else "WebPage",
        "url": address,
        "name": name,
        "description": about,
        "inLanguage": language,
        "isPartOf": _inner(website(site)),
        "license": "https://creativecommons.org/licenses/by/4.0/",
    })  # fmt: skip


def website(site: str, about: str = "", search: str = "") -> Thing:
    """The register as a whole; ``search`` is the path of its search."""
    asked = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{site}{search}?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    return _without_blanks({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "@id": f"{site}/",
        "url": f"{site}/",
        "name": "Entente",
        "description": about,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "potentialAction": asked if search else None,
    })  # fmt: skip


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


def _inner(thing: Thing) -> Thing:
    """A thing within another, whose words are the outer one's."""
    return {name: value for name, value in thing.items() if name != "@context"}


def _without_blanks(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value not in (None, "", [])}
