"""Comments on a record, as editors write and read them."""

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core.history import acting
from desk.duplicates import services as duplicates
from desk.models import Comment
from meetings import services
from meetings.models import Meeting, MoU
from meetings.services import revisions
from tests import factories
from tests.admin.pages import address, post_raw

pytestmark = pytest.mark.django_db


def somebody(role: str, name: str = "") -> User:
    person = User.objects.create_user(name or role, is_staff=True)
    person.groups.set(Group.objects.filter(name=role))
    return person


def at_desk(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def url_of(record: Any) -> str:
    return reverse("desk:comments", args=[record._meta.model_name, record.pk])


def texts(record: Any) -> list[str]:
    return list(Comment.objects.of(record).values_list("text", flat=True))


@pytest.fixture
def editor(db: None) -> User:
    return somebody("editor")


@pytest.fixture
def desk(editor: User) -> Client:
    return at_desk(editor)


@pytest.mark.parametrize("make", [factories.meeting, factories.mou])
def test_comment_is_written_shown_and_settled(desk: Client, editor: User, make: Any) -> None:
    record = make(status="in_review")
    form = address(type(record), "change", record.pk)
    page = desk.get(form)
    assert b'id="comment-form"' in page.content
    response = desk.post(url_of(record), {"text": "Which <b>paragraph</b>?", "token": str(uuid4())})
    said = Comment.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"{form}#comment-{said.pk}")
    assert (said.by, said.text) == (editor, "Which <b>paragraph</b>?")
    page = desk.get(form).content.decode()
    assert "Which &lt;b&gt;paragraph&lt;/b&gt;?" in page
    assert "1 open" in page
    desk.post(reverse("desk:comment-settled", args=[said.pk]), {"settled": "yes"})
    said.refresh_from_db()
    assert said.resolved_by == editor
    assert "0 open" in desk.get(form).content.decode()
    desk.post(reverse("desk:comment-settled", args=[said.pk]), {"settled": "no"})
    said.refresh_from_db()
    assert not said.is_resolved


def test_fields_of_the_comment_are_no_fields_of_the_record(desk: Client) -> None:
    page = desk.get(address(Meeting, "change", factories.meeting(status="draft").pk)).content.decode()
    start, end = page.index('id="meeting_form"'), page.index('id="comment-form"')
    assert start < page.index('id="comment-text"') < page.index("</form>", start) < end
    assert page.count('form="comment-form"') == 3


def test_form_sent_twice_says_it_once(desk: Client) -> None:
    record = factories.meeting(status="draft")
    data = {"text": "Twice", "token": str(uuid4())}
    first, second = (desk.post(url_of(record), data) for _time in range(2))
    assert first["Location"] == second["Location"]
    assert texts(record) == ["Twice"]


def test_other_words_under_a_used_token_are_not_lost(desk: Client) -> None:
    record = factories.meeting(status="draft")
    data = {"text": "Mine", "token": str(uuid4())}
    at_desk(somebody("publisher")).post(url_of(record), data)
    for text in ("Mine", "Also mine"):
        assert desk.post(url_of(record), {**data, "text": text}).status_code == 302
    assert texts(record) == ["Mine", "Mine", "Also mine"]


@pytest.mark.parametrize("text", ["", " \u200b ", "a\x00b", "a\x07b", "a\u202eb", "x" * 4001, "half \ud800"])
def test_bad_words_are_a_message_and_stay_typed(desk: Client, text: str) -> None:
    record = factories.meeting(status="draft")
    response = post_raw(desk, url_of(record), {"text": text, "token": "no uuid"})
    if "\ud800" in text:  # a browser's broken bytes become a sign that shows they are
        assert response.status_code in (200, 302)
        return
    assert response.status_code == 200
    assert response.context["form"].errors
    assert texts(record) == []


def test_settling_by_hand_made_values_is_no_error(desk: Client) -> None:
    for pk in ("999999", "9" * 18):
        assert desk.post(f"/admin/desk/comments/{pk}/settled/").status_code == 404
        assert desk.get(f"/admin/desk/comments/meeting/{pk}/").status_code == 404
    assert desk.get("/admin/desk/comments/source/1/").status_code == 404
    assert desk.get("/admin/desk/comments/1/settled/").status_code == 405


def test_returning_says_it_as_a_comment(desk: Client, editor: User) -> None:
    for make in (factories.meeting, factories.mou):
        record = make(status="in_review")
        services.return_to_draft(record, editor, "Name the source.\r\nThank you.")
        said = Comment.objects.of(record).get()
        assert (said.text, said.by, said.is_return) == ("Name the source.\nThank you.", editor, True)


