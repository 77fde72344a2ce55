"""Entering a meeting: both delegations described, chosen or mixed, in one form."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from delegations.models import Delegation, Event
from meetings.models import Meeting
from tests import factories
from tests.admin.pages import errors_of, fields_of, messages_of

pytestmark = pytest.mark.django_db
ADD = "/admin/meetings/meeting/add/"


@pytest.fixture
def event(db: None) -> Event:
    factories.country("MA")
    factories.country("ES")
    return factories.EventFactory()


def filled(desk: Client, **values: Any) -> dict[str, Any]:
    """Return the empty form as a browser posts it, with one citation row left empty, and ``values``."""
    return {**fields_of(desk.get(ADD)), "_save": "Save", **values}


def cited(source: Any = None) -> dict[str, Any]:
    source = source or factories.SourceFactory()
    return {
        "citations-0-source": source.pk,
        "citations-0-locator": "paragraph 4",
        "citations-0-supports": ["participation", "date"],
    }


def send(desk: Client, **values: Any) -> HttpResponse:
    return desk.post(ADD, filled(desk, **values))


NEW = {
    "principal_new_country": "MA",
    "counterpart_new_country": "ES",
    "counterpart_new_institution": "Guardia Civil",
    "counterpart_new_head": "A person",
    "counterpart_new_head_title": "Director",
}


def test_new_meeting_with_two_new_delegations(desk: Client, event: Event) -> None:
    response = send(desk, event=event.pk, **NEW)
    assert response.status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.principal.country_id, meeting.counterpart.country_id) == ("MA", "ES")
    assert meeting.counterpart.event == meeting.principal.event == meeting.event == event
    assert (meeting.counterpart.institution, meeting.counterpart.head) == ("Guardia Civil", "A person")
    assert meeting.counterpart.head_title == "Director"
    assert meeting.status == "draft"


def test_date_left_empty_becomes_one_of_the_days_of_the_event(desk: Client, event: Event) -> None:
    send(desk, event=event.pk, **NEW)
    meeting = Meeting.objects.get()
    assert meeting.held_on == "[2025-11-24..2025-11-27]"
    event.held_on = "2025-12-01"
    event.save()
    meeting.refresh_from_db()
    assert meeting.held_on == "[2025-11-24..2025-11-27]"


@pytest.mark.parametrize("stated", ["2025-11-24", "2025-11", "2025-11-24~/2025-11-27", "2025-11/..", "2025"])
def test_date_of_an_event_that_is_no_plain_interval_is_taken_word_for_word(
    desk: Client, event: Event, stated: str
) -> None:
    event.held_on = stated
    event.save()
    send(desk, event=event.pk, **NEW)
    assert Meeting.objects.get().held_on == stated


def test_date_given_is_kept(desk: Client, event: Event) -> None:
    send(desk, event=event.pk, held_on="2025-11-25", **NEW)
    assert Meeting.objects.get().held_on == "2025-11-25"


def test_event_left_empty_is_the_one_of_the_chosen_delegation(desk: Client, event: Event) -> None:
    host = factories.delegation("MA", event)
    send(desk, principal=host.pk, counterpart_new_country="ES")
    meeting = Meeting.objects.get()
    assert (meeting.event, meeting.counterpart.event, meeting.principal) == (event, event, host)


def test_described_delegation_that_the_event_has_is_used_again(desk: Client, event: Event) -> None:
    host = factories.delegation("MA", event, institution="DGSN", head="The head")
    send(desk, event=event.pk, principal_new_country="MA", counterpart_new_country="ES")
    send(desk, event=event.pk, principal_new_country="MA", principal_new_institution="dgsn",
         counterpart_new_country="ES")  # fmt: skip
    assert set(Meeting.objects.values_list("principal", flat=True)) == {host.pk}
    assert Delegation.objects.count() == 2


def test_described_delegation_of_another_institution_is_a_new_one(desk: Client, event: Event) -> None:
    factories.delegation("MA", event, institution="DGSN")
    send(desk, event=event.pk, principal_new_country="MA", principal_new_institution="Ministry",
         counterpart_new_country="ES")  # fmt: skip
    assert Delegation.objects.filter(country="MA").count() == 2


def test_party_with_two_delegations_at_the_event_is_not_guessed(desk: Client, event: Event) -> None:
    for institution in ("DGSN", "Ministry"):
        factories.delegation("MA", event, institution=institution)
    send(desk, event=event.pk, principal_new_country="MA", counterpart_new_country="ES")
    assert Meeting.objects.get().principal.institution == ""


def test_organization_described_as_a_party(desk: Client, event: Event) -> None:
    body = factories.OrganizationFactory(name="INTERPOL", slug="interpol")
    send(desk, event=event.pk, principal_new_country="MA", counterpart_new_organization=body.pk)
    assert Meeting.objects.get().counterpart.organization == body


def test_without_an_event_each_description_is_a_delegation_of_its_own(desk: Client, event: Event) -> None:
    for _ in range(2):
        send(desk, held_on="2025-11-24", **NEW)
    assert Delegation.objects.filter(event=None).count() == 4


def test_add_another_keeps_event_and_principal(desk: Client, event: Event) -> None:
    response = desk.post(ADD, {**filled(desk, event=event.pk, **NEW), "_addanother": "1"}, follow=True)
    initial = response.context["adminform"].form.initial
    assert initial["event"] == str(event.pk)
    assert initial["principal"] == str(Meeting.objects.get().principal_id)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"principal_new_country": "MA"}, "counterpart"),
        ({"principal_new_institution": "DGSN", "counterpart_new_country": "ES"}, "principal_new_country"),
        ({**NEW, "counterpart_new_country": "MA"}, "counterpart_new_country"),
        ({**NEW, "held_on": "next week"}, "held_on"),
        ({**NEW, "counterpart_new_institution": "x" * 201}, "counterpart_new_institution"),
        ({**NEW, "counterpart_new_head": "a\u202eb"}, "counterpart_new_head"),
        ({**NEW, "counterpart_new_country": "XX"}, "counterpart_new_country"),
    ],
)
def test_mistake_is_shown_beside_its_field_and_nothing_is_lost(
    desk: Client, event: Event, values: dict[str, Any], field: str
) -> None:
    response = send(desk, event=event.pk, summary="What I typed", **values)
    assert response.status_code == 200
    assert list(errors_of(response)) == [field]
    assert b"What I typed" in response.content
    assert Meeting.objects.count() == Delegation.objects.count() == 0


def test_country_and_organization_for_one_side_are_refused(desk: Client, event: Event) -> None:
    body = factories.OrganizationFactory()
    response = send(desk, event=event.pk, counterpart_new_organization=body.pk, **NEW)
    assert list(errors_of(response)) == ["counterpart_new_organization"]


def test_chosen_and_described_for_one_side_are_refused(desk: Client, event: Event) -> None:
    host = factories.delegation("MA", event)
    response = send(desk, event=event.pk, principal=host.pk, **NEW)
    assert list(errors_of(response)) == ["principal"]


def test_delegation_of_another_event_is_refused(desk: Client, event: Event) -> None:
    host = factories.delegation("MA", factories.EventFactory())
    response = send(desk, event=event.pk, principal=host.pk, counterpart_new_country="ES")
    assert errors_of(response) == {"principal": ["This delegation is of another event than the meeting."]}
    assert Delegation.objects.count() == 1


def test_same_party_chosen_twice_is_refused(desk: Client, event: Event) -> None:
    host = factories.delegation("MA", event)
    other = factories.delegation("MA", event, institution="Another")
    response = send(desk, event=event.pk, principal=host.pk, counterpart=other.pk)
    assert errors_of(response) == {"counterpart": ["A meeting has two different parties."]}


def test_save_and_publish_shows_the_meeting_to_readers(desk: Client, event: Event, client: Client) -> None:
    data = filled(desk, event=event.pk, _publish="1", **NEW, **cited())
    response = desk.post(ADD, data, follow=True)
    meeting = Meeting.objects.get()
    assert messages_of(response)[-1].count("is published") == 1
    assert meeting.status == "published"
    assert meeting.published_at is not None
    assert meeting in Meeting.objects.published()
    assert client.get(meeting.get_absolute_url()).status_code == 200
    assert f'href="{meeting.get_absolute_url()}"' in response.content.decode()


def test_save_and_publish_without_a_citation_says_so_and_saves_nothing(desk: Client, event: Event) -> None:
    response = send(desk, event=event.pk, _publish="1", summary="What I typed", **NEW)
    assert response.status_code == 200
    assert errors_of(response) == {"__all__": ["It has no citation: say which passage of which source supports it."]}
    assert b"What I typed" in response.content
    assert Meeting.objects.count() == Delegation.objects.count() == 0


def test_hand_posted_columns_do_nothing(desk: Client, event: Event) -> None:
    forged = {
        "status": "published",
        "version": 99,
        "published_at": "2020-01-01",
        "published_at_0": "2020-01-01",
        "reference": "M999999",
        "withdrawn_reason": "x",
        "principal_country": "ES",
    }
    send(desk, event=event.pk, **NEW, **forged)
    meeting = Meeting.objects.get()
    assert (meeting.status, meeting.version, meeting.published_at) == ("draft", 1, None)
    assert meeting.reference != "M999999"
    assert meeting.principal_country_id == "MA"


def test_editing_a_meeting_may_describe_a_new_counterpart(desk: Client, event: Event) -> None:
    meeting = factories.meeting("MA", "ES", event=event, status="draft")
    url = reverse("admin:meetings_meeting_change", args=[meeting.pk])
    data = fields_of(desk.get(url))
    factories.country("FR")
    data.pop("counterpart")
    response = desk.post(url, {**data, "counterpart_new_country": "FR"})
    assert response.status_code == 302
    meeting.refresh_from_db()
    assert meeting.counterpart.country_id == meeting.counterpart_country_id == "FR"
