"""What meetings and MoUs have in common: a reference for ever, a status, a version, words to search."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import constraints as rules
from core.derived import SearchTextField
from core.search import vector_of
from core.text import validate_clean_text
from core.versions import Versioned

# Left out of the history: the database computes them again from what is kept.
GENERATED = ["search_vector", "submitted_at"]

# One spelling of each number, and none that a sequence (a bigint) could not hold.
NUMBER = "([0-9]{6}|[1-9][0-9]{6,17})"


class NextReference(models.Func):
    """The next public reference of a kind of record: ``NextReference("M", "meetings_meeting_reference")``."""

    function = "entente_next_reference"

    def __init__(self, letter: Any, sequence: Any, **extra: Any) -> None:
        values = [part if hasattr(part, "resolve_expression") else models.Value(part) for part in (letter, sequence)]
        super().__init__(*values, output_field=models.CharField(max_length=20), **extra)


class Record(Versioned):
    """A record that takes the road draft, in review, published, withdrawn. Only ``meetings.services`` moves it.

    A row that ``revises`` another is a working copy of what is published: a pending revision. It has a reference of its
    own (R000003), is never public, and ends when ``meetings.services`` applies it to the record or discards it.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=5000,
        validators=[validate_clean_text],
        help_text=_("What happened, in our own words: never a sentence of a source. May stay empty."),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    # Since when it waits for review; kept by a trigger, and empty where it does not.
    submitted_at = models.DateTimeField(_("submitted at"), null=True, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawn_reason = models.TextField(_("why it was withdrawn"), blank=True, editable=False, max_length=1000)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
        verbose_name=_("merged into"),
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("published by"),
    )
    revises = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="revision",
        verbose_name=_("revises"),
    )
    base_version = models.PositiveIntegerField(_("version that it revises"), null=True, editable=False)
    search_text = SearchTextField()
    # The reference is drawn by the INSERT itself, when the words have been put together already.
    search_vector = vector_of("reference", "search_text")

    class Meta:
        abstract = True
        default_permissions = (
            "add", "change", "delete", "view", "edit_any", "review", "publish", "withdraw", "merge",
        )  # fmt: skip

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED

    @property
    def published_alone(self) -> bool:
        """Whether who published it had written it as well: nobody else has reviewed it."""
        return self.published_by_id is not None and self.published_by_id == self.changed_by_id


def record_constraints(table: str, letter: str) -> tuple[models.CheckConstraint, ...]:
    """Return the rules of every table of records. ``table`` is "meetings_meeting", ``letter`` begins its references."""
    return (
        models.CheckConstraint(
            name=f"{table}_reference",
            condition=Q(revises=None, reference__regex=rf"^{letter}{NUMBER}$")
            | Q(revises__isnull=False, reference__regex=f"^R{NUMBER}$"),
            violation_error_message=_(
                "A reference is a letter and six digits, or up to eighteen where the first is not a zero."
            ),
        ),
        rules.one_of(table, "status", ["draft", "in_review", "published", "withdrawn"]),
        rules.at_most(table, "summary", 5000),
        rules.at_most(table, "withdrawn_reason", 1000),
        models.CheckConstraint(
            name=f"{table}_published_at",
            condition=Q(status__in=["draft", "in_review"], published_at=None)
            | Q(status__in=["published", "withdrawn"], published_at__isnull=False),
            violation_error_message=_("What was published has the moment of its publication; a draft has none."),
        ),
        models.CheckConstraint(
            name=f"{table}_withdrawn_reason",
            condition=(Q(status="withdrawn", withdrawn_at__isnull=False) & Q(withdrawn_reason__regex=rules.VISIBLE))
            | (~Q(status="withdrawn") & Q(withdrawn_at=None, withdrawn_reason="")),
            violation_error_message=_("Who withdraws a record says why; readers will see the reason."),
        ),
        models.CheckConstraint(
            name=f"{table}_revises",
            condition=Q(revises=None, base_version=None)
            | (
                Q(revises__isnull=False, base_version__isnull=False, status__in=["draft", "in_review"])
                & ~Q(revises=models.F("pk"))
            ),
            violation_error_message=_("A pending revision is of another record, and is a draft or in review."),
        ),
        models.CheckConstraint(
            name=f"{table}_published_by",
            condition=Q(published_by=None) | Q(published_at__isnull=False),
            violation_error_message=_("Only what was published has somebody who published it."),
        ),
        models.CheckConstraint(
            name=f"{table}_merged_into",
            condition=Q(merged_into=None) | (Q(status="withdrawn") & ~Q(merged_into=models.F("pk"))),
            violation_error_message=_("Only a withdrawn record is merged into another, and never into itself."),
        ),
    )


def search_index(name: str) -> GinIndex:
    return GinIndex(fields=("search_vector",), name=name)


def desk_indexes(name: str) -> tuple[models.Index, ...]:
    """Return the indexes by which the desk finds what is to be done; ``name`` is "meeting" or "mou"."""
    unpublished = Q(published_at=None, revises=None)
    return (
        models.Index(
            fields=("entered_by", "-updated_at", "-id"), include=("status",), condition=unpublished,
            name=f"{name}_unpublished",
        ),
        models.Index(fields=("submitted_at", "id"), condition=Q(status="in_review"), name=f"{name}_waiting"),
        # What changed for readers since a moment: the API's list of changes.
        models.Index(
            fields=("updated_at", "id"), condition=Q(status__in=["published", "withdrawn"]), name=f"{name}_changes"
        ),
    )  # fmt: skip
