"""The home of the desk: what there is to do, for whom, and that it costs the same however much there is."""

from datetime import timedelta
from typing import Any

import pgtrigger
import pytest
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.history import acting
from desk.home.lists import SHOWN, Lists
from meetings import services
from meetings.models import Citation, Meeting, Source
from meetings.services import revisions
from tests import factories
from tests.admin.pages import address
from tests.admin.test_pages import InlineCode

pytestmark = pytest.mark.django_db


def somebody(role: str, name: str = "") -> User:
    person = User.objects.create_user(name or role, is_staff=True)
    person.groups.set(Group.objects.filter(name=role))
    return person


def at_desk(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def lists_of(person: User) -> dict[str, Any]:
    return {each.name: each for each in Lists(User.objects.get(pk=person.pk)).all()}


def rows(person: User, name: str) -> list[Any]:
    return [line.row for line in lists_of(person)[name].lines]


def entered(by: User, status: str = "draft", make: Any = factories.meeting, **values: Any) -> Any:
    with acting(by, via="form"):
        return make(status=status, **values)


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        ("contributor", ["returned", "drafts", "waiting", "revisions", "evidence", "published"]),
        ("editor", ["returned", "waiting", "drafts", "revisions", "evidence", "published"]),
        ("publisher", ["returned", "waiting", "drafts", "revisions", "evidence", "published"]),
        ("administrator", ["waiting", "revisions", "evidence", "published"]),
    ],
)
@pytest.mark.parametrize("language", ["", "/fr", "/ar"])
def test_page_opens_for_every_role_and_says_what_to_do(role: str, shown: list[str], language: str) -> None:
    response = at_desk(somebody(role)).get(f"{language}/admin/")
    assert response.status_code == 200
    assert [each.name for each in response.context["lists"]] == shown
    page = " ".join(response.content.decode().split())
    assert page.count('class="none"') >= len(shown)
    parser = InlineCode()
    parser.feed(page)
    assert parser.found == []
    assert (f'href="{language}/admin/meetings/meeting/add/" class="button' in page) is (role != "administrator")
    assert (f'href="{language}/admin/desk/bulk/"' in page) is (role != "administrator")
    assert ("data-fill" in page) is (role in ("editor", "publisher"))
    # The ordinary list of models is still there.
    assert 'class="app-meetings module' in page


def test_page_of_staff_without_powers_opens() -> None:
    response = at_desk(User.objects.create_user("nobody", is_staff=True)).get("/admin/")
    assert response.status_code == 200
    assert response.context["lists"] == []


def test_drafts_are_ones_own_last_changed_first() -> None:
    ana, ben = somebody("editor", "ana"), somebody("editor", "ben")
    first, second = entered(ana), entered(ana, make=factories.mou)
    entered(ben)
    entered(ana, "in_review")
    assert rows(ana, "drafts") == [second, first]
    assert lists_of(ana)["drafts"].total == 2
    page = at_desk(ana).get("/admin/").content.decode()
    assert f'href="{address(Meeting, "change", first.pk)}"' in page
    assert "Morocco – Spain" in page
    assert "الإ" not in page


def test_waiting_oldest_first_with_how_long() -> None:
    ana, ben = somebody("publisher", "ana"), somebody("contributor", "ben")
    first = entered(ben)
    second = entered(ben, make=factories.mou)
    for record in (second, first):
        services.submit(record, ben)
    with pgtrigger.ignore("meetings.Meeting:submitted"):
        Meeting.objects.filter(pk=first.pk).update(submitted_at=timezone.now() - timedelta(days=3))
    assert rows(ana, "waiting") == [first, second]
    page = at_desk(ana).get("/admin/").content.decode().replace("\xa0", " ")
    assert "3 days" in page
    # Those of others are no matter of a contributor.
    assert rows(ben, "waiting") == [first, second]
    assert rows(somebody("contributor", "eva"), "waiting") == []


