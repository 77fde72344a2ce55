"""Roles under the names that people know them by, in the language of the page."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils.translation import override

from accounts.models import User
from accounts.roles import LABELS, label_of
from desk.roles import ROLES

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


def test_every_role_has_a_name() -> None:
    assert set(LABELS) == set(ROLES)


def test_form_of_a_person_and_list_of_roles_show_the_names(desk: Client) -> None:
    Group.objects.create(name="Friends")
    person = User.objects.create_user("ana", is_staff=True)
    for language in ("en", "fr", "ar"):
        prefix = "" if language == "en" else f"/{language}"
        with override(language):
            names = [label_of(name) for name in ROLES] + ["Friends"]
            form = desk.get(f"{prefix}/admin/accounts/user/{person.pk}/change/")
        with override(language):
            shown = [label for _key, label in form.context["adminform"].form.fields["groups"].choices]
        assert sorted(shown) == sorted(names)
        page = desk.get(f"{prefix}/admin/auth/group/")
        assert {page.context["cl"].model_admin.role(row) for row in page.context["cl"].result_list} >= {"Friends"}


def test_role_is_still_given_by_the_form(desk: Client) -> None:
    person = User.objects.create_user("ana", is_staff=True)
    editor = Group.objects.get(name="editor")
    data = {"username": "ana", "is_staff": "on", "is_active": "on", "groups": [editor.pk]}
    data |= {"date_joined_0": "2025-11-24", "date_joined_1": "09:00:00"}
    response = desk.post(f"/admin/accounts/user/{person.pk}/change/", data)
    assert response.status_code == 302
    assert list(person.groups.all()) == [editor]
