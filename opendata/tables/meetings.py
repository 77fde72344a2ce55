"""Meetings and MoUs as tables."""

from typing import Any

from django.db.models import Case, CharField, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from meetings.models import Citation, Meeting, MoU, MouParty, Source, Topic
from opendata.columns import Column, Table, either, listed, path_of

REFERENCE = Column("reference", _("Its permanent reference. It is never given to another record."), "reference")
SUMMARY = Column("summary", _("What happened, in the editors’ own words."), "summary", is_free=True)
TOPICS_MEAN = _("Its topics, by their slugs.")
SOURCES_MEAN = _("The sources that are cited for it, by their keys.")


def standing() -> tuple[Column, ...]:
    """When it was published and in which version it is."""
    return (
        Column("version", _("Its version, a number that grows with each published change."), "version", "integer"),
        Column("published_at", _("When it was published, in UTC."), "published_at", "datetime"),
        Column("updated_at", _("When it was last changed, in UTC."), "updated_at", "datetime"),
    )


def dates(field: str, before: str, means: Any) -> tuple[Column, ...]:
    """The date as the source states it, and the days between which it lies."""
    return (
        Column(field, means, field),
        Column(f"{before}_from", _("The first day it may have been."), f"{before}_from", "date"),
        Column(f"{before}_to", _("The last day it may have been."), f"{before}_to", "date"),
    )


def party(side: str, path: str, delegation: str) -> tuple[Column, ...]:
    """Who one of the two was: the party, and the delegation that represented it."""
    country, organization = f"{path}country", f"{path}organization"
    kind = Case(
        When(**{f"{country}__isnull": False}, then=Value("country")),
        default=Value("organization"),
        output_field=CharField(),
    )
    return (
        Column(f"{side}", _("The name of the party, in English."),
               either(f"{country}__name", f"{organization}__name"), is_free=True),
        Column(f"{side}_code", _("The ISO 3166 code of the country, or the slug of the organization."),
               either(country, f"{organization}__slug")),
        Column(f"{side}_kind", _("“country” or “organization”."), kind),
        Column(f"{side}_continent", _("The continent of the country; organizations have none."),
               f"{country}__continent__slug"),
        Column(f"{side}_delegation", _("The delegation, by its key."), delegation, "integer"),
        Column(f"{side}_institution", _("The institution that represented the party."),
               f"{delegation}__institution", is_free=True),
        Column(f"{side}_head", _("The head of the delegation."), f"{delegation}__head", is_free=True),
        Column(f"{side}_head_title", _("The title of the head."), f"{delegation}__head_title", is_free=True),
    )  # fmt: skip


def _cited(record: str) -> Any:
    cited = Citation.objects.filter(**{record: OuterRef(OuterRef("pk"))}).values("source")
    return listed(Source.objects.filter(pk__in=cited).order_by("pk"))


_signed = MoU.objects.published().filter(meeting=OuterRef("pk")).order_by("reference")

# What the two vocabularies of event data call it. CAMEO (codebook 1.1b3) has every meeting under 04, "consult": 041 by
# telephone, 040 where nothing more is known, since who visited whom (042, 043) and whether a place belongs to neither
# (044) is for the reader to say; a signed agreement is 057. PLOVER, which replaces it, has one word for all meetings,
# CONSULT, and counts the signing of an agreement to SUPPORT; its AGREE is only for the promise of one.
_cameo_of_kind = Case(
    When(kind=Meeting.Kind.SIGNING, then=Value("057")),
    When(kind=Meeting.Kind.REMOTE, then=Value("041")),
    default=Value("040"),
    output_field=CharField(),
)
_plover_of_kind = Case(
    When(kind=Meeting.Kind.SIGNING, then=Value("SUPPORT")), default=Value("CONSULT"), output_field=CharField()
)

