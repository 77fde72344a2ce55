"""In which state readers see the register."""

from datetime import datetime
from typing import Any

from django.db.models import Max

from meetings.models import Meeting, MoU

_TABLES: tuple[Any, ...] = (Meeting, MoU)


def last_change() -> datetime | None:
    """Return when a meeting or an MoU was last published, changed or withdrawn; None before the first.

    The number of the register's state would say more than readers may know: work on drafts raises it too.
    """
    moments = [
        (model.objects.published() | model.objects.withdrawn()).order_by().aggregate(last=Max("updated_at"))["last"]
        for model in _TABLES
    ]
    return max((moment for moment in moments if moment), default=None)


def written(moment: datetime | None) -> str:
    """Write a moment of UTC as ISO 8601 does; the beginning of 1970 for a register without one."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else "1970-01-01T00:00:00Z"
