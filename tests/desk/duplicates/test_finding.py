"""What looks the same: one record, many at once, and the whole register agree."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delegations.models import Delegation, Event, Organization
from desk.duplicates.finding import are_alike, like, like_many, suspects
from desk.duplicates.kinds import KINDS
from desk.models import NotDuplicate
from meetings.models import Meeting, MoU, Source
from meetings.services import revisions
from tests.factories import (
    DelegationFactory,
    EventFactory,
    OrganizationFactory,
    SourceFactory,
    country,
    delegation,
    meeting,
    mou,
)

pytestmark = pytest.mark.django_db


def alike(record: Any) -> list[int]:
    return [found.record.pk for found in like(record)]


def pairs(name: str, **options: Any) -> list[tuple[int, int]]:
    return [(pair.older, pair.newer) for pair in suspects(name, **options)]


def both_ways(first: Any, second: Any, expected: bool) -> None:
    """Ask in each way that there is, whether two stored records look the same; the answers agree."""
    name = type(first)._meta.model_name
    assert (second.pk in alike(first)) is expected
    assert (first.pk in alike(second)) is expected
    assert (second.pk in [found.record.pk for found in like_many([first, second])[0]]) is expected
    assert (tuple(sorted((first.pk, second.pk))) in pairs(name)) is expected
    assert bool(are_alike(name, first.pk, second.pk)) is bool(are_alike(name, second.pk, first.pk)) is expected


# --- Meetings ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("parties", [("MA", "ES"), ("ES", "MA")])
@pytest.mark.parametrize(
    ("held_on", "expected"),
    [
        ("2025-11-24", True),
        ("[2025-11-20..2025-11-24]", True),
        ("2025-11", True),
        ("2025~", True),
        ("2020/..", True),
        ("../2025", True),
        ("2025-11-25", False),
        ("2024", False),
        ("2026/..", False),
    ],
)
def test_meetings_of_two_parties_with_overlapping_dates(parties: Any, held_on: str, expected: bool) -> None:
    first = meeting("MA", "ES", held_on="2025-11-24")
    second = meeting(*parties, held_on=held_on, status="draft")
    both_ways(first, second, expected)


def test_meetings_of_other_parties_are_not_alike() -> None:
    body = OrganizationFactory()
    first = meeting("MA", "ES")
    for other in (meeting("MA", "FR"), meeting("ES", "FR"), meeting("MA", body)):
        both_ways(first, other, False)
    both_ways(meeting(body, "MA", status="draft"), other, True)


def test_meeting_without_a_date_is_like_one_at_the_same_event_only() -> None:
    event, elsewhere = EventFactory(), EventFactory()
    first = meeting("MA", "ES", event=event)
    both_ways(first, meeting("ES", "MA", event=event, held_on="", status="draft"), True)
    both_ways(first, meeting("ES", "MA", event=elsewhere, held_on="", status="draft"), False)
    both_ways(first, meeting("ES", "MA", held_on="", status="draft"), False)


def test_withdrawn_meeting_and_working_copy_never_count() -> None:
    first = meeting("MA", "ES")
    both_ways(first, meeting("MA", "ES", status="withdrawn"), False)
    copy = revisions.begin(first, None)
    both_ways(first, copy, False)
    second = meeting("MA", "ES")
    both_ways(first, second, True)
    assert alike(copy) == []


def test_reason_names_what_they_share_the_strongest_first() -> None:
    event = EventFactory()
    first = meeting("MA", "ES", event=event)
    second = meeting("MA", "ES", event=event)
    assert like(second)[0].why == ["the same two parties at the same event", "the same two parties, the same date"]
    assert suspects("meeting")[0].why == like(second)[0].why == are_alike("meeting", first.pk, second.pk)


def test_likest_comes_first_and_there_are_ten_at_most() -> None:
    event = EventFactory()
    far = [meeting("MA", "ES", held_on="2025") for _ in range(12)]
    near = meeting("MA", "ES", event=event, held_on="2025-11-24")
    found = like(meeting("ES", "MA", event=event, held_on="[2025-11-24..2025-11-27]"))
    assert found[0].record == near
    assert [each.record for each in found[1:]] == far[:2:-1]


def test_unsaved_meeting_is_compared_by_what_was_typed() -> None:
    stored = meeting("MA", "ES", held_on="2025-11-24")
    described = Meeting(
        principal=Delegation(country=country("ES")), counterpart=Delegation(country=country("MA")), held_on="2025-11"
    )
    assert alike(described) == [stored.pk]
    described.held_on = "2024"
    assert alike(described) == []
    described.held_on = "not a date"
    assert alike(described) == []
    assert alike(Meeting(principal=stored.principal, held_on="2025")) == []
    assert alike(Meeting()) == []


# --- MoUs -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parties", "signed_on", "expected"),
    [
        (("ES", "MA"), "2025-11-25", True),
        (("ES", "MA"), "2025", True),
        (("ES", "MA"), "2025-11-26", False),
        (("ES", "MA", "FR"), "2025-11-25", False),
        (("ES", "FR"), "2025-11-25", False),
    ],
)
def test_mous_of_the_same_parties_with_overlapping_dates(parties: Any, signed_on: str, expected: bool) -> None:
    both_ways(mou("MA", "ES"), mou(*parties, signed_on=signed_on, status="draft"), expected)


def test_mou_of_the_same_party_twice_is_of_that_party() -> None:
    first = mou("MA", "ES")
    second = mou("MA", "ES", status="draft")
    second.signatures.create(delegation=DelegationFactory(event=None, institution="Police"))
    both_ways(first, second, True)


def test_unsaved_mou_is_compared_by_its_signatories() -> None:
    stored = mou("MA", "ES")
    typed = MoU(title="Another", signed_on="2025-11-25")
    signatories = [delegation("ES", None), Delegation(country=country("MA"))]
    assert [found.record for found in like(typed, signatories=signatories)] == [stored]
    assert like(typed) == like(typed, signatories=signatories[:1]) == []


# --- Delegations, sources, events, organizations ------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("", "", True), ("Police", "", True), ("Sûreté nationale", "SURETE NATIONALE", True), ("Police", "Army", False)],
)
def test_delegations_of_one_party_at_one_event(one: str, other: str, expected: bool) -> None:
    event = EventFactory()
    first = DelegationFactory(event=event, institution=one)
    both_ways(first, DelegationFactory(event=event, institution=other), expected)
    assert (first.pk in alike(Delegation(event=event, country=first.country, institution=other))) is expected


def test_delegations_at_no_event_or_another_or_of_another_party_are_not_alike() -> None:
    event = EventFactory()
    first = DelegationFactory(event=event)
    both_ways(first, DelegationFactory(event=EventFactory()), False)
    both_ways(first, DelegationFactory(event=event, country=country("ES")), False)
    both_ways(first, DelegationFactory(event=event, country=None, organization=OrganizationFactory()), False)
    both_ways(DelegationFactory(event=None), DelegationFactory(event=None), False)


DAY, NEXT = datetime.date(2025, 11, 24), datetime.date(2025, 11, 25)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"url": "http://www.example.org/article/?utm_source=x#top", "title": "Else"}, True),
        ({"url": "https://example.org/other", "title": "Else"}, False),
        ({"url": "", "title": "Else"}, False),
        ({"url": "", "title": "“SECURITY” talks"}, True),
        ({"url": "", "title": "Security talks", "publisher": "Another"}, False),
        ({"url": "", "title": "Security talks", "publisher": ""}, True),
        ({"url": "", "title": "Security talks", "published_on": NEXT}, False),
        ({"url": "", "title": "Security talks", "published_on": None}, True),
        ({"url": "", "title": "Security talks", "published_on": None, "publisher": ""}, False),
    ],
)
def test_sources_of_one_address_or_of_one_title_publisher_and_date(values: Any, expected: bool) -> None:
    stated = {"title": "Security talks", "publisher": "A newspaper", "published_on": DAY}
    first = SourceFactory(**stated)
    both_ways(first, SourceFactory(**(stated | values)), expected)
    assert (first.pk in alike(Source(**({"url": first.url} | stated | values)))) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, True),
        ({"name": "INTERPOL General Assembly"}, True),
        ({"name": "General Assembly of Interpol, 93rd session"}, True),
        ({"name": "Conference of mayors"}, False),
        ({"name": "INTERPOL General Assembly", "place": "Fez"}, False),
        ({"place": "Fez"}, True),
        ({"place": "Fez", "country": None}, True),
        ({"held_on": "2025-12"}, False),
        ({"held_on": ""}, True),
    ],
)
def test_events_at_one_place_with_similar_names_and_overlapping_days(values: Any, expected: bool) -> None:
    stated = {"name": "93rd INTERPOL General Assembly", "place": "Marrakech", "country": country("MA")}
    both_ways(EventFactory(**stated), EventFactory(**(stated | values)), expected)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"name": "Council of ministers."}, True),
        ({"name": "Another"}, False),
        ({"name": "Another", "acronym": "C.O.M"}, False),
        ({"name": "Another", "acronym": "com"}, True),
        ({"name": "Another", "acronym": ""}, False),
    ],
)
def test_organizations_of_one_name_or_acronym(values: Any, expected: bool) -> None:
    first = OrganizationFactory(name="Council of Ministers", acronym="COM")
    both_ways(first, OrganizationFactory(**values), expected)


# --- All of them --------------------------------------------------------------------------------------------


def same_again(name: str) -> list[Any]:
    """Four records of a kind that are all alike, the oldest first."""
    event = EventFactory()
    makes: dict[str, Callable[[], Any]] = {
        "meeting": lambda: meeting("MA", "ES"),
        "mou": lambda: mou("MA", "ES"),
        "delegation": lambda: DelegationFactory(event=event),
        "source": lambda: SourceFactory(),
        "event": lambda: EventFactory(name="Assembly", country=country("MA")),
        "organization": lambda: OrganizationFactory(acronym="COM"),
    }
    return [makes[name]() for _ in range(4)]


EACH = pytest.mark.parametrize("name", KINDS)


@EACH
def test_pairs_come_newest_first_page_after_page(name: str) -> None:
    first, second, third, fourth = (row.pk for row in same_again(name))
    newest = [(third, fourth), (second, fourth), (first, fourth), (second, third), (first, third), (first, second)]
    assert pairs(name) == newest
    for size in (1, 2, 4):
        paged: list[tuple[int, int]] = []
        while page := pairs(name, limit=size, before=paged[-1][::-1] if paged else None):
            assert len(page) <= size
            paged += page
        assert paged == newest


@EACH
def test_pair_that_was_told_apart_is_not_shown_again(name: str) -> None:
    first, second, third, fourth = (row.pk for row in same_again(name))
    told = NotDuplicate.objects.create(kind=name, lower=first, higher=fourth)
    NotDuplicate.objects.create(kind="mou" if name != "mou" else "event", lower=first, higher=second)
    assert (first, fourth) not in pairs(name)
    assert len(pairs(name)) == 5
    model = KINDS[name].model
    assert alike(model.objects.get(pk=fourth)) == [third, second]
    assert first in alike(model.objects.get(pk=second))
    assert fourth not in alike(model.objects.get(pk=first))
    told.delete()
    assert len(pairs(name)) == 6


@EACH
def test_many_are_asked_in_two_queries_and_answered_as_each_by_itself(name: str) -> None:
    rows = same_again(name)
    rows = list(KINDS[name].model.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk"))
    single = [like(row) for row in rows]
    like_many(rows)
    with CaptureQueriesContext(connection) as asked:
        found = like_many(rows)
    assert [[each.record for each in row] for row in found] == [[each.record for each in row] for row in single]
    assert len(asked) == 2 + (len(rows) if name == "mou" else 0)  # the signatories of an MoU are rows of their own


def test_order_of_many_is_kept_and_what_says_too_little_has_none() -> None:
    stored = meeting("MA", "ES")
    typed = Meeting(principal=stored.principal, counterpart=stored.counterpart, held_on="2025")
    other = Meeting(principal=delegation("FR", None), counterpart=stored.counterpart, held_on="2025")
    assert [[each.record.pk for each in row] for row in like_many([Meeting(), typed, other, typed])] == [
        [], [stored.pk], [], [stored.pk],
    ]  # fmt: skip
    assert like_many([]) == []


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "²", "x" * 20000, "'; DROP TABLE", "%s %(x)s", "\\"])
def test_text_of_any_kind_is_no_error(text: str) -> None:
    assert like(Source(title=text, url=text, publisher=text)) == []
    assert like(Event(name=text, place=text, held_on=text)) == []
    assert like(Organization(name=text, acronym=text)) == []
    assert like(Delegation(event=EventFactory(), country=country("MA"), institution=text)) == []


def test_country_is_of_no_kind() -> None:
    assert like(country("MA")) == []
    assert like_many([country("MA")]) == [[]]
