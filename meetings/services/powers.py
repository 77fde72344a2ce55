"""Who may do what to one record: the permissions of a role, and whose record it is."""

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from meetings.models import Record

Status = Record.Status


def has_power(user: Any, power: str, model: Any) -> bool:
    """Tell whether ``user`` has ``power`` ("publish") over the records of ``model`` in general."""
    return bool(user.has_perm(f"meetings.{power}_{model._meta.model_name}"))


def may_change(user: Any, record: Any) -> bool:
    """Tell whether ``user`` may change what ``record`` says: a draft of one's own or, with the power to, anybody's;
    in review, who reviews. What was published is changed by a revision only."""
    if record.published_at is not None or not has_power(user, "change", record):
        return False
    if record.status == Status.IN_REVIEW:
        return has_power(user, "review", record)
    return record.entered_by_id == user.pk or has_power(user, "edit_any", record)


def may_publish(user: Any, record: Any) -> bool:
    """Tell whether ``user`` may publish ``record`` as it is: not what one wrote, where two persons are asked for."""
    if not has_power(user, "publish", record) or record.status == Status.PUBLISHED:
        return False
    return not settings.TWO_PERSONS or record.changed_by_id != user.pk


def visible_to(user: Any, records: QuerySet) -> QuerySet:
    """Return those of ``records`` that ``user`` works with: one's own and what readers see; all, with the power to."""
    if has_power(user, "edit_any", records.model) or not has_power(user, "add", records.model):
        return records
    return records.filter(Q(entered_by=user.pk) | Q(published_at__isnull=False))
