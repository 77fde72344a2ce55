"""Many drafts at once: the meetings of one principal at an event, their delegations and citations, all or none."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import QueryDict

from accounts.models import User
from core.form_tokens import made, once
from core.history import acting
from core.refusals import check_deferred_rules
from delegations.lexicon import Party
from delegations.models import Delegation, Event
from delegations.services import found_or_created, found_or_created_all
from desk.bulk.forms import delegation_of
from meetings.entry import date_at
from meetings.models import Citation, Meeting, Source, Topic

MADE = "desk.bulk"  # what the token of the form says that it made; its key is what the history calls the batch


@dataclass
class Draft:
    """One meeting to be: the party that the principal met, who came, and what its section says of it."""

    party: Party
    who: dict[str, str]
    kind: str
    attestation: str
    topics: list[Topic]
    citations: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Programme:
    """What all of them share. ``principal`` may be a delegation that is not saved yet."""

    event: Event
    principal: Delegation
    held_on: str
    source: Source | None
    drafts: list[Draft]


def create(programme: Programme, by: User, data: QueryDict) -> tuple[UUID, list[Meeting]]:
    """Save the drafts in one transaction; return what their history calls it, and the meetings in order.

    The event is locked meanwhile, so that two editors who enter the same party make one delegation of it. As many
    questions for five hundred as for five. What the database refuses is raised, and nothing is kept; so is what
    ``core.form_tokens`` says of the form's ``data``: sent before, or without a token.
    """
    with acting(by, via="bulk") as context:
        batch: UUID = context.id
        with transaction.atomic(), once(data, MADE) as sent:
            meetings = _save(programme)
            made(sent, batch)
    return batch, meetings


def _save(programme: Programme) -> list[Meeting]:
    Event.objects.select_for_update().only("pk").get(pk=programme.event.pk)
    principal: Any = programme.principal
    if principal.pk is None:
        principal = found_or_created(principal)
    held_on = programme.held_on or date_at(programme.event)
    meetings = [
        Meeting(
            event=programme.event,
            principal=principal,
            counterpart=counterpart,
            held_on=held_on,
            kind=draft.kind,
            attestation=draft.attestation,
        )
        for draft, counterpart in zip(programme.drafts, _delegations(programme), strict=True)
    ]
    Meeting.objects.bulk_create(meetings)
    _tell(programme, meetings)
    check_deferred_rules()
    return meetings


def _delegations(programme: Programme) -> list[Delegation]:
    """Return the delegation of each draft: one of the event that it can only mean, or a new one."""
    return found_or_created_all([delegation_of(draft.party, programme.event, draft.who) for draft in programme.drafts])


def _tell(programme: Programme, meetings: list[Meeting]) -> None:
    """Say of each meeting what it was about and which passages say so."""
    through = Meeting.topics.through
    pairs = list(zip(programme.drafts, meetings, strict=True))
    through.objects.bulk_create(
        [through(meeting=meeting, topic=topic) for draft, meeting in pairs for topic in draft.topics]
    )
    if programme.source is not None:
        Citation.objects.bulk_create(
            [
                Citation(meeting=meeting, source=programme.source, **citation)
                for draft, meeting in pairs
                for citation in draft.citations
            ]
        )
