"""Merging delegations, sources, events and organizations: what referred to one refers to the other, and back again."""

from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.test import Client

from accounts.models import User
from core.models import MovedAddress
from delegations.models import Delegation, Event, Organization
from desk.duplicates import services
from desk.models import Merge
from meetings import services as road
from meetings.models import Citation, Meeting, MoU, MouParty, ReportedTotal, Source
from meetings.services import Refused, revisions
from tests.factories import (
    DelegationFactory,
    EventFactory,
    OrganizationFactory,
    ReportedTotalFactory,
    SourceFactory,
    aged,
    cite,
    country,
    delegation,
    meeting,
    mou,
)

pytestmark = pytest.mark.django_db

WHY = "Entered twice."
KINDS = {"delegation": Delegation, "source": Source, "event": Event, "organization": Organization}
EACH = pytest.mark.parametrize("kind", KINDS)


def referred(kind: str, status: str = "published") -> Any:
    """Return a row of the kind to which everything refers that can: records of that status."""
    event = EventFactory(country=country("MA"))
    body = OrganizationFactory(acronym="COM")
    source = SourceFactory()
    event.organizer = body
    event.save()
    made = meeting(body, "ES", event=event, source=source, status=status)
    mou(body, "ES", event=event, source=source, status=status)
    cite(event, source, supports=["date"])
    ReportedTotalFactory(event=event, principal=made.principal, source=source)
    return {"delegation": made.principal, "source": source, "event": event, "organization": body}[kind]


def another(kind: str, like: Any) -> Any:
    """Return a row that may be the same as ``like``."""
    if kind == "delegation":
        return DelegationFactory(event=like.event, country=None, organization=like.organization, head="A. Person")
    return {"source": SourceFactory, "event": EventFactory, "organization": OrganizationFactory}[kind]()


COUNTING = ("version", "updated_at", "changed_by_id")
TABLES = (Meeting, MoU, MouParty, Citation, ReportedTotal, *KINDS.values())


def everything() -> dict[str, list[Any]]:
    """Every stored row of the register, but for the counting of its changes and who made the last one."""
    return {
        model._meta.label: [
            {name: value for name, value in row.items() if name not in COUNTING}
            for row in model.objects.order_by("pk").values()
        ]
        for model in TABLES
    }


def differing(before: dict[str, list[Any]]) -> dict[str, Any]:
    now = everything()
    return {label: (rows, now[label]) for label, rows in before.items() if now[label] != rows}


def pointing(row: Model) -> int:
    """Count what refers to ``row``."""
    relations = [rel for rel in row._meta.related_objects if rel.related_model in TABLES]
    return sum(rel.related_model.objects.filter(**{rel.field.name: row.pk}).count() for rel in relations)


@EACH
def test_all_that_referred_to_the_loser_refers_to_the_winner(kind: str, publisher: User) -> None:
    loser = referred(kind)
    winner = another(kind, loser)
    number = pointing(loser)
    assert number >= 2
    services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    assert pointing(winner) == number
    assert not type(loser).objects.filter(pk=loser.pk).exists()


@EACH
@pytest.mark.parametrize("status", ["published", "draft"])
def test_undo_puts_back_everything(kind: str, status: str, publisher: User) -> None:
    loser = referred(kind, status)
    winner = another(kind, loser)
    before = everything()
    done = services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    assert everything() != before
    assert DjangoJSONEncoder().encode(done.moved)
    services.unmerge(Merge.objects.get(), publisher)
    assert differing(before) == {}
    assert not MovedAddress.objects.exists()
    with pytest.raises(Refused, match="undone already"):
        services.unmerge(done, publisher)


@EACH
def test_pending_revision_goes_along_and_can_still_be_published(kind: str, publisher: User) -> None:
    loser = referred(kind)
    winner = another(kind, loser)
    copies = [revisions.begin(aged(record), publisher) for record in (Meeting.objects.get(), MoU.objects.get())]
    for copy in copies:
        type(copy).objects.filter(pk=copy.pk).update(summary="Corrected.")
    done = services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    services.unmerge(done, publisher)
    services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    for copy in copies:
        published = road.publish(type(copy).objects.get(pk=copy.pk), None)
        assert published.summary == "Corrected."
    assert not type(loser).objects.filter(pk=loser.pk).exists()
    assert pointing(winner) >= 2


