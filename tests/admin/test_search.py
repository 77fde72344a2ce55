"""Parties are found by any of their names; records by their parties, events, references and words."""

import pytest
from django.test import Client
from django.urls import reverse

from delegations.models import Country, Delegation, Event, Organization
from delegations.names import countries_matching, organizations_matching, phrases
from meetings.models import Meeting, MoU, Source, Topic
from tests import factories
from tests.admin.pages import address

pytestmark = pytest.mark.django_db

NAMES = {
    "MA": [("fr", "short", "Maroc", "maroc"), ("ar", "short", "المغرب", "المغرب"),
           ("es", "short", "Marruecos", "marruecos"), ("fr", "adjective", "marocain", "marocain"),
           ("en", "official", "Kingdom of Morocco", "kingdom of morocco")],
    "ES": [("fr", "short", "Espagne", "espagne"), ("es", "short", "España", "espana"),
           ("en", "official", "Kingdom of Spain", "kingdom of spain")],
    "DE": [],
}  # fmt: skip
MOROCCO = ["Maroc", "المغرب", "ٱلمَغرِب", "Marruecos", "marocain", "MOROCCO", "morocco kingdom", "Márruecos"]


@pytest.fixture(autouse=True)
def _world(db: None) -> None:
    for code, names in NAMES.items():
        country = factories.country(code)
        for language, kind, name, normalised in names:
            country.names.create(language=language, kind=kind, name=name, normalised=normalised)


def found(desk: Client, model: type, text: str) -> set[str]:
    response = desk.get(address(model, "changelist"), {"q": text})
    assert response.status_code == 200
    return {str(row.pk) for row in response.context["cl"].result_list}


def suggested(desk: Client, model: str, field: str, text: str) -> list[dict[str, str]]:
    app = "delegations" if model in ("delegation", "event") else "meetings"
    query = {"app_label": app, "model_name": model, "field_name": field, "term": text}
    return desk.get(reverse("admin:autocomplete"), query).json()["results"]


@pytest.mark.parametrize("text", MOROCCO)
def test_morocco_is_found_by_each_of_its_names(desk: Client, text: str) -> None:
    assert suggested(desk, "delegation", "country", text) == [{"id": "MA", "text": "Morocco"}]
    assert found(desk, Country, text) == {"MA"}


@pytest.mark.parametrize("text", MOROCCO)
def test_records_are_found_by_each_name_of_a_party(desk: Client, text: str) -> None:
    event = factories.EventFactory(country=None)
    meeting, mou = factories.meeting("ES", "MA", event=event), factories.mou("MA", "ES", event=event)
    factories.meeting("ES", "DE", event=event)
    factories.mou("ES", "DE", event=event)
    assert found(desk, Meeting, text) == {str(meeting.pk)}
    assert found(desk, MoU, text) == {str(mou.pk)}
    assert found(desk, Delegation, text) == {str(Delegation.objects.get(country="MA").pk)}


def test_each_word_narrows(desk: Client) -> None:
    event = factories.EventFactory(name="General Assembly")
    pair = factories.meeting("MA", "ES", event=event)
    other = factories.meeting("MA", "DE", event=event)
    assert found(desk, Meeting, "maroc españa") == {str(pair.pk)}
    assert found(desk, Meeting, "assembly maroc") == {str(pair.pk), str(other.pk)}
    assert found(desk, Meeting, "maroc nowhere") == set()
    assert found(desk, Meeting, pair.reference.lower()) == {str(pair.pk)}
    assert found(desk, Meeting, "!?") == set()
    assert found(desk, Meeting, " ") == {str(pair.pk), str(other.pk)}


def test_other_records_are_found_by_their_words(desk: Client) -> None:
    source = factories.SourceFactory(title="Réunions à Marrakech", publisher="Hespress")
    topic = factories.TopicFactory(name="Cybercrime")
    body = factories.OrganizationFactory(name="Council of Ministers", other_names="مجلس")
    event = factories.EventFactory(name="Assemblée", country=factories.country("MA"))
    factories.SourceFactory()
    factories.TopicFactory()
    factories.EventFactory()
    assert found(desk, Source, "reunions hespress") == {str(source.pk)}
    assert found(desk, Topic, "cyber") == {str(topic.pk)}
    assert found(desk, Organization, "مجلس") == {str(body.pk)}
    assert found(desk, Event, "assemblee") == found(desk, Event, "maroc") == {str(event.pk)}


def test_choices_say_what_a_row_is(desk: Client) -> None:
    event = factories.EventFactory(name="Assembly of Police", place="Marrakech")
    meeting = factories.meeting("MA", "ES", event=event, status="draft")
    assert suggested(desk, "mou", "meeting", meeting.reference)[0]["text"].startswith(
        f"{meeting.reference} · Morocco – Spain"
    )
    assert suggested(desk, "meeting", "event", "police")[0]["text"].startswith("Assembly of Police · Marrakech · 24")
    assert suggested(desk, "meeting", "principal", "maroc")[0]["text"] == "Morocco · Assembly of Police"
    page = desk.get(address(Meeting, "change", meeting.pk)).content.decode()
    assert "Morocco · Assembly of Police" in page


def test_lists_are_filtered_by_continent_and_event(desk: Client) -> None:
    event = factories.EventFactory()
    spain = factories.meeting("MA", "ES", event=event)
    factories.meeting("ES", "MA")
    for query in ("continent=europe", f"event={event.pk}"):
        response = desk.get(f"{address(Meeting, 'changelist')}?{query}")
        assert [row.pk for row in response.context["cl"].result_list] == [spain.pk]


def test_words_name_parties() -> None:
    body = factories.OrganizationFactory(name="Kingdom Council", acronym="KC")
    assert countries_matching(["kingdom"]) == {"MA", "ES"}
    assert countries_matching(["kingdom", "maroc"]) == frozenset()
    assert countries_matching([]) == countries_matching(["!"]) == frozenset()
    assert organizations_matching(["king", "kc"]) == {body.pk}
    assert organizations_matching([]) == frozenset()


def test_longest_run_of_words_names_a_party() -> None:
    cut = phrases("Kingdom of Morocco Espagne nowhere")
    assert [(" ".join(run.words), set(run.countries)) for run in cut] == [
        ("kingdom of morocco", {"MA"}),
        ("espagne", {"ES"}),
        ("nowhere", set()),
    ]
    assert phrases(" !? ") == []


def test_chooser_offers_the_party_that_was_named_before_the_guests_of_its_event(desk: Client) -> None:
    event = factories.EventFactory(name="Assembly in Morocco")
    host = factories.delegation("MA", event)
    guests = [factories.delegation(code, event) for code in ("ES", "FR")]
    query = "app_label=meetings&model_name=meeting&field_name=principal"
    for words in ("morocco", "assembly morocco"):
        found = desk.get(f"/admin/autocomplete/?{query}&term={words}").json()["results"]
        assert found[0]["id"] == str(host.pk)
        assert {row["id"] for row in found} == {str(row.pk) for row in (host, *guests)}
