"""The counts beside the filters: what they say is what the list gives."""

import itertools
import random

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from core.state import State
from meetings.facets import FACETS, count, pairs
from meetings.filters import MeetingFilterSet
from meetings.models import Meeting
from tests.factories import EventFactory, OrganizationFactory, TopicFactory, meeting, mou
from tests.keeping import keep

PARTIES = ["MA", "ES", "FR", "SN", "KE", "IN", "CL"]
DAYS = ["2025-11-24", "2024", "2019/2021", "2020-06~", "../2018", "2023/..", "[2024-12-30..2025-01-02]"]


def ask(query: str, **kwargs) -> MeetingFilterSet:
    return MeetingFilterSet(QueryDict(query), Meeting.objects.published(), **kwargs)


def make_register(n: int, seed: int = 1, prefix: str = "") -> None:
    """Make a small register with every kind of party, date and status in it; seeded, so that a failure comes again."""
    choose = random.Random(seed)
    bodies = [OrganizationFactory(slug=f"body-{prefix}{i}") for i in range(2)]
    topics = [TopicFactory(slug=f"topic-{prefix}{i}") for i in range(3)]
    events = [EventFactory(slug=f"event-{prefix}{i}") for i in range(2)]
    for i in range(n):
        principal, counterpart = choose.sample([*PARTIES, *bodies], 2)
        made = meeting(
            principal,
            counterpart,
            event=choose.choice([None, *events]),
            held_on=choose.choice(DAYS),
            kind=choose.choice(["bilateral", "working-session"]),
            attestation=choose.choice(["named", "named", "implied"]),
            topics=choose.sample(topics, choose.randint(0, 3)),
            status="draft" if i % 7 == 6 else "published",
        )
        if i % 4 == 0:
            mou(principal, counterpart, meeting=made, status="draft" if i % 8 == 0 else "published")


QUERIES = [
    "",
    "continent=africa",
    "continent=africa&side=either",
    "continent=africa&side=principal",
    "country=ma",
    "country=ma&country=es&side=counterpart",
    "country=es&with=ma",
    "with=body-0",
    "region=southern-europe&kind=bilateral",
    "organization=body-1&year=2024",
    "topic=topic-0&topic=topic-1",
    "event=event-0&mou=yes",
    "mou=no&attestation=implied",
    "year=2020&continent=europe",
    "q=spain&kind=bilateral",
    "from=2020&to=2024-06&continent=asia&side=either",
]


@pytest.mark.django_db
def test_facets_agree_with_the_list() -> None:
    """For every facet of every question: the count of a value is what the list gives when it is the only one chosen."""
    make_register(60)
    checked = 0
    for query in QUERIES:
        filterset = ask(query)
        counts = count(filterset)
        assert counts.total == filterset.qs.count() == len(list(filterset.qs)), query
        for name, value, slug in _values(filterset):
            if name == "year" and not 2018 <= int(slug) <= 2025:
                continue
            question = QueryDict(query, mutable=True)
            question.setlist(name, [slug])
            listed = MeetingFilterSet(question, Meeting.objects.published())
            assert listed.is_valid(), (query, name, slug, listed.errors)
            assert counts.by[name].get(value, 0) == len(list(listed.qs)), (query, name, slug)
            checked += 1
    assert checked > 600


def _values(filterset: MeetingFilterSet):
    """Every value of every facet, as the counts name it and as the address does."""
    gazetteer = filterset.gazetteer
    for region in gazetteer.regions.values():
        yield ("region" if region.parent_id else "continent"), region.m49, region.slug
    for code in gazetteer.countries:
        yield "country", code, code.lower()
        yield "with", code, code.lower()
    for kind in Meeting.Kind.values:
        yield "kind", kind, kind
    for attestation in Meeting.Attestation.values:
        yield "attestation", attestation, attestation
    for year in range(2018, 2026):
        yield "year", year, str(year)
    for answer in ("yes", "no"):
        yield "mou", answer, answer
    published = Meeting.objects.published()
    for key, slug in published.exclude(event=None).values_list("event", "event__slug").distinct().order_by("event"):
        yield "event", key, slug
    for key, slug in published.exclude(topics=None).values_list("topics", "topics__slug").distinct().order_by("topics"):
        yield "topic", key, slug