@EACH
def test_history_says_that_it_was_a_merge(kind: str, publisher: User) -> None:
    loser = referred(kind)
    winner, key = another(kind, loser), loser.pk
    history = type(loser)._meta.get_field("history").related_model
    services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    gone = history.objects.filter(pgh_obj=key).latest("pgh_id")
    assert gone.pgh_label == "delete"
    assert gone.pgh_context.metadata["via"] == "merge"
    assert gone.pgh_context.metadata["reason"] == WHY
    services.unmerge(Merge.objects.get(), publisher)
    again = history.objects.filter(pgh_obj=key).latest("pgh_id")
    assert (again.pgh_label, again.pgh_context.metadata["via"]) == ("insert", "merge")


@EACH
def test_author_of_a_record_stays_who_wrote_it(kind: str, publisher: User) -> None:
    loser = referred(kind, "draft")
    writer = User.objects.create_superuser("writer")
    record = aged(Meeting.objects.get())
    from core.history import acting

    with acting(writer):
        Meeting.objects.filter(pk=record.pk).update(summary="Written.")
    services.merge(kind, another(kind, loser).pk, loser.pk, publisher, WHY)
    assert Meeting.objects.get().changed_by == writer


# --- Addresses ----------------------------------------------------------------------------------------------


def address(row: Any) -> str:
    return row.get_absolute_url()


@EACH
def test_old_address_leads_on_for_ever(kind: str, publisher: User, client: Client) -> None:
    loser = referred(kind)
    winner, old = another(kind, loser), address(loser)
    assert client.get(old).status_code == 200
    services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    answer = client.get(f"{old}?size=50")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{address(winner)}?size=50")
    french = client.get(f"/fr{old}")
    assert (french.status_code, french.headers["Location"]) == (301, f"/fr{address(winner)}")
    assert client.get(address(winner)).status_code == 200
    assert client.post(old).status_code == 405


@EACH
def test_old_card_leads_on_as_well(kind: str, publisher: User, client: Client) -> None:
    loser = referred(kind)
    winner, old = another(kind, loser), f"/cards{address(loser).rstrip('/')}.png"
    if client.get(old).status_code != 200:
        pytest.skip("cards have other addresses")
    services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    answer = client.get(old)
    assert answer.status_code == 301
    assert client.get(answer.headers["Location"]).headers["Content-Type"] == "image/png"


@EACH
def test_chain_leads_to_its_end_and_back(kind: str, publisher: User, client: Client) -> None:
    first = referred(kind)
    second = another(kind, first)
    third = another(kind, first)
    one, two = address(first), address(second)
    services.merge(kind, second.pk, first.pk, publisher, WHY)
    done = services.merge(kind, third.pk, second.pk, publisher, WHY)
    for old in (one, two):
        assert client.get(old).headers["Location"] == address(third)
    with pytest.raises(Refused, match="not there any more"):
        services.unmerge(Merge.objects.earliest("pk"), publisher)
    services.unmerge(done, publisher)
    assert client.get(one).headers["Location"] == two
    assert client.get(address(third)).status_code == 404
    services.unmerge(Merge.objects.earliest("pk"), publisher)
    assert client.get(one).status_code == 200
    assert not MovedAddress.objects.exists()


@EACH
def test_draft_never_leaks_through_an_old_address(kind: str, publisher: User, client: Client) -> None:
    """What readers never saw leaves no address; and an address leads nowhere that readers may not see."""
    loser = referred(kind, "draft")
    winner, old = another(kind, loser), address(loser)
    missing = client.get(old).content
    services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    assert not MovedAddress.objects.exists()
    MovedAddress.objects.create(kind=kind, old=old.rstrip("/").rsplit("/", 1)[1], new=winner.pk)
    answer = client.get(old)
    assert answer.status_code == 404
    assert str(winner) not in answer.content.decode()
    assert len(answer.content) == len(missing)


