"""What was signed."""

import datetime

from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import constraints as rules
from core.derived import BoundField
from core.fields import EdtfField
from core.history import keep_history
from core.text import validate_clean_text
from core.triggers import register_changed
from core.versions import belongs_to
from delegations.models import Delegation, Event
from meetings.models.meetings import PUBLIC, Meeting
from meetings.models.record import GENERATED, NextReference, Record, desk_indexes, record_constraints, search_index
from meetings.models.topics import Topic
from meetings.querysets import MouPartyQuerySet, MoUQuerySet
from meetings.triggers import (
    MOU_HAS_PARTIES,
    MOU_KEEPS_PARTIES,
    OF_NO_REVISION,
    part_of_published,
    record_triggers,
)

TABLE = "meetings_mou"


@keep_history("MoUHistory", without=[*GENERATED, "signed_order"])
class MoU(Record):
    """A memorandum of understanding, or another instrument, between two or more delegations."""

    class Kind(models.TextChoices):
        MEMORANDUM = "memorandum", _("memorandum of understanding")
        AGREEMENT = "agreement", _("agreement")
        PROTOCOL = "protocol", _("protocol")
        LETTER_OF_INTENT = "letter-of-intent", _("letter of intent")
        ACTION_PLAN = "action-plan", _("action plan")
        OTHER = "other", _("other instrument")

    class Lifecycle(models.TextChoices):
        SIGNED = "signed", _("signed")
        IN_FORCE = "in-force", _("in force")
        EXPIRED = "expired", _("expired")
        TERMINATED = "terminated", _("terminated")
        REPLACED = "replaced", _("replaced")

    reference = models.CharField(
        _("reference"),
        max_length=20,
        unique=True,
        editable=False,
        db_default=NextReference("A", "meetings_mou_reference"),
    )
    title = models.CharField(
        _("title"),
        max_length=240,
        validators=[validate_clean_text],
        help_text=_("Its title, or in our words between whom it is."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.MEMORANDUM)
    parties = models.ManyToManyField(Delegation, through="MouParty", related_name="mous", verbose_name=_("parties"))
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mous",
        verbose_name=_("meeting"),
        help_text=_("The meeting at which it was signed, if there was one."),
    )
    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="mous", verbose_name=_("event")
    )
    signed_on = EdtfField(_("signed on"), blank=True)
    signed_from = BoundField(_("first day"), of="signed_on", bound="earliest", null=True)
    signed_to = BoundField(_("last day"), of="signed_on", bound="latest", null=True)
    signed_order = models.GeneratedField(
        expression=Coalesce("signed_from", models.Value(datetime.date(1, 1, 1))),
        output_field=models.DateField(),
        db_persist=True,
        editable=False,
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="mous", verbose_name=_("topics"))
    lifecycle = models.CharField(_("lifecycle"), max_length=12, choices=Lifecycle, default=Lifecycle.SIGNED)
    text_url = models.URLField(_("address of the text"), max_length=500, blank=True)

    objects = MoUQuerySet.as_manager()

    class Meta(Record.Meta):
        abstract = False
        verbose_name = _("MoU")
        verbose_name_plural = _("MoUs")
        ordering = ("-signed_order", "-pk")
        constraints = (
            *record_constraints(TABLE, "A"),
            rules.not_blank(TABLE, "title"),
            rules.clean_text(TABLE, "title", "summary", "withdrawn_reason", "text_url"),
            rules.one_of(
                TABLE,
                "kind",
                ["memorandum", "agreement", "protocol", "letter-of-intent", "action-plan", "other"],
            ),
            rules.one_of(TABLE, "lifecycle", ["signed", "in-force", "expired", "terminated", "replaced"]),
            rules.ordered(TABLE, "signed_from", "signed_to"),
            rules.dated(TABLE, "signed_on", "signed_from", "signed_to"),
        )
        indexes = (
            search_index("mou_search"),
            *desk_indexes("mou"),
            models.Index(fields=("-signed_order", "-id"), condition=PUBLIC, name="mou_newest"),
            models.Index(fields=("-published_at", "-id"), condition=PUBLIC, name="mou_recent"),
            models.Index(fields=("-updated_at", "-id"), condition=PUBLIC, name="mou_changed"),  # feeds
        )
        triggers = (*record_triggers("mou", "search_vector", "signed_order"), MOU_HAS_PARTIES, OF_NO_REVISION)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:mou", kwargs={"reference": self.reference})

    def searchable(self) -> list[str]:
        return [self.title, self.summary]


@keep_history("MouPartyHistory")
class MouParty(models.Model):
    """One party to an MoU: the delegation that signed it."""

    mou = models.ForeignKey(MoU, models.PROTECT, related_name="signatures", verbose_name=_("MoU"))
    delegation = models.ForeignKey(Delegation, models.PROTECT, related_name="signatures", verbose_name=_("delegation"))

    objects = MouPartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("party to the MoU")
        verbose_name_plural = _("parties to the MoU")
        ordering = ("mou", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("mou", "delegation"),
                name="meetings_mouparty_once",
                violation_error_message=_("This delegation is a party to the MoU already."),
            ),
        )
        triggers = (
            register_changed(),
            belongs_to(mou_id="meetings_mou"),
            part_of_published(mou_id="meetings_mou"),
            MOU_KEEPS_PARTIES,
        )

    def __str__(self) -> str:
        return f"{self.mou_id} · {self.delegation_id}"


@keep_history("MoUTopicHistory")
class MoUTopic(MoU.topics.through):  # type: ignore[name-defined]  # made by Django, unknown to mypy
    """A row of the topics of MoUs; a proxy, so that its history is kept as well."""

    class Meta:
        proxy = True
        triggers = (register_changed(), belongs_to(mou_id="meetings_mou"), part_of_published(mou_id="meetings_mou"))