def test_return_that_is_refused_says_nothing(editor: User) -> None:
    record = factories.meeting(status="draft")
    with pytest.raises(services.Refused):
        services.return_to_draft(record, editor, "Name the source.")
    assert not Comment.objects.exists()


def test_what_is_said_of_a_revision_stands_at_the_record(desk: Client, editor: User) -> None:
    record = factories.meeting()
    copy = revisions.begin(record, editor)
    desk.post(url_of(copy), {"text": "Of the copy"})
    services.submit(copy, editor)
    services.return_to_draft(copy, editor, "Not yet")
    assert texts(record) == ["Of the copy", "Not yet"]
    assert set(Comment.objects.values_list("revision", flat=True)) == {copy.reference}
    assert list(Comment.objects.returned("meeting")) == [Comment.objects.last()]
    assert not Comment.objects.returned("mou")
    services.discard(copy, editor)
    assert texts(record) == ["Of the copy", "Not yet"]
    assert not Comment.objects.returned("meeting")


def test_returned_are_those_that_are_drafts_still(editor: User) -> None:
    record = factories.mou(status="in_review")
    services.return_to_draft(record, editor, "Not yet")
    assert Comment.objects.returned("mou").count() == 1
    services.submit(record, editor)
    assert Comment.objects.returned("mou").count() == 0


def test_only_who_may_view_a_record_reads_and_writes_comments() -> None:
    ana, ben = somebody("contributor", "ana"), somebody("contributor", "ben")
    with acting(ana):
        record = factories.meeting(status="draft")
    assert at_desk(ana).post(url_of(record), {"text": "Mine"}).status_code == 302
    said = Comment.objects.get()
    other = at_desk(ben)
    assert other.get(url_of(record)).status_code == 404
    assert other.post(url_of(record), {"text": "Not mine"}).status_code == 404
    assert other.post(reverse("desk:comment-settled", args=[said.pk]), {"settled": "yes"}).status_code == 404
    assert at_desk(somebody("administrator")).post(url_of(record), {"text": "I look"}).status_code == 302
    nobody = User.objects.create_user("nobody", is_staff=True)
    assert at_desk(nobody).get(url_of(record)).status_code == 403
    assert Client().post(url_of(record), {"text": "x"})["Location"].startswith("/admin/login/")
    assert texts(record) == ["Mine", "I look"]


def test_contributor_reads_nothing_of_a_revision_of_somebody_else(editor: User) -> None:
    record, ben = factories.meeting(), somebody("contributor", "ben")
    copy = revisions.begin(record, editor)
    at_desk(editor).post(url_of(copy), {"text": "Of the copy"})
    at_desk(editor).post(url_of(record), {"text": "Of the record"})
    page = at_desk(ben).get(address(Meeting, "change", record.pk)).content.decode()
    assert "Of the record" in page
    assert "Of the copy" not in page
    said = Comment.objects.get(text="Of the copy")
    assert at_desk(ben).post(reverse("desk:comment-settled", args=[said.pk])).status_code == 404


@pytest.mark.parametrize("status", ["published", "draft"])
def test_comments_go_along_with_a_merge_and_come_back(status: str) -> None:
    publisher = User.objects.create_superuser("root")
    event = factories.EventFactory()
    kept, lost = (factories.meeting("MA", "ES", event=event, status=status) for _ in range(2))
    at_desk(publisher).post(url_of(lost), {"text": "Of the loser"})
    done = duplicates.merge("meeting", kept.pk, lost.pk, publisher, "The same")
    assert texts(kept) == ["Of the loser"]
    duplicates.unmerge(done, publisher)
    assert texts(kept) == []
    assert texts(lost) == ["Of the loser"]


def test_as_many_queries_for_thirty_comments_as_for_three(desk: Client) -> None:
    record = factories.meeting(status="draft")
    counts = []
    for number in (3, 30):
        for each in range(number):
            person = User.objects.create_user(f"p{number}-{each}")
            with acting(person):
                Comment.objects.create(meeting=record, text="x")
        url = address(Meeting, "change", record.pk)
        desk.get(url)
        with CaptureQueriesContext(connection) as asked:
            desk.get(url)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_readers_never_see_a_comment(desk: Client, client: Client) -> None:
    record = factories.meeting()
    agreement = factories.mou()
    for each in (record, agreement):
        desk.post(url_of(each), {"text": "zqcommentzq"})
        assert b"zqcommentzq" not in client.get(each.get_absolute_url()).content
    assert Comment.objects.count() == 2
    assert Meeting.objects.count() == MoU.objects.count() == 1
