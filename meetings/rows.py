"""The related rows of one page of meetings: one query a table, whatever the number of meetings."""

from collections import defaultdict

from delegations.gazetteer import Gazetteer
from delegations.models import Delegation, Event, Organization
from meetings.models import Meeting, Topic


def attach(meetings: list[Meeting], gazetteer: Gazetteer) -> list[Meeting]:
    """Give each meeting its delegations (with their parties), event and topics, as if it had been prefetched.

    Countries come from the gazetteer. Fetching each table by its keys beats a join of six tables.
    """
    delegations = _delegations(
        {key for meeting in meetings for key in (meeting.principal_id, meeting.counterpart_id)}, gazetteer
    )
    events = Event.objects.in_bulk({meeting.event_id for meeting in meetings if meeting.event_id})
    topics = _topics([meeting.pk for meeting in meetings])
    for meeting in meetings:
        meeting.principal = delegations[meeting.principal_id]
        meeting.counterpart = delegations[meeting.counterpart_id]
        meeting.event = events.get(meeting.event_id)
        meeting.topic_list = topics[meeting.pk]  # type: ignore[attr-defined]  # read by whoever shows lists
    return meetings


def _delegations(keys: set[int], gazetteer: Gazetteer) -> dict[int, Delegation]:
    delegations = Delegation.objects.defer("search_text", "search_vector").in_bulk(keys)
    organizations = Organization.objects.in_bulk(
        {row.organization_id for row in delegations.values() if row.organization_id}
    )
    for row in delegations.values():
        row.country = gazetteer.countries[row.country_id] if row.country_id else None
        row.organization = organizations.get(row.organization_id)
    return delegations


def _topics(keys: list[int]) -> dict[int, list[Topic]]:
    found: dict[int, list[Topic]] = defaultdict(list)
    links = Meeting.topics.through.objects.filter(meeting__in=keys).select_related("topic").order_by("topic__sort_key")
    for link in links:
        found[link.meeting_id].append(link.topic)
    return found