def test_what_one_changed_last_is_for_somebody_else(settings: Any) -> None:
    settings.TWO_PERSONS = True
    ana = somebody("publisher", "ana")
    record = entered(ana)
    services.submit(record, ana)
    assert lists_of(ana)["waiting"].lines[0].note
    assert not lists_of(somebody("publisher", "ben"))["waiting"].lines[0].note
    settings.TWO_PERSONS = False
    assert not lists_of(ana)["waiting"].lines[0].note


def test_submitted_at_is_kept_by_the_database() -> None:
    record = factories.meeting(status="draft")
    Meeting.objects.filter(pk=record.pk).update(submitted_at=timezone.now())
    record.refresh_from_db()
    assert record.submitted_at is None
    services.submit(record, None)
    since = record.submitted_at
    assert since is not None
    Meeting.objects.filter(pk=record.pk).update(summary="Changed in review.", submitted_at=None)
    record.refresh_from_db()
    assert record.submitted_at == since
    services.publish(record, None)
    assert record.submitted_at is None


def test_returned_shows_the_comment_to_who_entered_it() -> None:
    ana, ben = somebody("contributor", "ana"), somebody("editor", "ben")
    record = entered(ana)
    copy = revisions.begin(factories.mou(), ana)
    for each, words in ((record, "Old"), (record, "Name the <source>."), (copy, "Which date?")):
        services.submit(each, ana)
        services.return_to_draft(each, ben, words)
    assert [line.words for line in lists_of(ana)["returned"].lines] == ["Which date?", "Name the <source>."]
    assert rows(ana, "returned") == [copy, record]
    page = at_desk(ana).get("/admin/").content.decode()
    assert "Name the &lt;source&gt;." in page
    assert "ben" in page
    assert lists_of(ben)["returned"].lines == []
    services.submit(record, ana)
    assert rows(ana, "returned") == [copy]


def test_revisions_and_what_was_published() -> None:
    ana, ben = somebody("contributor", "ana"), somebody("contributor", "ben")
    record = factories.meeting()
    copy = revisions.begin(record, ana)
    assert rows(ana, "revisions") == [copy]
    assert rows(ben, "revisions") == []
    assert rows(somebody("editor"), "revisions") == [copy]
    assert rows(ben, "published") == [record]
    assert copy not in rows(ana, "drafts")


def test_sources_dead_or_missing() -> None:
    editor, now = somebody("editor"), timezone.now()
    without = entered(editor)
    without.citations.all().delete()
    dead = factories.meeting(source=factories.SourceFactory(title="Gone with the paper"))
    factories.meeting(status="withdrawn", source=dead.citations.get().source)
    saved = factories.mou(source=factories.SourceFactory(archived_url="https://example.org/kept"))
    factories.meeting()
    Source.objects.filter(citations__in=Citation.objects.filter(meeting=dead)).update(failing_since=now, gone_at=now)
    Source.objects.filter(citations__in=saved.citations.all()).update(failing_since=now, gone_at=now)
    assert rows(editor, "evidence") == [without, dead]
    page = at_desk(editor).get("/admin/").content.decode()
    assert "Gone with the paper" in page
    listed = at_desk(editor).get(reverse("admin:meetings_meeting_changelist") + "?sources=dead")
    assert set(listed.context["cl"].result_list) == {dead, *Meeting.objects.filter(status="withdrawn")}
    listed = at_desk(editor).get(reverse("admin:meetings_meeting_changelist") + "?sources=missing")
    assert list(listed.context["cl"].result_list) == [without]


def test_every_link_leads_to_the_list_that_it_names() -> None:
    ana = somebody("publisher", "ana")
    for number in range(SHOWN + 2):
        entered(ana)
        services.submit(entered(ana, make=factories.mou, title=f"MoU {number}"), ana)
        revisions.begin(factories.meeting(), ana)
    client = at_desk(ana)
    lists = lists_of(ana)
    for name in ("drafts", "waiting", "revisions", "published"):
        assert len(lists[name].lines) == SHOWN, name
        assert lists[name].is_cut
        shown = set()
        for _words, link in lists[name].links:
            response = client.get(link)
            assert response.status_code == 200
            assert "?" in link
            shown |= set(response.context["cl"].result_list)
        if lists[name].total:
            assert len(shown) == lists[name].total, name
        assert {line.row for line in lists[name].lines} <= shown, name


