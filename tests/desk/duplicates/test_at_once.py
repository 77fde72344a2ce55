"""Two editors at once, in real transactions: one merge, or two that agree; never a record lost between them."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.models import User
from delegations.models import Delegation, Event
from desk.duplicates import services
from desk.models import Merge, NotDuplicate
from meetings import services as road
from meetings.models import Citation, Meeting, Source
from meetings.services import Refused
from tests.factories import EventFactory, SourceFactory, cite, delegation, meeting, mou

WHY = "Entered twice."


def whole(make: Callable[..., Any], *args: Any, **values: Any) -> Any:
    with transaction.atomic():
        return make(*args, **values)


def at_once(*works: Callable[[], Any]) -> list[list[str]]:
    """Run each of ``works`` in a thread with a connection of its own; return the reasons by which each was refused."""
    barrier = threading.Barrier(len(works))
    reasons: list[list[str]] = [["never ran"] for _ in works]

    def run(number: int) -> None:
        try:
            barrier.wait(timeout=20)
            works[number]()
            reasons[number] = []
        except Refused as error:
            reasons[number] = error.reasons
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()
    return reasons


BOTH = pytest.mark.parametrize(("kind", "make"), [("meeting", meeting), ("mou", mou)])


@BOTH
@pytest.mark.parametrize("status", ["published", "draft"])
def test_same_pair_merged_twice_at_once_is_merged_once(kind: str, make: Any, status: str, committed: User) -> None:
    winner, loser = whole(make, status=status), whole(make, status=status)
    works = [lambda: services.merge(kind, winner.pk, loser.pk, committed, WHY)] * 2
    assert sorted(map(len, at_once(*works))) == [0, 1]
    assert Merge.objects.count() == 1
    assert Citation.objects.filter(**{kind: winner}).count() == 2


@BOTH
@pytest.mark.parametrize("status", ["published", "draft"])
def test_circle_closed_at_once_leaves_one(kind: str, make: Any, status: str, committed: User) -> None:
    for _ in range(5):
        one, other = whole(make, status=status), whole(make, status=status)
        refused = at_once(
            lambda a=one, b=other: services.merge(kind, a.pk, b.pk, committed, WHY),
            lambda a=one, b=other: services.merge(kind, b.pk, a.pk, committed, WHY),
        )
        assert sorted(map(len, refused)) == [0, 1], refused
        left = type(one).objects.filter(pk__in=[one.pk, other.pk]).exclude(status="withdrawn").get()
        assert left.citations.count() == 2


def test_circle_of_three_at_once_leaves_at_least_one(committed: User) -> None:
    for _ in range(5):
        first, second, third = (whole(meeting) for _ in range(3))
        pairs = ((first, second), (second, third), (third, first))
        refused = at_once(
            *(lambda a=a, b=b: services.merge("meeting", a.pk, b.pk, committed, WHY) for a, b in pairs)  # type: ignore[misc]  # what the test gives on purpose
        )
        rows = Meeting.objects.filter(pk__in=[first.pk, second.pk, third.pk])
        assert rows.filter(status="published").count() == sum(map(bool, refused)) >= 1
        cited = Citation.objects.filter(meeting__in=rows)
        assert cited.count() == 3
        assert set(cited.values_list("meeting__status", flat=True)) == {"published"}


def test_merge_and_withdrawal_at_once(committed: User) -> None:
    for _ in range(5):
        winner, loser = whole(meeting), whole(meeting)
        refused = at_once(
            lambda w=winner, x=loser: services.merge("meeting", w.pk, x.pk, committed, WHY),
            lambda w=winner: road.withdraw(Meeting.objects.get(pk=w.pk), "The source was false.", committed),
        )
        assert refused[1] == []
        stored = Meeting.objects.get(pk=loser.pk)
        assert stored.status == ("published" if refused[0] else "withdrawn")
        assert Citation.objects.filter(meeting=stored).exists() is bool(refused[0])


def test_merge_and_a_citation_added_at_once_lose_none(committed: User) -> None:
    for _ in range(5):
        winner, loser = whole(meeting, status="draft"), whole(meeting, status="draft")
        source = SourceFactory()
        added: list[bool] = []

        def add(record: Any = loser, source: Source = source, added: list[bool] = added) -> None:
            try:
                with transaction.atomic():
                    cite(record, source)
                added.append(True)
            except Exception:
                added.append(False)

        assert at_once(lambda w=winner, x=loser: services.merge("meeting", w.pk, x.pk, committed, WHY), add)[0] == []
        assert Citation.objects.filter(meeting=winner).count() == 2 + added[0]


def test_same_rows_united_at_once(committed: User) -> None:
    for _ in range(3):
        first, second = SourceFactory(), SourceFactory()
        whole(meeting, status="draft", source=first)
        whole(meeting, status="draft", source=second)
        refused = at_once(
            lambda a=first, b=second: services.merge("source", a.pk, b.pk, committed, WHY),
            lambda a=first, b=second: services.merge("source", b.pk, a.pk, committed, WHY),
        )
        assert sorted(map(len, refused)) == [0, 1]
        left = Source.objects.get(pk__in=[first.pk, second.pk])
        assert left.citations.count() == 2


def test_event_united_while_a_meeting_is_entered_at_it(committed: User) -> None:
    for _ in range(5):
        winner, loser = EventFactory(), EventFactory()
        sides = delegation("MA", loser), delegation("ES", loser)
        entered: list[bool] = []

        def enter(event: Event = loser, sides: Any = sides, entered: list[bool] = entered) -> None:
            try:
                with transaction.atomic():
                    Meeting.objects.create(event=event, principal=sides[0], counterpart=sides[1], held_on="2025")
                entered.append(True)
            except Exception:
                entered.append(False)

        refused = at_once(lambda w=winner, x=loser: services.merge("event", w.pk, x.pk, committed, WHY), enter)
        assert Event.objects.filter(pk=loser.pk).exists() is bool(refused[0])
        for row in Meeting.objects.filter(principal=sides[0].pk):
            assert {row.event_id} == set(Delegation.objects.filter(pk__in=[sides[0].pk, sides[1].pk]).values_list(
                "event", flat=True))  # fmt: skip


def test_undone_twice_at_once_is_undone_once(committed: User) -> None:
    winner, loser = whole(meeting), whole(meeting)
    done = services.merge("meeting", winner.pk, loser.pk, committed, WHY)
    works = [lambda: services.unmerge(Merge.objects.get(pk=done.pk), committed)] * 2
    assert sorted(map(len, at_once(*works))) == [0, 1]
    assert [row.citations.count() for row in Meeting.objects.order_by("pk")] == [1, 1]


def test_told_apart_twice_at_once_is_told_once(committed: User) -> None:
    first, second = whole(meeting), whole(meeting)
    works = [lambda: services.tell_apart("meeting", first.pk, second.pk, committed)] * 2
    assert at_once(*works) == [[], []]
    assert NotDuplicate.objects.count() == 1
