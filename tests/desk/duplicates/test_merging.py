"""Merging meetings and MoUs: nothing is lost, the address leads on, the history says so, and it can be undone."""

from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client

from accounts.models import User
from desk.duplicates import services
from desk.models import Merge
from meetings import services as road
from meetings.content import content_of
from meetings.models import Citation
from meetings.services import Refused, revisions
from tests.factories import DelegationFactory, EventFactory, TopicFactory, aged, cite, meeting, mou
from tests.rules import run_sql

pytestmark = pytest.mark.django_db

BOTH = pytest.mark.parametrize(("kind", "make"), [("meeting", meeting), ("mou", mou)])
WHY = "Entered twice."


def fresh(record: Any) -> Any:
    return type(record).objects.get(pk=record.pk)


def says(record: Any) -> dict[str, Any]:
    """All that a record says, its passages in the order of their words."""
    content = content_of(fresh(record))
    content["citations"] = sorted(map(str, content["citations"]))
    return content


def passages(record: Any) -> list[int]:
    return sorted(record.citations.values_list("pk", flat=True))


# --- Public into public -------------------------------------------------------------------------------------


@BOTH
def test_every_citation_and_topic_moves_to_the_winner(kind: str, make: Any, publisher: User) -> None:
    shared, own = TopicFactory(), TopicFactory()
    winner, loser = make(topics=[shared]), make(topics=[shared, own])
    cite(loser, locator="page 2")
    before = passages(winner) + passages(loser)
    services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    assert passages(winner) == before
    assert passages(loser) == []
    assert set(winner.topics.all()) == {shared, own}


@BOTH
def test_loser_is_withdrawn_and_leads_to_the_winner_for_ever(
    kind: str, make: Any, publisher: User, client: Client
) -> None:
    winner, loser = make(), make()
    services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    stored = fresh(loser)
    assert (stored.status, stored.merged_into, stored.withdrawn_reason) == ("withdrawn", winner, WHY)
    answer = client.get(loser.get_absolute_url())
    assert (answer.status_code, answer.headers["Location"]) == (301, winner.get_absolute_url())
    assert client.get(winner.get_absolute_url()).status_code == 200


def test_mous_of_a_merged_meeting_are_of_the_winner(publisher: User) -> None:
    winner, loser = meeting(), meeting()
    signed, other = mou(meeting=loser), mou(meeting=winner)
    working = revisions.begin(signed, publisher)
    services.merge("meeting", winner.pk, loser.pk, publisher, WHY)
    assert {fresh(record).meeting for record in (signed, other, working)} == {winner}
    services.unmerge(Merge.objects.get(), publisher)
    assert [fresh(record).meeting for record in (signed, working, other)] == [loser, loser, winner]


def test_signatures_are_united_once_a_party(publisher: User) -> None:
    event = EventFactory()
    winner, loser = mou("MA", "ES"), mou("MA", "FR", event=event)
    again = mou("MA", "ES")
    services.merge("mou", winner.pk, loser.pk, publisher, WHY)
    assert sorted(row.delegation.country_id for row in winner.signatures.all()) == ["ES", "FR", "MA"]
    assert loser.signatures.count() == 2  # a withdrawn MoU has its two parties as any other
    services.merge("mou", winner.pk, again.pk, publisher, WHY)
    assert winner.signatures.count() == 3
    for done in Merge.objects.order_by("-pk"):
        services.unmerge(done, publisher)
    assert sorted(row.delegation.country_id for row in winner.signatures.all()) == ["ES", "MA"]


def test_two_institutions_of_one_party_both_sign(publisher: User) -> None:
    winner, loser = mou("ES", "FR"), mou("ES", "FR")
    for record, institution in ((winner, "Police"), (loser, "Army"), (loser, "police")):
        delegation = DelegationFactory(event=None, institution=institution)
        with road.revising():
            record.signatures.create(delegation=delegation)
    services.merge("mou", winner.pk, loser.pk, publisher, WHY)
    moroccan = winner.signatures.filter(delegation__country="MA")
    assert sorted(row.delegation.institution for row in moroccan) == ["Army", "Police"]


@BOTH
def test_merge_is_kept_with_who_and_why(kind: str, make: Any, publisher: User) -> None:
    winner, loser = make(), make()
    done = services.merge(kind, winner.pk, loser.pk, publisher, f"  {WHY} ")
    assert (done.kind, done.winner, done.loser, done.by, done.reason) == (kind, winner.pk, loser.pk, publisher, WHY)
    assert done.winner_name.startswith(winner.reference)
    assert done.loser_name.startswith(loser.reference)
    assert done.undone_at is None


