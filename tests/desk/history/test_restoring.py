"""An old version restored: as a new one, under the rules of any change, or not at all."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.history import acting
from delegations.models import Event, Organization
from desk.duplicates import services as duplicates
from desk.history.steps import states
from meetings import services
from meetings.content import content_of
from meetings.models import Citation, Meeting, MoU, ReportedTotal, Source
from meetings.services import revisions
from tests.desk.history.conftest import at_desk
from tests.desk.history.past import aged, changed, cited, draft, step, steps
from tests.factories import EventFactory, ReportedTotalFactory, SourceFactory, TopicFactory, meeting, mou

pytestmark = pytest.mark.django_db


def url_of(record: Any, state: int) -> str:
    opts = record._meta
    return reverse("desk:history-version", args=[opts.app_label, opts.model_name, record.pk, state])


def post(desk: Client, record: Any, state: int, **values: Any) -> Any:
    fresh = type(record).objects.filter(pk=record.pk).first()
    data = {"_version": fresh.version} if fresh else {}
    return desk.post(url_of(record, state), {**data, **values})


def first_state(record: Any) -> int:
    return steps(record)[-1].state


# --- Drafts -----------------------------------------------------------------------------------------------


def test_draft_says_again_what_it_said(publisher: User, desk: Client) -> None:
    topic = TopicFactory()
    record = draft(publisher, place="Rabat", topics=[topic])
    before = content_of(record)
    record = changed(record, publisher, place="Fez", kind="signing")
    cited(record, publisher, locator="page 9")
    with step(publisher):
        record.topics.set([TopicFactory()])
        record.citations.earliest("pk").delete()
    version = Meeting.objects.get(pk=record.pk).version
    page = desk.get(url_of(record, first_state(record))).content.decode()
    assert "What restoring it changes" in page
    response = post(desk, record, first_state(record), _why="A mistake.")
    assert response.status_code == 302, response.content.decode()
    record = Meeting.objects.get(pk=record.pk)
    assert content_of(record) == before
    assert record.status == "draft"
    assert record.version > version
    latest = steps(record)[0]
    assert (latest.did, latest.who, latest.where, latest.why) == (
        "restored", str(publisher), "by restoring a version", "A mistake.",
    )  # fmt: skip


def test_road_is_not_restored(publisher: User, desk: Client) -> None:
    record = draft(publisher)
    services.publish(record, publisher)
    page = desk.get(url_of(record, first_state(record))).content.decode()
    assert "It says this now." in page
    assert "What restoring it changes" not in page


def test_mou_gets_its_parties_back(publisher: User, desk: Client) -> None:
    with step(publisher):
        record = mou("MA", "ES", status="draft")
    record = aged(record)
    before = content_of(record)
    with step(publisher):
        record.signatures.create(delegation=meeting("FR", "DE").principal)
        record.signatures.earliest("pk").delete()
    assert post(desk, record, first_state(record)).status_code == 302
    after = content_of(MoU.objects.get(pk=record.pk))
    assert sorted(after["signatures"]) == sorted(before["signatures"])


def test_present_version_is_not_restored(publisher: User, desk: Client) -> None:
    record = draft(publisher)
    page = desk.get(url_of(record, first_state(record))).content.decode()
    assert "It says this now." in page
    assert "Restore this version" not in page
    response = post(desk, record, first_state(record))
    assert response.status_code == 409
    assert "It says this already." in response.content.decode()


@pytest.mark.parametrize("shown", ["", "1", "x", "9" * 30])
def test_stale_page_restores_nothing(publisher: User, desk: Client, shown: str) -> None:
    record = changed(draft(publisher, place="Rabat"), publisher, place="Fez")
    response = post(desk, record, first_state(record), _version=shown, _why="Mine.")
    assert response.status_code == 409
    page = response.content.decode()
    assert "nothing was restored" in page
    assert 'value="Mine."' in page
    record.refresh_from_db()
    assert (record.place, record.version) == ("Fez", 2)


def test_reason_that_cannot_be_kept_restores_nothing(publisher: User, desk: Client) -> None:
    record = changed(draft(publisher, place="Rabat"), publisher, place="Fez")
    assert "characters" in post(desk, record, first_state(record), _why="x" * 1001).content.decode()
    record.refresh_from_db()
    assert record.place == "Fez"


# --- What was published -------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["published", "withdrawn"])
def test_published_record_gets_a_pending_revision(publisher: User, desk: Client, status: str) -> None:
    record = changed(draft(publisher, place="Rabat"), publisher, place="Fez")
    services.publish(record, publisher)
    if status == "withdrawn":
        services.withdraw(record, "A mistake.", publisher)
    record.refresh_from_db()
    assert "a pending revision says this" in desk.get(url_of(record, first_state(record))).content.decode()
    response = post(desk, record, first_state(record))
    record = Meeting.objects.get(pk=record.pk)
    assert (record.place, record.status) == ("Fez", status)
    assert (record.revision.place, record.revision.status) == ("Rabat", "draft")
    assert steps(record.revision)[0].where == "by restoring a version"
    assert response["Location"] == reverse("admin:meetings_meeting_change", args=[record.revision.pk])


def test_pending_revision_of_somebody_is_not_overwritten(publisher: User, desk: Client) -> None:
    record = changed(draft(publisher, place="Rabat"), publisher, place="Fez")
    services.publish(record, publisher)
    copy = revisions.begin(record, publisher)
    response = post(desk, record, first_state(record))
    assert response.status_code == 409
    assert copy.reference in response.content.decode()
    copy.refresh_from_db()
    assert copy.place == "Fez"


def test_record_that_was_merged_away_is_not_restored(publisher: User, desk: Client) -> None:
    winner, loser = meeting(), aged(meeting(place="Rabat"))
    with step(publisher):
        pass
    duplicates.merge("meeting", winner.pk, loser.pk, publisher, "Entered twice.")
    response = post(desk, loser, first_state(loser))
    assert response.status_code == 409
    assert "merged into another record" in response.content.decode()
    assert not Meeting.objects.filter(revises=loser).exists()


# --- What stands in the way ---------------------------------------------------------------------------------


def test_source_that_is_gone_is_named_and_nothing_is_changed(publisher: User, desk: Client) -> None:
    record = draft(publisher, place="Rabat")
    source = SourceFactory(title="Pamphlet")
    citation = cited(record, publisher, source=source)
    state = steps(record)[0].state
    with step(publisher):
        citation.delete()
    with step(publisher):
        source.delete()
    record = changed(record, publisher, place="Fez")
    response = post(desk, record, state)
    assert response.status_code == 409
    page = response.content.decode()
    assert "refers to what is not there any more" in page
    assert "Source: Pamphlet (no longer there)" in page
    record.refresh_from_db()
    assert record.place == "Fez"
    assert record.citations.count() == 1


def test_rule_that_speaks_against_it_is_said(publisher: User, desk: Client) -> None:
    with step(publisher):
        event = EventFactory(slug="assembly", place="Rabat")
    event = changed(aged(event), publisher, slug="old-assembly", place="Fez")
    EventFactory(slug="assembly")
    response = post(desk, event, first_state(event))
    assert response.status_code == 409
    assert "Slug: " in response.content.decode()
    event.refresh_from_db()
    assert (event.slug, event.place) == ("old-assembly", "Fez")


def test_delegation_moved_to_another_event_is_a_reason(publisher: User, desk: Client) -> None:
    event = EventFactory()
    record = draft(publisher, event=event)
    before = first_state(record)
    with step(publisher):
        record = Meeting.objects.get(pk=record.pk)
        other = meeting("FR", "DE", status="draft")
        Meeting.objects.filter(pk=record.pk).update(
            event=None, principal=other.principal, counterpart=other.counterpart
        )
        for side in (record.principal, record.counterpart):
            side.event = None
            side.save()
    response = post(desk, record, before)
    assert response.status_code == 409
    assert "of another event" in response.content.decode()


# --- Other rows ---------------------------------------------------------------------------------------------


def test_event_gets_its_citations_and_totals_back(publisher: User, desk: Client) -> None:
    with step(publisher):
        event = EventFactory(place="Rabat")
        host = meeting("MA", "ES", event=event, status="draft").principal
        total = ReportedTotalFactory(event=event, principal=host)
        citation = cited(event, publisher, locator="page 1", supports=["date"])
    event = aged(event)
    with step(publisher):
        citation.delete()
        ReportedTotal.objects.filter(pk=total.pk).update(value=44)
        ReportedTotalFactory(event=event, principal=host)
        event = changed(Event.objects.get(pk=event.pk), publisher, place="Fez")
    assert post(desk, event, first_state(event)).status_code == 302
    event = Event.objects.get(pk=event.pk)
    assert event.place == "Rabat"
    assert list(event.reported_totals.values_list("pk", "value")) == [(total.pk, 43)]
    assert list(event.citations.values_list("locator", flat=True)) == ["page 1"]


def test_people_are_not_restored(admin_client: Client, publisher: User) -> None:
    User.objects.filter(pk=publisher.pk).update(is_superuser=True)
    with acting(publisher):
        User.objects.filter(pk=publisher.pk).update(is_superuser=False)
    state = steps(publisher)[-1].state
    assert "Restore this version" not in admin_client.get(url_of(publisher, state)).content.decode()
    assert admin_client.post(url_of(publisher, state)).status_code == 403


# --- What was deleted ---------------------------------------------------------------------------------------


def test_deleted_draft_comes_back_with_its_reference(
    publisher: User, desk: Client, somebody: Callable[[str], User]
) -> None:
    author = somebody("contributor")
    record = changed(draft(author, place="Rabat", topics=[TopicFactory()]), author, place="Fez")
    before, reference, key = content_of(record), record.reference, record.pk
    with step(publisher):
        services.discard(record, publisher)
    record.pk = key
    state = steps(record)[1].state
    gone = desk.get(reverse("desk:history-gone", args=["meetings", "meeting"])).content.decode()
    assert reference in gone
    assert reverse("admin:meetings_meeting_history", args=[key]) in gone
    assert "It was deleted." in desk.get(reverse("admin:meetings_meeting_history", args=[key])).content.decode()
    response = desk.post(url_of(record, state), {"_why": "Wrongly deleted."})
    assert response.status_code == 302, response.content.decode()
    back = Meeting.objects.get(pk=key)
    assert content_of(back) == before
    assert (back.reference, back.status) == (reference, "draft")
    assert (back.entered_by, back.changed_by) == (author, publisher)  # who is not the one to publish it
    assert steps(back)[0].did == "brought back"
    gone = desk.get(reverse("desk:history-gone", args=["meetings", "meeting"])).content.decode()
    assert reverse("admin:meetings_meeting_history", args=[key]) not in gone


def test_deleted_row_comes_back_once(publisher: User, desk: Client) -> None:
    with step(publisher):
        source = SourceFactory(title="Pamphlet")
    key = source.pk
    with step(publisher):
        source.delete()
    source.pk = key
    state = steps(source)[1].state
    assert desk.post(url_of(source, state)).status_code == 302
    back = Source.objects.get(pk=key)
    assert (back.title, back.version) == ("Pamphlet", 2)
    assert desk.post(url_of(source, state)).status_code == 409  # no version: the page was shown before it was there


def test_merged_away_row_is_unmerged_instead(publisher: User, desk: Client) -> None:
    with step(publisher):
        winner, loser = meeting(status="draft"), meeting(status="draft")
    key = loser.pk
    state = steps(loser)[0].state
    duplicates.merge("meeting", winner.pk, loser.pk, publisher, "Entered twice.")
    loser.pk = key
    response = desk.post(url_of(loser, state))
    assert response.status_code == 409
    assert "undo the merge" in response.content.decode()
    assert not Meeting.objects.filter(pk=key).exists()


def test_published_revision_comes_back_as_another_revision(publisher: User, desk: Client) -> None:
    record = aged(meeting(place="Rabat"))
    copy = revisions.begin(record, publisher)
    with step(publisher):
        Meeting.objects.filter(pk=copy.pk).update(place="Fez")
    copy.refresh_from_db()
    key = copy.pk
    state = steps(copy)[0].state
    with step(publisher):
        services.discard(copy, publisher)
    copy.pk = key
    assert desk.post(url_of(copy, state)).status_code == 302
    assert Meeting.objects.get(revises=record).place == "Fez"


# --- Who may ------------------------------------------------------------------------------------------------


def test_contributor_sees_and_restores_one_s_own_only(publisher: User, somebody: Callable[[str], User]) -> None:
    author = somebody("contributor")
    desk = at_desk(author)
    own = changed(draft(author, place="Rabat"), author, place="Fez")
    other = changed(draft(publisher, place="Rabat"), publisher, place="Fez")
    public = aged(meeting())
    assert desk.get(reverse("admin:meetings_meeting_history", args=[own.pk])).status_code == 200
    assert post(desk, own, first_state(own)).status_code == 302
    # A draft of somebody else is not there for a contributor; what readers see is, but not how it came about.
    for page in ("history", "change"):
        missing = desk.get(reverse(f"admin:meetings_meeting_{page}", args=[other.pk]))
        assert (missing.status_code, missing["Location"]) == (302, "/admin/")
    assert desk.get(url_of(other, first_state(other))).status_code == 404
    assert desk.get(reverse("admin:meetings_meeting_history", args=[public.pk])).status_code == 403
    assert desk.get(url_of(public, first_state(public))).status_code == 403
    assert desk.get(reverse("admin:meetings_citation_history", args=[public.citations.get().pk])).status_code == 403


def test_contributor_sees_of_the_deleted_one_s_own_only(publisher: User, somebody: Callable[[str], User]) -> None:
    author = somebody("contributor")
    own, other = draft(author), draft(publisher)
    keys = own.pk, other.pk
    for record in (own, other):
        with step(publisher):
            services.discard(record, publisher)
    desk = at_desk(author)
    page = desk.get(reverse("desk:history-gone", args=["meetings", "meeting"])).content.decode()
    assert [reverse("admin:meetings_meeting_history", args=[key]) in page for key in keys] == [True, False]
    assert desk.get(reverse("admin:meetings_meeting_history", args=[keys[0]])).status_code == 200
    assert desk.get(reverse("admin:meetings_meeting_history", args=[keys[1]])).status_code == 403
    gone = Citation.history.rel.related_model.objects.filter(pgh_label="delete", meeting_id=keys[1]).first()
    assert desk.get(reverse("admin:meetings_citation_history", args=[gone.pgh_obj_id])).status_code == 403


def test_administrator_sees_and_restores_nothing(publisher: User, somebody: Callable[[str], User]) -> None:
    desk = at_desk(somebody("administrator"))
    record = changed(draft(publisher, place="Rabat"), publisher, place="Fez")
    page = desk.get(url_of(record, first_state(record)))
    assert page.status_code == 200
    assert "Restore this version" not in page.content.decode()
    assert post(desk, record, first_state(record)).status_code == 403


def test_nobody_else_sees_anything(publisher: User, client: Client) -> None:
    record = changed(draft(publisher), publisher, place="Fez")
    reader = User.objects.create_user("reader")
    client_of_reader = at_desk(reader)
    for url in (
        reverse("admin:meetings_meeting_history", args=[record.pk]),
        url_of(record, first_state(record)),
        reverse("desk:history-gone", args=["meetings", "meeting"]),
        reverse("desk:history-compare", args=["meetings", "meeting", record.pk]),
    ):
        for each in (client, client_of_reader):
            response = each.get(url)
            assert response.status_code == 302
            assert "/admin/login/" in response["Location"]


# --- Comparing ----------------------------------------------------------------------------------------------


def compared(desk: Client, record: Any, **values: Any) -> Any:
    opts = record._meta
    return desk.get(reverse("desk:history-compare", args=[opts.app_label, opts.model_name, record.pk]), values)


def test_any_two_are_compared_in_either_order(publisher: User, desk: Client) -> None:
    record = draft(publisher, place="Rabat")
    citation = cited(record, publisher, locator="page 9")
    record = changed(record, publisher, place="Fez")
    record = changed(record, publisher, place="Tangier")
    with step(publisher):
        citation.delete()
    last, _fourth, _third, _second, first = (each.state for each in steps(record))
    for before, after in ((first, last), (last, first)):
        page = compared(desk, record, before=before, after=after).content.decode()
        assert "Rabat" in page
        assert "Tangier" in page
        assert "Fez" not in page
        assert "page 9" not in page
    told = states(Meeting, record.pk, {first, last})
    assert [(each.version, each.did) for each in told] == [(5, "changed"), (1, "entered")]
    second = steps(record)[3].state
    assert "page 9" in compared(desk, record, before=second, after=last).content.decode()
    assert "The two say the same." in compared(desk, record, before=first, after=first).content.decode()


@pytest.mark.parametrize("value", ["", "0", "x", "²", "9" * 30, "\0"])
def test_pair_that_is_none_leads_back_to_the_list(publisher: User, desk: Client, value: str) -> None:
    record = draft(publisher)
    response = compared(desk, record, before=value, after=first_state(record))
    assert response.status_code in (302, 400)


def test_version_of_another_record_is_none_of_this(publisher: User, desk: Client) -> None:
    record, other = draft(publisher), draft(publisher)
    assert desk.get(url_of(record, first_state(other))).status_code == 404
    assert states(Meeting, record.pk, {first_state(other)}) == []
    assert compared(desk, record, before=first_state(other), after=first_state(record)).status_code == 302


@pytest.mark.parametrize("key", ["0", "x", "²", "9" * 30, "_00", "%00", "%F0"])
def test_row_that_never_was_is_not_found(desk: Client, key: str) -> None:
    assert desk.get(f"/admin/desk/history/meetings/meeting/{key}/1/").status_code in (400, 404)
    assert desk.get(f"/admin/meetings/meeting/{key}/history/").status_code in (302, 400, 404)


def test_model_that_is_none_is_not_found(desk: Client) -> None:
    for path in ("meetings/nothing/1/1/", "nothing/meeting/1/1/", "meetings/mouparty/1/1/", "auth/group/1/1/"):
        assert desk.get(f"/admin/desk/history/{path}").status_code == 404


def test_organization_that_two_have_named_is_said(publisher: User, desk: Client) -> None:
    with step(publisher):
        body = Organization.objects.create(name="Council", slug="council", kind="other")
    body = changed(aged(body), publisher, name="Old council", slug="old-council")
    Organization.objects.create(name="Council", slug="council", kind="other")
    response = post(desk, body, first_state(body))
    assert response.status_code == 409
    assert "Name: " in response.content.decode()
