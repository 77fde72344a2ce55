"""Every list, form and deletion page opens, in a number of queries that does not grow, without inline code."""

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from tests import factories
from tests.admin.pages import MODELS, address, fill_register

pytestmark = pytest.mark.django_db


def pages_of(model: type[Model], objects: dict[str, Model]) -> Iterator[str]:
    row = objects.get(model._meta.model_name or "") or model._default_manager.order_by("pk").first()
    assert row is not None, f"the test makes no {model._meta.label}"
    yield address(model, "changelist")
    if model is not User:
        yield address(model, "add")
    yield address(model, "change", row.pk)
    yield address(model, "history", row.pk)
    yield address(model, "delete", row.pk)


def queries_of(client: Client, url: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code in (200, 403), url
    return [query["sql"] for query in captured]


def test_pages_open_with_as_many_queries_for_thirty_rows_as_for_three(desk: Client) -> None:
    Group.objects.create(name="Editors")
    ContentType.objects.get_for_models(*apps.get_models())  # remembered from the first time they are asked for
    few: dict[str, list[str]] = {}
    small = fill_register(3)
    for model in MODELS:
        for number, url in enumerate(pages_of(model, small)):
            few[f"{model._meta.label} {number}"] = queries_of(desk, url)
    large = fill_register(30)
    for number in range(30):
        User.objects.create(username=f"editor{number}")
    worse = []
    for model in MODELS:
        for number, url in enumerate(pages_of(model, large)):
            many = queries_of(desk, url)
            name = f"{model._meta.label} {number}"
            # The deletion of a person looks for all that a person may have done.
            most = 46 if url.startswith("/admin/accounts/user/") and url.endswith("/delete/") else 45
            if len(many) > len(few[name]) or len(many) > most:
                worse.append((name, url, len(few[name]), len(many), many[-3:]))
    assert worse == []


def test_list_of_a_page_full_of_meetings_shows_fifty_and_no_full_count(desk: Client) -> None:
    event = factories.EventFactory()
    for _ in range(52):
        factories.meeting("MA", "ES", event=event)
    response = desk.get(reverse("admin:meetings_meeting_changelist"))
    assert len(response.context["cl"].result_list) == 50
    assert response.context["cl"].full_result_count is None


def test_every_list_names_its_related_rows() -> None:
    for model in MODELS:
        assert admin.site._registry[model].list_select_related is not False, model


def test_event_page_lists_and_links_what_it_gathered(desk: Client) -> None:
    made = fill_register(3)
    page = desk.get(address(type(made["event"]), "change", made["event"].pk)).content.decode()
    for name in ("meeting", "mou", "delegation"):
        assert f'href="{address(type(made[name]), "change", made[name].pk)}"' in page
    assert f"/admin/meetings/meeting/?event={made['event'].pk}" in page
    listed = desk.get(f"/admin/meetings/meeting/?event={made['event'].pk}")
    assert listed.context["cl"].result_count == 3


class InlineCode(HTMLParser):
    """Collects what a strict content security policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        data = values.get("type") in ("application/json", "text/template")
        if tag == "style" or (tag == "script" and "src" not in values and not data):
            self.found.append(tag)
        for name, value in attrs:
            if name == "style" or name.startswith("on") or (value or "").lower().startswith("javascript:"):
                self.found.append(f"{tag} {name}={value}")


def crawl(client: Client, *extra: str) -> dict[str, list[str]]:
    objects = fill_register(2)
    urls = [url for model in MODELS for url in pages_of(model, objects)]
    urls += [reverse("admin:index"), reverse("admin:password_change"), reverse("admin:app_list", args=["meetings"])]
    urls += [f"{address(model, 'changelist')}?q=zzz" for model in MODELS]
    urls += [f"{address(model, 'changelist')}?_popup=1" for model in MODELS]
    bad = {}
    for url in [*urls, *extra]:
        response = client.get(url)
        assert response.status_code in (200, 302, 403), url
        parser = InlineCode()
        parser.feed(response.content.decode())
        if parser.found:
            bad[url] = parser.found
    return bad


def test_no_page_of_an_administrator_holds_inline_code(desk: Client, administrator: User) -> None:
    Group.objects.create(name="Editors")
    meeting = factories.meeting("MA", "DE")
    extra = [f"/admin/accounts/user/{administrator.pk}/password/", f"/admin/meetings/meeting/{meeting.pk}/withdraw/"]
    assert crawl(desk, *extra, "/admin/accounts/user/add/") == {}


def test_no_page_of_staff_who_may_only_look_holds_inline_code(client: Client) -> None:
    Group.objects.create(name="Editors")
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(reader)
    assert crawl(client) == {}


def test_pages_without_a_session_hold_no_inline_code(client: Client) -> None:
    for url in ("/admin/login/", "/admin/login/?next=/admin/"):
        response = client.get(url)
        parser = InlineCode()
        parser.feed(response.content.decode())
        assert parser.found == []
        assert "script-src 'self'" in response["Content-Security-Policy"]
        assert "unsafe" not in response["Content-Security-Policy"]
