"""What a record says that tells it from others, as the columns of ``kinds``; the record need not be saved.

Fields that were never filled in count as unstated. Rows behind foreign keys are read only if they are in memory or
needed: an import that hands in whole delegations asks nothing.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from core.relations import loaded
from delegations.models import Delegation, Event, Organization
from meetings.models import Meeting, MoU, Record, Source

Look = tuple[Any, ...]


def party_of(delegation: Delegation) -> str:
    """Return the party as a column of a pair has it: "MA", or the key of an organization; "" for none."""
    return str(delegation.country_id or delegation.organization_id or "")


def of_meeting(meeting: Meeting) -> Look | None:
    parties = [_party(meeting, "principal"), _party(meeting, "counterpart")]
    if not all(parties) or not _counts(meeting):
        return None
    # By code point, as the database sorts them.
    return (" ".join(sorted(parties)), *_days(meeting, "held"), meeting.held_on or "", meeting.event_id)


def of_mou(mou: MoU, signatories: Iterable[Delegation] | None = None) -> Look | None:
    """``signatories`` are the delegations of an MoU whose parties are not saved yet."""
    if signatories is None:
        signatories = Delegation.objects.filter(signatures__mou=mou) if mou.pk else ()
    parties = sorted({party_of(delegation) for delegation in signatories} - {""})
    if len(parties) < 2 or not _counts(mou):
        return None
    return (" ".join(parties), *_days(mou, "signed"), mou.event_id, mou.title)


def of_delegation(delegation: Delegation) -> Look | None:
    """Without an event there is none: two visits in two years are two delegations."""
    if delegation.event_id is None or not party_of(delegation):
        return None
    return (delegation.event_id, delegation.country_id, delegation.organization_id, delegation.institution)


def of_source(source: Source) -> Look | None:
    return (source.url, source.title, source.publisher, source.published_on)


def of_event(event: Event) -> Look | None:
    return (event.name, event.place, event.country_id, *_days(event, "held"))


def of_organization(organization: Organization) -> Look | None:
    return (organization.name, organization.acronym)


def _counts(record: Meeting | MoU) -> bool:
    """Whether ``record`` is one of its own that may be entered twice: no pending revision, nothing withdrawn."""
    return record.revises_id is None and record.status != Record.Status.WITHDRAWN


def _party(meeting: Meeting, side: str) -> str:
    delegation: Delegation | None = loaded(meeting, side)
    if delegation is None and meeting.pk:
        return str(getattr(meeting, f"{side}_country_id") or getattr(meeting, f"{side}_organization_id") or "")
    if delegation is None and getattr(meeting, f"{side}_id"):
        delegation = getattr(meeting, side)
    return party_of(delegation) if delegation else ""


def _days(record: Model, name: str) -> tuple[datetime.date, datetime.date | None]:
    """Return the first and the last day of the date as it is stated now, which ``save()`` has not looked at yet."""
    first, last = (record._meta.get_field(f"{name}_{end}") for end in ("from", "to"))
    try:
        bounds = [field.derive(record) for field in (first, last)]  # type: ignore[union-attr]  # our BoundField
    except (ValidationError, ValueError):
        bounds = [None, None]
    return bounds[0] or datetime.date.min, bounds[1]