@pytest.mark.parametrize("query", ["whose=x", "revision=x", "sources=x", "sources=missing&sources=dead", "whose="])
def test_filters_survive_any_value(query: str) -> None:
    factories.meeting()
    client = at_desk(somebody("editor"))
    for name in ("meeting", "mou"):
        assert client.get(f"/admin/meetings/{name}/?{query}").status_code in (200, 302)


def test_whose_are_mine_and_others() -> None:
    ana, ben = somebody("editor", "ana"), somebody("editor", "ben")
    mine, other = entered(ana), entered(ben)
    for query, expected in (("mine", mine), ("others", other)):
        listed = at_desk(ana).get(f"/admin/meetings/meeting/?whose={query}")
        assert list(listed.context["cl"].result_list) == [expected]


def test_possible_duplicates_are_counted_for_who_may_look_through_them() -> None:
    event = factories.EventFactory()
    for _time in range(2):
        factories.meeting("MA", "ES", event=event)
    client = at_desk(somebody("editor"))
    page = client.get(reverse("desk:home-duplicates")).content.decode()
    assert "1 pair" in page
    assert "/admin/desk/duplicates/?kind=meeting" in page
    assert at_desk(somebody("contributor")).get(reverse("desk:home-duplicates")).status_code == 403
    assert client.post(reverse("desk:home-duplicates")).status_code == 405


def test_count_of_duplicates_is_made_anew_when_two_are_told_apart(settings: Any) -> None:
    settings.CACHES = {**settings.CACHES, "register": {"BACKEND": "core.kept.KeptObjects"}}
    caches["register"].clear()
    event = factories.EventFactory()
    source = factories.SourceFactory()
    first, second = (factories.meeting("MA", "ES", event=event, source=source) for _time in range(2))
    client = at_desk(somebody("editor"))
    assert "1 pair" in client.get(reverse("desk:home-duplicates")).content.decode()
    client.post(reverse("desk:not-duplicate", args=["meeting", first.pk, second.pk]))
    assert "No two records look the same" in client.get(reverse("desk:home-duplicates")).content.decode()


def fill(by: User, number: int) -> None:
    """Make ``number`` meetings of every kind of work, all at once."""
    event = factories.EventFactory()
    sides = {"principal": factories.delegation("MA", event), "counterpart": factories.delegation("ES", event)}
    now = timezone.now()
    made = {"event": event, "held_on": "2025", "entered_by": by, "changed_by": by, **sides}
    Meeting.objects.bulk_create(
        Meeting(**made, status=status, **values)
        for status, values in (
            ("draft", {}),
            ("in_review", {}),
            ("published", {"published_at": now, "published_by": by}),
        )
        for _number in range(number)
    )
    source = factories.SourceFactory()
    Citation.objects.bulk_create(
        Citation(meeting_id=pk, source=source, supports=["date"])
        for pk in Meeting.objects.filter(event=event).exclude(status="draft").values_list("pk", flat=True)
    )
    Source.objects.filter(pk=source.pk).update(failing_since=now, gone_at=now)
    record = factories.meeting("MA", "KE", event=event)
    copy = revisions.begin(record, by)
    services.submit(copy, None)
    with acting(by):
        services.return_to_draft(copy, None, "Again")


def test_as_many_queries_for_three_hundred_records_as_for_three() -> None:
    ana = User.objects.create_superuser("ana")
    client = at_desk(ana)
    counts = []
    for number in (3, 300):
        fill(ana, number)
        client.get("/admin/")
        with CaptureQueriesContext(connection) as asked:
            response = client.get("/admin/")
        assert all(each.lines for each in response.context["lists"])
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[1] < 35
