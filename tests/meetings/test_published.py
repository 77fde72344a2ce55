"""What readers may see: rows that something published leads to, and nothing of drafts, reviews and withdrawals."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model

from delegations.models import Country, CountryName, Delegation, Event, Organization, Region
from meetings import services
from meetings.models import Citation, Meeting, MoU, MouParty, ReportedTotal, Source, Topic
from tests.factories import (
    EventFactory,
    OrganizationFactory,
    ReportedTotalFactory,
    SourceFactory,
    TopicFactory,
    cite,
    country,
    delegation,
    meeting,
    mou,
)

pytestmark = pytest.mark.django_db

HIDDEN = ("draft", "in_review", "withdrawn")
REACHED = (Delegation, Event, Organization, Topic, Source, Citation, ReportedTotal)
Make = Callable[..., Any]


def web(make: Make, status: str) -> dict[type[Model], set[Any]]:
    """Make a record and everything that only it leads to; return the keys of all, by model.

    Two delegations, one of a body; an event with an organizer; sources of the record, of the event and of a
    total; a topic.
    """
    organizer, body, topic = OrganizationFactory(), OrganizationFactory(), TopicFactory()
    event = EventFactory(organizer=organizer)
    record = make("MA", body, event=event, topics=[topic], source=SourceFactory(), status=status)
    sides = [delegation("MA", event), delegation(body, event)]
    total = ReportedTotalFactory(event=event, principal=sides[0])
    citations = [record.citations.get(), cite(event, SourceFactory(), supports=["name"])]
    made: dict[type[Model], list[Any]] = {
        type(record): [record],
        Delegation: sides,
        Event: [event],
        Organization: [organizer, body],
        Topic: [topic],
        Source: [citations[0].source, citations[1].source, total.source],
        Citation: citations,
        ReportedTotal: [total],
    }
    if isinstance(record, MoU):
        made[MouParty] = list(record.signatures.all())
    return {model: {row.pk for row in rows} for model, rows in made.items()}


def published(model: Any) -> set[Any]:
    return set(model.objects.published().values_list("pk", flat=True))


@pytest.mark.parametrize("make", [meeting, mou])
def test_published_record_leads_to_all_of_its_web_and_to_nothing_else(make: Make) -> None:
    shown = web(make, "published")
    for status in HIDDEN:
        web(make, status)
    for model, keys in shown.items():
        assert published(model) == keys, model


@pytest.mark.parametrize("make", [meeting, mou])
@pytest.mark.parametrize("status", HIDDEN)
def test_nothing_of_what_is_hidden_is_published(make: Make, status: str) -> None:
    hidden = web(make, status)
    assert {model: published(model) for model in hidden} == {model: set() for model in hidden}


def test_rows_that_nothing_leads_to_are_not_published() -> None:
    event = EventFactory(organizer=OrganizationFactory())
    principal = delegation("MA", event)
    TopicFactory()
    cite(event)
    ReportedTotalFactory(event=event, principal=principal)
    delegation(OrganizationFactory(), event)
    for model in REACHED:
        assert published(model) == set(), model


@pytest.mark.parametrize("make", [meeting, mou])
def test_web_comes_and_goes_with_the_status(make: Make) -> None:
    keys = web(make, "draft")
    (model,) = set(keys) & {Meeting, MoU}
    record = model._default_manager.get()
    for move, shown in (
        (services.submit, False),
        (services.publish, True),
        (lambda row, by: services.withdraw(row, "Retracted.", by), False),
        (services.publish, True),
    ):
        move(record, None)
        assert {each: published(each) for each in keys} == {each: keys[each] if shown else set() for each in keys}


def test_what_a_draft_shares_with_something_published_is_published() -> None:
    event, topic, source = EventFactory(), TopicFactory(), SourceFactory()
    shown = meeting("MA", "ES", event=event, topics=[topic], source=source)
    hidden = meeting("MA", "FR", event=event, topics=[topic], source=source, status="draft")
    assert published(Meeting) == {shown.pk}
    assert published(Delegation) == {shown.principal_id, shown.counterpart_id}
    assert hidden.counterpart_id not in published(Delegation)
    assert published(Citation) == {shown.citations.get().pk}
    assert (published(Event), published(Topic), published(Source)) == ({event.pk}, {topic.pk}, {source.pk})


def test_counterpart_and_principal_are_both_reached() -> None:
    one, two = OrganizationFactory(), OrganizationFactory()
    made = meeting(one, two)
    assert published(Organization) == {one.pk, two.pk}
    assert published(Delegation) == {made.principal_id, made.counterpart_id}


def test_draft_mou_of_a_published_meeting_is_hidden_and_the_other_way_round() -> None:
    shown, hidden = meeting(), meeting(status="draft")
    draft = mou("FR", OrganizationFactory(), meeting=shown, status="draft", topics=[TopicFactory()])
    signed = mou(meeting=hidden)
    assert (published(Meeting), published(MoU)) == ({shown.pk}, {signed.pk})
    assert not set(draft.signatures.values_list("pk", flat=True)) & published(MouParty)
    assert published(MouParty) == set(signed.signatures.values_list("pk", flat=True))
    assert (published(Organization), published(Topic)) == (set(), set())


def test_topic_of_one_record_is_reached_through_either_kind() -> None:
    of_meeting, of_mou, of_none = TopicFactory(), TopicFactory(), TopicFactory()
    meeting(topics=[of_meeting])
    mou(topics=[of_mou])
    meeting(topics=[of_none], status="in_review")
    assert published(Topic) == {of_meeting.pk, of_mou.pk}


def test_total_needs_a_published_event_and_a_published_principal() -> None:
    event = EventFactory()
    made = meeting("MA", "ES", event=event)
    shown = ReportedTotalFactory(event=event, principal=made.principal)
    hidden = ReportedTotalFactory(event=event, principal=delegation("FR", event))
    assert published(ReportedTotal) == {shown.pk}
    assert shown.source_id in published(Source)
    assert hidden.source_id not in published(Source)


def test_organizer_of_a_hidden_event_is_hidden() -> None:
    shown, hidden = OrganizationFactory(), OrganizationFactory()
    meeting(event=EventFactory(organizer=shown))
    meeting(event=EventFactory(organizer=hidden), status="withdrawn")
    assert published(Organization) == {shown.pk}


@pytest.mark.parametrize("status", ["draft", "in_review", "published", "withdrawn"])
def test_event_of_a_delegation_that_signed_is_published_with_the_mou(status: str) -> None:
    """An MoU of no event may be signed by delegations to one, and their pages name it."""
    event = EventFactory(organizer=OrganizationFactory())
    signed = mou(status=status)
    MouParty.objects.create(mou=signed, delegation=delegation("FR", event))
    assert published(Event) == ({event.pk} if status == "published" else set())
    assert published(Organization) == ({event.organizer_id} if status == "published" else set())


def test_countries_regions_and_names_are_always_published() -> None:
    country("MA")
    meeting("ES", "FR", status="draft")
    assert published(Country) == {"MA", "ES", "FR"}
    assert published(Region) == {"002", "015", "150", "039", "155"}
    assert published(CountryName) == set(CountryName.objects.values_list("pk", flat=True))
    assert len(published(CountryName)) == 3


@pytest.mark.parametrize("model", [*REACHED, MouParty, Meeting, MoU])
def test_row_that_much_leads_to_is_there_once(model: Any) -> None:
    event, topic, source, body = EventFactory(), TopicFactory(), SourceFactory(), OrganizationFactory()
    for _ in range(2):
        made = meeting("MA", body, event=event, topics=[topic], source=source)
        mou("MA", body, event=event, topics=[topic], source=source)
        cite(made, source)
        cite(event, source)
    ReportedTotalFactory(event=event, principal=made.principal, source=source)
    rows = list(model.objects.published())
    assert rows
    assert len(rows) == len(set(rows))
