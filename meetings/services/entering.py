"""Many drafts at once: the meetings of one principal, their delegations and citations, and what was signed.

The one place where a list (bulk entry) and an article (intake) become drafts. The caller opens the transaction and
says who acts; nothing here is kept where it raises.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from core.refusals import check_deferred_rules
from delegations.lexicon import Party
from delegations.models import Delegation, Event
from delegations.services import described, found_or_created, found_or_created_all
from meetings.entry import date_at
from meetings.models import Citation, Meeting, MoU, MouParty, Source, Topic


@dataclass
class Draft:
    """One meeting to be: the party that the principal met, who came, and what the source says of it."""

    party: Party
    who: dict[str, str]
    kind: str
    attestation: str
    topics: list[Topic]
    citations: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Programme:
    """What all of them share. ``principal`` may be a delegation that is not saved yet."""

    event: Event | None
    principal: Delegation
    held_on: str
    source: Source | None
    drafts: list[Draft]


@dataclass
class Signed:
    """One MoU to be: its own words and date, and the delegations that signed, none of them saved yet."""

    mou: MoU
    parties: list[Delegation]
    topics: list[Topic] = field(default_factory=list)
    citations: list[dict[str, Any]] = field(default_factory=list)


def enter(programme: Programme) -> list[Meeting]:
    """Save the drafts of ``programme`` and return the meetings, in order: as many questions for five hundred as for
    five.

    The event is locked meanwhile, so that two editors who enter the same party make one delegation of it.
    """
    event = programme.event
    if event is not None:
        Event.objects.select_for_update().only("pk").get(pk=event.pk)
    if programme.principal._state.adding:
        programme.principal = found_or_created(programme.principal)
    held_on = programme.held_on or (date_at(event) if event else "")
    counterparts = found_or_created_all([described(draft.party, event, draft.who) for draft in programme.drafts])
    meetings = [
        Meeting(
            event=event,
            principal=programme.principal,
            counterpart=counterpart,
            held_on=held_on,
            kind=draft.kind,
            attestation=draft.attestation,
        )
        for draft, counterpart in zip(programme.drafts, counterparts, strict=True)
    ]
    Meeting.objects.bulk_create(meetings)
    _tell("meeting", programme.source, programme.drafts, meetings)
    check_deferred_rules()
    return meetings


def enter_mous(signed: Sequence[Signed], source: Source | None) -> list[MoU]:
    """Save what was signed and return it, in order; a party that has a delegation at the event keeps that one."""
    mous = [each.mou for each in signed]
    delegations = iter(found_or_created_all([row for each in signed for row in each.parties]))
    MoU.objects.bulk_create(mous)
    MouParty.objects.bulk_create(
        [MouParty(mou=each.mou, delegation=next(delegations)) for each in signed for _row in each.parties]
    )
    _tell("mou", source, signed, mous)
    check_deferred_rules()
    return mous


def _tell(name: str, source: Source | None, drafts: Sequence[Draft | Signed], records: Sequence[Any]) -> None:
    """Say of each record what it was about and which passages say so."""
    through: Any = {"meeting": Meeting, "mou": MoU}[name].topics.through  # type: ignore[attr-defined]  # made by Django
    pairs = list(zip(drafts, records, strict=True))
    through.objects.bulk_create(
        [through(**{name: record}, topic=topic) for draft, record in pairs for topic in draft.topics]
    )
    if source is not None:
        Citation.objects.bulk_create(
            [Citation(**{name: record}, source=source, **said) for draft, record in pairs for said in draft.citations]
        )
