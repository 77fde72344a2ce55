"""What the database asks at COMMIT, in real transactions, and of two editors at once."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils import timezone

from core.models import RegisterState
from delegations.models import Delegation
from meetings.models import Citation, Meeting, MoU, MouParty
from tests.factories import EventFactory, TopicFactory, cite, country, delegation, meeting, mou, move
from tests.rules import broken, run_sql

pytestmark = pytest.mark.usefixtures("committed")

CITED = {Meeting: "meetings_meeting_published_is_cited", MoU: "meetings_mou_published_is_cited"}
TWO_PARTIES = "meetings_mou_two_parties"
DIFFERENT_PARTIES = "meetings_mou_different_parties"


def whole(make: Callable[..., Any]) -> Callable[..., Any]:
    """An MoU is made with its parties in one transaction, or not at all."""

    def make_at_once(*args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return make(*args, **kwargs)

    return make_at_once


BOTH = pytest.mark.parametrize("make", [whole(meeting), whole(mou)], ids=["meeting", "mou"])


@pytest.fixture(autouse=True)
def revised(committed: None) -> Iterator[None]:
    """Here what was published may be changed: this file asks for the rules that remain then."""
    may_revise()
    yield
    run_sql("RESET entente.revising")


def may_revise() -> None:
    run_sql("SET entente.revising = 'on'")


def refused_at_commit(rule: str, change: Callable[[], Any]) -> None:
    """Expect ``change`` to pass, and its transaction to fail by that rule."""
    passed = False
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        change()
        passed = True
    assert passed
    assert broken(caught.value) == rule


def at_once(*changes: Callable[[], Any]) -> list[str | None]:
    """Run each change in a transaction of its own; none commits before all have changed, or wait for one another.

    Return what broke.
    """
    barrier, broke = threading.Barrier(len(changes)), dict.fromkeys(range(len(changes)))  # type: ignore[var-annotated]  # what the test gives on purpose

    def run(number: int) -> None:
        try:
            may_revise()
            with transaction.atomic():
                changes[number]()
                # A change that waits for the other's end never gets here before it.
                with suppress(threading.BrokenBarrierError):
                    barrier.wait(timeout=1)
        except IntegrityError as error:
            broke[number] = broken(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(changes))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()
    return list(broke.values())


# --- What is published is cited ---------------------------------------------------------------------------


@BOTH
def test_publication_without_citation_fails_at_commit(make: Callable[..., Any]) -> None:
    record = make(status="draft")
    record.citations.all().delete()
    rows = type(record).objects.filter(pk=record.pk)
    refused_at_commit(CITED[type(record)], lambda: rows.update(status="published", published_at=timezone.now()))
    assert rows.get().status == "draft"


def test_insertion_of_published_meeting_without_citation_fails_at_commit() -> None:
    sides = {"principal": delegation("MA", None), "counterpart": delegation("ES", None)}
    made = Meeting(**sides, held_on="2025", status="published", published_at=timezone.now())
    refused_at_commit(CITED[Meeting], lambda: Meeting.objects.bulk_create([made]))
    assert not Meeting.objects.exists()


@BOTH
def test_last_citation_of_published_cannot_be_deleted(make: Callable[..., Any]) -> None:
    record = make()
    for change in (lambda: record.citations.all().delete(), lambda: run_sql("DELETE FROM meetings_citation")):
        refused_at_commit(CITED[type(record)], change)
    assert record.citations.count() == 1


@BOTH
def test_last_citation_of_published_cannot_be_moved_away(make: Callable[..., Any]) -> None:
    record, event = make(), EventFactory()
    refused_at_commit(
        CITED[type(record)],
        lambda: Citation.objects.update(meeting=None, mou=None, event=event),
    )
    assert record.citations.count() == 1


@BOTH
def test_one_of_two_citations_may_go_and_a_last_one_be_replaced(make: Callable[..., Any]) -> None:
    record = make()
    cite(record)
    record.citations.earliest("pk").delete()
    assert record.citations.count() == 1
    with transaction.atomic():
        record.citations.all().delete()
        cite(record)
    assert record.citations.count() == 1


@BOTH
@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_citations_of_what_is_not_public_may_go(make: Callable[..., Any], status: str) -> None:
    record = make(status=status)
    record.citations.all().delete()
    assert not record.citations.exists()


@BOTH
def test_withdrawn_without_citation_cannot_be_published_again(make: Callable[..., Any]) -> None:
    record = make(status="withdrawn")
    record.citations.all().delete()
    back = {"status": "published", "withdrawn_at": None, "withdrawn_reason": ""}
    refused_at_commit(CITED[type(record)], lambda: type(record).objects.update(**back))


@BOTH
def test_two_editors_cannot_delete_one_of_two_citations_each(make: Callable[..., Any]) -> None:
    record = make()
    cite(record)
    first, second = record.citations.all()
    assert sorted(at_once(first.delete, second.delete), key=str) == [None, CITED[type(record)]]
    assert record.citations.count() == 1


@BOTH
def test_publication_and_deletion_of_the_citation_at_once_do_not_both_pass(make: Callable[..., Any]) -> None:
    record = make(status="draft")
    rows = type(record).objects.filter(pk=record.pk)
    broke = at_once(
        lambda: rows.update(status="published", published_at=timezone.now()),
        lambda: Citation.objects.all().delete(),
    )
    assert sorted(broke, key=str) == [None, CITED[type(record)]]
    assert (rows.get().status == "published") is rows.get().citations.exists()


# --- An MoU has two parties -------------------------------------------------------------------------------


@pytest.mark.parametrize("parties", [[], ["MA"]])
def test_mou_with_less_than_two_parties_fails_at_commit(parties: list[str]) -> None:
    delegations = [delegation(party, None) for party in parties]

    def create() -> None:
        made = MoU.objects.create(title="Police cooperation", signed_on="2025")
        MouParty.objects.bulk_create([MouParty(mou=made, delegation=each) for each in delegations])

    refused_at_commit(TWO_PARTIES, create)
    assert not MoU.objects.exists()


def test_mou_and_its_parties_pass_in_one_transaction() -> None:
    first, second = delegation("MA", None), delegation("ES", None)
    with transaction.atomic():
        made = MoU.objects.create(title="Police cooperation", signed_on="2025")
        MouParty.objects.bulk_create([MouParty(mou=made, delegation=each) for each in (first, second)])
    assert made.parties.count() == 2


@pytest.mark.parametrize("status", ["draft", "published", "withdrawn"])
def test_one_of_two_parties_cannot_go(status: str) -> None:
    with transaction.atomic():
        made, other = mou(status=status), mou("FR", "DE", status="draft")
    party = MouParty.objects.filter(pk=made.signatures.earliest("pk").pk)
    refused_at_commit(TWO_PARTIES, party.delete)
    refused_at_commit(TWO_PARTIES, lambda: party.update(mou=other))
    assert made.signatures.count() == 2


def test_party_may_be_replaced_and_a_draft_go_with_its_parties() -> None:
    with transaction.atomic():
        made = mou(status="draft")
    newcomer = delegation("FR", None)
    with transaction.atomic():
        made.signatures.earliest("pk").delete()
        MouParty.objects.create(mou=made, delegation=newcomer)
    assert made.signatures.count() == 2
    with transaction.atomic():
        made.citations.all().delete()
        made.signatures.all().delete()
        made.delete()
    assert not MoU.objects.exists()


def test_two_editors_cannot_remove_one_of_three_parties_each() -> None:
    with transaction.atomic():
        made = mou("MA", "ES", "FR")
    first, second, _third = made.signatures.all()
    assert sorted(at_once(first.delete, second.delete), key=str) == [None, TWO_PARTIES]
    assert made.signatures.count() == 2


def of_one_party(status: str = "draft", *parties: str) -> MoU:
    """Return an MoU of two delegations of Morocco, or of ``parties``."""
    with transaction.atomic():
        made = mou(*(parties or ("MA", "ES")), status="draft")
        if not parties:
            other = delegation("MA", EventFactory())
            MouParty.objects.filter(pk=made.signatures.latest("pk").pk).update(delegation=other)
    return made if status == "draft" else move(made, status)


@pytest.mark.parametrize("status", ["in_review", "published"])
def test_mou_of_one_party_never_leaves_draft(status: str) -> None:
    made = of_one_party()
    rows = MoU.objects.filter(pk=made.pk)
    published_at = timezone.now() if status == "published" else None
    refused_at_commit(DIFFERENT_PARTIES, lambda: rows.update(status=status, published_at=published_at))
    refused_at_commit(
        DIFFERENT_PARTIES,
        lambda: run_sql("UPDATE meetings_mou SET status = %s, published_at = %s", status, published_at),
    )
    assert rows.get().status == "draft"


@pytest.mark.parametrize("status", ["in_review", "published", "withdrawn"])
def test_parties_of_an_mou_that_left_draft_stay_different(status: str) -> None:
    made = of_one_party(status, "MA", "ES")
    morocco, spain = (signature.delegation for signature in made.signatures.order_by("pk"))
    another = delegation("MA", EventFactory())
    party = MouParty.objects.filter(delegation=spain)
    refused_at_commit(TWO_PARTIES, party.delete)
    refused_at_commit(DIFFERENT_PARTIES, lambda: party.update(delegation=another))
    refused_at_commit(
        DIFFERENT_PARTIES,
        lambda: run_sql(
            "UPDATE meetings_mouparty SET delegation_id = %s WHERE delegation_id = %s", another.pk, spain.pk
        ),
    )
    rows = Delegation.objects.filter(pk=spain.pk)
    refused_at_commit(DIFFERENT_PARTIES, lambda: rows.update(country="MA"))
    refused_at_commit(
        DIFFERENT_PARTIES,
        lambda: run_sql("UPDATE delegations_delegation SET country_id = 'MA' WHERE id = %s", spain.pk),
    )
    with transaction.atomic():
        Delegation.objects.filter(pk=morocco.pk).update(country="ES")
        rows.update(country="MA")  # they change places, in one transaction
    assert {each.country_id for each in made.parties.all()} == {"MA", "ES"}


def test_third_delegation_of_one_party_passes_and_the_last_of_the_other_cannot_go() -> None:
    made = of_one_party("published", "MA", "ES")
    MouParty.objects.create(mou=made, delegation=delegation("MA", EventFactory()))
    refused_at_commit(DIFFERENT_PARTIES, made.signatures.get(delegation__country="ES").delete)
    assert made.signatures.count() == 3


def test_mou_of_one_party_cannot_be_made_by_an_editor_of_each_delegation() -> None:
    """Two at once, each of whom leaves two parties, as far as they see."""
    made = of_one_party("published", "MA", "ES")
    country("FR")
    first, second = (Delegation.objects.filter(pk=each.pk) for each in made.parties.order_by("pk"))
    broke = at_once(lambda: first.update(country="FR"), lambda: second.update(country="FR"))
    assert sorted(broke, key=str) == [None, DIFFERENT_PARTIES]
    assert made.parties.values("country").distinct().count() == 2


# --- The version of the register --------------------------------------------------------------------------


def version() -> int:
    return RegisterState.objects.get().version


def test_register_version_grows_once_a_transaction() -> None:
    before = version()
    TopicFactory()
    assert version() == before + 1
    with transaction.atomic():
        meeting(event=EventFactory(), topics=[TopicFactory()])
        with transaction.atomic():
            mou()
        assert version() == before + 1  # nobody queues for the row before COMMIT
    assert version() == before + 2


def test_register_version_stays_after_a_transaction_that_was_rolled_back() -> None:
    before = version()
    with transaction.atomic():
        meeting()
        transaction.set_rollback(True)
    assert version() == before
    with transaction.atomic():
        list(Meeting.objects.all())
    assert version() == before


def rows_of_the_record() -> list[Model]:
    """One row of every table that readers could notice a change of."""
    with transaction.atomic():
        event, topic = EventFactory(), TopicFactory()
        made = meeting(event=event, topics=[topic], status="draft")
        signed = mou(event=event, topics=[topic], status="draft")
        total = event.reported_totals.create(principal=made.principal, source=made.citations.get().source, value=3)
    country = made.principal.country
    rows: list[Any] = [event, topic, made, signed, total, made.principal, country, country.region, country.names.get()]
    rows += [made.citations.get(), total.source, signed.signatures.earliest("pk")]
    return [*rows, made.topics.through.objects.get(), signed.topics.through.objects.get()]


def test_register_version_grows_with_a_change_of_every_table() -> None:
    for row in rows_of_the_record():
        before, table, key = version(), row._meta.db_table, row._meta.pk.column
        # A check of its address changes nothing of a source that readers notice: it needs a change of its words.
        change = "title = title || '.'" if table == "meetings_source" else f'"{key}" = "{key}"'
        run_sql(f'UPDATE "{table}" SET {change} WHERE "{key}" = %s', row.pk)
        assert version() == before + 1, table


def test_updated_at_moves_with_a_later_transaction() -> None:
    with transaction.atomic():
        made = meeting(status="draft")
    before = Meeting.objects.get().updated_at
    Meeting.objects.filter(pk=made.pk).update(summary="x")
    assert Meeting.objects.get().updated_at > before
    assert Meeting.objects.get().created_at == made.created_at
