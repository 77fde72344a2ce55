"""What stands in the way of publishing a record."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from meetings.models import Meeting, MoU, Record
from meetings.services.moving import AnyRecord

Status = Record.Status


def reasons_against_publishing(record: AnyRecord, by: User | None) -> list[str]:
    """Return why ``record``, or the pending revision that it is, cannot be published by ``by``; none when it can."""
    reasons: list[str] = []
    if record.status not in (Status.DRAFT, Status.IN_REVIEW, Status.WITHDRAWN):
        reasons.append(_("It is published already."))
    if not record.citations.exists():
        reasons.append(_("It has no citation: say which passage of which source supports it."))
    if isinstance(record, Meeting):
        reasons += _against_meeting(record)
    else:
        reasons += _against_mou(record)
    if record.revises is not None and record.revises.version != record.base_version:
        reasons.append(_("The published record has changed since this revision was begun: begin another one."))
    if settings.TWO_PERSONS:
        if by is None:
            reasons.append(_("Publishing takes somebody who has signed in."))
        elif record.changed_by_id == by.pk:
            reasons.append(_("You changed it last: somebody else reviews and publishes it."))
    return reasons


def _against_meeting(meeting: Meeting) -> list[str]:
    reasons = []
    if meeting.held_from is None and meeting.held_to is None:
        reasons.append(_("It has no date: give at least a year, or the days of its event."))
    first = (meeting.principal_country_id, meeting.principal_organization_id)
    if first == (meeting.counterpart_country_id, meeting.counterpart_organization_id):
        reasons.append(_("A meeting has two different parties."))
    return reasons


def _against_mou(mou: MoU) -> list[str]:
    reasons = []
    if mou.signed_from is None and mou.signed_to is None:
        reasons.append(_("It has no date of signature: give at least a year."))
    parties = list(mou.signatures.values_list("delegation__country", "delegation__organization"))
    if len(parties) < 2:
        text = ngettext("It has %(n)d party; it needs two.", "It has %(n)d parties; it needs two.", len(parties))
        reasons.append(text % {"n": len(parties)})
    elif len(set(parties)) < 2:
        reasons.append(_("All its delegations are of one party; it needs two different ones."))
    return reasons
