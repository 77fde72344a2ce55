"""Records that no reader may know of, with a word in every field that stands nowhere else."""

from dataclasses import dataclass, field
from typing import Any

from delegations.models import Delegation, Event, Organization
from desk.models import Comment
from meetings.models import Meeting, MoU, Source, Topic
from tests import factories

TOTAL = 987_654


@dataclass
class Planted:
    """One hidden meeting and MoU with all that hangs on them alone; ``words`` are theirs."""

    status: str
    words: list[str] = field(default_factory=list)
    # Said between editors: hidden even of what is published.
    never: list[str] = field(default_factory=list)
    rows: dict[str, Any] = field(default_factory=dict)

    def word(self, where: str) -> str:
        """Return a word for a field; it is a slug as well, and no part of another word."""
        made = f"zq{self.status.replace('_', '')}{where}zq"
        self.words.append(made)
        return made

    @property
    def meeting(self) -> Meeting:
        return self.rows["meeting"]

    @property
    def mou(self) -> MoU:
        return self.rows["mou"]

    @property
    def slugs(self) -> dict[str, str]:
        """The slugs that a filter could name, by the filter's key."""
        return {
            "event": self.rows["event"].slug,
            "organization": self.rows["organization"].slug,
            "with": self.rows["organization"].slug,
            "topic": self.rows["topic"].slug,
        }

    def addresses(self) -> dict[str, str]:
        return {name: row.get_absolute_url() for name, row in self.rows.items()}


def _organization(planted: Planted, prefix: str) -> Organization:
    return factories.OrganizationFactory(
        name=planted.word(f"{prefix}name"),
        acronym=planted.word(f"{prefix}short")[:30],
        slug=planted.word(f"{prefix}slug"),
        other_names=planted.word(f"{prefix}other"),
    )


def _source(planted: Planted, prefix: str) -> Source:
    return factories.SourceFactory(
        title=planted.word(f"{prefix}title"),
        publisher=planted.word(f"{prefix}publisher"),
        url=f"https://{planted.word(f'{prefix}url')}.example/",
        archived_url=f"https://{planted.word(f'{prefix}archived')}.example/",
    )


def _delegation(planted: Planted, prefix: str, event: Event | None, **party: Any) -> Delegation:
    return factories.DelegationFactory(
        event=event,
        institution=planted.word(f"{prefix}institution"),
        head=planted.word(f"{prefix}head"),
        head_title=planted.word(f"{prefix}title"),
        **{"country": None, **party},
    )


def _cite(planted: Planted, record: Any, source: Source, prefix: str) -> None:
    factories.cite(
        record,
        source,
        locator=planted.word(f"{prefix}locator"),
        note=planted.word(f"{prefix}note"),
        quote=planted.word(f"{prefix}quote"),
        grouping=planted.word(f"{prefix}grouping"),
    )


def plant(status: str, public_event: Event) -> Planted:
    """Plant a hidden meeting and MoU at an event of their own, and another meeting at an event that readers see."""
    planted = Planted(status)
    body, organizer = _organization(planted, "body"), _organization(planted, "organizer")
    topic = factories.TopicFactory(
        name=planted.word("topicname"), slug=planted.word("topicslug"), description=planted.word("topictext")
    )
    event = factories.EventFactory(
        name=planted.word("eventname"),
        slug=planted.word("eventslug"),
        place=planted.word("eventplace"),
        summary=planted.word("eventtext"),
        organizer=organizer,
        country=factories.country("MA"),
        held_on="1931-05-06",
    )
    source = _source(planted, "source")
    host = _delegation(planted, "host", event, country=factories.country("MA"))
    guest = _delegation(planted, "guest", event, organization=body)
    meeting = Meeting.objects.create(
        principal=host,
        counterpart=guest,
        event=event,
        held_on="1931-05-06",
        kind="courtesy-call",
        attestation="implied",
        place=planted.word("meetingplace"),
        summary=planted.word("meetingtext"),
    )
    meeting.topics.add(topic)
    mou = MoU.objects.create(
        title=planted.word("moutitle"),
        summary=planted.word("moutext"),
        text_url=f"https://{planted.word('mouurl')}.example/",
        event=event,
        meeting=meeting,
        signed_on="1931-05-06",
    )
    mou.topics.add(topic)
    for delegation in (host, guest):
        mou.signatures.create(delegation=delegation)
    for record, prefix in ((meeting, "meeting"), (mou, "mou"), (event, "event")):
        _cite(planted, record, source, f"{prefix}cited")
    factories.ReportedTotalFactory(
        event=event, principal=host, source=_source(planted, "total"), value=TOTAL, locator=planted.word("total")
    )
    _at_public_event(planted, public_event, topic, source)
    for record in (meeting, mou):
        planted.never.append(planted.word(f"{record._meta.model_name}comment"))
        Comment.objects.create(**{record._meta.model_name: record}, text=planted.never[-1])
        factories.move(record, status)
    said = {name: planted.word(f"article{name}") for name in ("text", "title", "publisher")}
    planted.never += said.values()
    factories.article(**said)
    planted.rows |= {
        "meeting": meeting, "mou": mou, "event": event, "organization": body, "organizer": organizer, "topic": topic,
        "source": source, "delegation": guest,
    }  # fmt: skip
    return planted


def _at_public_event(planted: Planted, event: Event, topic: Topic, source: Source) -> None:
    """A hidden meeting of a known country, with a total reported of it and an MoU, where readers look."""
    host = _delegation(planted, "otherhost", event, country=factories.country("ES"))
    guest = _delegation(planted, "otherguest", event, country=factories.country("IN"))
    meeting = Meeting.objects.create(
        principal=host, counterpart=guest, event=event, held_on="2025-11-24", summary=planted.word("othertext")
    )
    meeting.topics.add(topic)
    _cite(planted, meeting, source, "othercited")
    mou = MoU.objects.create(title=planted.word("othermou"), event=event, meeting=meeting, signed_on="2025")
    for delegation in (host, guest):
        mou.signatures.create(delegation=delegation)
    _cite(planted, mou, source, "othermoucited")
    factories.ReportedTotalFactory(event=event, principal=host, source=source, value=TOTAL)
    for record in (meeting, mou):
        factories.move(record, planted.status)
