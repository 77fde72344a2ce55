"""The rows of the invented register, gathering by gathering: a million meetings need little memory.

The rows are unsaved instances, so that the models derive what they derive (bounds, search text, sort keys);
what triggers derive is set as well, for a writer that goes round them. The same seed gives the same rows.
"""

import datetime
import random
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from django.db.models import Model
from django.utils.text import slugify

from delegations.models import Delegation, Event, Organization
from meetings.models import Citation, Meeting, MoU, MouParty, Record, ReportedTotal, Source, Topic
from pages.demo import habits, words
from pages.demo.chance import happens
from pages.demo.days import alone
from pages.demo.plan import ASSEMBLY, CONFERENCE, Gathering, Place, Plan

# The order in which rows may be written.
TABLES: tuple[type[Model], ...] = (
    Organization,
    Topic,
    Source,
    Event,
    Delegation,
    Meeting,
    Meeting.topics.through,
    MoU,
    MouParty,
    MoU.topics.through,
    ReportedTotal,
    Citation,
)


class Numbers(Protocol):
    """Where keys and references come from: the sequences of a database, or plain counting."""

    def key(self, model: type[Model]) -> int: ...

    def reference(self, model: type[Record]) -> str: ...


class InventedRegister:
    def __init__(self, *, meetings: int, seed: int, places: Sequence[Place], numbers: Numbers) -> None:
        self.chance = random.Random(seed)  # noqa: S311  # nothing secret: it must be the same again
        self.wanted, self.made, self.events, self.reports = meetings, 0, 0, 0
        self.numbers, self.places = numbers, places
        self.continents = {place.code: place.continent for place in places}

    def __iter__(self) -> Iterator[list[Model]]:
        """Yield groups of rows; each refers to nothing that comes later."""
        organizations = self._organizations()
        self.topics = [
            Topic(pk=self.numbers.key(Topic), name=name, slug=slugify(name), description=f"Invented: {text}")
            for name, text in words.TOPICS
        ]
        yield [*organizations, *self.topics]
        plan = Plan(self.chance, self.places, [body.pk for body in organizations], self.wanted)
        for gathering in plan:
            if self.made >= self.wanted:
                return
            before = self.made
            yield self._rows_of(gathering)
            plan.made[gathering.form] += self.made - before

    def _organizations(self) -> list[Organization]:
        return [
            Organization(
                pk=self.numbers.key(Organization),
                name=f"{name} (invented)",
                acronym=acronym,
                slug=f"invented-{slugify(name)}",
                kind=kind,
            )
            for name, acronym, kind in words.ORGANIZATIONS
        ]

    def _rows_of(self, gathering: Gathering) -> list[Model]:
        chance = self.chance
        event = self._event(gathering)
        sources = self._sources(gathering, event)
        delegations: dict[int, Delegation] = {}
        rows: list[Model] = [*sources, *([event] if event else [])]
        if event:
            rows.append(_cite(sources[0], event, supports=["name", "date", "place"], locator="paragraph 1"))
        for principal, counterparts in gathering.programmes:
            records: list[Model] = []
            for counterpart in counterparts:
                if self.made >= self.wanted:
                    break
                for index in (principal, counterpart):
                    if index not in delegations:
                        delegations[index] = self._delegation(gathering, index, event)
                pair = (delegations[principal], delegations[counterpart])
                records += self._meeting(gathering, event, pair, sources, list(delegations.values()))
            rows += records
            recorded: dict[type[Model], int] = {
                model: sum(isinstance(row, model) for row in records) for model in (Meeting, MoU)
            }
            if event and recorded[Meeting] and happens(chance, {ASSEMBLY: 0.5, CONFERENCE: 0.2}.get(gathering.form, 0)):
                rows += self._totals(event, delegations[principal], sources[0], recorded)
        return rows + list(delegations.values())

    def _event(self, gathering: Gathering) -> Event | None:
        occasion = gathering.occasion
        if occasion is None:
            return None
        self.events += 1
        organizer = gathering.parties[-1].organization if happens(self.chance, 0.4) else None
        return Event(
            pk=self.numbers.key(Event),
            name=occasion.name,
            slug=f"{slugify(occasion.name)[:70].strip('-')}-{self.events}",
            organizer_id=organizer,
            place=self.chance.choice(words.TOWNS),
            country_id=occasion.host.code,
            held_on=occasion.days.text,
            summary="Invented: this gathering never took place." if happens(self.chance, 0.5) else "",
        )

    def _sources(self, gathering: Gathering, event: Event | None) -> list[Source]:
        chance = self.chance
        title = f"Invented report: {event.name}" if event else "Invented report of talks"
        last = gathering.occasion.days.last if gathering.occasion else None
        sources = []
        for _ in range(chance.choice((1, 1, 2, 3)) if gathering.form == ASSEMBLY else 1):
            self.reports += 1
            sources.append(
                Source(
                    pk=self.numbers.key(Source),
                    title=title,
                    publisher=chance.choice(words.PUBLISHERS),
                    url=f"https://example.org/invented/{self.reports}",
                    language=habits.LANGUAGES.draw(chance),
                    published_on=last + datetime.timedelta(days=chance.randrange(4)) if last else None,
                    accessed_on=habits.ENTERED_FROM.date(),
                )
            )
        return sources

    def _delegation(self, gathering: Gathering, index: int, event: Event | None) -> Delegation:
        chance, party = self.chance, gathering.parties[index]
        led = happens(chance, 0.25)
        return Delegation(
            pk=self.numbers.key(Delegation),
            event_id=event.pk if event else None,
            country_id=party.place.code if party.place else None,
            organization_id=party.organization,
            institution=chance.choice(words.INSTITUTIONS) if party.place and happens(chance, 0.7) else "",
            head=f"{chance.choice(words.GIVEN_NAMES)} {chance.choice(words.FAMILY_NAMES)}" if led else "",
            head_title=chance.choice(words.HEAD_TITLES) if led else "",
        )

    def _meeting(
        self,
        gathering: Gathering,
        event: Event | None,
        pair: tuple[Delegation, Delegation],
        sources: list[Source],
        present: list[Delegation],
    ) -> list[Model]:
        """Return a meeting with its topics, citations and MoU; now and then a second one of the same two."""
        chance = self.chance
        implied = happens(chance, 0.04)
        meeting = self._encounter(gathering, event, pair, "implied" if implied else "named")
        topics = chance.sample(gathering.topics, min(len(gathering.topics), chance.choice((0, 1, 1, 1, 2, 2, 3))))
        rows = [meeting, *self._about(meeting, topics), *self._evidence(gathering, meeting, pair[1], sources)]
        if happens(chance, 0.4 if implied else 0.045) and meeting.status != "withdrawn":
            rows += self._mou(gathering, event, meeting, pair, sources[0], present)
        if event and self.made < self.wanted and happens(chance, 0.015):
            again = self._encounter(gathering, event, pair, "named")
            if meeting.status == again.status == "published" and happens(chance, 0.4):
                again.status, again.merged_into_id = "withdrawn", meeting.pk
                again.withdrawn_at, again.withdrawn_reason = again.published_at, words.ENTERED_TWICE
            rows += [again, *self._about(again, topics), *self._evidence(gathering, again, pair[1], sources)]
        return rows

    def _encounter(
        self, gathering: Gathering, event: Event | None, pair: tuple[Delegation, Delegation], attestation: str
    ) -> Meeting:
        chance, (principal, counterpart) = self.chance, pair
        kind = "remote" if event is None and happens(chance, 0.25) else habits.KINDS.draw(chance)
        elsewhere = event is None and kind != "remote" and happens(chance, 0.7)
        status = habits.STATUSES.draw(chance)
        entered = habits.ENTERED_FROM + habits.ENTERED_WITHIN * (self.made / self.wanted)
        self.made += 1
        published = entered + datetime.timedelta(minutes=chance.randrange(5, 4000))
        return Meeting(
            pk=self.numbers.key(Meeting),
            reference=self.numbers.reference(Meeting),
            principal_id=principal.pk,
            counterpart_id=counterpart.pk,
            principal_country_id=principal.country_id,
            principal_organization_id=principal.organization_id,
            counterpart_country_id=counterpart.country_id,
            counterpart_organization_id=counterpart.organization_id,
            event_id=event.pk if event else None,
            kind=kind,
            attestation=attestation,
            held_on=gathering.occasion.days.of_meeting(chance) if gathering.occasion else alone(chance),
            place=chance.choice(words.TOWNS) if elsewhere or (event and happens(chance, 0.05)) else "",
            place_country_id=(principal.country_id or counterpart.country_id) if elsewhere else None,
            summary=self._sentence(words.SUMMARIES, gathering.topics) if happens(chance, 0.45) else "",
            status=status,
            published_at=published if status in ("published", "withdrawn") else None,
            withdrawn_at=published + datetime.timedelta(days=3) if status == "withdrawn" else None,
            withdrawn_reason=chance.choice(words.WITHDRAWN_REASONS) if status == "withdrawn" else "",
            created_at=entered,
            updated_at=entered,
        )

    def _about(self, record: Meeting | MoU, topics: list[int]) -> list[Model]:
        name = "meeting_id" if isinstance(record, Meeting) else "mou_id"
        return [type(record).topics.through(**{name: record.pk, "topic_id": self.topics[index].pk}) for index in topics]

    def _evidence(
        self, gathering: Gathering, meeting: Meeting, counterpart: Delegation, sources: list[Source]
    ) -> list[Model]:
        chance = self.chance
        # Some sources list their meetings by continent, most do not.
        grouped = gathering.form == ASSEMBLY and len(sources) == 1
        cited = sources[: 2 if happens(chance, 0.15) else 1]
        return [
            _cite(
                source,
                meeting,
                supports=habits.SUPPORTS.draw(chance),
                locator=f"paragraph {chance.randrange(1, 12)}",
                grouping=self.continents.get(counterpart.country_id or "", "") if grouped else "",
            )
            for source in cited
        ]

    def _mou(
        self,
        gathering: Gathering,
        event: Event | None,
        meeting: Meeting,
        pair: tuple[Delegation, Delegation],
        source: Source,
        present: list[Delegation],
    ) -> list[Model]:
        chance = self.chance
        parties = list(pair)
        if len(present) > 4 and happens(chance, 0.1):
            parties.append(chance.choice([one for one in present if one not in pair]))
        mou = MoU(
            pk=self.numbers.key(MoU),
            reference=self.numbers.reference(MoU),
            title=self._sentence(words.MOU_TITLES, gathering.topics),
            kind=habits.MOU_KINDS.draw(chance),
            meeting_id=meeting.pk if happens(chance, 0.9) else None,
            event_id=event.pk if event else None,
            signed_on=meeting.held_on,
            lifecycle=habits.LIFECYCLES.draw(chance),
            status=meeting.status,
            published_at=meeting.published_at,
            created_at=meeting.created_at,
            updated_at=meeting.updated_at,
        )
        signatures = [MouParty(mou_id=mou.pk, delegation_id=delegation.pk) for delegation in parties]
        citation = _cite(source, mou, supports=["signing", "date"], locator=f"paragraph {chance.randrange(5, 15)}")
        return [mou, *signatures, *self._about(mou, gathering.topics[:2]), citation]

    def _totals(
        self, event: Event, principal: Delegation, source: Source, recorded: dict[type[Model], int]
    ) -> list[Model]:
        """Return what the source says it counted: often what is recorded, at times a few more or fewer."""
        chance = self.chance
        return [
            ReportedTotal(
                event_id=event.pk,
                principal_id=principal.pk,
                source_id=source.pk,
                locator="paragraph 1",
                counts=counts,
                qualifier=habits.QUALIFIERS.draw(chance),
                value=max(1, recorded[model] + chance.choice((0, 0, 0, -2, -1, 1, 3, 6))),
            )
            for counts, model in (("meetings", Meeting), ("mous", MoU))
            if recorded[model]
        ]

    def _sentence(self, templates: Sequence[str], topics: list[int]) -> str:
        names = [words.TOPICS[index][0].lower() for index in topics]
        return self.chance.choice(templates).format(topic=names[0], other=names[-1] if len(names) > 1 else "training")


def _cite(source: Source, target: Meeting | MoU | Event, **values: Any) -> Citation:
    name = {Meeting: "meeting_id", MoU: "mou_id", Event: "event_id"}[type(target)]
    return Citation(source_id=source.pk, **{name: target.pk}, **values)
