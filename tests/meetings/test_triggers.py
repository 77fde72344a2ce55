"""What triggers keep of a meeting or an MoU in one transaction, whoever writes: parties, event, road, version."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from delegations.models import Delegation, Event
from meetings.models import Meeting, MoU
from tests.factories import EventFactory, OrganizationFactory, country, delegation, meeting, mou
from tests.rules import refused, run_sql

pytestmark = pytest.mark.django_db

TWO_PARTIES, ONE_EVENT = "meetings_meeting_two_parties", "meetings_meeting_one_event"


def parties(made: Meeting) -> tuple[Any, ...]:
    """Country and organization of the principal, then of the counterpart, as they are stored."""
    return Meeting.objects.values_list(
        "principal_country", "principal_organization", "counterpart_country", "counterpart_organization"
    ).get(pk=made.pk)


# --- The parties of a meeting are those of its delegations -----------------------------------------------


def test_parties_are_those_of_the_delegations() -> None:
    body = OrganizationFactory()
    assert parties(meeting("MA", "ES")) == ("MA", None, "ES", None)
    assert parties(meeting(body, "ES")) == (None, body.pk, "ES", None)
    assert parties(meeting("MA", body)) == ("MA", None, None, body.pk)


def test_parties_are_derived_in_bulk() -> None:
    principal, counterpart = delegation("MA", None), delegation("ES", None)
    wrong = country("FR")
    made = Meeting(principal=principal, counterpart=counterpart, held_on="2025", principal_country=wrong)
    Meeting.objects.bulk_create([made])
    assert parties(made) == ("MA", None, "ES", None)


def test_parties_given_by_hand_are_corrected() -> None:
    made, body = meeting("MA", "ES"), OrganizationFactory()
    country("FR")
    run_sql(
        "UPDATE meetings_meeting SET principal_country_id = 'FR', counterpart_country_id = NULL, "
        "counterpart_organization_id = %s",
        body.pk,
    )
    assert parties(made) == ("MA", None, "ES", None)
    Meeting.objects.update(principal_country=None, principal_organization=body)
    assert parties(made) == ("MA", None, "ES", None)


def test_parties_follow_the_meeting_to_another_delegation() -> None:
    made = meeting("MA", "ES")
    Meeting.objects.filter(pk=made.pk).update(counterpart=delegation("FR", None))
    assert parties(made) == ("MA", None, "FR", None)


def test_parties_follow_a_delegation_that_turns_out_to_be_of_another_party() -> None:
    made, body = meeting("MA", "ES"), OrganizationFactory()
    country("FR")
    run_sql("UPDATE delegations_delegation SET country_id = 'FR' WHERE country_id = 'ES'")
    assert parties(made) == ("MA", None, "FR", None)
    Delegation.objects.filter(pk=made.principal_id).update(country=None, organization=body)
    assert parties(made) == (None, body.pk, "FR", None)


def test_delegation_cannot_become_of_the_party_it_met() -> None:
    made = meeting("MA", "ES")
    with refused(TWO_PARTIES):
        Delegation.objects.filter(pk=made.counterpart_id).update(country="MA")
    assert parties(made) == ("MA", None, "ES", None)


def test_two_delegations_of_one_party_cannot_meet_by_raw_sql() -> None:
    made = meeting("MA", "ES")
    twin = Delegation.objects.create(country_id="MA", institution="Another ministry")
    with refused(TWO_PARTIES):
        run_sql("UPDATE meetings_meeting SET counterpart_id = %s", twin.pk)
    with refused(TWO_PARTIES):
        run_sql("UPDATE meetings_meeting SET counterpart_id = principal_id")
    with refused(TWO_PARTIES):
        Meeting.objects.bulk_create([Meeting(principal=made.principal, counterpart=twin, held_on="2025")])


# --- One event --------------------------------------------------------------------------------------------


def test_meeting_and_delegations_of_one_event_pass() -> None:
    event = EventFactory()
    assert meeting("MA", "ES", event=event).event == event
    assert meeting("MA", "ES").event is None


def test_meeting_of_another_event_than_its_delegations_is_refused() -> None:
    event, other = EventFactory(), EventFactory()
    made = meeting("MA", "ES", event=event)
    for wrong in (other, None):
        with refused(ONE_EVENT):
            Meeting.objects.filter(pk=made.pk).update(event=wrong)
    stranger = delegation("FR", other)
    for side in ("principal", "counterpart"):
        with refused(ONE_EVENT):
            run_sql(f"UPDATE meetings_meeting SET {side}_id = %s", stranger.pk)
    with refused(ONE_EVENT):
        Meeting.objects.bulk_create(
            [Meeting(event=event, principal=made.principal, counterpart=stranger, held_on="2025")]
        )


@pytest.mark.parametrize("side", ["principal", "counterpart"])
def test_delegation_that_met_cannot_leave_the_event(side: str) -> None:
    event, other = EventFactory(), EventFactory()
    made = meeting("MA", "ES", event=event)
    with refused(ONE_EVENT):
        Delegation.objects.filter(pk=getattr(made, f"{side}_id")).update(event=other)


def move_meeting(made: Meeting, event: Event) -> None:
    Meeting.objects.filter(pk=made.pk).update(event=event)


def move_delegations(made: Meeting, event: Event) -> None:
    Delegation.objects.filter(pk__in=[made.principal_id, made.counterpart_id]).update(event=event)


@pytest.mark.parametrize(
    "steps",
    [
        (move_meeting, move_delegations),
        (move_delegations, move_meeting),
    ],
)
def test_meeting_and_delegations_move_together(steps: tuple[Callable[[Meeting, Event], None], ...]) -> None:
    made, other = meeting("MA", "ES", event=EventFactory()), EventFactory()
    run_sql("SET CONSTRAINTS ALL DEFERRED")
    for step in steps:
        step(made, other)
    run_sql("SET CONSTRAINTS ALL IMMEDIATE")
    made.refresh_from_db()
    assert made.event == made.principal.event == made.counterpart.event == other


# --- The road of the status -------------------------------------------------------------------------------

STATUSES = ("draft", "in_review", "published", "withdrawn")
ROAD = {
    ("draft", "in_review"),
    ("in_review", "draft"),
    ("draft", "published"),
    ("in_review", "published"),
    ("published", "withdrawn"),
    ("withdrawn", "published"),
}


def columns_of(status: str) -> dict[str, Any]:
    """What the constraints demand beside the status, so that only the road can refuse."""
    was_public, is_withdrawn = status in ("published", "withdrawn"), status == "withdrawn"
    return {
        "status": status,
        "published_at": timezone.now() if was_public else None,
        "withdrawn_at": timezone.now() if is_withdrawn else None,
        "withdrawn_reason": "Retracted." if is_withdrawn else "",
    }


@pytest.mark.parametrize("make", [meeting, mou])
@pytest.mark.parametrize("before", STATUSES)
@pytest.mark.parametrize("after", STATUSES)
def test_status_keeps_to_the_road(make: Callable[..., Any], before: str, after: str) -> None:
    record = make(status=before)
    rows = type(record).objects.filter(pk=record.pk)
    if (before, after) in ROAD or before == after:
        rows.update(**columns_of(after))
        assert rows.get().status == after
    else:
        with pytest.raises(InternalError, match="Invalid transition of field"), transaction.atomic():
            rows.update(**columns_of(after))
        assert rows.get().status == before


# --- What was public stays --------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [meeting, mou])
@pytest.mark.parametrize("status", ["published", "withdrawn"])
def test_record_that_was_public_cannot_be_deleted(make: Callable[..., Any], status: str) -> None:
    record = make(status=status)
    with pytest.raises(InternalError, match="Cannot delete rows"), transaction.atomic():
        run_sql(f"DELETE FROM {record._meta.db_table}")
    assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("make", [meeting, mou])
@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_record_that_was_never_public_can_be_deleted(make: Callable[..., Any], status: str) -> None:
    record = make(status=status)
    record.citations.all().delete()
    if isinstance(record, MoU):
        record.signatures.all().delete()
    record.delete()
    run_sql("SET CONSTRAINTS ALL IMMEDIATE")
    assert not type(record).objects.exists()


@pytest.mark.parametrize("status", ["draft", "published"])
def test_delegation_that_met_cannot_be_deleted(status: str) -> None:
    made = meeting(status=status)
    with pytest.raises(IntegrityError), transaction.atomic():
        run_sql("DELETE FROM delegations_delegation WHERE id = %s", made.counterpart_id)
        run_sql("SET CONSTRAINTS ALL IMMEDIATE")


# --- Versions ---------------------------------------------------------------------------------------------


def version_of(record: Any) -> int:
    return type(record).objects.values_list("version", flat=True).get(pk=record.pk)


@pytest.mark.parametrize("make", [meeting, mou])
def test_version_grows_by_one_with_each_change(make: Callable[..., Any]) -> None:
    record = make(status="draft")
    table, rows = record._meta.db_table, type(record).objects.filter(pk=record.pk)
    assert version_of(record) == 1
    record.summary = "One"
    record.save()
    assert version_of(record) == 2
    rows.update(summary="Two")
    assert version_of(record) == 3
    run_sql(f"UPDATE {table} SET summary = 'Three'")
    assert version_of(record) == 4
    rows.update(summary="Four", version=99)
    assert version_of(record) == 5


@pytest.mark.parametrize("make", [meeting, mou])
def test_version_stays_where_nothing_changes(make: Callable[..., Any]) -> None:
    record = make(status="draft")
    record.save()  # the words to search hold the reference only now
    record.refresh_from_db()
    before = record.version
    run_sql(f"UPDATE {record._meta.db_table} SET summary = summary")
    record.save()
    assert version_of(record) == before


@pytest.mark.parametrize("make", [meeting, mou])
def test_version_never_goes_back(make: Callable[..., Any]) -> None:
    """An instance keeps the version it was read with; saving it once more without a change writes that one."""
    record = make(status="draft")
    record.summary = "A change"
    record.save()
    record.save()
    assert version_of(record) == 2
    run_sql(f"UPDATE {record._meta.db_table} SET version = 1")
    assert version_of(record) == 2


def test_version_grows_when_the_party_changes() -> None:
    made = meeting("MA", "ES")
    before = version_of(made)
    country("FR")
    Delegation.objects.filter(pk=made.counterpart_id).update(country="FR")
    assert version_of(made) == before + 1


@pytest.mark.parametrize("make", [meeting, mou])
def test_updated_at_moves_with_each_change_and_only_then(make: Callable[..., Any]) -> None:
    record = make(status="draft")
    rows = type(record).objects.filter(pk=record.pk)
    long_ago = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    rows.update(summary="x", updated_at=long_ago)
    assert rows.get().updated_at > long_ago  # nobody writes it by hand
    before = rows.get().updated_at
    rows.update(summary="x")
    assert rows.get().updated_at == before


def test_updated_at_is_never_before_created_at() -> None:
    """Both made and changed in one transaction: both by the clock of the statement."""
    made = meeting(status="draft")
    Meeting.objects.filter(pk=made.pk).update(summary="x")
    made.refresh_from_db()
    assert made.version > 1
    assert made.updated_at >= made.created_at
