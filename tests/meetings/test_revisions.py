"""What was published changes only by a pending revision, which takes the road to publication itself."""

import threading
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import User
from core.history import acting
from meetings import services
from meetings.content import content_of
from meetings.differences import differences
from meetings.models import Meeting, MoU
from meetings.services import Refused, revising, revisions
from tests import factories
from tests.rules import broken, run_sql

pytestmark = pytest.mark.usefixtures("committed")

MAKERS = pytest.mark.parametrize("make", [factories.meeting, factories.mou], ids=["meeting", "mou"])


def made(make: Any, **values: Any) -> Any:
    with transaction.atomic():
        return make(**values)


def person(name: str) -> User:
    return User.objects.create_superuser(name, f"{name}@example.org", "not a secret")


@MAKERS
def test_published_record_refuses_every_other_change(make: Any) -> None:
    record = made(make, topics=[factories.TopicFactory()])
    model, target = type(record), record._meta.model_name
    changes = [
        lambda: model.objects.filter(pk=record.pk).update(summary="Another."),
        lambda: run_sql(f"UPDATE {model._meta.db_table} SET event_id = NULL, summary = 'x'"),
        lambda: record.citations.update(locator="page 9"),
        lambda: record.citations.all().delete(),
        lambda: factories.cite(record),
        lambda: record.topics.clear(),
        lambda: record.topics.add(factories.TopicFactory()),
    ]
    before = content_of(record)
    for change in changes:
        with pytest.raises(IntegrityError) as caught, transaction.atomic():
            change()
        assert broken(caught.value) in (f"meetings_{target}_published_is_kept", "meetings_part_of_published")
    assert content_of(record) == before


def test_parties_of_a_published_mou_are_kept() -> None:
    mou = made(factories.mou)
    with pytest.raises(IntegrityError), transaction.atomic():
        mou.signatures.create(delegation=factories.delegation("FR", None))
    assert mou.signatures.count() == 2


def test_delegation_of_a_published_meeting_keeps_its_party() -> None:
    meeting = made(factories.meeting)
    side = meeting.counterpart
    side.country = factories.country("FR")
    with pytest.raises(IntegrityError) as caught:
        side.save()
    assert broken(caught.value) == "meetings_meeting_published_is_kept"


@MAKERS
def test_revision_says_what_the_record_says_and_readers_never_see_it(make: Any) -> None:
    record = made(make, topics=[factories.TopicFactory()])
    copy = revisions.begin(record, None)
    assert content_of(copy) == content_of(record)
    assert copy.reference.startswith("R")
    assert (copy.status, copy.revises, copy.base_version) == ("draft", record, record.version)
    assert list(type(record).objects.published()) == [record]
    assert list(type(record).objects.originals()) == [record]
    assert revisions.begin(record, None) == copy


@MAKERS
def test_revision_of_a_draft_is_refused(make: Any) -> None:
    with pytest.raises(Refused):
        revisions.begin(made(make, status="draft"), None)


@MAKERS
def test_applied_revision_changes_the_record_in_its_place(make: Any) -> None:
    topic = factories.TopicFactory()
    record = made(make, topics=[factories.TopicFactory()])
    reference, citation, published_at = record.reference, record.citations.get().pk, record.published_at
    writer, other = person("writer"), person("other")
    copy = revisions.begin(record, writer)
    with acting(writer, via="form"):
        copy.summary = "They met again."
        copy.save()
        copy.topics.set([topic])
        copy.citations.update(locator="page 2")
        factories.cite(copy, locator="page 3", supports=["date"])
    wanted = content_of(copy)
    services.submit(copy, writer)
    assert services.publish(copy, other, "Checked against the source.") == record
    record.refresh_from_db()
    assert content_of(record) == wanted
    assert (record.reference, record.published_at) == (reference, published_at)
    assert record.citations.filter(pk=citation, locator="page 2").exists()  # the same row, corrected
    assert (record.changed_by, record.published_by, record.published_alone) == (writer, other, False)
    assert not type(record).objects.exclude(pk=record.pk).exists()
    assert record.history.latest("pgh_id").pgh_context.metadata["via"] == "revision"


@MAKERS
def test_revision_of_what_was_withdrawn_publishes_it_again(make: Any) -> None:
    record = made(make, status="withdrawn")
    copy = revisions.begin(record, None)
    services.publish(copy, None)
    record.refresh_from_db()
    assert (record.status, record.withdrawn_reason) == ("published", "")


@MAKERS
def test_revision_of_what_changed_meanwhile_is_refused(make: Any) -> None:
    record = made(make)
    copy = revisions.begin(record, None)
    with revising():
        type(record).objects.filter(pk=record.pk).update(summary="By another service.")
    with pytest.raises(Refused) as caught:
        services.publish(copy, None)
    assert "has changed since" in caught.value.reasons[0]


@MAKERS
def test_revision_without_citation_is_refused(make: Any) -> None:
    record = made(make)
    copy = revisions.begin(record, None)
    copy.citations.all().delete()
    with pytest.raises(Refused):
        services.publish(copy, None)
    assert record.citations.count() == 1


@MAKERS
def test_discarded_revision_leaves_the_record_alone(make: Any) -> None:
    record = made(make)
    before = content_of(record)
    services.discard(revisions.begin(record, None), None)
    assert content_of(record) == before
    assert type(record).objects.get() == record


