"""A published record as readers saw it at the end of a day, from the history: for its permanent citation.

Only what was published then is given, and only of a record that is public now. Names of countries are those of today:
they are reference data.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Model

from core.joins import all_of
from delegations.gazetteer import Gazetteer
from delegations.models import Delegation, Event, Organization
from meetings.models import Citation, Meeting, MoU, MouParty, Record, Source, Topic
from meetings.models.meetings import MeetingTopic
from meetings.models.mous import MoUTopic


@dataclass(frozen=True, slots=True)
class PastDelegation:
    party: str
    institution: str
    head: str
    head_title: str


@dataclass(frozen=True, slots=True)
class PastPassage:
    """One citation as it was; ``source`` is the row of history of the source."""

    source: Any
    locator: str
    supports: str
    grouping: str
    note: str
    quote: str


@dataclass(slots=True)
class PastRecord:
    """``own`` is the row of history of the record: its fields have the names of the record's."""

    day: date
    own: Any
    delegations: list[PastDelegation]
    event: str
    topics: list[str]
    passages: list[PastPassage]
    mous: list[tuple[str, str]] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return str(self.own.get_kind_display())


def end_of(day: date) -> datetime:
    """Return the first moment after ``day``, in UTC; the end of time after its last."""
    if day == date.max:
        return datetime.max.replace(tzinfo=UTC)
    return datetime.combine(day + timedelta(days=1), time.min, UTC)


def meeting_on(meeting: Meeting, day: date, gazetteer: Gazetteer) -> PastRecord | None:
    """Return the meeting as it was at the end of ``day``; None where it was not public then."""
    at = end_of(day)
    own = _record_at(meeting, at)
    if own is None:
        return None
    past = _with_belongings(own, day, at, MeetingTopic, "meeting")
    past.delegations = _delegations([own.principal_id, own.counterpart_id], at, gazetteer)
    past.mous = _mous_of(meeting, at)
    return past


def mou_on(mou: MoU, day: date, gazetteer: Gazetteer) -> PastRecord | None:
    """Return the MoU as it was at the end of ``day``; None where it was not public then."""
    at = end_of(day)
    own = _record_at(mou, at)
    if own is None:
        return None
    past = _with_belongings(own, day, at, MoUTopic, "mou")
    signed = sorted(_belonging(MouParty, at, mou=mou.pk), key=lambda row: row.pgh_obj_id)
    past.delegations = _delegations([row.delegation_id for row in signed], at, gazetteer)
    return past


def _record_at(record: Record, at: datetime) -> Any:
    found = _rows_at(type(record), [record.pk], at)
    own = found.get(record.pk)
    return own if own is not None and own.status == Record.Status.PUBLISHED else None


def _with_belongings(own: Any, day: date, at: datetime, topics: type[Model], name: str) -> PastRecord:
    key = own.pgh_obj_id
    about = [row.topic_id for row in _belonging(topics, at, **{name: key})]
    cited = sorted(_belonging(Citation, at, **{name: key}), key=lambda row: (row.source_id, row.locator, row.pgh_id))
    sources = _rows_at(Source, [row.source_id for row in cited], at)
    events = _rows_at(Event, [own.event_id] if own.event_id else [], at)
    return PastRecord(
        day=day,
        own=own,
        delegations=[],
        event=events[own.event_id].name if own.event_id in events else "",
        topics=sorted(row.name for row in _rows_at(Topic, about, at).values()),
        passages=[_passage(row, sources[row.source_id]) for row in cited if row.source_id in sources],
    )


def _passage(row: Any, source: Any) -> PastPassage:
    words = [str(Citation.Supports(value).label) for value in row.supports]
    return PastPassage(source, row.locator, all_of(words), row.grouping, row.note, row.quote)


def _delegations(keys: list[int], at: datetime, gazetteer: Gazetteer) -> list[PastDelegation]:
    rows = _rows_at(Delegation, keys, at)
    bodies = _rows_at(Organization, [row.organization_id for row in rows.values() if row.organization_id], at)
    found = []
    for key in keys:
        if (row := rows.get(key)) is None:
            continue
        party = gazetteer.countries[row.country_id].name if row.country_id else bodies[row.organization_id].name
        found.append(PastDelegation(party, row.institution, row.head, row.head_title))
    return found


def _mous_of(meeting: Meeting, at: datetime) -> list[tuple[str, str]]:
    rows = _belonging(MoU, at, meeting=meeting.pk)
    return sorted((row.reference, row.title) for row in rows if row.status == Record.Status.PUBLISHED)


def _belonging(model: type[Model], at: datetime, **owner: int) -> list[Any]:
    """Return the rows of history of what belonged to a record at a moment: ``_belonging(Citation, at, meeting=17)``."""
    history = _history_of(model)
    ((name, key),) = owner.items()
    ever = history.objects.filter(**{name: key}).order_by().values_list("pgh_obj_id", flat=True).distinct()
    return [row for row in _rows_at(model, ever, at).values() if getattr(row, f"{name}_id") == key]


def _rows_at(model: type[Model], keys: Iterable[Any], at: datetime) -> dict[Any, Any]:
    """Return the last row of history of each of ``keys`` before a moment, without what was deleted by then."""
    wanted = list(keys)
    if not wanted:
        return {}
    rows = _history_of(model).objects.filter(pgh_obj_id__in=wanted, pgh_created_at__lt=at)
    last = rows.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    return {row.pgh_obj_id: row for row in last if row.pgh_label != "delete"}


def _history_of(model: type[Model]) -> Any:
    return apps.get_model(model._meta.app_label, f"{model.__name__}History")
