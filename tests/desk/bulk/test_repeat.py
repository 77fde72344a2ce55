"""Save and add another like this: what a programme repeats is there, what differs is empty."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting
from tests import factories
from tests.admin.pages import fields_of

pytestmark = pytest.mark.django_db
ADD = "/admin/meetings/meeting/add/"


@pytest.fixture
def meeting() -> Meeting:
    event = factories.EventFactory()
    made = factories.meeting(
        "MA",
        "ES",
        event=event,
        status="draft",
        topics=[factories.TopicFactory(), factories.TopicFactory()],
        kind="working-session",
        attestation="implied",
        held_on="2025-11-25",
        place="Marrakech",
        summary="Only of this one.",
    )
    factories.cite(made, locator="paragraph 4", supports=["date", "place"], grouping="Europe", note="Of this one.")
    return made


def begun(desk: Client, meeting: Meeting, **more: Any) -> Any:
    return desk.get(ADD, {"like": meeting.pk, **more})


def test_like_copies_event_principal_topics_and_citations(desk: Client, meeting: Meeting) -> None:
    data = fields_of(begun(desk, meeting))
    assert (data["event"], data["principal"]) == (meeting.event_id, meeting.principal_id)
    assert (data["kind"], data["attestation"], data["held_on"]) == ("working-session", "implied", "2025-11-25")
    assert set(data["topics"]) == set(meeting.topics.values_list("pk", flat=True))
    assert [data[f"citations-{n}-locator"] for n in range(2)] == ["paragraph 1", "paragraph 4"]
    assert data["citations-1-grouping"] == "Europe"
    assert "counterpart" not in data
    assert "summary" not in data
    assert "citations-1-note" not in data


def test_form_begun_like_another_is_saved_with_its_citations(desk: Client, meeting: Meeting) -> None:
    factories.country("FR")
    data = {**fields_of(begun(desk, meeting)), "counterpart_new_country": "FR", "_save": "Save"}
    response = desk.post(f"{ADD}?like={meeting.pk}", data)
    assert response.status_code == 302
    made = Meeting.objects.exclude(pk=meeting.pk).get()
    assert made.counterpart.country_id == "FR"
    assert made.principal_id == meeting.principal_id
    assert made.citations.count() == 2
    assert made.topics.count() == 2


@pytest.mark.parametrize("of_an_old_one", [True, False])
def test_button_saves_and_begins_another(desk: Client, meeting: Meeting, of_an_old_one: bool) -> None:
    factories.country("FR")
    if of_an_old_one:
        address = reverse("admin:meetings_meeting_change", args=[meeting.pk])
        data = {**fields_of(desk.get(address)), "place": "Rabat", "_addlike": "1"}
    else:
        address = ADD
        data = {**fields_of(begun(desk, meeting)), "counterpart_new_country": "FR", "place": "Rabat", "_addlike": "1"}
    response = desk.post(address, data, follow=True)
    saved = Meeting.objects.get(place="Rabat")
    assert (saved.pk == meeting.pk) is of_an_old_one
    assert response.redirect_chain == [(f"{ADD}?like={saved.pk}", 302)]
    assert fields_of(response)["place"] == "Rabat"
    assert saved.reference in response.content.decode()


def test_form_offers_the_button(desk: Client, meeting: Meeting) -> None:
    assert 'name="_addlike"' in desk.get(ADD).content.decode()
    assert 'name="_addlike"' not in desk.get(ADD, {"_popup": "1"}).content.decode()


@pytest.mark.parametrize("key", ["999999", "x", "²", "1" * 40, ""])
def test_meeting_that_is_not_there_is_an_empty_form(desk: Client, meeting: Meeting, key: str) -> None:
    response = desk.get(ADD, {"like": key})
    assert response.status_code == 200
    assert "event" not in fields_of(response)


def test_address_wins_over_what_is_copied(desk: Client, meeting: Meeting) -> None:
    other = factories.EventFactory()
    assert fields_of(begun(desk, meeting, event=other.pk))["event"] == str(other.pk)


def test_event_links_to_the_list_of_many(desk: Client, meeting: Meeting) -> None:
    address = reverse("admin:delegations_event_change", args=[meeting.event_id])
    assert f'href="/admin/desk/bulk/?event={meeting.event_id}"' in desk.get(address).content.decode()
