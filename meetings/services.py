"""The road of a record: draft, in review, published, withdrawn. Every route to publication goes through here."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.refusals import REFUSALS, check_deferred_rules, words_of_refusal
from core.text import is_blank
from meetings.models import Meeting, MoU, Record

AnyRecord = Meeting | MoU


class Refused(Exception):
    """A record was not moved; ``reasons`` says why, in words for an editor. Nothing was changed."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


def reasons_against_publishing(record: AnyRecord) -> list[str]:
    """Return why ``record`` (a Meeting or an MoU) cannot be published yet; an empty list when it can."""
    reasons: list[str] = []
    if record.status not in (Record.Status.DRAFT, Record.Status.IN_REVIEW, Record.Status.WITHDRAWN):
        reasons.append(_("It is published already."))
    if not record.citations.exists():
        reasons.append(_("It has no citation: say which passage of which source supports it."))
    if isinstance(record, Meeting):
        if record.held_from is None and record.held_to is None:
            reasons.append(_("It has no date: give at least a year, or the days of its event."))
    else:
        if record.signed_from is None and record.signed_to is None:
            reasons.append(_("It has no date of signature: give at least a year."))
        parties = record.signatures.count()
        if parties < 2:
            reasons.append(
                ngettext("It has %(n)d party; it needs two.", "It has %(n)d parties; it needs two.", parties)
                % {"n": parties}
            )
    return reasons


def submit(record: AnyRecord) -> None:
    """Hand a draft over for review."""
    with _moving(record) as fresh:
        if fresh.status != Record.Status.DRAFT:
            raise Refused([_("Only a draft can be handed over for review.")])
        fresh.status = Record.Status.IN_REVIEW
        fresh.save(update_fields=["status"])


def return_to_draft(record: AnyRecord) -> None:
    """Give a record in review back to its editor."""
    with _moving(record) as fresh:
        if fresh.status != Record.Status.IN_REVIEW:
            raise Refused([_("Only a record in review can be returned.")])
        fresh.status = Record.Status.DRAFT
        fresh.save(update_fields=["status"])


def publish(record: AnyRecord) -> None:
    """Make a record public, or public again after a withdrawal. Raises ``Refused`` with every reason against it."""
    with _moving(record) as fresh:
        if reasons := reasons_against_publishing(fresh):
            raise Refused(reasons)
        fresh.status = Record.Status.PUBLISHED
        fresh.published_at = fresh.published_at or timezone.now()
        fresh.withdrawn_at, fresh.withdrawn_reason, fresh.merged_into = None, "", None
        fresh.save(update_fields=["status", "published_at", "withdrawn_at", "withdrawn_reason", "merged_into"])


def withdraw(record: AnyRecord, reason: str, merged_into: AnyRecord | None = None) -> None:
    """Take a published record out of public view. Its address keeps answering, with ``reason`` (410) or the
    address of the record it was merged into (301)."""
    if is_blank(reason):
        raise Refused([_("Say why: readers who followed a link to the record will see the reason.")])
    with _moving(record) as fresh:
        if fresh.status != Record.Status.PUBLISHED:
            raise Refused([_("Only a published record can be withdrawn; a draft can be deleted.")])
        fresh.status = Record.Status.WITHDRAWN
        fresh.withdrawn_at, fresh.withdrawn_reason = timezone.now(), reason.strip()
        fresh.merged_into = merged_into
        fresh.save(update_fields=["status", "withdrawn_at", "withdrawn_reason", "merged_into"])


def discard(record: AnyRecord) -> None:
    """Delete a record that was never public, with its citations. Raises ``Refused`` for any other."""
    with _moving(record) as fresh:
        if fresh.published_at is not None:
            raise Refused([_("It was public once, so it is kept: withdraw it instead.")])
        if isinstance(fresh, Meeting) and fresh.mous.exists():
            raise Refused([_("An MoU refers to this meeting: change the MoU first.")])
        fresh.citations.all().delete()
        if isinstance(fresh, MoU):
            fresh.signatures.all().delete()
        fresh.delete()


def publish_all(records: Iterable[AnyRecord]) -> tuple[list[AnyRecord], list[tuple[AnyRecord, list[str]]]]:
    """Publish each of ``records`` by itself; return those published, and those refused with the reasons."""
    published: list[AnyRecord] = []
    refused: list[tuple[AnyRecord, list[str]]] = []
    for record in records:
        try:
            publish(record)
        except Refused as error:
            refused.append((record, error.reasons))
        else:
            published.append(record)
    return published, refused


@contextmanager
def _moving(record: AnyRecord) -> Iterator[Any]:
    """Lock one record for the length of a move, and check every deferred rule before the end of it.

    A rule that the database keeps at COMMIT is asked for here, so that it becomes a reason and not a server
    error. The caller's own instance is brought up to date.
    """
    model: Any = type(record)
    try:
        with transaction.atomic():
            yield model.objects.select_for_update().get(pk=record.pk)
            check_deferred_rules()
    except REFUSALS as error:
        raise Refused(words_of_refusal(error)) from error
    if model.objects.filter(pk=record.pk).exists():
        record.refresh_from_db()
