"""Entering a meeting by hand: what follows from what the editor gave."""

from django.db import transaction

from core.dates import Form, one_of_days, parse
from delegations.models import Event
from delegations.services import found_or_created
from meetings.models import Meeting


def date_at(event: Event) -> str:
    """Return the date, in EDTF, of a meeting at ``event`` for which the source gives none: one of the event's days.

    An event from one day to another gives "one of these days"; any other date (a day, a month, an open or a
    doubtful one) is the event's own, word for word, for it says no more. Empty where the event has none.
    """
    if not event.held_on:
        return ""
    stated = parse(event.held_on)
    if stated.form is Form.INTERVAL and not (stated.is_approximate or stated.is_uncertain):
        assert stated.earliest is not None
        assert stated.latest is not None
        return one_of_days(stated.earliest, stated.latest)
    return stated.text


def save_with_delegations(meeting: Meeting) -> None:
    """Save ``meeting`` and those of its two delegations that were only described, all or nothing."""
    with transaction.atomic():
        for side in ("principal", "counterpart"):
            delegation = getattr(meeting, side)
            if delegation.pk is None:
                delegation.event = meeting.event
                setattr(meeting, side, found_or_created(delegation))
        meeting.save()
