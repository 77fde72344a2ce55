"""The reason for a change, which every form of the admin asks for and its history keeps."""

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts.models import User
from meetings.models import Meeting, Source
from tests import factories
from tests.admin.pages import MODELS, address, errors_of, fields_of, fill_register, post_raw

pytestmark = pytest.mark.django_db


def contexts(record: Any) -> list[dict[str, Any]]:
    rows = record.history.select_related("pgh_context").order_by("pgh_id")
    return [row.pgh_context.metadata if row.pgh_context else {} for row in rows]


def test_every_form_asks_why(desk: Client) -> None:
    Group.objects.create(name="Editors")
    fill_register(1)
    for model in MODELS:
        row = model._default_manager.first()
        assert row is not None
        for page in (desk.get(address(model, "change", row.pk)), desk.get(address(model, "add"))):
            content = page.content.decode()
            asked = getattr(row, "published_at", None) is None or page.context["add"]
            assert content.count('name="_why"') == int(asked), (model, page.request["PATH_INFO"])


def test_reason_is_kept_in_the_history(desk: Client, administrator: User) -> None:
    source = factories.SourceFactory()
    form = address(Source, "change", source.pk)
    data = {**fields_of(desk.get(form)), "title": "Corrected"}
    assert desk.post(form, {**data, "_why": "  The paper changed its headline. "}).status_code == 302
    last = contexts(source)[-1]
    assert (last["reason"], last["via"], last["user"]) == (
        "The paper changed its headline.",
        "form",
        administrator.pk,
    )


def test_reason_goes_to_what_belongs_to_the_record_and_to_its_move(desk: Client) -> None:
    record = factories.meeting(status="draft")
    form = address(Meeting, "change", record.pk)
    data = fields_of(desk.get(form)) | {"citations-0-locator": "page 9", "_why": "Wrong page", "_submit": "1"}
    assert desk.post(form, data).status_code == 302
    assert contexts(record.citations.get())[-1]["reason"] == "Wrong page"
    assert contexts(record)[-1]["reason"] == "Wrong page"
    record.refresh_from_db()
    assert record.status == "in_review"


def test_without_a_reason_none_is_kept(desk: Client) -> None:
    source = factories.SourceFactory()
    form = address(Source, "change", source.pk)
    for why in ({}, {"_why": " \u200b "}):
        data = {**fields_of(desk.get(form)), "title": f"Corrected {len(why)}"}
        assert desk.post(form, {**data, **why}).status_code == 302
        assert "reason" not in contexts(source)[-1]


@pytest.mark.parametrize("why", ["x" * 1001, "bell \x07", "turned \u202e", "nul \x00"])
def test_bad_reason_is_a_message_and_nothing_is_lost(desk: Client, why: str) -> None:
    record = factories.meeting(status="draft")
    form = address(Meeting, "change", record.pk)
    data = fields_of(desk.get(form)) | {"place": "Rabat", "_why": why}
    response = post_raw(desk, form, data)
    assert response.status_code == 200
    assert "__all__" in errors_of(response)
    assert 'value="Rabat"' in response.content.decode()
    assert response.content.decode().count('name="_why"') == 1
    record.refresh_from_db()
    assert record.place == ""
    # Corrected, it is saved.
    assert desk.post(form, {**data, "_why": "Shorter"}).status_code == 302
    assert contexts(record)[-1]["reason"] == "Shorter"


def test_bad_reason_beside_other_errors_is_no_error_of_the_server(desk: Client) -> None:
    for model in MODELS:
        response = desk.post(address(model, "add"), {"_why": "x" * 2000, "_token": str(uuid4())})
        assert response.status_code == 200, model


def test_typed_reason_comes_back_escaped(desk: Client) -> None:
    source = factories.SourceFactory()
    form = address(Source, "change", source.pk)
    response = desk.post(form, {"title": "", "_why": '"><b>'})
    assert 'value="&quot;&gt;&lt;b&gt;"' in response.content.decode()
