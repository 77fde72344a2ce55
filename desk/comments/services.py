"""Writing comments, and who may read which."""

from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core.history import acting
from core.text import is_blank, is_clean
from desk.models import Comment
from desk.models.comments import LONGEST
from meetings.models import Meeting, MoU
from meetings.services import Refused
from meetings.services.powers import has_power

RECORDS: dict[str, Any] = {"meeting": Meeting, "mou": MoU}


def comments_on(record: Any, user: Any) -> QuerySet:
    """Return what ``user``, who may view ``record``, may read of what was said of it, the oldest first.

    What was said of a pending revision is for those who may see the revision: who works with everybody's records, and
    whoever wrote it.
    """
    comments = Comment.objects.of(record).in_order()
    if has_power(user, "edit_any", record) or not has_power(user, "add", record):
        return comments
    own = Q(revision=record.reference) if record.revises_id else Q(by=user.pk)
    return comments.filter(Q(revision="") | own)


def write(record: Any, by: User | None, text: str, *, token: UUID | None = None, is_return: bool = False) -> Comment:
    """Keep what ``by`` says of ``record``, a Meeting or MoU; the same ``token`` again returns what was kept then.

    Raises ``Refused`` where the words cannot be kept.
    """
    text = text.strip().replace("\r\n", "\n")
    if is_blank(text):
        raise Refused([_("Write something first.")])
    if not is_clean(text) or len(text) > LONGEST:
        raise Refused([_("The comment is too long, or holds characters that nobody can see.")])
    values = {
        record._meta.model_name: record.revises if record.revises_id else record,
        "revision": record.reference if record.revises_id else "",
        "text": text,
        "is_return": is_return,
    }
    token = token or uuid4()
    with acting(by, via="form"):
        try:
            with transaction.atomic():
                said = Comment.objects.create(**values, token=token)
        except IntegrityError:
            if not Comment.objects.filter(token=token).exists():
                raise
            before = Comment.objects.of(record).filter(token=token, by=by, text=text).first()
            # Another remark under a token that was used: what was typed counts.
            said = before or Comment.objects.create(**values)
    said.refresh_from_db()
    return said


def keep_return(record: Any, by: User | None, comment: str) -> None:
    """Keep the words with which ``record`` was given back. Called in the transaction of the return."""
    write(record, by, comment, is_return=True)


def settle(comment: Comment, by: User | None, *, is_settled: bool) -> None:
    """Mark ``comment`` as settled or as open; the database says by whom and when."""
    with acting(by, via="form"):
        Comment.objects.filter(pk=comment.pk).update(resolved_at=comment.at if is_settled else None)
    comment.refresh_from_db()
