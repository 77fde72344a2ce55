"""The road of a record: draft, in review, published, withdrawn."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.history import acting
from core.text import is_blank
from meetings.models import Meeting, MoU, Record
from meetings.services import revisions
from meetings.services.moving import AnyRecord, moving
from meetings.services.reasons import reasons_against_publishing
from meetings.services.refusals import Refused

Status = Record.Status
# What apps above keep of a return: called with the record, who returned it and what is to be done, in its transaction.
AFTER_RETURN: list[Callable[[AnyRecord, User | None, str], None]] = []


def submit(record: AnyRecord, by: User | None) -> None:
    """Hand a draft over for review."""
    with moving(record, by, "change") as fresh:
        if fresh.status != Status.DRAFT:
            raise Refused([_("Only a draft can be handed over for review.")])
        fresh.status = Status.IN_REVIEW
        fresh.save(update_fields=["status"])


def return_to_draft(record: AnyRecord, by: User | None, comment: str) -> None:
    """Give a record in review back to its editor, who reads in ``comment`` what to do.

    Who handed it over may take it back without the power to review.
    """
    if is_blank(comment):
        raise Refused([_("Say what is to be done, for the editor who gets it back.")])
    power = "change" if by is not None and record.changed_by_id == by.pk else "review"
    with moving(record, by, power, comment) as fresh:
        if fresh.status != Status.IN_REVIEW:
            raise Refused([_("Only a record in review can be returned.")])
        fresh.status = Status.DRAFT
        fresh.save(update_fields=["status"])
        for keep in AFTER_RETURN:
            keep(fresh, by, comment)


def publish(record: AnyRecord, by: User | None, reason: str = "") -> Any:
    """Make a record public, or public again after a withdrawal; return it. A pending revision is applied to what it
    revises, which is returned. Raises ``Refused`` with every reason against it."""
    if record.revises_id is not None:
        return revisions.apply(record, by, reason)
    with moving(record, by, "publish", reason) as fresh:
        if reasons := reasons_against_publishing(fresh, by):
            raise Refused(reasons)
        if hasattr(fresh, "revision"):
            raise Refused([_("It has a pending revision: publish that, or discard it.")])
        fresh.status = Status.PUBLISHED
        fresh.published_at = fresh.published_at or timezone.now()
        fresh.published_by = by
        fresh.withdrawn_at, fresh.withdrawn_reason, fresh.merged_into = None, "", None
        moves = ["status", "published_at", "published_by", "withdrawn_at", "withdrawn_reason", "merged_into"]
        fresh.save(update_fields=moves)
    return record


def withdraw(record: AnyRecord, reason: str, by: User | None, merged_into: AnyRecord | None = None) -> None:
    """Take a published record out of public view. Its address keeps answering, with ``reason`` (410) or the
    address of the record it was merged into (301)."""
    if is_blank(reason):
        raise Refused([_("Say why: readers who followed a link to the record will see the reason.")])
    with moving(record, by, "withdraw", reason) as fresh:
        if fresh.status != Status.PUBLISHED:
            raise Refused([_("Only a published record can be withdrawn; a draft can be deleted.")])
        fresh.status = Status.WITHDRAWN
        fresh.withdrawn_at, fresh.withdrawn_reason = timezone.now(), reason.strip()
        fresh.merged_into = merged_into
        fresh.save(update_fields=["status", "withdrawn_at", "withdrawn_reason", "merged_into"])


def discard(record: AnyRecord, by: User | None) -> None:
    """Delete a record that was never public, or a pending revision, with its citations. Refused for any other."""
    with moving(record, by, "delete") as fresh:
        if fresh.published_at is not None:
            raise Refused([_("It was public once, so it is kept: withdraw it instead.")])
        if isinstance(fresh, Meeting) and fresh.mous.exists():
            raise Refused([_("An MoU refers to this meeting: change the MoU first.")])
        revisions.remove(fresh)


def discard_all(records: Sequence[AnyRecord], by: User | None) -> None:
    """Delete ``records``, all of one kind, that were never public; as many queries for a thousand as for ten.

    The caller has locked them, and asks for the deferred rules at the end of its transaction. Refused as a whole where
    one was public once, or where an MoU refers to one.
    """
    if not records:
        return
    model: Any = type(records[0])
    if by is not None and not by.has_perm(f"meetings.delete_{model._meta.model_name}"):
        raise Refused([_("Your role does not allow this.")])
    keys = [record.pk for record in records]
    if model.objects.filter(pk__in=keys, published_at__isnull=False).exists():
        raise Refused([_("It was public once, so it is kept: withdraw it instead.")])
    if model is Meeting and MoU.objects.filter(meeting__in=keys).exists():
        raise Refused([_("An MoU refers to this meeting: change the MoU first.")])
    with acting(by):
        revisions.remove_all(model, keys)


def publish_all(
    records: Iterable[AnyRecord], by: User | None
) -> tuple[list[AnyRecord], list[tuple[AnyRecord, list[str]]]]:
    """Publish each of ``records`` by itself; return those published, and those refused with the reasons."""
    published: list[AnyRecord] = []
    refused: list[tuple[AnyRecord, list[str]]] = []
    for record in records:
        try:
            published.append(publish(record, by))
        except Refused as error:
            refused.append((record, error.reasons))
    return published, refused