@BOTH
def test_history_says_that_it_was_a_merge(kind: str, make: Any, publisher: User) -> None:
    winner, loser = make(), make()
    services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    services.unmerge(Merge.objects.get(), publisher)
    for row in (loser.history.order_by("-pgh_id")[1], Citation.objects.first().history.order_by("-pgh_id").first()):
        assert row.pgh_context.metadata["via"] == "merge"
        assert row.pgh_context.metadata["user"] == publisher.pk
        assert row.pgh_context.metadata["reason"]
    withdrawn, published = loser.history.order_by("pgh_id")[2:4]
    assert (withdrawn.status, withdrawn.pgh_context.metadata["reason"]) == ("withdrawn", WHY)
    assert (published.status, loser.reference in published.pgh_context.metadata["reason"]) == ("published", True)


@BOTH
def test_merge_changes_no_author_of_what_readers_see(kind: str, make: Any, publisher: User) -> None:
    """Where two persons are asked for, a merge by the one who wrote it is no way round, and no obstacle."""
    winner, loser = aged(make()), aged(make())
    before = fresh(winner).changed_by
    services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    assert fresh(winner).changed_by == before
    assert fresh(winner).version > winner.version


@BOTH
def test_chain_of_merges_leads_to_its_end_and_is_undone_from_there(
    kind: str, make: Any, publisher: User, client: Client
) -> None:
    first, second, third = make(), make(), make()
    before = [says(record) for record in (first, second, third)]
    one = services.merge(kind, second.pk, first.pk, publisher, WHY)
    two = services.merge(kind, third.pk, second.pk, publisher, WHY)
    for record in (first, second):
        assert client.get(record.get_absolute_url()).headers["Location"] == third.get_absolute_url()
    with pytest.raises(Refused, match="was merged into another one since: undo that merge first"):
        services.unmerge(one, publisher)
    services.unmerge(two, publisher)
    services.unmerge(one, publisher)
    assert [says(record) for record in (first, second, third)] == before


# --- Drafts -------------------------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_draft_into_draft_keeps_its_passages_and_fills_blanks(
    kind: str, make: Any, status: str, publisher: User
) -> None:
    topic = TopicFactory()
    winner, loser = make(status="draft"), make(status=status, topics=[topic], summary="They met.")
    before = passages(winner) + passages(loser)
    done = services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    assert not type(loser).objects.filter(pk=loser.pk).exists()
    assert passages(winner) == before
    assert (fresh(winner).summary, list(winner.topics.all())) == ("They met.", [topic])
    assert done.moved["loser"]["reference"] == loser.reference
    # What was put together is the words of who merged it: somebody else reviews it.
    assert fresh(aged(winner)).status == "draft"


@BOTH
def test_address_of_a_merged_draft_stays_a_plain_404(kind: str, make: Any, publisher: User, client: Client) -> None:
    winner, loser, into = make(), make(status="draft"), make(status="draft")
    missing = client.get(loser.get_absolute_url().replace("0", "9"))
    services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    services.merge(kind, fresh(into).pk, make(status="draft").pk, publisher, WHY)
    for address in (loser.get_absolute_url(), into.get_absolute_url()):
        answer = client.get(address)
        assert answer.status_code == missing.status_code == 404
        assert winner.reference not in answer.content.decode()


@BOTH
def test_draft_into_public_waits_in_a_pending_revision(kind: str, make: Any, publisher: User, client: Client) -> None:
    topic = TopicFactory()
    winner, loser = make(), make(status="draft", topics=[topic], summary="They met.")
    before, page = says(winner), client.get(winner.get_absolute_url()).content
    moved = passages(loser)
    services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    assert says(winner) == before
    assert not type(loser).objects.filter(pk=loser.pk).exists()
    copy = type(winner).objects.get(revises=winner)
    assert set(moved) < set(passages(copy))
    assert (list(copy.topics.all()), copy.summary, copy.status) == ([topic], "They met.", "draft")
    assert len(client.get(winner.get_absolute_url()).content) == len(page)
    published = road.publish(copy, None)
    assert len(passages(published)) == 2
    assert list(published.topics.all()) == [topic]


