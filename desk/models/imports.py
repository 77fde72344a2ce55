"""Tables that editors brought in: the file as it was read, what is to become of each line, and what became of it."""

from typing import Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core import constraints as rules
from core.text import validate_clean_text
from meetings.models import Meeting, Source

KINDS = [
    "meeting", "mou", "event", "delegation", "organization", "source", "citation", "reportedtotal", "topic", "country",
    "region",
]  # fmt: skip
STATES = [
    "reading", "mapping", "matching", "ready", "applying", "applied", "undoing", "undone", "refused",
]  # fmt: skip


class ImportBatchQuerySet(models.QuerySet):
    def with_people(self) -> Self:
        return self.select_related("by", "undone_by", "source")

    def left_behind(self, before: object) -> Self:
        """Those that nobody has applied since ``before``."""
        return self.filter(at__lt=before).exclude(state__in=["applied", "applying", "undoing", "undone"])


class ImportBatch(models.Model):
    """One file that somebody brought in: where it stands, and what came of it."""

    class State(models.TextChoices):
        READING = "reading", _("being read")
        MAPPING = "mapping", _("waits for its columns")
        MATCHING = "matching", _("being compared")
        READY = "ready", _("waits to be taken in")
        APPLYING = "applying", _("being taken in")
        APPLIED = "applied", _("taken in")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")
        REFUSED = "refused", _("not readable")

    kind = models.CharField(_("kind"), max_length=16)
    name = models.CharField(_("name of the file"), max_length=255, validators=[validate_clean_text])
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.READING)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="imports", verbose_name=_("who brought it in")
    )
    at = models.DateTimeField(_("when"), db_default=Now(), editable=False)
    language = models.CharField(_("language of its messages"), max_length=10, default="en")
    # The file itself, until its lines are stored.
    file = models.BinaryField(_("file"), null=True)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    encoding = models.CharField(_("encoding"), max_length=16, blank=True, default="")
    separator = models.CharField(_("separator"), max_length=16, blank=True, default="")
    sheet = models.CharField(_("sheet"), max_length=255, blank=True, default="")
    header = models.PositiveIntegerField(_("line of the headings"), default=0)
    headings = models.JSONField(_("headings"), default=list)
    # The place of each column (from 0, as text) and the field that it fills.
    mapping = models.JSONField(_("columns and fields"), default=dict)
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="imports",
        verbose_name=_("source of every row that names none"),
    )
    done = models.PositiveIntegerField(_("rows done"), default=0)
    total = models.PositiveIntegerField(_("rows in all"), default=0)
    problem = models.TextField(_("what went wrong"), blank=True, default="")
    # What the history calls what came in; and the rows that could not be undone, in words.
    context = models.UUIDField(_("context of the history"), null=True)
    left = models.JSONField(_("left as it is"), default=list)
    applied_at = models.DateTimeField(_("taken in at"), null=True)
    undone_at = models.DateTimeField(_("undone at"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="imports_undone",
        verbose_name=_("who undid it"),
    )

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-at", "-pk")
        constraints = (
            rules.one_of("desk_importbatch", "kind", KINDS),
            rules.one_of("desk_importbatch", "state", STATES),
            rules.clean_text("desk_importbatch", "name"),
            models.CheckConstraint(
                name="desk_importbatch_applied",
                condition=Q(state__in=["applied", "undoing", "undone"], applied_at__isnull=False)
                | (~Q(state__in=["applied", "undoing", "undone"]) & Q(applied_at=None)),
                violation_error_message=_("An import that was taken in has the moment of it."),
            ),
            models.CheckConstraint(
                name="desk_importbatch_undone",
                condition=Q(state="undone", undone_at__isnull=False) | (~Q(state="undone") & Q(undone_at=None)),
                violation_error_message=_("An import that was undone has the moment of it."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class ImportRow(models.Model):
    """One line of such a file: its cells, what is to become of it, and what became of it."""

    class Verdict(models.TextChoices):
        NONE = "", _("not compared yet")
        NEW = "new", _("new")
        UPDATE = "update", _("update")
        DUPLICATE = "duplicate", _("duplicate")
        UNCHANGED = "unchanged", _("unchanged")
        ERROR = "error", _("error")

    class Outcome(models.TextChoices):
        NONE = "", _("nothing")
        CREATED = "created", _("created")
        CHANGED = "changed", _("changed")
        REVISED = "revised", _("proposed as a revision")

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows", verbose_name=_("import"))
    line = models.PositiveIntegerField(_("line"))
    cells = models.JSONField(_("cells"), default=list)
    verdict = models.CharField(_("what it would do"), max_length=10, choices=Verdict, blank=True, default="")
    included = models.BooleanField(_("to be taken in"), default=False)
    # Lists of [field, sentence]; of [field, before, after]; of {"words", "kind", "key"} or {"words", "line"}.
    problems = models.JSONField(_("problems"), default=list)
    changes = models.JSONField(_("changes"), default=list, encoder=DjangoJSONEncoder)
    likes = models.JSONField(_("looks like"), default=list)
    outcome = models.CharField(_("what became of it"), max_length=10, choices=Outcome, blank=True, default="")
    # The row of the register that it made or changed, what that said before and says since (as a fingerprint).
    key = models.CharField(_("key of the record"), max_length=40, blank=True, default="")
    words = models.CharField(_("name of the record"), max_length=400, blank=True, default="")
    before = models.JSONField(_("what it said before"), null=True, encoder=DjangoJSONEncoder)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, blank=True, default="")

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ("batch", "line")
        indexes = (models.Index(fields=("batch", "verdict", "line"), name="importrow_verdict"),)
        constraints = (
            rules.one_of("desk_importrow", "verdict", ["", "new", "update", "duplicate", "unchanged", "error"]),
            rules.one_of("desk_importrow", "outcome", ["", "created", "changed", "revised"]),
            models.UniqueConstraint(
                fields=("batch", "line"),
                name="desk_importrow_once",
                violation_error_message=_("This line was read already."),
            ),
            models.CheckConstraint(
                name="desk_importrow_included",
                condition=Q(included=False) | Q(verdict__in=["", "new", "update", "duplicate"]),
                violation_error_message=_("A row that has an error, or changes nothing, is not taken in."),
            ),
        )

    def __str__(self) -> str:
        return str(self.line)


class ImportedMeeting(models.Model):
    """The key that a source has for a meeting of the register: what came in once comes in no second time."""

    # CASCADE: with a draft that is discarded, its key is free again.
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="external_keys", verbose_name=_("meeting"))
    source = models.ForeignKey(Source, models.PROTECT, related_name="external_keys", verbose_name=_("source"))
    external_key = models.CharField(_("key in the source"), max_length=200, validators=[validate_clean_text])

    class Meta:
        verbose_name = _("imported meeting")
        verbose_name_plural = _("imported meetings")
        ordering = ("source", "external_key", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("source", "external_key"),
                name="desk_importedmeeting_once",
                violation_error_message=_("A meeting with this key of this source is in the register already."),
            ),
            rules.not_blank("desk_importedmeeting", "external_key"),
            rules.clean_text("desk_importedmeeting", "external_key"),
        )

    def __str__(self) -> str:
        return self.external_key


class ImportMapping(models.Model):
    """Which columns somebody said fill which fields, for a file with these headings: remembered for the next one."""

    kind = models.CharField(_("kind"), max_length=16)
    # A digest of the headings in their order.
    headings = models.CharField(_("headings"), max_length=64)
    mapping = models.JSONField(_("columns and fields"), default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="import_mappings", verbose_name=_("who said so")
    )
    at = models.DateTimeField(_("when"), auto_now=True)

    class Meta:
        verbose_name = _("remembered columns")
        verbose_name_plural = _("remembered columns")
        ordering = ("-at", "-pk")
        constraints = (
            rules.one_of("desk_importmapping", "kind", KINDS),
            models.UniqueConstraint(
                fields=("by", "kind", "headings"),
                name="desk_importmapping_once",
                violation_error_message=_("The columns of these headings are remembered already."),
            ),
        )

    def __str__(self) -> str:
        return self.kind
