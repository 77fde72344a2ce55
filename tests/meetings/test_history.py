"""Every change of the record leaves a row of history, whoever writes, and history itself is only added to."""

from collections.abc import Callable
from typing import Any

import pghistory
import pytest
from django.apps import apps
from django.db import InternalError, transaction
from django.test import Client
from pghistory.models import Context

from accounts.models import User
from meetings import services
from meetings.models import Citation, Meeting, MouParty, Source
from tests.admin.pages import address, fields_of
from tests.factories import (
    EventFactory,
    OrganizationFactory,
    ReportedTotalFactory,
    SourceFactory,
    TopicFactory,
    country,
    delegation,
    meeting,
    mou,
)
from tests.rules import run_sql

pytestmark = pytest.mark.django_db


def history(name: str) -> Any:
    return apps.get_model("meetings", f"{name}History").objects


def labels(name: str, **of: Any) -> list[str]:
    return list(history(name).filter(**of).order_by("pgh_id").values_list("pgh_label", flat=True))


def host() -> Any:
    return delegation("MA", EventFactory())


def total() -> Any:
    principal = host()
    return ReportedTotalFactory(event=principal.event, principal=principal)


def citation() -> Any:
    return meeting(status="draft").citations.get()


def party() -> Any:
    return mou(status="draft").signatures.earliest("pk")


def user() -> Any:
    return User.objects.create_user("editor")


KEPT: list[tuple[Callable[[], Any], dict[str, Any]]] = [
    (lambda: country("MA").region, {"sort": 9}),
    (lambda: country("MA"), {"note": "x"}),
    (lambda: country("MA").names.get(), {"name": "x"}),
    (OrganizationFactory, {"acronym": "x"}),
    (EventFactory, {"place": "x"}),
    (host, {"head": "x"}),
    (TopicFactory, {"description": "x"}),
    (SourceFactory, {"publisher": "x"}),
    (lambda: meeting(status="draft"), {"place": "x"}),
    (lambda: mou(status="draft"), {"title": "x"}),
    (party, {"delegation": lambda: delegation("FR", None)}),
    (citation, {"locator": "x"}),
    (total, {"value": 9}),
    (user, {"first_name": "x"}),
]
NAMES = "region country name organization event delegation topic source meeting mou party citation total user"
EVERY_MODEL = pytest.mark.parametrize(("make", "change"), KEPT, ids=NAMES.split())


def test_every_model_with_a_history_is_tried() -> None:
    tracked = [model.pgh_tracked_model for model in apps.get_models() if issubclass(model, pghistory.models.Event)]
    assert len([model for model in tracked if not model._meta.proxy]) == len(KEPT)


def changed(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value() if callable(value) else value for name, value in values.items()}


@EVERY_MODEL
def test_insert_and_each_kind_of_update_leave_a_row(make: Callable[[], Any], change: dict[str, Any]) -> None:
    row, values = make(), changed(change)
    (name,) = values
    table, key = row._meta.db_table, row._meta.pk.column
    assert [entry.pgh_label for entry in row.history.all()] == ["insert"]
    type(row).objects.filter(pk=row.pk).update(**values)
    latest = row.history.latest("pgh_id")
    assert (latest.pgh_label, getattr(latest, name)) == ("update", values[name])
    row.refresh_from_db()
    before = row.history.count()
    column = row._meta.get_field(name).column
    run_sql(f'UPDATE "{table}" SET "{column}" = "{column}" WHERE "{key}" = %s', row.pk)
    assert row.history.count() == before  # nothing changed
    if row._meta.model_name != "mouparty":
        text = 7 if isinstance(values[name], int) else "y"
        setattr(row, name, text)
        row.save()
        assert getattr(row.history.latest("pgh_id"), name) == text
        run_sql(f'UPDATE "{table}" SET "{column}" = %s WHERE "{key}" = %s', 8 if text == 7 else "z", row.pk)
        assert getattr(row.history.latest("pgh_id"), name) == (8 if text == 7 else "z")


def test_bulk_create_leaves_a_row_each() -> None:
    made = Source.objects.bulk_create([Source(title="One"), Source(title="Two")])
    assert [labels("Source", pgh_obj=row.pk) for row in made] == [["insert"], ["insert"]]


def test_raw_insert_and_delete_leave_a_row() -> None:
    run_sql(
        "INSERT INTO meetings_source (title, publisher, url, language, archived_url, sha256, search_text) "
        "VALUES ('Gazette', '', '', 'en', '', '', '')"
    )
    run_sql("DELETE FROM meetings_source")
    assert labels("Source") == ["insert", "delete"]
    assert history("Source").latest("pgh_id").title == "Gazette"