@EACH
def test_address_that_readers_saw_once_leads_on_when_it_is_public_again(
    kind: str, publisher: User, client: Client
) -> None:
    loser = referred(kind)
    for record in (Meeting.objects.get(), MoU.objects.get()):
        road.withdraw(record, "Retracted.", None)
    winner, old = another(kind, loser), address(loser)
    assert client.get(old).status_code == 404
    services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    assert client.get(old).status_code == 404
    road.publish(Meeting.objects.get(), None)
    assert client.get(old).headers["Location"] == address(winner)


def test_new_slug_of_the_winner_is_followed(publisher: User, client: Client) -> None:
    loser = referred("event")
    winner, old = another("event", loser), address(loser)
    services.merge("event", winner.pk, loser.pk, publisher, WHY)
    Event.objects.filter(pk=winner.pk).update(slug="another-slug")
    assert client.get(old).headers["Location"] == "/events/another-slug/"


# --- What the winner takes over -----------------------------------------------------------------------------


def test_what_only_the_loser_says_is_kept(publisher: User) -> None:
    loser = referred("delegation")
    winner = another("delegation", loser)
    Delegation.objects.filter(pk=loser.pk).update(head="B. Person", head_title="Director", institution="Police")
    done = services.merge("delegation", winner.pk, loser.pk, publisher, WHY)
    winner.refresh_from_db()
    assert (winner.head, winner.head_title, winner.institution) == ("A. Person", "Director", "Police")
    Delegation.objects.filter(pk=winner.pk).update(institution="Corrected since")
    services.unmerge(done, publisher)
    winner.refresh_from_db()
    assert (winner.head, winner.head_title, winner.institution) == ("A. Person", "", "Corrected since")


def test_organization_is_found_by_the_names_of_both(publisher: User) -> None:
    winner = OrganizationFactory(name="INTERPOL", other_names="ICPO")
    loser = OrganizationFactory(name="International Criminal Police Organization", acronym="ICPO", other_names="OIPC")
    done = services.merge("organization", winner.pk, loser.pk, publisher, WHY)
    winner.refresh_from_db()
    assert winner.other_names.splitlines() == ["ICPO", "International Criminal Police Organization", "OIPC"]
    assert winner.acronym == "ICPO"
    services.unmerge(done, publisher)
    winner.refresh_from_db()
    assert (winner.other_names, winner.acronym) == ("ICPO", "")


def test_event_takes_the_days_and_the_place(publisher: User) -> None:
    winner, loser = EventFactory(held_on=""), EventFactory(held_on="2025-11", place="Fez", country=country("MA"))
    services.merge("event", winner.pk, loser.pk, publisher, WHY)
    winner.refresh_from_db()
    assert (winner.held_on, winner.place, winner.country_id) == ("2025-11", "Fez", "MA")
    assert str(winner.held_from) == "2025-11-01"


# --- Rows that would stand there twice ----------------------------------------------------------------------


def test_total_that_both_hold_is_kept_once(publisher: User) -> None:
    event = EventFactory()
    host, first, second = delegation("MA", event), SourceFactory(), SourceFactory()
    for source in (first, second):
        ReportedTotalFactory(event=event, principal=host, source=source)
    before = everything()
    done = services.merge("source", first.pk, second.pk, publisher, WHY)
    assert ReportedTotal.objects.get().source == first
    services.unmerge(done, publisher)
    assert differing(before) == {}


def test_totals_that_disagree_are_a_reason(publisher: User) -> None:
    event = EventFactory()
    host, first, second = delegation("MA", event), SourceFactory(), SourceFactory()
    ReportedTotalFactory(event=event, principal=host, source=first, value=43)
    ReportedTotalFactory(event=event, principal=host, source=second, value=44)
    before = everything()
    with pytest.raises(Refused, match="different totals of one passage"):
        services.merge("source", first.pk, second.pk, publisher, WHY)
    assert everything() == before