def test_mou_of_a_merged_draft_is_of_the_public_meeting(publisher: User) -> None:
    winner, loser = meeting(), meeting(status="draft")
    signed = mou(meeting=loser)
    done = services.merge("meeting", winner.pk, loser.pk, publisher, WHY)
    assert fresh(signed).meeting == winner
    services.unmerge(done, publisher)
    assert fresh(signed).meeting_id == loser.pk


# --- Refused ------------------------------------------------------------------------------------------------


def refused(kind: str, winner: Any, loser: Any, by: User | None, match: str, reason: str = WHY) -> None:
    before = {record.pk: says(record) for record in (winner, loser)}
    with pytest.raises(Refused, match=match):
        services.merge(kind, winner.pk, loser.pk, by, reason)
    assert {record.pk: says(record) for record in (winner, loser)} == before
    assert not Merge.objects.exists()


@BOTH
def test_public_record_is_not_merged_into_a_draft(kind: str, make: Any, publisher: User) -> None:
    winner, loser = make(status="draft"), make()
    refused(kind, winner, loser, publisher, f"Readers know {loser.reference}: keep that one.")


@BOTH
def test_record_with_a_pending_revision_waits(kind: str, make: Any, publisher: User) -> None:
    one, other, draft = make(), make(), make(status="draft")
    copy = revisions.begin(one, publisher)
    for winner, loser in ((one, other), (other, one), (one, draft)):
        refused(kind, winner, loser, publisher, f"{one.reference} has a pending revision")
    refused(kind, copy, draft, publisher, "is a pending revision, not a record of its own")
    refused(kind, other, copy, publisher, "is a pending revision, not a record of its own")


@BOTH
def test_what_was_withdrawn_meanwhile_is_not_merged(kind: str, make: Any, publisher: User) -> None:
    one, gone = make(), make(status="withdrawn")
    refused(kind, one, gone, publisher, f"{gone.reference} was withdrawn meanwhile")
    refused(kind, gone, one, publisher, f"{gone.reference} was withdrawn meanwhile")


@BOTH
def test_circle_is_refused(kind: str, make: Any, publisher: User) -> None:
    one, other = make(), make()
    services.merge(kind, one.pk, other.pk, publisher, WHY)
    with pytest.raises(Refused, match="was withdrawn meanwhile"):
        services.merge(kind, other.pk, one.pk, publisher, WHY)
    assert Merge.objects.count() == 1
    with pytest.raises(Refused, match="not merged into itself"):
        services.merge(kind, one.pk, one.pk, publisher, WHY)


def test_meetings_of_different_parties_are_not_merged(publisher: User) -> None:
    refused("meeting", meeting("MA", "ES"), meeting("MA", "FR"), publisher, "of different parties")


@BOTH
@pytest.mark.parametrize("reason", ["", "  ", "\u200b", "x" * 1001, "a\x07b", "a\0b", "\ud800"], ids=ascii)
def test_reason_is_needed_and_readable(kind: str, make: Any, reason: str, publisher: User) -> None:
    refused(kind, make(), make(), publisher, "Say why|The reason is too long", reason)


@BOTH
def test_only_who_may_merge_merges_and_undoes(kind: str, make: Any, publisher: User) -> None:
    nobody = User.objects.create_user("editor", is_staff=True)
    winner, loser = make(), make()
    refused(kind, winner, loser, nobody, "Your role does not allow this")
    done = services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    with pytest.raises(Refused, match="Your role does not allow this"):
        services.unmerge(done, nobody)


@BOTH
def test_record_that_is_gone_is_not_merged(kind: str, make: Any, publisher: User) -> None:
    one = make()
    for winner, loser in ((one.pk, 10**9), (10**9, one.pk)):
        with pytest.raises(Refused, match="not there any more"):
            services.merge(kind, winner, loser, publisher, WHY)


# --- Undone -------------------------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    ("kept", "lost"), [("published", "published"), ("draft", "draft"), ("in_review", "draft"), ("published", "draft")]
)
def test_undo_puts_back_everything(kind: str, make: Any, kept: str, lost: str, publisher: User, client: Client) -> None:
    shared, own = TopicFactory(), TopicFactory()
    winner = aged(make(status=kept, topics=[shared]))
    loser = aged(make(status=lost, topics=[shared, own], summary="They met."))
    signed = mou(meeting=loser) if kind == "meeting" else None
    before = [says(record) for record in (winner, loser)]
    answers = [client.get(record.get_absolute_url()).status_code for record in (winner, loser)]
    standing = [(fresh(loser).reference, fresh(loser).status, fresh(loser).entered_by, fresh(loser).created_at)]
    done = services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    # As it is read from the database, not as it was handed over.
    assert DjangoJSONEncoder().encode(done.moved)
    services.unmerge(Merge.objects.get(), publisher)
    assert [says(record) for record in (winner, loser)] == before
    assert [client.get(record.get_absolute_url()).status_code for record in (winner, loser)] == answers
    stored = fresh(loser)
    assert standing == [(stored.reference, stored.status, stored.entered_by, stored.created_at)]
    assert signed is None or fresh(signed).meeting_id == loser.pk
    undone = Merge.objects.get()
    assert (undone.undone_by, undone.undone_at is not None) == (publisher, True)
    with pytest.raises(Refused, match="undone already"):
        services.unmerge(undone, publisher)


