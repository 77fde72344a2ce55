"""Every list of the admin comes out as a file, as it is filtered, and comes in again as the same."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core.cells import neutralise, restore
from desk.exporting.tables import PEOPLE, table_of
from desk.imports.kinds import KINDS
from desk.models import ImportedMeeting
from tests import factories
from tests.admin.conftest import administrator, desk
from tests.admin.pages import MODELS, fill_register
from tests.desk.imports.files import compared, verdicts

__all__ = ["administrator", "desk"]
pytestmark = pytest.mark.django_db


def address(model: Any, format: str = "csv", query: str = "") -> str:
    return reverse("desk:export", args=[model._meta.app_label, model._meta.model_name, format]) + query


def content(client: Client, url: str) -> bytes:
    response: Any = client.get(url)
    assert response.status_code == 200, url
    return b"".join(response.streaming_content)


def rows(exported: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(exported.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("written", ["=1+1", "+49", "-5", "@x", "\tx", "\rx", "'=1", "''-1", "'quoted'", "plain", ""])
def test_cell_is_harmless_and_comes_back_as_it_was(written: str) -> None:
    assert neutralise(written)[:1] not in tuple("=+-@\t\r")
    assert restore(neutralise(written)) == written


def test_every_list_is_exported_and_says_so(desk: Client) -> None:
    fill_register(1)
    Group.objects.get_or_create(name="Editors")
    for model in admin.site._registry:
        assert table_of(model) is not None, model
        page = desk.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist") + "?o=1")
        assert address(model, "csv", "?o=1") in page.content.decode(), model
        assert address(model, "xlsx", "?o=1") in page.content.decode(), model
        assert len(rows(content(desk, address(model)))) == model._default_manager.count() + 1, model


def test_what_is_exported_comes_back_unchanged(desk: Client) -> None:
    made = fill_register(2)
    meeting: Any = made["meeting"]
    meeting.refresh_from_db()
    topic = meeting.topics.first()
    topic.description = "=HYPERLINK(1)"
    topic.save()
    ImportedMeeting.objects.create(meeting=meeting, source=meeting.citations.first().source, external_key="-1")
    draft = factories.meeting("MA", "FR", place="@home", summary="two\nlines; \"quoted\", 'so'", status="draft")
    factories.delegation("DE", None)
    assert draft.pk
    for kind in KINDS.values():
        exported = content(desk, address(kind.model))
        batch = compared(desk, exported, kind=kind.name)
        number = kind.model._default_manager.count()
        wrong = [(row.cells, row.problems, row.changes) for row in batch.rows.exclude(verdict__in=["", "unchanged"])]
        assert verdicts(batch) == ["unchanged"] * number, (kind.name, wrong[:2])
    assert "'=HYPERLINK(1)" in content(desk, address(type(topic))).decode()


@pytest.mark.parametrize("name", ["meeting", "topic", "citation"])
def test_workbook_comes_back_unchanged(desk: Client, name: str) -> None:
    made = fill_register(1)
    assert made
    exported = content(desk, address(KINDS[name].model, "xlsx"))
    assert set(verdicts(compared(desk, exported, "export.xlsx", kind=name))) == {"unchanged"}
    sheet = openpyxl.load_workbook(io.BytesIO(exported)).active
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


def test_export_holds_what_the_list_shows(desk: Client) -> None:
    event = factories.EventFactory()
    shown = factories.meeting("MA", "ES", event=event)
    factories.meeting("MA", "FR")
    for query in (f"?event={event.pk}", "?q=spain", "?q=spain&p=7", f"?event={event.pk}&all="):
        found = rows(content(desk, address(type(shown), "csv", query)))
        assert [row[0] for row in found[1:]] == [shown.reference], query
    assert desk.get(address(type(shown), "csv", "?held_from__year=99999")).status_code == 302


def test_as_many_queries_for_thirty_rows_as_for_three(desk: Client) -> None:
    counts = []
    for number in (3, 30):
        fill_register(number)
        asked = {}
        for model in MODELS:
            with CaptureQueriesContext(connection) as captured:
                content(desk, address(model))
            asked[model._meta.label] = len(captured)
        counts.append(asked)
    assert {name: (counts[0][name], number) for name, number in counts[1].items() if number > counts[0][name]} == {}


def test_only_who_sees_the_list_gets_the_file(client: Client) -> None:
    person = User.objects.create_user("contributor", is_staff=True)
    person.groups.set(Group.objects.filter(name="contributor"))
    hidden = factories.meeting("MA", "ES", status="draft")
    client.force_login(person)
    assert rows(content(client, address(type(hidden))))[1:] == []
    assert client.get(address(User)).status_code == 403
    assert Client().get(address(type(hidden))).status_code == 302
    for wrong in ("/admin/desk/export/nothing/there.csv", "/admin/desk/export/meetings/mouparty.csv",
                  "/admin/desk/export/meetings/meeting.pdf", "/admin/desk/export/desk/comment.csv"):  # fmt: skip
        assert client.get(wrong).status_code == 404


def test_people_are_exported_without_secrets_and_never_brought_in() -> None:
    assert set(PEOPLE) == {User, Group}
    assert not {"password", "is_superuser", "user_permissions"} & {
        name for table in PEOPLE.values() for name in table.headings
    }
    assert not {"user", "group"} & set(KINDS)


def test_template_is_a_table_that_can_be_filled_in(desk: Client) -> None:
    for name, kind in KINDS.items():
        written = desk.get(reverse("desk:import-template", args=[name, "csv"])).content
        head, example = rows(written)
        assert set(head) == {column.name for column in kind.taken()} - {"id", "reference"}
        assert any(example)
        response: Any = desk.get(reverse("desk:import-template", args=[name, "xlsx"]))
        sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
        assert [cell.value for cell in sheet[1]] == head