def test_delegation_that_signed_with_the_other_signs_once(publisher: User) -> None:
    event = EventFactory()
    signed = mou("MA", "ES", event=event)
    first = delegation("MA", event)
    second = DelegationFactory(event=event, institution="Police")
    with road.revising():
        signed.signatures.create(delegation=second)
    before = everything()
    done = services.merge("delegation", first.pk, second.pk, publisher, WHY)
    assert sorted(row.delegation_id for row in signed.signatures.all()) == sorted(
        [first.pk, delegation("ES", event).pk]
    )
    services.unmerge(done, publisher)
    assert differing(before) == {}


def test_mou_of_the_two_delegations_alone_is_a_reason(publisher: User) -> None:
    event = EventFactory()
    signed = mou("MA", "ES", event=event, status="draft")
    first, second = delegation("MA", event), DelegationFactory(event=event, institution="Police")
    signed.signatures.create(delegation=second)
    signed.signatures.filter(delegation__country="ES").delete()
    before = everything()
    with pytest.raises(Refused, match="needs at least two parties"):
        services.merge("delegation", first.pk, second.pk, publisher, WHY)
    assert everything() == before


# --- Refused ------------------------------------------------------------------------------------------------


def refused(kind: str, winner: int, loser: int, by: User, match: str) -> None:
    before = everything()
    with pytest.raises(Refused, match=match):
        services.merge(kind, winner, loser, by, WHY)
    assert everything() == before
    assert not Merge.objects.exists()


def test_delegations_of_other_parties_or_events_are_two(publisher: User) -> None:
    event = EventFactory()
    first = delegation("MA", event)
    refused("delegation", first.pk, delegation("ES", event).pk, publisher, "of different parties")
    refused("delegation", first.pk, delegation("MA", EventFactory()).pk, publisher, "merge the events first")


def test_organizations_that_met_each_other_are_two(publisher: User) -> None:
    first, second = OrganizationFactory(), OrganizationFactory()
    met = meeting(first, second, status="draft")
    refused("organization", first.pk, second.pk, publisher, f"see {met.reference}")


@EACH
def test_row_that_is_gone_or_the_same_is_refused(kind: str, publisher: User) -> None:
    row = referred(kind)
    refused(kind, row.pk, row.pk, publisher, "not merged into itself")
    refused(kind, row.pk, 10**9, publisher, "not there any more")
    refused(kind, 10**9, row.pk, publisher, "not there any more")


@EACH
def test_only_who_may_merge_merges(kind: str, publisher: User) -> None:
    loser = referred(kind)
    winner = another(kind, loser)
    refused(kind, winner.pk, loser.pk, User.objects.create_user("editor"), "Your role does not allow this")


@pytest.mark.parametrize("kind", ["event", "organization"])
def test_undo_whose_slug_is_taken_is_refused(kind: str, publisher: User) -> None:
    loser = referred(kind)
    winner, slug = another(kind, loser), loser.slug
    done = services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    type(winner).objects.filter(pk=another(kind, loser).pk).update(slug=slug)
    with pytest.raises(Refused, match="belongs to another one now"):
        services.unmerge(done, publisher)


def test_undo_of_an_event_whose_delegation_met_at_the_other_is_refused(publisher: User) -> None:
    winner, loser = EventFactory(), EventFactory()
    side = delegation("MA", loser)
    done = services.merge("event", winner.pk, loser.pk, publisher, WHY)
    Meeting.objects.create(
        principal=Delegation.objects.get(pk=side.pk), counterpart=delegation("ES", winner), event=winner, held_on="2025"
    )
    before = everything()
    with pytest.raises(Refused, match="must be of the same event"):
        services.unmerge(done, publisher)
    assert differing(before) == {}


def test_undo_leaves_alone_what_was_pointed_elsewhere_since(publisher: User) -> None:
    winner, loser, third = SourceFactory(), SourceFactory(), SourceFactory()
    draft = meeting(status="draft", source=loser)
    done = services.merge("source", winner.pk, loser.pk, publisher, WHY)
    Citation.objects.update(source=third)
    services.unmerge(done, publisher)
    assert draft.citations.get().source == third
