"""A form that was opened before somebody else saved never wins in silence."""

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from core.stale import FIELD
from meetings.models import Meeting, Source
from tests import factories
from tests.admin.pages import address, errors_of, fields_of, post_raw, side_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("bea", password="a throw-away password"))
    return client


def version_shown(response: Any) -> str:
    found = re.search(r'name="_version" value="(\d+)"', response.content.decode())
    assert found
    return found[1]


def test_second_of_two_editors_sees_both_and_loses_nothing(desk: Client, other: Client) -> None:
    record = factories.aged(factories.meeting(status="draft"))
    form = address(Meeting, "change", record.pk)
    mine, theirs = fields_of(desk.get(form)), fields_of(other.get(form))
    assert other.post(form, theirs | {"place": "Casablanca"}).status_code == 302
    late = desk.post(form, mine | {"place": "Rabat", "summary": "They <met> again."})
    assert late.status_code == 409
    record.refresh_from_db()
    assert (record.place, record.summary) == ("Casablanca", "")
    errors = errors_of(late)
    assert "bea" in str(errors["__all__"])
    side = side_of(late, "Place")
    assert (side.mine_words, side.theirs_words, side.is_conflict, side.taken) == ("Rabat", "Casablanca", True, "")
    assert 'value="Rabat"' in late.content.decode()
    assert "They &lt;met&gt; again." in late.content.decode()

    knowing = mine | {"place": "Rabat", "summary": "They <met> again.", FIELD: version_shown(late)}
    assert desk.post(form, knowing).status_code == 302
    record.refresh_from_db()
    assert (record.place, record.summary) == ("Rabat", "They <met> again.")


def test_two_tabs_of_one_person_are_two_editors(desk: Client) -> None:
    source = factories.SourceFactory(title="First")
    form = address(Source, "change", source.pk)
    one, two = fields_of(desk.get(form)), fields_of(desk.get(form))
    assert desk.post(form, one | {"title": "Second"}).status_code == 302
    assert desk.post(form, two | {"title": "Third"}).status_code == 409
    source.refresh_from_db()
    assert source.title == "Second"


def test_change_of_what_belongs_to_the_record_makes_a_form_stale(desk: Client) -> None:
    record = factories.aged(factories.meeting(status="draft"))
    form = address(Meeting, "change", record.pk)
    opened = fields_of(desk.get(form))
    citation = record.citations.get()
    citation.locator = "page 12"
    citation.save()
    assert desk.post(form, opened | {"citations-0-locator": "page 3"}).status_code == 409
    citation.refresh_from_db()
    assert citation.locator == "page 12"


def test_move_of_what_was_not_seen_is_refused(desk: Client, other: Client) -> None:
    record = factories.aged(factories.meeting(status="draft"))
    form = address(Meeting, "change", record.pk)
    opened, theirs = fields_of(desk.get(form)), fields_of(other.get(form))
    other.post(form, theirs | {"place": "Casablanca"})
    assert desk.post(form, opened | {"_publish": "1"}).status_code == 409
    record.refresh_from_db()
    assert record.status == "draft"


@pytest.mark.parametrize(
    "version", [None, "", "0", "-1", "1.0", "²", "१", "9" * 10, "9" * 5000, "a\0", "\ud800", "nan"]
)
def test_no_version_or_one_made_up_changes_nothing(desk: Client, version: str | None) -> None:
    source = factories.SourceFactory(title="First")
    form = address(Source, "change", source.pk)
    data = {name: value for name, value in fields_of(desk.get(form)).items() if name != FIELD} | {"title": "Second"}
    if version is not None:
        data[FIELD] = version
    late = post_raw(desk, form, data)
    assert late.status_code == 409
    assert 'value="Second"' in late.content.decode()
    source.refresh_from_db()
    assert source.title == "First"


def test_form_that_is_not_stale_is_saved_as_often_as_it_is_opened_anew(desk: Client) -> None:
    source = factories.SourceFactory()
    form = address(Source, "change", source.pk)
    for title in ("One", "Two", "Three"):
        assert desk.post(form, fields_of(desk.get(form)) | {"title": title}).status_code == 302
    source.refresh_from_db()
    assert source.title == "Three"


def test_stored_choices_are_shown_in_words(desk: Client, other: Client) -> None:
    record = factories.aged(factories.meeting(status="draft"))
    topic = factories.TopicFactory(name="Border control")
    form = address(Meeting, "change", record.pk)
    mine, theirs = fields_of(desk.get(form)), fields_of(other.get(form))
    assert other.post(form, theirs | {"kind": "working-session", "topics": [topic.pk]}).status_code == 302
    late = desk.post(form, mine | {"place": "Rabat"})
    assert side_of(late, "Topics").theirs_words == "Border control"
    assert side_of(late, "Kind").theirs_words == "working session"
