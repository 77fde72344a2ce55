"""Ways round the road to publication that somebody might try: each is refused, and nothing has changed."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import InternalError, transaction
from django.test import Client

from accounts.models import User
from core.history import acting
from delegations.models import Delegation
from desk.duplicates import services as duplicates
from meetings import services
from meetings.models import Citation, Meeting, ReportedTotal
from meetings.services import Refused, revisions
from tests import factories
from tests.admin.pages import address, errors_of, fields_of, shown
from tests.desk.test_roles import somebody
from tests.rules import run_sql

pytestmark = pytest.mark.django_db

SHOWN_AT_ONCE = "Readers would see this at once, so only a publisher may enter it."


@pytest.fixture
def two_persons(settings: Any) -> Iterator[None]:
    settings.TWO_PERSONS = True
    run_sql("SET entente.two_persons = 'on'")
    yield
    run_sql("SET entente.two_persons = 'off'")


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def draft(by: User, **values: Any) -> Any:
    with acting(by, via="form"):
        return factories.aged(factories.meeting(status="draft", **values))


def changed(client: Client, row: Any, **values: Any) -> Any:
    """Post the change form of ``row`` as a browser would, with other ``values``; return the answer."""
    url = address(type(row), "change", row.pk)
    return client.post(url, {**fields_of(client.get(url)), **values})


def entered(client: Client, model: Any, data: dict[str, Any]) -> Any:
    """Post the form of a new row as a browser would; return the answer."""
    url = address(model, "add")
    return client.post(url, {**fields_of(client.get(url)), **data})


# --- The second person -----------------------------------------------------------------------------------------


def test_writer_with_every_power_does_not_publish_by_any_button(two_persons: None) -> None:
    writer = User.objects.create_superuser("writer")
    desk, record = browser(writer), draft(writer)
    services.submit(record, writer)
    listed = {"action": "publish_selected", "_selected_action": [record.pk], "index": 0, "select_across": 1}
    for query in ("", "?_popup=1", "?status__exact=in_review"):
        desk.post(address(Meeting, "changelist") + query, listed)
    changed(desk, record, _publish="1")
    changed(desk, record, _publish="1", _save="1", _continue="1", _addlike="1")
    url = f"{address(Meeting, 'change', record.pk)}?_popup=1"
    desk.post(url, {**fields_of(desk.get(url)), "_publish": "1", "_popup": "1"})
    desk.post(f"/admin/meetings/meeting/{record.pk}/republish/")
    record.refresh_from_db()
    assert (record.status, record.published_at) == ("in_review", None)
    assert services.publish(record, somebody("publisher", "another")).status == "published"


def test_new_meeting_is_not_published_by_who_types_it(two_persons: None) -> None:
    writer = User.objects.create_superuser("writer")
    desk = browser(writer)
    like = draft(writer)
    form = fields_of(desk.get(f"{address(Meeting, 'add')}?like={like.pk}"))
    counterpart = factories.delegation("FR", None)
    for button in ({"_publish": "1"}, {"_publish": "1", "_popup": "1"}):
        response = desk.post(address(Meeting, "add"), {**form, "counterpart": counterpart.pk, **button})
        assert "somebody else reviews and publishes it" in str(errors_of(response))
    assert Meeting.objects.count() == 1


def test_merging_drafts_makes_who_merges_the_writer(two_persons: None) -> None:
    merger, colleague = somebody("publisher", "merger"), somebody("editor", "colleague")
    kept, lost = draft(colleague), draft(merger, summary="Of the one who merges.")
    duplicates.merge("meeting", kept.pk, lost.pk, merger, "The same meeting.")
    kept.refresh_from_db()
    assert kept.changed_by == merger
    with pytest.raises(Refused, match="somebody else"):
        services.publish(kept, merger)


def test_own_draft_merged_into_a_published_record_waits_for_somebody_else(two_persons: None) -> None:
    merger, colleague = somebody("publisher", "merger"), somebody("editor", "colleague")
    public = draft(colleague)
    services.publish(public, merger)
    public = factories.aged(public)
    lost = draft(merger, summary="Of the one who merges.")
    duplicates.merge("meeting", public.pk, lost.pk, merger, "The same meeting.")
    public.refresh_from_db()
    assert (public.summary, public.citations.count()) == ("", 1)
    copy = Meeting.objects.get(revises=public)
    with pytest.raises(Refused, match="somebody else"):
        services.publish(copy, merger)


def test_revision_begun_by_another_and_rewritten_by_oneself_waits_for_another(two_persons: None) -> None:
    publisher, editor = somebody("publisher", "publisher"), somebody("editor", "editor")
    public = draft(editor)
    services.publish(public, publisher)
    copy = revisions.begin(factories.aged(public), editor)
    response = changed(browser(publisher), factories.aged(copy), summary="Rewritten.", _publish="1")
    assert "somebody else reviews and publishes it" in str(errors_of(response))
    copy.refresh_from_db()
    assert (copy.summary, public.summary) == ("", "")


# --- What readers see --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["contributor", "editor"])
def test_total_and_passage_of_a_public_event_are_entered_by_publishers(role: str) -> None:
    event, source = factories.EventFactory(), factories.SourceFactory()
    factories.meeting(event=event)
    host = factories.delegation("MA", event)
    total = {"event": event.pk, "principal": host.pk, "counts": "meetings", "qualifier": "exactly", "value": "43",
             "source": source.pk, "locator": "paragraph 1"}  # fmt: skip
    passage = {"event": event.pk, "source": source.pk, "locator": "paragraph 1", "supports": ["date"]}
    for person, may in ((somebody(role), False), (somebody("publisher", "p"), True)):
        for model, data in ((ReportedTotal, total), (Citation, passage)):
            response = entered(browser(person), model, data)
            assert (response.status_code == 302) is may, errors_of(response)
            if not may:
                assert errors_of(response) == {"__all__": [SHOWN_AT_ONCE]}
            assert model.objects.filter(event=event).exists() is may


def test_own_total_is_not_moved_before_readers() -> None:
    person = somebody("contributor")
    public = factories.EventFactory()
    factories.meeting(event=public)
    with acting(person):
        quiet = factories.EventFactory()
        total = ReportedTotal.objects.create(
            event=quiet, principal=factories.delegation("MA", quiet), source=factories.SourceFactory(), value=4
        )
        citation = factories.cite(quiet)
    host = factories.delegation("MA", public)
    desk = browser(person)
    assert errors_of(changed(desk, total, event=public.pk, principal=host.pk)) == {"__all__": [SHOWN_AT_ONCE]}
    assert errors_of(changed(desk, citation, event=public.pk)) == {"__all__": [SHOWN_AT_ONCE]}
    assert not ReportedTotal.objects.published().exists()
    assert not Citation.objects.filter(event=public).exists()


def test_contributor_changes_nothing_that_a_published_meeting_uses() -> None:
    person = somebody("contributor")
    with acting(person):
        event, source = factories.EventFactory(name="As it was"), factories.SourceFactory(title="As it was")
        host = factories.delegation("MA", event, head="As it was")
    factories.meeting(event=event, source=source, principal="ES", counterpart="FR")
    factories.mou("ES", "FR", event=event)
    used = factories.meeting(event=event, principal="MA", counterpart="DE")
    assert used.principal == host
    desk = browser(person)
    for row, field in ((event, "name"), (source, "title"), (host, "head")):
        for query in ("", "?_popup=1", "?_to_field=id"):
            url = address(type(row), "change", row.pk) + query
            answer = desk.post(url, {field: "Otherwise", "_version": row.version, "_save": "1"})
            assert answer.status_code == 403, url
            assert desk.post(address(type(row), "delete", row.pk), {"post": "yes"}).status_code == 403
        row.refresh_from_db()
        assert getattr(row, field) == "As it was"


def test_inline_of_a_draft_reaches_no_passage_of_a_published_record() -> None:
    person = somebody("editor")
    record, public = draft(person), factories.aged(factories.meeting())
    own, theirs = record.citations.get(), public.citations.get()
    url = address(Meeting, "change", record.pk)
    form = fields_of(browser(person).get(url))
    key = next(name for name, value in form.items() if name.endswith("-id") and str(value) == str(own.pk))
    prefix = key.removesuffix("id")
    for forged in ({f"{prefix}id": theirs.pk}, {f"{prefix}meeting": public.pk}, {f"{prefix}id": theirs.pk,
                   f"{prefix}DELETE": "on"}):  # fmt: skip
        browser(person).post(url, {**form, **forged, f"{prefix}locator": "Forged", "_save": "1"})
    theirs.refresh_from_db()
    assert (theirs.meeting, theirs.locator) == (public, "paragraph 1")
    assert list(public.citations.all()) == [theirs]


def test_passage_is_not_moved_to_a_published_record() -> None:
    person = somebody("publisher")
    citation = draft(person).citations.get()
    public = factories.aged(factories.meeting())
    response = changed(browser(person), citation, meeting=public.pk)
    assert response.status_code == 200
    assert errors_of(response)
    assert public.citations.count() == 1


# --- Deleting ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [factories.meeting, factories.mou], ids=["meeting", "mou"])
def test_nothing_published_is_deleted_not_even_by_a_superuser(make: Any) -> None:
    desk = browser(User.objects.create_superuser("root"))
    topic = factories.TopicFactory()
    public, gone = factories.aged(make(topics=[topic])), factories.aged(make(status="withdrawn"))
    model = type(public)
    rows = [public, gone, topic, public.citations.get().source, Delegation.objects.first()]
    for row in rows:
        desk.post(address(type(row), "delete", row.pk), {"post": "yes"})
        desk.post(f"{address(type(row), 'delete', row.pk)}?_popup=1", {"post": "yes", "_popup": "1"})
        action = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes", "select_across": 1}
        desk.post(address(type(row), "changelist"), action)
        assert type(row)._default_manager.filter(pk=row.pk).exists(), row
    assert list(public.topics.all()) == [topic]
    assert model.objects.count() == 2
    for record in (public, gone):
        with pytest.raises(InternalError, match="Cannot delete"), transaction.atomic():
            run_sql(f"DELETE FROM {model._meta.db_table} WHERE id = {record.pk}")


def test_withdrawn_record_keeps_its_address_its_reason_and_its_history() -> None:
    record, publisher = factories.meeting(), somebody("publisher")
    page_of_it = f"/admin/meetings/meeting/{record.pk}/withdraw/"
    for reason in ("", "  ", "\u200b"):
        response = browser(publisher).post(
            f"/admin/meetings/meeting/{record.pk}/withdraw/", {"reason": reason, **shown(record)}
        )
        assert response.status_code == 200
    assert Meeting.objects.get(pk=record.pk).status == "published"
    told = {"reason": "The paper retracted it.", **shown(record)}
    browser(publisher).post(page_of_it, told)
    page = Client().get(record.get_absolute_url())
    assert (page.status_code, b"The paper retracted it." in page.content) == (410, True)
    said = record.history.order_by("pgh_id").last()
    assert (said.status, said.withdrawn_reason) == ("withdrawn", "The paper retracted it.")
    assert said.pgh_context.metadata["user"] == publisher.pk


# --- What is asked for beside the pages ------------------------------------------------------------------------------


def test_chooser_offers_no_draft_of_another_and_no_people() -> None:
    person, other = somebody("contributor"), somebody("editor", "other")
    hidden, public = draft(other), factories.meeting()
    desk = browser(person)
    for model, field in (("citation", "meeting"), ("mou", "meeting"), ("meeting", "revises")):
        found = desk.get(f"/admin/autocomplete/?app_label=meetings&model_name={model}&field_name={field}&term=")
        offered = [row["id"] for row in found.json()["results"]]
        assert str(public.pk) in offered
        assert str(hidden.pk) not in offered
    for field in ("entered_by", "changed_by", "published_by"):
        query = f"app_label=meetings&model_name=meeting&field_name={field}&term="
        assert desk.get(f"/admin/autocomplete/?{query}").status_code == 403


@pytest.mark.parametrize("field", ["password", "username", "is_superuser"])
def test_popup_gives_no_other_column_than_the_key(field: str) -> None:
    person = somebody("administrator")
    other = somebody("publisher", "other")
    desk = browser(person)
    answer = desk.get(f"{address(User, 'change', other.pk)}?_to_field={field}&_popup=1")
    assert answer.status_code == 400
    assert desk.get(f"{address(User, 'changelist')}?{field}__startswith=a").status_code in (302, 400)


# --- Reasons against publishing -----------------------------------------------------------------------------------


def test_every_reason_is_said_at_once() -> None:
    record = factories.meeting(status="draft", held_on="")
    record.citations.all().delete()
    with pytest.raises(Refused) as caught:
        services.publish(record, None)
    assert [reason.split(":")[0] for reason in caught.value.reasons] == ["It has no citation", "It has no date"]


def test_mou_of_one_party_with_itself_is_refused() -> None:
    signed = factories.mou("MA", "ES", status="draft")
    other = factories.delegation("MA", None, institution="Another institution")
    signed.signatures.exclude(delegation__country="MA").update(delegation=other)
    with pytest.raises(Refused, match="All its delegations are of one party"):
        services.publish(signed, None)