@pytest.mark.parametrize("make", [TopicFactory, SourceFactory, OrganizationFactory, host, total, citation])
def test_deletion_leaves_what_was_deleted(make: Callable[[], Any]) -> None:
    row = make()
    model, key = type(row), row.pk
    before = {field.name: getattr(row, field.attname) for field in model._meta.concrete_fields if field.name != "id"}
    model.objects.filter(pk=key).delete()
    entry = model.history.rel.related_model.objects.get(pgh_obj=key, pgh_label="delete")
    kept = {field.name for field in entry._meta.concrete_fields} & set(before)
    assert {name: getattr(entry, entry._meta.get_field(name).attname) for name in kept} == {
        name: before[name] for name in kept
    }


@pytest.mark.parametrize(("make", "name"), [(meeting, "MeetingTopic"), (mou, "MoUTopic")])
def test_topics_leave_rows(make: Callable[..., Any], name: str) -> None:
    first, second = TopicFactory(), TopicFactory()
    record = make(status="draft", topics=[first])
    record.topics.set([second])
    record.topics.clear()
    assert sorted(labels(name)) == ["delete", "delete", "insert", "insert"]
    assert set(history(name).values_list("topic", flat=True)) == {first.pk, second.pk}


def test_discarded_draft_leaves_it_all_in_the_history() -> None:
    record = mou(status="draft", topics=[TopicFactory()])
    key = record.pk
    services.discard(record, None)
    assert labels("MoU", pgh_obj=key)[-1] == "delete"
    for name, number in (("MouParty", 2), ("Citation", 1), ("MoUTopic", 1)):
        assert labels(name, pgh_label="delete") == ["delete"] * number
    assert not MouParty.objects.exists()
    assert not Citation.objects.exists()


def test_each_step_of_the_road_is_kept_with_its_version() -> None:
    record = meeting(status="draft")
    services.publish(record, None)
    services.withdraw(record, "Retracted.", None)
    entries = history("Meeting").filter(pgh_obj=record.pk).order_by("pgh_id")
    assert list(entries.values_list("status", "version")) == [("draft", 1), ("published", 2), ("withdrawn", 3)]
    assert entries.last().withdrawn_reason == "Retracted."


def test_meeting_keeps_that_its_party_changed() -> None:
    record = meeting("MA", "ES")
    country("FR")
    type(record.counterpart).objects.filter(pk=record.counterpart_id).update(country="FR")
    assert record.history.latest("pgh_id").counterpart_country_id == "FR"


def test_passwords_are_in_no_history() -> None:
    fields = {field.name for field in apps.get_model("accounts.UserHistory")._meta.get_fields()}
    assert "username" in fields
    assert not fields & {"password", "last_login"}


@pytest.mark.parametrize("name", ["Meeting", "MoU", "MeetingTopic", "Citation", "MouParty", "Source"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET pgh_label = 'other'", "DELETE FROM {}"])
def test_history_is_only_added_to(name: str, sql: str) -> None:
    meeting(topics=[TopicFactory()])
    mou()
    rows = history(name)
    before = list(rows.order_by("pgh_id").values())
    assert before
    with pytest.raises(InternalError, match="Cannot"), transaction.atomic():
        run_sql(sql.format(rows.model._meta.db_table))
    assert list(rows.order_by("pgh_id").values()) == before


def test_every_history_table_is_only_added_to() -> None:
    tracked = [model for model in apps.get_models() if issubclass(model, pghistory.models.Event)]
    assert len(tracked) >= 16
    for model in tracked:
        assert [trigger.name for trigger in model._meta.triggers] == ["never_emptied", "append_only"], model


# --- Who did it -------------------------------------------------------------------------------------------


@pytest.fixture
def administrator() -> User:
    return User.objects.create_superuser("administrator", "administrator@example.org", "not a secret")


def test_change_in_the_admin_says_who_and_where(administrator: User, client: Client) -> None:
    client.force_login(administrator)
    record = meeting(status="draft")
    url = address(Meeting, "change", record.pk)
    response = client.post(url, {**fields_of(client.get(url)), "place": "Rabat", "_publish": "1"})
    assert response.status_code == 302
    record.refresh_from_db()
    assert (record.place, record.status) == ("Rabat", "published")
    entries = record.history.filter(place="Rabat")
    assert entries.exists()
    for entry in entries:
        assert entry.pgh_context.metadata == {"user": administrator.pk, "url": url, "via": "form"}


def test_reading_leaves_no_context(administrator: User, client: Client) -> None:
    client.force_login(administrator)
    record = meeting()
    assert client.get(address(Meeting, "change", record.pk)).status_code == 200
    assert client.get(record.get_absolute_url()).status_code == 200
    assert not Context.objects.exists()
    assert record.history.latest("pgh_id").pgh_context is None