@pytest.mark.django_db
def test_facets_of_an_invalid_question_are_empty() -> None:
    make_register(5)
    counts = count(ask("continent=atlantis"))
    assert counts.total == 0
    assert set(counts.by) == set(FACETS)
    assert not any(counts.by.values())


@pytest.mark.django_db
@pytest.mark.parametrize(("query", "limit"), [("", 7), ("country=ma&kind=bilateral&year=2024&mou=yes", 10)])
def test_facets_same_queries_for_any_number(query: str, limit: int) -> None:
    numbers = []
    for n in (3, 30):
        make_register(n, seed=n, prefix=f"{n}-")
        with CaptureQueriesContext(connection) as captured:
            count(ask(query))
        numbers.append(len(captured))
    assert numbers[0] == numbers[1] <= limit


@pytest.mark.django_db
def test_facets_kept_for_a_state_and_asked_anew_for_the_next(settings) -> None:
    keep(settings)
    make_register(10)
    first = count(ask("", state=State(1, False)))
    meeting("MA", "ES", held_on="2025")
    assert count(ask("", state=State(1, False))) == first
    assert count(ask("", state=State(2, False))).total == first.total + 1


@pytest.mark.django_db
def test_facets_kept_apart_by_scope_and_fixed_filters(settings) -> None:
    keep(settings)
    meeting("MA", "ES")
    meeting("MA", "SN")
    state = State(1, False)
    within = Meeting.objects.published().filter(counterpart_country="ES")
    totals = [
        count(ask("", state=state)).total,
        count(MeetingFilterSet(QueryDict(""), within, state=state, scope="some")).total,
        count(ask("", state=state, fixed={"continent": "africa"})).total,
        count(ask("sort=oldest&size=10", state=state)).total,
    ]
    assert totals == [2, 1, 1, 2]


@pytest.mark.django_db
def test_facets_agree_however_their_groups_are_shared(settings) -> None:
    """Questions share what they do not differ in; none gets the groups of another one."""
    keep(settings)
    make_register(60)
    sides = [f"{query}&side={side}" for query in QUERIES for side in ("principal", "counterpart", "either")]
    queries = [query for query in dict.fromkeys([*QUERIES, *sides]) if query.count("side=") < 2]
    anew = {query: count(ask(query)) for query in queries}
    assert len({str(counts) for counts in anew.values()}) > 30
    for turn, order in enumerate([queries, queries[::-1]]):
        for query in order:
            asked = ask(query, state=State(turn, False))
            assert count(asked) == anew[query], query
            assert pairs(asked) == pairs(ask(query)), query


@pytest.mark.django_db
def test_facets_of_the_pages_of_one_state_share_their_groups(settings, django_assert_num_queries) -> None:
    keep(settings)
    make_register(10)
    state = State(1, False)
    count(ask("", state=state))
    with django_assert_num_queries(0):
        count(ask("", state=state, fixed={"side": "counterpart"}))
        pairs(ask("country=ma", state=state))
    with CaptureQueriesContext(connection) as captured:
        count(ask("country=ma", state=state))
    assert len(captured) == 3  # kinds and years, events, topics: the pairs are at hand
    with CaptureQueriesContext(connection) as captured:
        pairs(ask("", state=State(2, False)))
    assert len([query for query in captured if "meetings_meeting" in query["sql"]]) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["event", "topic"])
def test_facets_of_a_page_count_nothing_that_cannot_be_chosen_there(settings, name: str) -> None:
    """The other events are no choice on an event's page; in the list of the same event they are, kept or not."""
    keep(settings)
    make_register(30)
    slug, state = f"{name}-0", State(1, False)
    page = count(ask("", state=state, fixed={name: slug}))
    listed = count(ask(f"{name}={slug}", state=state))
    assert page.total == listed.total > 0
    assert not page.by[name]
    assert len(listed.by[name]) > 1
    assert {**page.by, name: None} == {**listed.by, name: None}


def test_facets_names_are_filters() -> None:
    assert set(FACETS) <= set(MeetingFilterSet.base_filters)
    assert len(set(itertools.chain(FACETS))) == len(FACETS)