def test_two_who_begin_at_once_share_one_revision() -> None:
    record = made(factories.meeting)
    begun, barrier = [], threading.Barrier(2)

    def begin() -> None:
        try:
            barrier.wait(timeout=20)
            begun.append(revisions.begin(Meeting.objects.get(pk=record.pk), None).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=begin) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(begun) == 2
    assert len(set(begun)) == 1


def test_mou_names_no_revision_as_its_meeting() -> None:
    copy = revisions.begin(made(factories.meeting), None)
    with pytest.raises(IntegrityError) as caught:
        made(factories.mou, status="draft", meeting=copy)
    assert broken(caught.value) == "meetings_mou_of_no_revision"


def test_differences_are_in_words() -> None:
    record = made(factories.meeting)
    before = content_of(record)
    topic = factories.TopicFactory(name="Cybercrime")
    citation = {**before["citations"][0], "locator": "page 2"}
    after = {
        "fields": {**before["fields"], "held_on": "2025-11", "kind": "courtesy-call"},
        "topics": [topic.pk],
        "citations": [citation],
    }
    found = {each.field: (each.before, each.after) for each in differences(Meeting, before, after)}
    assert found["kind"] == (("bilateral meeting",), ("courtesy call",))
    assert found["held_on"] == (("on 24 November 2025",), ("in November 2025",))
    assert found["topics"] == ((), ("Cybercrime",))
    assert found["citations"][1][0].endswith("page 2 · who took part")
    assert set(found) == {"kind", "held_on", "topics", "citations"}


# --- Two persons ----------------------------------------------------------------------------------------


@pytest.fixture
def two_persons(settings: Any) -> Any:
    settings.TWO_PERSONS = True
    run_sql("SET entente.two_persons = 'on'")
    yield
    run_sql("SET entente.two_persons = 'off'")


def drafted(by: User, make: Any = factories.meeting) -> Any:
    with acting(by, via="form"):
        return made(make, status="draft")


@MAKERS
def test_who_wrote_it_does_not_publish_it(make: Any, two_persons: None) -> None:
    writer, other = person("writer"), person("other")
    record = drafted(writer, make)
    assert (record.entered_by, record.changed_by) == (writer, writer)
    with pytest.raises(Refused) as caught:
        services.publish(record, writer)
    assert caught.value.reasons == ["You changed it last: somebody else reviews and publishes it."]
    with pytest.raises(Refused):
        services.publish(record, None)
    services.publish(record, other)
    assert (record.published_by, record.changed_by, record.published_alone) == (other, writer, False)


def test_moves_do_not_make_one_the_writer(two_persons: None) -> None:
    writer, other = person("writer"), person("other")
    record = drafted(writer)
    services.submit(record, writer)
    services.return_to_draft(record, other, "Say when.")
    services.submit(record, writer)
    assert record.changed_by == writer


def test_citation_added_makes_one_the_writer(two_persons: None) -> None:
    writer, other = person("writer"), person("other")
    record = drafted(writer)
    version = record.version
    with acting(other, via="form"):
        factories.cite(record)
    record.refresh_from_db()
    assert (record.changed_by, record.version) == (other, version + 1)


@MAKERS
def test_no_statement_goes_round_the_second_person(make: Any, two_persons: None) -> None:
    writer = person("writer")
    record = drafted(writer, make)
    rule = f"meetings_{record._meta.model_name}_two_persons"
    rows = type(record).objects.filter(pk=record.pk)
    with pytest.raises(IntegrityError) as caught, acting(writer), transaction.atomic():
        rows.update(status="published", published_at=timezone.now())
    assert broken(caught.value) == rule
    with pytest.raises(IntegrityError) as caught, transaction.atomic():  # nobody at all
        run_sql("SELECT set_config('pghistory.context_metadata', '', true)")
        rows.update(status="published", published_at=timezone.now())
    assert broken(caught.value) == rule
    assert rows.get().status == "draft"


@MAKERS
def test_revision_is_published_by_another(make: Any, two_persons: None) -> None:
    writer, other = person("writer"), person("other")
    record = drafted(writer, make)
    services.publish(record, other)
    copy = revisions.begin(record, other)
    with acting(other):
        copy.summary = "Corrected."
        copy.save()
    with pytest.raises(Refused):
        services.publish(copy, other)
    services.publish(copy, writer)
    record.refresh_from_db()
    assert (record.summary, record.changed_by, record.published_by) == ("Corrected.", other, writer)


def test_insertion_of_something_published_is_refused(two_persons: None) -> None:
    sides = {"principal": factories.delegation("MA", None), "counterpart": factories.delegation("ES", None)}
    row = Meeting(**sides, held_on="2025", status="published", published_at=timezone.now())
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Meeting.objects.bulk_create([row])
    assert broken(caught.value) == "meetings_meeting_two_persons"


def test_publisher_of_ones_own_is_said_to_be_alone() -> None:
    writer = person("writer")
    record = drafted(writer)
    services.publish(record, writer)
    assert record.published_alone


def test_role_without_the_power_is_refused() -> None:
    nobody = User.objects.create_user("nobody", is_staff=True)
    record = made(factories.mou, status="draft")
    for move in (services.publish, services.submit, services.discard):
        with pytest.raises(Refused) as caught:
            move(record, nobody)
        assert caught.value.reasons == ["Your role does not allow this."]
    assert MoU.objects.get().status == "draft"
