"""Pending revisions: a working copy of what was published, which takes the road to publication itself.

Readers keep the published version until the copy is applied. There is one copy of a record at most, so that two
editors who revise it meet in one form, where neither can overwrite the other unseen.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.history import acting
from meetings.content import content_of, write_content
from meetings.models import Citation, MoU, MouParty, Record
from meetings.models.record import NextReference
from meetings.services.moving import AnyRecord, moving
from meetings.services.reasons import reasons_against_publishing
from meetings.services.refusals import Refused
from meetings.services.revising import revising

SEQUENCE = "meetings_revision_reference"


def begin(record: AnyRecord, by: User | None) -> Any:
    """Return the pending revision of ``record``, made now if there is none: a draft that says what the record says."""
    model: Any = type(record)
    with moving(record, by, "change") as fresh:
        if fresh.published_at is None:
            raise Refused([_("It was never published: change it directly.")])
        if fresh.merged_into_id is not None:
            raise Refused([_("It was merged into another record: change that one, or undo the merge.")])
        if existing := model.objects.filter(revises=fresh).first():
            return existing
        content = content_of(fresh)
        copy = model(
            revises=fresh,
            base_version=fresh.version,
            reference=NextReference("R", SEQUENCE),
            **content["fields"],
        )
        with acting(by, via="revision"):
            copy.save()
            write_content(copy, content)
        copy.refresh_from_db()
    return copy


def apply(copy: AnyRecord, by: User | None, reason: str = "") -> Any:
    """Give the revised record what ``copy`` says, publish it again if it was withdrawn, and return it; the copy ends.

    Raises ``Refused`` with every reason against it.
    """
    model: Any = type(copy)
    record: Any = model.objects.get(pk=copy.revises_id)
    with moving(record, by, "publish", reason) as fresh:
        pending = model.objects.select_for_update().filter(pk=copy.pk).first()
        if pending is None:
            raise Refused([_("It is not there any more: somebody deleted or published it meanwhile.")])
        pending.revises = fresh
        if reasons := reasons_against_publishing(pending, by):
            raise Refused(reasons)
        content = content_of(pending)
        # The copy first: a connection that asks for the rules while both are there would find two of everything.
        author = pending.changed_by_id
        remove(pending)
        with acting(by, via="revision", revision=pending.reference), revising(author):
            write_content(fresh, content)
            fresh.status = Record.Status.PUBLISHED
            fresh.published_by = by
            fresh.published_at = fresh.published_at or timezone.now()
            fresh.withdrawn_at, fresh.withdrawn_reason = None, ""
            fresh.save(update_fields=["status", "published_by", "withdrawn_at", "withdrawn_reason"])
    return record


def remove(record: AnyRecord) -> None:
    """Delete a row that readers never saw, with what belongs to it. The caller has locked it."""
    with transaction.atomic():
        record.citations.all().delete()
        if isinstance(record, MoU):
            record.signatures.all().delete()
        record.delete()


def remove_all(model: Any, keys: list[int]) -> None:
    """Do for many rows of ``model`` what ``remove`` does for one."""
    name = str(model._meta.model_name)
    with transaction.atomic():
        Citation.objects.filter(**{f"{name}__in": keys}).delete()
        if model is MoU:
            MouParty.objects.filter(mou__in=keys).delete()
        model.objects.filter(pk__in=keys).delete()
