"""Records with a past: each step under a context of its own, as requests are, for a test is one transaction."""

import datetime
from typing import Any

import pgtrigger
from django.utils import timezone

from core.history import acting
from desk.history.steps import Step, page_of
from tests.factories import cite, meeting


def step(by: Any, via: str = "form", reason: str = "") -> Any:
    return acting(by, via=via, reason=reason)


def aged(row: Any) -> Any:
    """Make ``row`` one of yesterday, so that what belongs to it raises its version: as in ``tests.factories``."""
    known = {trigger.name for model, trigger in pgtrigger.registered() if model is type(row)}
    names = known & {"version_counted", "published_is_kept"}
    with pgtrigger.ignore(*(f"{row._meta.label}:{name}" for name in sorted(names))):
        yesterday = timezone.now() - datetime.timedelta(days=1)
        type(row).objects.filter(pk=row.pk).update(created_at=yesterday)
    row.refresh_from_db()
    return row


def changed(record: Any, by: Any, reason: str = "", **values: Any) -> Any:
    """Change ``record`` in a step of its own."""
    with step(by, reason=reason):
        for name, value in values.items():
            setattr(record, name, value)
        record.save()
    record.refresh_from_db()
    return record


def draft(by: Any, **values: Any) -> Any:
    """Return a draft of a meeting that was entered in one step."""
    with step(by):
        record = meeting(status="draft", **values)
    return aged(record)


def cited(record: Any, by: Any, **values: Any) -> Any:
    with step(by):
        citation = cite(record, **values)
    record.refresh_from_db()
    return citation


def steps(record: Any) -> list[Step]:
    return page_of(type(record), record.pk).steps


def lines(one: Step) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return what a step changed, by the label of the field."""
    return {each.label: (each.before, each.after) for each in one.differences}
