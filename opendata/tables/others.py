"""Who was in the room, where, and how we know: the other kinds of record as tables."""

from typing import Any

from django.db.models import Case, CharField, OuterRef, Q, Subquery, When
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from delegations.models import Country, CountryName, Delegation, Event, Organization, Region
from meetings.models import Citation, ReportedTotal, Source, Topic
from opendata.columns import Column, Table, either, path_of
from opendata.tables.meetings import SUMMARY, dates

SLUG = Column("slug", _("Its slug, by which addresses and filters name it."), "slug")
KEY = Column("key", _("Its key, a number that is never given to another."), "pk", "integer")
LOCATOR = Column("locator", _("Where in the source: “paragraph 4”."), "locator", is_free=True)
SOURCE = Column("source", _("The source, by its key."), "source", "integer")


def changed() -> tuple[Column, ...]:
    """In which version it is, since when."""
    return (
        Column("version", _("Its version, a number that grows with each change."), "version", "integer"),
        Column("updated_at", _("When it was last changed, in UTC."), "updated_at", "datetime"),
    )


def page(before: str, key: str) -> Column:
    return Column("path", _("The path of its page on this site."), path_of(before, key))


EVENTS = Table(
    "events",
    _("Events"),
    Event.objects.published,
    (
        SLUG,
        page("/events/", "slug"),
        *changed(),
        Column("name", _("Its name."), "name", is_free=True),
        *dates("held_on", "held", _("When it was held, as exactly as the source says and no more, in EDTF.")),
        Column("organizer", _("The organization that held it, by its slug."), "organizer__slug"),
        Column("place", _("The town or venue."), "place", is_free=True),
        Column("country", _("The country of the place, by its ISO 3166 code."), "country"),
        SUMMARY,
    ),
    ("slug", "pk"),
    key="slug",
    refers=(("organizer", "organizations", "slug"), ("country", "countries", "iso2")),
)

ORGANIZATIONS = Table(
    "organizations",
    _("Organizations"),
    Organization.objects.published,
    (
        SLUG,
        page("/organizations/", "slug"),
        *changed(),
        Column("name", _("Its name."), "name", is_free=True),
        Column("acronym", _("Its acronym."), "acronym", is_free=True),
        Column("kind", _("What kind of body it is."), "kind"),
        Column("other_names", _("Other names and spellings, one a line."), "other_names", is_free=True),
        Column("wikidata", _("Its identifier in Wikidata, where an editor recorded it."), "wikidata"),
    ),
    ("slug", "pk"),
    key="slug",
)

DELEGATIONS = Table(
    "delegations",
    _("Delegations"),
    Delegation.objects.published,
    (
        KEY,
        page("/delegations/", "pk"),
        *changed(),
        Column("event", _("The event at which it was, by its slug."), "event__slug"),
        Column("party", _("The name of the party, in English."), either("country__name", "organization__name"),
               is_free=True),
        Column("country", _("The ISO 3166 code of the country it represents; empty for an organization."), "country"),
        Column("organization", _("The slug of the organization it represents; empty for a country."),
               "organization__slug"),
        Column("institution", _("The institution that represented the party."), "institution", is_free=True),
        Column("head", _("The head of the delegation."), "head", is_free=True),
        Column("head_title", _("The title of the head."), "head_title", is_free=True),
    ),
    ("pk",),
    key="key",
    refers=(("event", "events", "slug"), ("country", "countries", "iso2"),
            ("organization", "organizations", "slug")),
)  # fmt: skip

SOURCES = Table(
    "sources",
    _("Sources"),
    Source.objects.published,
    (
        KEY,
        page("/sources/", "pk"),
        *changed(),
        Column("title", _("Its title."), "title", is_free=True),
        Column("publisher", _("Who published it."), "publisher", is_free=True),
        Column("url", _("Its address."), "url"),
        Column("archived_url", _("The address of an archived copy."), "archived_url"),
        Column("language", _("The code of its language."), "language"),
        Column("published_on", _("The day on which it was published."), "published_on", "date"),
        Column("accessed_on", _("The day on which an editor read it."), "accessed_on", "date"),
        Column("sha256", _("The SHA-256 of its text."), "sha256"),
    ),
    ("pk",),
    key="key",
)

