"""What editors say to one another about a record."""

import uuid
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from core import constraints as rules
from core.text import validate_clean_text
from core.triggers import refuse
from meetings.models import Meeting, MoU, Record

TABLE = "desk_comment"
LONGEST = 4000
KEPT = gettext_noop("A comment is never changed: write another one, or mark it as settled.")
OF_RECORD = gettext_noop("Comments stand at the record, not at a pending revision of it.")


class CommentQuerySet(models.QuerySet):
    def in_order(self) -> Self:
        return self.select_related("by", "resolved_by").order_by("at", "pk")

    def open(self) -> Self:
        """Those that nobody has marked as settled."""
        return self.filter(resolved_at=None)

    def of(self, record: Any) -> Self:
        """Those about ``record``, a Meeting or MoU, or about what it revises."""
        return self.filter(**{record._meta.model_name: record.revises_id or record.pk})

    def returned(self, name: str) -> Self:
        """Those with which a record was given back that is a draft since: itself, or the revision they name.

        ``name`` is "meeting" or "mou".
        """
        record = Q(revision="", **{f"{name}__status": Record.Status.DRAFT})
        draft = {f"{name}__revision__status": Record.Status.DRAFT, f"{name}__revision__reference": F("revision")}
        return self.filter(record | (~Q(revision="") & Q(**draft)), is_return=True, resolved_at=None)


class Comment(models.Model):
    """One remark of one editor on a meeting or an MoU. Readers never see any.

    Author and moment are written by the database, and the words are never changed. What is said of a pending revision
    stands at the record that it revises, with the reference of the revision, so that it is there when that has ended.
    Comments raise no version of the record.
    """

    # CASCADE: with a draft that is deleted, what was said of it goes. What was public once is never deleted.
    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, related_name="comments", verbose_name=_("meeting"))
    mou = models.ForeignKey(MoU, models.CASCADE, null=True, related_name="comments", verbose_name=_("MoU"))
    revision = models.CharField(_("pending revision"), max_length=20, blank=True, default="")
    text = models.TextField(_("comment"), max_length=LONGEST, validators=[validate_clean_text])
    # Given back to its editor with these words.
    is_return = models.BooleanField(_("returned with it"), default=False)
    # A form sent twice says it once.
    token = models.UUIDField(_("token"), unique=True, default=uuid.uuid4)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="comments",
        verbose_name=_("who wrote it"),
    )
    at = models.DateTimeField(_("when"), db_default=Now(), editable=False)
    resolved_at = models.DateTimeField(_("when it was settled"), null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="comments_settled",
        verbose_name=_("who settled it"),
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ("at", "pk")
        indexes = (
            models.Index(fields=("-at", "-id"), condition=Q(is_return=True, resolved_at=None), name="comment_returned"),
        )
        constraints = (
            models.CheckConstraint(
                name=f"{TABLE}_one_record",
                condition=Q(meeting__isnull=False, mou=None) | Q(meeting=None, mou__isnull=False),
                violation_error_message=_("A comment is about one record: a meeting or an MoU."),
            ),
            rules.not_blank(TABLE, "text"),
            rules.clean_text(TABLE, "text"),
            rules.at_most(TABLE, "text", LONGEST),
            models.CheckConstraint(
                name=f"{TABLE}_resolved",
                condition=Q(resolved_at__isnull=False) | Q(resolved_by=None),
                violation_error_message=_("Who settled a comment did so at some moment."),
            ),
        )
        triggers = (
            pgtrigger.Trigger(
                name="written",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                    NEW.by_id := entente_actor();
                    NEW.at := statement_timestamp();
                    IF EXISTS (SELECT FROM meetings_meeting WHERE id = NEW.meeting_id AND revises_id IS NOT NULL)
                       OR EXISTS (SELECT FROM meetings_mou WHERE id = NEW.mou_id AND revises_id IS NOT NULL) THEN
                        {refuse(f"{TABLE}_of_record", OF_RECORD)}
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="kept",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                # Another record: a merge takes the comments along.
                func=f"""
                    IF ROW(NEW.id, NEW.text, NEW.by_id, NEW.at, NEW.is_return, NEW.revision, NEW.token)
                       IS DISTINCT FROM
                       ROW(OLD.id, OLD.text, OLD.by_id, OLD.at, OLD.is_return, OLD.revision, OLD.token) THEN
                        {refuse(f"{TABLE}_kept", KEPT)}
                    END IF;
                    NEW.resolved_by_id := OLD.resolved_by_id;
                    IF NEW.resolved_at IS NULL THEN
                        NEW.resolved_by_id := NULL;
                    ELSIF OLD.resolved_at IS NULL THEN
                        NEW.resolved_at := statement_timestamp();
                        NEW.resolved_by_id := entente_actor();
                    ELSE
                        NEW.resolved_at := OLD.resolved_at;
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="gone_with_its_record",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                # Deferred: it goes before its record does, in the same transaction.
                timing=pgtrigger.Deferred,
                operation=pgtrigger.Delete,
                func=f"""
                    IF EXISTS (SELECT FROM meetings_meeting WHERE id = OLD.meeting_id)
                       OR EXISTS (SELECT FROM meetings_mou WHERE id = OLD.mou_id) THEN
                        {refuse(f"{TABLE}_kept", KEPT)}
                    END IF;
                    RETURN NULL;
                """,
            ),
        )

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_resolved(self) -> bool:
        return self.resolved_at is not None
