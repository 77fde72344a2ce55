"""What each filter finds, alone and combined, and what it says to a value that it does not understand."""

import pytest
from django.http import QueryDict

from meetings.filters import MeetingFilterSet
from meetings.models import Meeting
from tests.factories import EventFactory, OrganizationFactory, TopicFactory, meeting, mou

pytestmark = pytest.mark.django_db


def ask(query: str, **kwargs) -> MeetingFilterSet:
    return MeetingFilterSet(QueryDict(query), Meeting.objects.published(), **kwargs)


def found(query: str) -> set[str]:
    filterset = ask(query)
    assert filterset.is_valid(), filterset.errors
    return {"-".join(_side(row, side) for side in ("principal", "counterpart")) for row in filterset.qs}


def _side(row: Meeting, side: str) -> str:
    return getattr(row, f"{side}_country_id") or getattr(row, f"{side}_organization").slug


@pytest.fixture
def register() -> None:
    """Morocco's programme at an assembly, two meetings elsewhere, and drafts that nothing may find."""
    assembly = EventFactory(name="Assembly of Marrakech", slug="assembly")
    crime = TopicFactory(name="Organized crime", slug="organized-crime")
    police = TopicFactory(name="Public order", slug="public-order")
    body = OrganizationFactory(name="Council of Ministers", slug="council")
    meeting("MA", "ES", event=assembly, topics=[crime, police])
    meeting("MA", "SN", event=assembly, topics=[crime], kind="working-session")
    meeting("MA", body, event=assembly, attestation="implied")
    signed = meeting("FR", "ES", held_on="2024-03")
    meeting("KE", "MA", held_on="2019/2021")
    meeting("IN", "CL", held_on="../1999", summary="Talks on extradition")
    mou("FR", "ES", meeting=signed)
    meeting("DE", "ES", event=EventFactory(slug="hidden"), topics=[TopicFactory(slug="hidden")], status="draft")
    meeting("DE", "FR", status="in_review")
    meeting("DE", "MA", status="withdrawn")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "MA-ES MA-SN MA-council FR-ES KE-MA IN-CL"),
        # Continent and region mean the counterpart; country and organization either side.
        ("continent=africa", "MA-SN KE-MA"),
        ("continent=europe&continent=africa", "MA-ES MA-SN FR-ES KE-MA"),
        ("continent=africa&side=principal", "MA-ES MA-SN MA-council KE-MA"),
        ("continent=africa&side=either", "MA-ES MA-SN MA-council KE-MA"),
        ("region=southern-europe", "MA-ES FR-ES"),
        ("region=western-africa&region=south-america", "MA-SN IN-CL"),
        ("country=ma", "MA-ES MA-SN MA-council KE-MA"),
        ("country=MA&side=counterpart", "KE-MA"),
        ("country=ma&country=fr", "MA-ES MA-SN MA-council KE-MA FR-ES"),
        ("organization=council", "MA-council"),
        # All that is said of a party must hold of one delegation; "with" is the other one.
        ("continent=africa&country=ma", "KE-MA"),
        ("continent=europe&country=ma", ""),
        ("country=es&with=ma", "MA-ES"),
        ("country=ma&with=es", "MA-ES"),
        ("country=ma&with=es&with=council", "MA-ES MA-council"),
        ("with=fr", "FR-ES"),
        ("country=es&with=africa", "MA-ES"),
        ("country=ma&with=southern-europe", "MA-ES"),
        ("country=es&with=ma&side=principal", ""),
        ("event=assembly", "MA-ES MA-SN MA-council"),
        ("topic=organized-crime", "MA-ES MA-SN"),
        ("topic=organized-crime&topic=public-order", "MA-ES MA-SN"),
        ("kind=working-session", "MA-SN"),
        ("attestation=implied", "MA-council"),
        ("mou=yes", "FR-ES"),
        ("mou=no&country=es", "MA-ES"),
        ("mou=yes&mou=no&country=es", "MA-ES FR-ES"),
        # Dates match by overlap.
        ("year=2024", "FR-ES"),
        ("year=2020", "KE-MA"),
        ("year=1990", "IN-CL"),
        ("year=2019&year=2024", "KE-MA FR-ES"),
        ("from=2024-03-31&to=2024-04", "FR-ES"),
        ("to=2019-01-01", "KE-MA IN-CL"),
        ("from=2025", "MA-ES MA-SN MA-council"),
        # Words: of the parties in any language, of the event, of topics, of the meeting itself; accents do not count.
        ("q=spain", "MA-ES FR-ES"),
        ("q=Sp%C3%A1in+moro", "MA-ES"),
        ("q=marrakech+crime", "MA-ES MA-SN"),
        ("q=extradition", "IN-CL"),
        ("q=council", "MA-council"),
        ("q=nothing+of+the+kind", ""),
        ("topic=organized-crime&continent=europe&year=2025&kind=bilateral", "MA-ES"),
        # Blank values and campaign marks are nobody's question.
        ("q=&country=&utm_source=x", "MA-ES MA-SN MA-council FR-ES KE-MA IN-CL"),
    ],
)
def test_filter_finds(register: None, query: str, expected: str) -> None:
    assert found(query) == set(expected.split())


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("continent=atlantis", "continent"),
        ("continent=western-africa", "continent"),
        ("region=africa", "region"),
        ("country=zz", "country"),
        ("country=%C2%B2", "country"),
        ("country=ma%00", "country"),
        ("organization=nobody", "organization"),
        ("with=nobody", "with"),
        ("side=both", "side"),
        ("side=either&side=principal", "side"),
        ("event=hidden", "event"),
        ("topic=hidden", "topic"),
        ("kind=dinner", "kind"),
        ("attestation=sure", "attestation"),
        ("mou=maybe", "mou"),
        ("year=0000", "year"),
        ("year=10000", "year"),
        ("year=%EF%BC%92%EF%BC%90%EF%BC%92%EF%BC%95", "year"),
        ("from=2020-02-30", "from"),
        ("from=0000", "from"),
        ("to=10000", "to"),
        ("from=2025&to=2024", "to"),
        ("from=2025&from=2024", "from"),
        ("q=a&q=b", "q"),
        ("q=%21%3F", "q"),
        ("q=a%E2%80%AEb", "q"),
        ("q=" + "x" * 201, "q"),
        ("q=" + "+".join(f"w{n}" for n in range(13)), "q"),
        ("sort=best", "sort"),
        ("view=globe", "view"),
        ("view=map&view=table", "view"),
        ("size=7", "size"),
        ("size=100000000000000000000000", "size"),
        ("after=100000000000000000000000", "after"),
        ("before=2025-11-24.x", "before"),
        ("after=2025-11-24.1&before=2025-11-24.9", "before"),
        ("sort=reference&after=%00.1", "after"),
        ("page=2", "__all__"),
        ("%E2%80%AE=1", "__all__"),
        ("&".join(f"country={chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(41)), "country"),
    ],
)
def test_filter_bad_value_said_and_no_rows(register: None, query: str, field: str) -> None:
    filterset = ask(query)
    assert field in filterset.errors
    assert list(filterset.qs) == []
    assert filterset.page().rows == []


def test_filter_hidden_event_like_a_missing_one(register: None) -> None:
    hidden, missing = ask("event=hidden").errors["event"], ask("event=absent").errors["event"]
    assert [error.replace("hidden", "absent") for error in hidden] == list(missing)


def test_filter_fixed_by_the_page_not_by_the_address(register: None) -> None:
    fixed = {"continent": "africa"}
    assert ask("", fixed=fixed).qs.count() == 2
    assert ask("kind=working-session", fixed=fixed).qs.count() == 1
    assert "__all__" in ask("continent=europe", fixed=fixed).errors


def test_filter_several_topics_one_row(register: None) -> None:
    assert ask("q=or").qs.count() == len(set(ask("q=or").qs.values_list("pk")))
