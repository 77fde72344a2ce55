"""One bilateral encounter."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import constraints as rules
from core.derived import BoundField
from core.fields import EdtfField
from core.history import keep_history
from core.likeness import pair
from core.text import validate_clean_text
from core.triggers import register_changed
from core.versions import belongs_to
from delegations.models import Country, Delegation, Event, Organization
from meetings.models.record import GENERATED, NextReference, Record, desk_indexes, record_constraints, search_index
from meetings.models.topics import Topic
from meetings.querysets import MeetingQuerySet
from meetings.triggers import DERIVE_PARTIES, ONE_EVENT, part_of_published, record_triggers

TABLE = "meetings_meeting"
PUBLIC = Q(status=Record.Status.PUBLISHED)


@keep_history("MeetingHistory", without=[*GENERATED, "held_order", "party_pair"])
class Meeting(Record):
    """One bilateral encounter of exactly two delegations, of different parties."""

    class Kind(models.TextChoices):
        BILATERAL = "bilateral", _("bilateral meeting")
        WORKING_SESSION = "working-session", _("working session")
        COURTESY_CALL = "courtesy-call", _("courtesy call")
        SIGNING = "signing", _("signing ceremony")
        REMOTE = "remote", _("call or video conference")
        OTHER = "other", _("other")

    class Attestation(models.TextChoices):
        NAMED = "named", _("named")
        IMPLIED = "implied", _("implied")

    reference = models.CharField(
        _("reference"),
        max_length=20,
        unique=True,
        editable=False,
        db_default=NextReference("M", "meetings_meeting_reference"),
    )
    principal = models.ForeignKey(
        Delegation,
        models.PROTECT,
        related_name="meetings_as_principal",
        verbose_name=_("principal"),
        help_text=_("The delegation whose programme the meeting belongs to: often the host's."),
    )
    counterpart = models.ForeignKey(
        Delegation,
        models.PROTECT,
        related_name="meetings_as_counterpart",
        verbose_name=_("counterpart"),
        help_text=_("The delegation that the principal met."),
    )
    # The four parties repeat what the delegations say; a trigger keeps them so. Filters and counts over millions
    # of meetings need no join, and "two different parties" is a plain check.
    principal_country = models.ForeignKey(Country, models.PROTECT, null=True, editable=False, related_name="+")
    principal_organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, editable=False, related_name="+"
    )
    counterpart_country = models.ForeignKey(Country, models.PROTECT, null=True, editable=False, related_name="+")
    counterpart_organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, editable=False, related_name="+"
    )
    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name=_("event")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.BILATERAL)
    attestation = models.CharField(
        _("attestation"),
        max_length=10,
        choices=Attestation,
        default=Attestation.NAMED,
        help_text=_(
            "Named: the source lists the two as having met. Implied: it never does, but says something that "
            "needs a meeting, such as a signature."
        ),
    )
    held_on = EdtfField(
        _("held on"),
        blank=True,
        help_text=_(
            "The day as the source gives it, in EDTF: 2025-11-24, 2025-11, [2025-11-24..2025-11-27] for one of "
            "these days. Left empty for a meeting at an event, it becomes one of the event's days."
        ),
    )
    held_from = BoundField(_("first day"), of="held_on", bound="earliest", null=True)
    held_to = BoundField(_("last day"), of="held_on", bound="latest", null=True)
    # The place in the order of lists: a meeting whose first day is open or unknown stands with the oldest.
    held_order = models.GeneratedField(
        expression=Coalesce("held_from", models.Value(datetime.date(1, 1, 1))),
        output_field=models.DateField(),
        db_persist=True,
        editable=False,
    )
    place = models.CharField(
        _("place"),
        max_length=120,
        blank=True,
        validators=[validate_clean_text],
        help_text=_("Only where the source gives one for this meeting; otherwise the event's place is shown."),
    )
    place_country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_meetings",
        verbose_name=_("country of the place"),
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="meetings", verbose_name=_("topics"))
    party_pair = pair("principal_country", "principal_organization", "counterpart_country", "counterpart_organization")

    objects = MeetingQuerySet.as_manager()

    class Meta(Record.Meta):
        abstract = False
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ("-held_order", "-pk")
        constraints = (
            *record_constraints(TABLE, "M"),
            rules.clean_text(TABLE, "place", "summary", "withdrawn_reason"),
            rules.one_of(
                TABLE, "kind", ["bilateral", "working-session", "courtesy-call", "signing", "remote", "other"]
            ),
            rules.one_of(TABLE, "attestation", ["named", "implied"]),
            rules.ordered(TABLE, "held_from", "held_to"),
            rules.dated(TABLE, "held_on", "held_from", "held_to"),
            models.CheckConstraint(
                name=f"{TABLE}_two_parties",
                condition=~Q(principal=F("counterpart"))
                & (
                    Q(principal_country=None)
                    | Q(counterpart_country=None)
                    | ~Q(principal_country=F("counterpart_country"))
                )
                & (
                    Q(principal_organization=None)
                    | Q(counterpart_organization=None)
                    | ~Q(principal_organization=F("counterpart_organization"))
                ),
                violation_error_message=_("A meeting has two different parties."),
            ),
        )
        indexes = (
            search_index("meeting_search"),
            *desk_indexes("meeting"),
            models.Index(fields=("held_from",), name="meeting_held"),  # the years above the admin's list
            models.Index(fields=("-held_order", "-id"), condition=PUBLIC, name="meeting_newest"),
            models.Index(fields=("-published_at", "-id"), condition=PUBLIC, name="meeting_recent"),
            models.Index(fields=("-updated_at", "-id"), condition=PUBLIC, name="meeting_changed"),  # feeds
            *(
                models.Index(fields=(column, "-held_order", "-id"), condition=PUBLIC, name=f"meeting_{short}")
                for column, short in (
                    ("principal_country", "by_p_country"),
                    ("counterpart_country", "by_c_country"),
                    ("principal_organization", "by_p_org"),
                    ("counterpart_organization", "by_c_org"),
                    ("event", "by_event"),
                )
            ),
            models.Index(
                fields=("party_pair", "held_order", "id"),
                include=("held_to", "event"),
                condition=~Q(status=Record.Status.WITHDRAWN) & Q(revises=None),
                name="meeting_likeness",
            ),
        )
        triggers = (*record_triggers("meeting", "search_vector", "held_order", "party_pair"), DERIVE_PARTIES, ONE_EVENT)

    def __str__(self) -> str:
        return self.reference if isinstance(self.reference, str) else str(_("new meeting"))

    def get_absolute_url(self) -> str:
        return reverse("meetings:detail", kwargs={"reference": self.reference})

    def clean(self) -> None:
        """Say in words what the database would refuse, beside the field it is about."""
        if not self.principal_id or not self.counterpart_id:
            return
        principal, counterpart = self.principal, self.counterpart
        if (principal.country_id, principal.organization_id) == (
            counterpart.country_id,
            counterpart.organization_id,
        ):
            raise ValidationError({"counterpart": _("A meeting has two different parties.")})
        for name, delegation in (("principal", principal), ("counterpart", counterpart)):
            if delegation.event_id != self.event_id:
                raise ValidationError({name: _("This delegation is of another event than the meeting.")})

    def searchable(self) -> list[str]:
        return [self.place, self.summary]


@keep_history("MeetingTopicHistory")
class MeetingTopic(Meeting.topics.through):  # type: ignore[name-defined]  # made by Django, unknown to mypy
    """A row of the topics of meetings; a proxy, so that its history is kept as well."""

    class Meta:
        proxy = True
        triggers = (
            register_changed(),
            belongs_to(meeting_id="meetings_meeting"),
            part_of_published(meeting_id="meetings_meeting"),
        )
