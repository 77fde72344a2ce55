"""History and what it refers to: nobody changes a row, nobody empties a table, and the application's role need not be
able to."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import InternalError, ProgrammingError, connection, transaction
from pghistory.models import Context, Event

from accounts.models import User
from core.history import acting
from meetings.models import Source
from tests.factories import SourceFactory, aged, cite, meeting
from tests.rules import run_sql

pytestmark = pytest.mark.django_db
DEPLOY = Path(__file__).parents[2] / "docs" / "deploy.md"


def histories() -> list[Any]:
    return [model for model in apps.get_models() if issubclass(model, Event)]


@pytest.fixture
def person() -> User:
    return User.objects.create_user("editor")


# --- TRUNCATE ---------------------------------------------------------------------------------------------


def test_no_table_of_the_history_nor_with_one_is_emptied() -> None:
    tables = {model._meta.db_table for history in histories() for model in (history, history.pgh_tracked_model)}
    assert len(tables) == 32
    for table in sorted(tables):
        with pytest.raises(InternalError, match=f"Cannot truncate the table {table}"), transaction.atomic():
            run_sql(f'TRUNCATE "{table}" CASCADE')


def test_contexts_are_not_emptied() -> None:
    with pytest.raises(InternalError, match="Cannot truncate"), transaction.atomic():
        run_sql("TRUNCATE pghistory_context")


def test_flush_is_refused() -> None:
    kept = SourceFactory()
    with pytest.raises(CommandError), transaction.atomic():
        call_command("flush", interactive=False, verbosity=0)
    assert Source.objects.filter(pk=kept.pk).exists()


# --- Contexts ---------------------------------------------------------------------------------------------


def change(person: User, **metadata: Any) -> Context:
    with acting(person, via="form", **metadata):
        source = SourceFactory()
    return source.history.get().pgh_context


@contextmanager
def in_context(key: str) -> Iterator[None]:
    run_sql("SELECT set_config('pghistory.context_id', %s, true)", key)
    yield
    run_sql("SELECT set_config('pghistory.context_id', '', true), set_config('pghistory.context_metadata', '', true)")


def test_context_of_another_request_is_not_changed_nor_deleted(person: User) -> None:
    context = change(person)
    with in_context(""):
        for sql in (
            "UPDATE pghistory_context SET metadata = '{}'",
            "UPDATE pghistory_context SET updated_at = now()",
            "DELETE FROM pghistory_context",
        ):
            with pytest.raises(InternalError, match="history refers to them"), transaction.atomic():
                run_sql(sql)
    assert Context.objects.get().metadata == context.metadata == {"user": person.pk, "via": "form"}


def test_request_adds_to_its_own_context_but_stays_the_same_person(person: User) -> None:
    with acting(person, via="form"):
        source = SourceFactory()
        with acting(None, via="merge", reason="Entered twice."):
            Source.objects.filter(pk=source.pk).update(publisher="Another")
        assert Context.objects.get().metadata == {"user": person.pk, "via": "merge", "reason": "Entered twice."}
        with (
            pytest.raises(InternalError, match="history refers to them"),
            transaction.atomic(),
            acting(User.objects.create_user("other")),
        ):
            Source.objects.filter(pk=source.pk).update(publisher="A third")


def test_context_may_learn_who_acts(person: User) -> None:
    with acting(None, via="form"):
        SourceFactory()
        with acting(person):
            SourceFactory()
    assert Context.objects.get().metadata["user"] == person.pk


# --- A role that owns nothing -----------------------------------------------------------------------------


@pytest.fixture
def role() -> str:
    """Make the role of docs/deploy.md, with the grants that stand there word for word, for the length of a test."""
    blocks = re.findall(r"```sql\n(.*?)```", DEPLOY.read_text(), re.DOTALL)
    grants = [block for block in blocks if "entente_app" in block]
    assert len(grants) == 2
    name = f"entente_app_{connection.settings_dict['NAME'].replace('-', '_')}"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE ROLE "{name}" NOLOGIN')
        for block in grants:
            cursor.execute(block.replace("entente_app", f'"{name}"'))
    return name


@contextmanager
def by(role: str) -> Iterator[None]:
    run_sql(f'SET LOCAL ROLE "{role}"')
    yield
    run_sql("RESET ROLE")


def test_role_of_the_application_writes_records_and_their_history(role: str, person: User) -> None:
    record = aged(meeting(status="draft"))
    with by(role), acting(person, via="form", reason="A second paragraph."):
        cite(record, locator="paragraph 2")
        with acting(None, via="bulk"):
            type(record).objects.filter(pk=record.pk).update(place="Rabat")
    latest = record.history.latest("pgh_id")
    assert latest.place == "Rabat"
    assert latest.pgh_context.metadata == {"user": person.pk, "via": "bulk", "reason": "A second paragraph."}


def test_role_of_the_application_has_no_power_over_history(role: str) -> None:
    meeting()
    forbidden = ["ALTER TABLE pghistory_context DISABLE TRIGGER ALL", "DELETE FROM pghistory_context"]
    forbidden += ["UPDATE pghistory_context SET created_at = now()", "TRUNCATE pghistory_context"]
    for model in histories():
        table = model._meta.db_table
        forbidden += [
            f"UPDATE {table} SET pgh_label = pgh_label",
            f"DELETE FROM {table}",
            f"TRUNCATE {table}",
            f"ALTER TABLE {table} DISABLE TRIGGER ALL",
        ]
    for sql in forbidden:
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic(), by(role):
            run_sql(sql)
    run_sql("RESET ROLE")
