"""What editors decided about records that look the same."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core import constraints as rules
from core.text import validate_clean_text

KINDS = ["meeting", "mou", "delegation", "source", "event", "organization"]


class KindOfRecord(models.TextChoices):
    """What may be entered twice."""

    MEETING = "meeting", _("meetings")
    MOU = "mou", _("MoUs")
    DELEGATION = "delegation", _("delegations")
    SOURCE = "source", _("sources")
    EVENT = "event", _("events")
    ORGANIZATION = "organization", _("organizations")


class NotDuplicate(models.Model):
    """Two records that look the same and are not, so that nobody has to say it twice."""

    kind = models.CharField(_("kind"), max_length=12, choices=KindOfRecord)
    # Keys, not foreign keys: of six tables, and who deletes a draft must not be held up by this.
    lower = models.BigIntegerField(_("older record"))
    higher = models.BigIntegerField(_("newer record"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="told_apart",
        verbose_name=_("who told them apart"),
    )
    at = models.DateTimeField(_("when"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("pair that is no duplicate")
        verbose_name_plural = _("pairs that are no duplicates")
        ordering = ("-at", "-pk")
        constraints = (
            rules.one_of("desk_notduplicate", "kind", KINDS),
            models.CheckConstraint(
                name="desk_notduplicate_order",
                condition=Q(lower__lt=F("higher")),
                violation_error_message=_("A pair is two different records, the one with the lower key first."),
            ),
            models.UniqueConstraint(
                fields=("kind", "lower", "higher"),
                name="desk_notduplicate_once",
                violation_error_message=_("These two were told apart already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.lower} ≠ {self.higher}"


class Merge(models.Model):
    """One record merged into another: what it held and what was moved, so that it can be undone."""

    kind = models.CharField(_("kind"), max_length=12, choices=KindOfRecord)
    loser = models.BigIntegerField(_("record that was merged"))
    winner = models.BigIntegerField(_("record that was kept"))
    # As they were called: one of the two may be gone.
    loser_name = models.CharField(_("name of the record that was merged"), max_length=400)
    winner_name = models.CharField(_("name of the record that was kept"), max_length=400)
    moved = models.JSONField(_("what was moved"), encoder=DjangoJSONEncoder, default=dict)
    reason = models.TextField(_("why"), max_length=1000, validators=[validate_clean_text])
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="merges", verbose_name=_("who merged them")
    )
    at = models.DateTimeField(_("when"), db_default=Now(), editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merges_undone",
        verbose_name=_("who undid it"),
    )
    undone_at = models.DateTimeField(_("when it was undone"), null=True, blank=True)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=("kind", "winner"), name="merge_winner"),
            models.Index(fields=("kind", "loser"), name="merge_loser"),
        )
        constraints = (
            rules.one_of("desk_merge", "kind", KINDS),
            rules.not_blank("desk_merge", "reason"),
            rules.clean_text("desk_merge", "reason"),
            rules.at_most("desk_merge", "reason", 1000),
            models.CheckConstraint(
                name="desk_merge_two",
                condition=~Q(loser=F("winner")),
                violation_error_message=_("A record is never merged into itself."),
            ),
            models.CheckConstraint(
                name="desk_merge_undone",
                condition=Q(undone_at__isnull=False) | Q(undone_by=None),
                violation_error_message=_("Who undid a merge did so at some moment."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.loser_name} → {self.winner_name}"
