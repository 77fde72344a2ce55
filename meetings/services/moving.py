"""One record, locked for the length of a move."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.history import acting
from core.refusals import REFUSALS, check_deferred_rules, words_of_refusal
from meetings.models import Meeting, MoU
from meetings.services.refusals import Refused

AnyRecord = Meeting | MoU


@contextmanager
def moving(record: AnyRecord, by: User | None, power: str = "", reason: str = "") -> Iterator[Any]:
    """Lock ``record`` for a move ``by`` somebody with ``power`` ("publish"), and check every deferred rule at its end.

    A rule that the database keeps at COMMIT is asked for here, so that it becomes a reason and not a server error. The
    caller's own instance is brought up to date, unless the move has deleted it. ``by`` None is a command of the
    register's own, which nobody has to be allowed.
    """
    model: Any = type(record)
    if by is not None and power and not by.has_perm(f"meetings.{power}_{model._meta.model_name}"):
        raise Refused([_("Your role does not allow this.")])
    try:
        with acting(by, reason=reason), transaction.atomic():
            fresh = model.objects.select_for_update().filter(pk=record.pk).first()
            if fresh is None:
                raise Refused([_("It is not there any more: somebody deleted or published it meanwhile.")])
            yield fresh
            check_deferred_rules()
    except REFUSALS as error:
        raise Refused(words_of_refusal(error)) from error
    if model.objects.filter(pk=record.pk).exists():
        record.refresh_from_db()