MEETINGS = Table(
    "meetings",
    _("Meetings"),
    Meeting.objects.published,
    (
        REFERENCE,
        Column("path", _("The path of its page on this site."), path_of("/meetings/", "reference")),
        *standing(),
        Column("kind", _("What kind of meeting it was."), "kind"),
        Column("attestation", _("“named”: a source lists the two as having met; “implied”: what it says needs it."),
               "attestation"),
        *dates("held_on", "held", _("When it was held, as exactly as the source says and no more, in EDTF.")),
        *party("principal", "principal_", "principal"),
        *party("counterpart", "counterpart_", "counterpart"),
        Column("event", _("The event at which it was, by its slug."), "event__slug"),
        Column("event_name", _("The name of the event."), "event__name", is_free=True),
        Column("place", _("The place, only where a source gives one for this meeting."), "place", is_free=True),
        Column("place_country", _("The country of the place, by its ISO 3166 code."), "place_country"),
        Column("topics", TOPICS_MEAN,
               listed(Topic.objects.filter(meetings=OuterRef("pk")).order_by("slug"), "slug"), "list"),
        Column("mous", _("The MoUs signed at it, by their references."), listed(_signed, "reference"), "list"),
        Column("sources", SOURCES_MEAN, _cited("meeting"), "list"),
        Column("cameo", _("Its CAMEO code: 040 consult, 041 discuss by telephone, 057 sign an agreement."),
               _cameo_of_kind),
        Column("plover", _("Its PLOVER event type: CONSULT, or SUPPORT where an agreement was signed."),
               _plover_of_kind),
        SUMMARY,
    ),
    ("reference", "pk"),
    key="reference",
    refers=(("event", "events", "slug"), ("principal_delegation", "delegations", "key"),
            ("counterpart_delegation", "delegations", "key")),
)  # fmt: skip

_signatories = MouParty.objects.filter(mou=OuterRef("pk")).order_by("delegation_id")
_party_code = either("delegation__country", "delegation__organization__slug")
_party_name = either("delegation__country__name", "delegation__organization__name")
_public_meeting = Case(
    When(Q(meeting__status=Meeting.Status.PUBLISHED), then="meeting__reference"),
    default=None,
    output_field=CharField(),
)

MOUS = Table(
    "mous",
    _("Memoranda of understanding"),
    MoU.objects.published,
    (
        REFERENCE,
        Column("path", _("The path of its page on this site."), path_of("/mous/", "reference")),
        *standing(),
        Column("title", _("Its title."), "title", is_free=True),
        Column("kind", _("What kind of instrument it is."), "kind"),
        Column("lifecycle", _("Whether it is signed, in force, expired, terminated or replaced."), "lifecycle"),
        *dates("signed_on", "signed", _("When it was signed, as exactly as the source says and no more, in EDTF.")),
        Column("parties", _("The parties, by ISO 3166 code or slug."), listed(_signatories, _party_code), "list"),
        Column("party_names", _("The names of the parties, in English and in the same order."),
               listed(_signatories, _party_name), "list", is_free=True),
        Column("delegations", _("The delegations that signed, by their keys, in the same order."),
               listed(_signatories, "delegation"), "list"),
        Column("meeting", _("The published meeting at which it was signed, by its reference."), _public_meeting),
        Column("event", _("The event at which it was, by its slug."), "event__slug"),
        Column("topics", TOPICS_MEAN,
               listed(Topic.objects.filter(mous=OuterRef("pk")).order_by("slug"), "slug"), "list"),
        Column("sources", SOURCES_MEAN, _cited("mou"), "list"),
        Column("text_url", _("The address of its text."), "text_url"),
        Column("cameo", _("Its CAMEO code: 057 sign an agreement."),
               Value("057", output_field=CharField())),
        Column("plover", _("Its PLOVER event type: SUPPORT, which holds the signing of agreements."),
               Value("SUPPORT", output_field=CharField())),
        SUMMARY,
    ),
    ("reference", "pk"),
    key="reference",
    refers=(("event", "events", "slug"), ("meeting", "meetings", "reference")),
)  # fmt: skip