@BOTH
def test_undo_finds_the_passages_that_a_revision_wrote_anew(kind: str, make: Any, publisher: User) -> None:
    winner, loser = make(), make()
    lost = says(loser)
    services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    copy = revisions.begin(winner, publisher)
    copy.citations.all().delete()
    cite(copy, locator="page 7")
    road.publish(copy, None)
    services.unmerge(Merge.objects.get(), publisher)
    assert says(loser)["citations"] == lost["citations"]
    assert [row.locator for row in winner.citations.all()] == ["page 7"]


@BOTH
def test_undo_leaves_the_winner_its_last_passage(kind: str, make: Any, publisher: User) -> None:
    winner, loser = make(), make()
    own = passages(winner)
    services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    with road.revising():
        Citation.objects.filter(pk__in=own).delete()
    before = says(winner)
    with pytest.raises(Refused, match="needs at least one citation"):
        services.unmerge(Merge.objects.get(), publisher)
    assert says(winner) == before
    assert fresh(loser).status == "withdrawn"


@BOTH
def test_undo_waits_for_a_pending_revision(kind: str, make: Any, publisher: User) -> None:
    winner, loser = make(), make()
    done = services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    revisions.begin(winner, publisher)
    with pytest.raises(Refused, match="has a pending revision"):
        services.unmerge(done, publisher)


@BOTH
def test_undo_of_a_draft_whose_revision_was_published_is_refused(kind: str, make: Any, publisher: User) -> None:
    winner, loser = make(), make(status="draft")
    done = services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    road.publish(type(winner).objects.get(revises=winner), None)
    with pytest.raises(Refused, match="was published or discarded since"):
        services.unmerge(done, publisher)


@BOTH
def test_undo_of_what_was_published_again_is_refused(kind: str, make: Any, publisher: User) -> None:
    winner, loser = make(), make()
    done = services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    with road.revising():
        type(loser).objects.filter(pk=loser.pk).update(
            status="published", withdrawn_at=None, withdrawn_reason="", merged_into=None
        )
        cite(loser)
    with pytest.raises(Refused, match="does not lead to the other one any more"):
        services.unmerge(done, publisher)


def test_undo_of_a_draft_whose_event_is_gone_is_refused(publisher: User) -> None:
    event = EventFactory()
    winner, loser = meeting(status="draft"), meeting(status="draft", event=event)
    sides = [loser.principal, loser.counterpart]
    done = services.merge("meeting", winner.pk, loser.pk, publisher, WHY)
    for row in (*sides, event):
        row.delete()
    with pytest.raises(Refused, match="that it belonged to is not there any more"):
        services.unmerge(done, publisher)


@BOTH
def test_undo_after_a_merged_draft_became_public_takes_back_its_passages(kind: str, make: Any, publisher: User) -> None:
    winner, loser = make(status="draft"), make(status="draft")
    moved = passages(loser)
    done = services.merge(kind, winner.pk, loser.pk, publisher, WHY)
    road.publish(fresh(winner), None)
    services.unmerge(done, publisher)
    assert passages(loser) == moved
    assert fresh(winner).is_published


def test_two_persons_do_not_stand_in_the_way_of_a_merge(publisher: User, settings: Any) -> None:
    """The trigger asks the connection: a merge points at other rows, it does not write what they say."""
    run_sql("SET LOCAL entente.two_persons = 'on'")
    settings.TWO_PERSONS = True
    with road.revising():
        winner, loser = meeting(), meeting()
        signed = mou(meeting=loser)
    for record in (winner, loser, signed):
        aged(record)
    done = services.merge("meeting", winner.pk, loser.pk, publisher, WHY)
    assert fresh(signed).meeting == winner
    services.unmerge(done, publisher)
    assert fresh(loser).is_published
