"""A record as it was on a day: what readers saw then, of records that are public now."""

import datetime

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone

from delegations.models import Delegation
from meetings.models import Meeting, MoU, Source
from tests import factories
from tests.safety.test_bad_values import FEW, quoted

pytestmark = pytest.mark.django_db

TODAY = timezone.now().date()


def day(before: int) -> str:
    return (TODAY - datetime.timedelta(days=before)).isoformat()


def long_ago(days: int) -> None:
    """Let all that was written until now have been written ``days`` ago; as an owner of the tables may."""
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if model.__name__.endswith("History"):
                table = model._meta.db_table
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                cursor.execute(f"UPDATE {table} SET pgh_created_at = pgh_created_at - make_interval(days => {days})")
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_meeting_is_shown_as_it_was(client: Client) -> None:
    topic, source = factories.TopicFactory(name="Borders"), factories.SourceFactory(title="Old title")
    meeting = factories.meeting("MA", "ES", place="Rabat", topics=[topic], source=source, held_on="2025-11")
    factories.mou("MA", "ES", meeting=meeting, title="Old accord")
    factories.mou("MA", "ES", meeting=meeting, title="Draft accord", status="draft")
    long_ago(10)
    Meeting.objects.filter(pk=meeting.pk).update(place="Tangier")
    Delegation.objects.filter(pk=meeting.principal_id).update(head="New head")
    Source.objects.filter(pk=source.pk).update(title="New title")
    MoU.objects.filter(title="Old accord").update(title="New accord")
    factories.cite(meeting, locator="page 99")
    address = meeting.get_absolute_url()
    old = text(client, f"{address}?as_of={day(5)}")
    for word in ("Rabat", "Old title", "Old accord", "Borders", "Morocco", "Spain", "2025-11"):
        assert word in old, word
    for word in ("Tangier", "New head", "New title", "New accord", "page 99", "Draft accord"):
        assert word not in old, word
    assert "It has changed since" in old
    assert f"version {meeting.version}" in old
    now = text(client, f"{address}?as_of={day(0)}")
    for word in ("Tangier", "New head", "New title", "New accord", "page 99", "It has not changed since"):
        assert word in now, word


def test_mou_is_shown_as_it_was(client: Client) -> None:
    body = factories.OrganizationFactory(name="Old council")
    mou = factories.mou("MA", body, title="Old accord")
    long_ago(10)
    MoU.objects.filter(pk=mou.pk).update(title="New accord", lifecycle="in-force")
    type(body).objects.filter(pk=body.pk).update(name="New council")
    old = text(client, f"{mou.get_absolute_url()}?as_of={day(3)}")
    assert "Old accord" in old and "Old council" in old and "New " not in old
    assert "New accord" in text(client, f"{mou.get_absolute_url()}?as_of={day(0)}")


def test_record_that_was_not_public_then_is_not_found(client: Client) -> None:
    draft = factories.meeting("MA", "ES", status="draft", place="Rabat")
    long_ago(10)
    assert "Rabat" not in text(client, f"{draft.get_absolute_url()}?as_of={day(5)}", 404)
    factories.move(draft, "published")
    for before in (5, 20):
        assert "Rabat" not in text(client, f"{draft.get_absolute_url()}?as_of={day(before)}", 404)
    text(client, f"{draft.get_absolute_url()}?as_of={day(0)}")


def test_withdrawn_record_is_gone_on_every_day(client: Client) -> None:
    meeting = factories.meeting("MA", "ES", place="Rabat")
    long_ago(10)
    meeting.status, meeting.withdrawn_at, meeting.withdrawn_reason = "withdrawn", timezone.now(), "Never happened."
    meeting.save()
    for before in (0, 5, 20):
        page = text(client, f"{meeting.get_absolute_url()}?as_of={day(before)}", 410)
        assert "Never happened." in page and "Rabat" not in page


def test_citation_that_was_taken_away_is_there_before_and_not_after(client: Client) -> None:
    meeting = factories.meeting("MA", "ES")
    factories.cite(meeting, locator="page 77")
    long_ago(10)
    meeting.citations.filter(locator="page 77").delete()
    assert "page 77" in text(client, f"{meeting.get_absolute_url()}?as_of={day(5)}")
    assert "page 77" not in text(client, f"{meeting.get_absolute_url()}?as_of={day(0)}")


def test_day_that_is_none_is_said(client: Client) -> None:
    meeting = factories.meeting("MA", "ES")
    tomorrow = (TODAY + datetime.timedelta(days=1)).isoformat()
    for value in [*FEW, "", "2025-02-30", "2025", "0000-01-01", "9999-12-31", tomorrow]:
        page = text(client, f"{meeting.get_absolute_url()}?as_of={quoted(value)}", 400)
        assert 'class="error"' in page
        assert "Spain" not in page
    text(client, f"{meeting.get_absolute_url()}?as_of=0001-01-01", 404)
    text(client, f"/meetings/M999999/?as_of={day(0)}", 404)


def test_past_in_every_language(client: Client) -> None:
    meeting = factories.meeting("MA", "ES")
    for prefix in ("", "/fr", "/ar"):
        assert meeting.reference in text(client, f"{prefix}/meetings/{meeting.reference}/?as_of={day(0)}")


def test_past_asks_as_much_for_thirty_as_for_three(client: Client, django_assert_max_num_queries) -> None:
    meeting = factories.meeting("MA", "ES", topics=[factories.TopicFactory() for _ in range(30)])
    for number in range(30):
        factories.cite(meeting, locator=f"page {number}")
    with django_assert_max_num_queries(18):
        text(client, f"{meeting.get_absolute_url()}?as_of={day(0)}")
