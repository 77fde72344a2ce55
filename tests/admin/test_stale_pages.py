"""Lists, deletions and moves with a page of their own touch nothing that was changed after it was shown."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.sides.lists import SEEN_AT
from meetings.models import Meeting, Source
from tests import factories
from tests.admin.pages import address, messages_of, shown

pytestmark = pytest.mark.django_db


def chosen(action: str, *records: Any, **more: Any) -> dict[str, Any]:
    return {"action": action, "_selected_action": [record.pk for record in records], "index": 0, **more}


def test_list_says_the_version_of_each_row(desk: Client) -> None:
    record = factories.meeting(status="draft")
    html = desk.get(address(Meeting, "changelist")).content.decode()
    record.refresh_from_db()
    assert f'name="_seen" value="{record.pk}:{record.version}"' in html
    assert f'name="{SEEN_AT}"' in html


def test_rows_changed_since_are_left_out_and_named(desk: Client) -> None:
    same, other = (factories.aged(factories.meeting(status="draft")) for _ in range(2))
    seen = shown(same, other)
    Meeting.objects.filter(pk=other.pk).update(place="Rabat")
    other.citations.update(locator="page 9")
    response = desk.post(address(Meeting, "changelist"), chosen("submit_selected", same, other) | seen, follow=True)
    texts = messages_of(response)
    assert [text for text in texts if other.reference in text and "place, what belongs to it" in text]
    assert not [text for text in texts if same.reference in text]
    same.refresh_from_db(), other.refresh_from_db()
    assert (same.status, other.status) == ("in_review", "draft")


@pytest.mark.parametrize("post", [{}, {"post": "yes"}], ids=["asked", "confirmed"])
def test_selected_rows_changed_since_are_not_deleted(desk: Client, post: dict[str, str]) -> None:
    source = factories.SourceFactory()
    seen = shown(source)
    Source.objects.filter(pk=source.pk).update(title="Changed")
    data = chosen("delete_selected", source, **post) | seen
    response = desk.post(address(Source, "changelist"), data, follow=True)
    assert response.redirect_chain
    assert "Changed" in messages_of(response)[0]
    assert Source.objects.filter(pk=source.pk).exists()


def test_confirmation_of_selected_rows_deletes_them_as_they_were_shown(desk: Client) -> None:
    source = factories.SourceFactory()
    list_url = address(Source, "changelist")
    page = desk.post(list_url, chosen("delete_selected", source) | shown(source)).content.decode()
    assert f'name="_seen" value="{source.pk}:1"' in page
    desk.post(list_url, chosen("delete_selected", source, post="yes") | shown(source))
    assert not Source.objects.exists()


@pytest.mark.parametrize("seen_at", ["", "yesterday", "2026-13-01", "9999-12-31", "2000-01-01T00:00:00+00:00"])
def test_all_of_a_list_leaves_out_what_was_changed_since_or_cannot_be_known(desk: Client, seen_at: str) -> None:
    record, other = (factories.meeting(status="draft") for _ in range(2))
    data = chosen("submit_selected", record, select_across="1") | shown(record) | {SEEN_AT: seen_at}
    desk.post(address(Meeting, "changelist"), data)
    record.refresh_from_db(), other.refresh_from_db()
    assert (record.status, other.status) == ("in_review", "draft")


def test_all_of_a_list_takes_the_rows_of_other_pages(desk: Client) -> None:
    record, other = (factories.meeting(status="draft") for _ in range(2))
    seen_at = desk.get(address(Meeting, "changelist")).context["seen_at"]
    data = chosen("submit_selected", record, select_across="1") | shown(record) | {SEEN_AT: seen_at}
    desk.post(address(Meeting, "changelist"), data)
    other.refresh_from_db()
    assert other.status == "in_review"


def test_stale_deletion_says_who_changed_what_and_deletes_nothing(desk: Client) -> None:
    source = factories.SourceFactory()
    url = address(Source, "delete", source.pk)
    assert 'name="_version" value="1"' in desk.get(url).content.decode()
    seen = shown(source)
    Source.objects.filter(pk=source.pk).update(title="Changed")
    response = desk.post(url, {"post": "yes", **seen}, follow=True)
    assert "(title), so nothing was saved" in messages_of(response)[0]
    assert Source.objects.exists()
    assert desk.post(url, {"post": "yes", **shown(source)}).status_code == 302
    assert not Source.objects.exists()


@pytest.mark.parametrize(("move", "status"), [("withdraw", "published"), ("return", "in_review")])
def test_stale_move_keeps_the_reason_and_moves_nothing(desk: Client, move: str, status: str) -> None:
    record = factories.aged(factories.meeting(status=status))
    url = reverse(f"admin:meetings_meeting_{move}", args=[record.pk])
    seen = {"_version": 1 + Meeting.objects.get(pk=record.pk).version}
    late = desk.post(url, {"reason": "Why <it> goes", **seen})
    assert late.status_code == 409
    html = late.content.decode()
    assert "Why &lt;it&gt; goes" in html
    assert "after you opened it" in html
    record.refresh_from_db()
    assert record.status == status
    assert f'name="_version" value="{record.version}"' in html
    assert desk.post(url, {"reason": "Why it goes", **shown(record)}).status_code == 302


@pytest.mark.parametrize(("move", "status"), [("revise", "published"), ("republish", "withdrawn")])
def test_stale_button_begins_nothing(desk: Client, move: str, status: str) -> None:
    record = factories.meeting(status=status)
    response = desk.post(reverse(f"admin:meetings_meeting_{move}", args=[record.pk]), {"_version": 99}, follow=True)
    assert "after you opened it" in messages_of(response)[0]
    record.refresh_from_db()
    assert record.status == status
    assert not hasattr(record, "revision")
