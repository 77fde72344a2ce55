"""Gatherings, and the people who represent one party at one of them."""

import datetime

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import constraints as rules
from core.derived import BoundField, SearchTextField
from core.fields import EdtfField
from core.history import keep_history
from core.likeness import plain
from core.relations import loaded
from core.search import vector_of
from core.text import validate_clean_text
from core.triggers import register_changed
from core.versions import Versioned, version_triggers
from delegations.models.organizations import Organization
from delegations.models.places import Country
from delegations.querysets import DelegationQuerySet, EventQuerySet

# What the database computes; by the keys two rows are found to be one: see core.likeness.
EVENT_COMPUTED = ["search_vector", "held_order", "name_key", "place_key"]
DELEGATION_COMPUTED = ["search_vector", "institution_key"]


@keep_history("EventHistory", without=["search_text", *EVENT_COMPUTED])
class Event(Versioned):
    """A gathering at which delegations meet: an assembly, a conference, a visit."""

    name = models.CharField(_("name"), max_length=200, validators=[validate_clean_text])
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    organizer = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organized_events",
        verbose_name=_("organizer"),
    )
    place = models.CharField(
        _("place"),
        max_length=120,
        blank=True,
        validators=[validate_clean_text],
        help_text=_("The town or venue."),
    )
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_events",
        verbose_name=_("country"),
    )
    held_on = EdtfField(_("held on"), blank=True)
    held_from = BoundField(_("first day"), of="held_on", bound="earliest", null=True)
    held_to = BoundField(_("last day"), of="held_on", bound="latest", null=True)
    held_order = models.GeneratedField(
        expression=Coalesce("held_from", models.Value(datetime.date(1, 1, 1))),
        output_field=models.DateField(),
        db_persist=True,
        editable=False,
    )
    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=5000,
        validators=[validate_clean_text],
        help_text=_("In our own words; no sentence of a source."),
    )
    search_text = SearchTextField()
    search_vector = vector_of()
    name_key = plain("name")
    place_key = plain("place")

    objects = EventQuerySet.as_manager()

    class Meta(Versioned.Meta):
        abstract = False
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("-held_order", "-pk")
        constraints = (
            rules.not_blank("delegations_event", "name"),
            rules.clean_text("delegations_event", "name", "place", "summary"),
            rules.at_most("delegations_event", "summary", 5000),
            rules.ordered("delegations_event", "held_from", "held_to"),
            rules.dated("delegations_event", "held_on", "held_from", "held_to"),
        )
        indexes = (
            GinIndex(fields=("search_vector",), name="event_search"),
            models.Index(fields=("-held_order", "-id"), name="event_order"),
            models.Index(
                fields=("country", "place_key", "held_order", "id"), include=("held_to",), name="event_likeness"
            ),
            models.Index(fields=("name_key", "id"), name="event_name"),
        )
        triggers = (register_changed(), *version_triggers(computed=EVENT_COMPUTED))

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("meetings:event", kwargs={"slug": self.slug})

    def searchable(self) -> list[str]:
        return [self.name, self.place, self.summary]


@keep_history("DelegationHistory", without=["search_text", *DELEGATION_COMPUTED])
class Delegation(Versioned):
    """The people who represent one party (a country or an organization) at one event."""

    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="delegations", verbose_name=_("event")
    )
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="delegations", verbose_name=_("country")
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="delegations",
        verbose_name=_("organization"),
    )
    institution = models.CharField(
        _("institution"),
        max_length=200,
        blank=True,
        validators=[validate_clean_text],
        help_text=_("The body that sent them, if the source names one: a police, a ministry."),
    )
    head = models.CharField(
        _("head"),
        max_length=120,
        blank=True,
        validators=[validate_clean_text],
        help_text=_("The person who led the delegation, as the source names them."),
    )
    head_title = models.CharField(_("head's title"), max_length=160, blank=True, validators=[validate_clean_text])
    search_text = SearchTextField()
    search_vector = vector_of()
    institution_key = plain("institution")

    objects = DelegationQuerySet.as_manager()

    class Meta(Versioned.Meta):
        abstract = False
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ("-pk",)
        constraints = (
            rules.clean_text("delegations_delegation", "institution", "head", "head_title"),
            models.CheckConstraint(
                name="delegations_delegation_one_party",
                condition=models.Q(country__isnull=False, organization=None)
                | models.Q(country=None, organization__isnull=False),
                violation_error_message=_("A delegation represents a country or an organization: choose exactly one."),
            ),
        )
        indexes = (
            GinIndex(fields=("search_vector",), name="delegation_search"),
            models.Index(
                fields=("event", "country", "organization", "id"),
                condition=models.Q(event__isnull=False),
                name="delegation_likeness",
            ),
        )
        triggers = (
            register_changed(),
            *version_triggers(computed=DELEGATION_COMPUTED),
            pgtrigger.Trigger(
                name="tell_meetings",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("country_id", "organization_id", "event_id"),
                # A meeting keeps its parties beside its delegations and checks that all are of one event.
                func="""
                    UPDATE meetings_meeting SET principal_id = principal_id
                     WHERE principal_id = NEW.id OR counterpart_id = NEW.id;
                    UPDATE meetings_reportedtotal SET principal_id = principal_id WHERE principal_id = NEW.id;
                    RETURN NULL;
                """,
            ),
            pgtrigger.Trigger(
                name="tell_mous",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                # Deferred: two delegations of an MoU may change places in one transaction.
                timing=pgtrigger.Deferred,
                operation=pgtrigger.UpdateOf("country_id", "organization_id"),
                # An MoU that is no draft is between two different parties. The function is made by meetings.
                func="""
                    PERFORM entente_check_mou_parties(mou_id) FROM meetings_mouparty WHERE delegation_id = NEW.id;
                    RETURN NULL;
                """,
            ),
        )

    def __str__(self) -> str:
        country, organization = loaded(self, "country"), loaded(self, "organization")
        party = (country and country.name) or (organization and organization.name) or self.country_id
        event = loaded(self, "event")
        return " · ".join(str(part) for part in (party or _("delegation"), self.institution, event) if part)

    def get_absolute_url(self) -> str:
        return reverse("meetings:delegation", kwargs={"pk": self.pk})

    def clean(self) -> None:
        if self.country_id and self.organization_id:
            raise ValidationError({"organization": _("Choose a country or an organization, not both.")})
        if not self.country_id and not self.organization_id:
            raise ValidationError({"country": _("Choose the country or the organization that sent the delegation.")})

    @property
    def party(self) -> Country | Organization:
        party = self.country or self.organization
        assert party is not None  # kept by the constraint delegations_delegation_one_party
        return party

    def searchable(self) -> list[str]:
        return [self.institution, self.head, self.head_title]