TOPICS = Table(
    "topics",
    _("Topics"),
    Topic.objects.published,
    (
        SLUG,
        page("/topics/", "slug"),
        *changed(),
        Column("name", _("Its name."), "name", is_free=True),
        Column("description", _("What belongs under it and what does not."), "description", is_free=True),
    ),
    ("slug", "pk"),
    key="slug",
)


def _short_name(language: str) -> Any:
    rows = CountryName.objects.filter(country=OuterRef("pk"), language=language, kind="short").order_by("pk")
    return Subquery(rows.values("name")[:1])


COUNTRIES = Table(
    "countries",
    _("Countries"),
    Country.objects.published,
    (
        Column("iso2", _("Its two-letter ISO 3166 code."), "iso2"),
        Column("path", _("The path of its page on this site."), path_of("/countries/", Lower("iso2"))),
        *changed(),
        Column("iso3", _("Its three-letter ISO 3166 code."), "iso3"),
        Column("m49", _("Its M49 code; empty where the United Nations gave it none."), "m49"),
        Column("name", _("Its name."), "name", is_free=True),
        Column("official_name", _("Its official name."), "official_name", is_free=True),
        Column("name_fr", _("Its name in French."), _short_name("fr"), is_free=True),
        Column("name_ar", _("Its name in Arabic."), _short_name("ar"), is_free=True),
        Column("name_es", _("Its name in Spanish."), _short_name("es"), is_free=True),
        Column("region", _("Its region, by its slug."), "region__slug"),
        Column("continent", _("Its continent, by its slug."), "continent__slug"),
    ),
    ("iso2",),
    key="iso2",
    refers=(("region", "regions", "slug"), ("continent", "regions", "slug")),
)

REGIONS = Table(
    "regions",
    _("Continents and regions"),
    Region.objects.published,
    (
        SLUG,
        Column("path", _("The path of its page on this site."),
               Case(When(parent=None, then=path_of("/continents/", "slug")), default=path_of("/regions/", "slug"))),
        Column("m49", _("Its code in M49 of the United Nations."), "m49"),
        Column("name", _("Its name."), "name", is_free=True),
        Column("name_fr", _("Its name in French."), "name_fr", is_free=True),
        Column("name_ar", _("Its name in Arabic."), "name_ar", is_free=True),
        Column("name_es", _("Its name in Spanish."), "name_es", is_free=True),
        Column("parent", _("The continent or region that holds it, by its slug; a continent has none."),
               "parent__slug"),
    ),
    ("m49",),
    key="slug",
    refers=(("parent", "regions", "slug"),),
)  # fmt: skip


def _public(record: str) -> Any:
    """The reference of the record that is cited for: a citation that readers see has a published one."""
    shown = Case(
        When(Q(**{f"{record}__status": "published"}), then=f"{record}__reference"),
        default=None,
        output_field=CharField(),
    )
    return shown


CITATIONS = Table(
    "citations",
    _("Citations"),
    Citation.objects.published,
    (
        KEY,
        SOURCE,
        Column("meeting", _("The meeting that it supports, by its reference."), _public("meeting")),
        Column("mou", _("The MoU that it supports, by its reference."), _public("mou")),
        Column("event", _("The event that it supports, by its slug."), "event__slug"),
        LOCATOR,
        Column("supports", _("Which facts of the record it supports."), "supports", "list"),
        Column("grouping", _("The heading under which the source lists it; empty where it has none."), "grouping",
               is_free=True),
        Column("note", _("A note of the editors."), "note", is_free=True),
        Column("quote", _("A short quotation, only where the words themselves matter."), "quote", is_free=True),
    ),
    ("pk",),
    key="key",
    refers=(("source", "sources", "key"), ("meeting", "meetings", "reference"), ("mou", "mous", "reference"),
            ("event", "events", "slug")),
)  # fmt: skip

REPORTED_TOTALS = Table(
    "reported_totals",
    _("Reported totals"),
    ReportedTotal.objects.published,
    (
        KEY,
        Column("event", _("The event of which it is told, by its slug."), "event__slug"),
        Column("principal", _("The delegation whose programme it is, by its key."), "principal", "integer"),
        SOURCE,
        LOCATOR,
        Column("counts", _("What is counted."), "counts"),
        Column("qualifier", _("Whether it is exact, about, at least, more than or up to."), "qualifier"),
        Column("value", _("The number that the source states."), "value", "integer"),
    ),
    ("pk",),
    key="key",
    refers=(("event", "events", "slug"), ("principal", "delegations", "key"), ("source", "sources", "key")),
)
