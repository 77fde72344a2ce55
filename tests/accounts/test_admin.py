"""People and their powers: only a superuser gives them."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client) -> User:
    """A member of staff who may manage people, but is no superuser."""
    person = User.objects.create_user("manager", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(content_type__app_label__in=["accounts", "auth"]))
    client.force_login(person)
    return person


def powers(person: User) -> tuple[bool, bool, int, int]:
    person.refresh_from_db()
    return person.is_staff, person.is_superuser, person.groups.count(), person.user_permissions.count()


def test_hand_posted_powers_do_nothing(client: Client, manager: User) -> None:
    role = Group.objects.create(name="Editors")
    before = powers(manager)
    forged = {
        "username": "manager",
        "is_active": "on",
        "is_staff": "on",
        "is_superuser": "on",
        "groups": [role.pk],
        "user_permissions": list(Permission.objects.values_list("pk", flat=True)),
        "date_joined_0": "2026-01-01",
        "date_joined_1": "00:00:00",
        "first_name": "Changed",
    }
    assert client.post(f"/admin/accounts/user/{manager.pk}/change/", forged).status_code == 302
    assert powers(manager) == before
    assert manager.first_name == "Changed"


def test_superuser_is_out_of_reach_of_others(client: Client, manager: User) -> None:
    boss = User.objects.create_superuser("boss", password="kept as it is")
    url = f"/admin/accounts/user/{boss.pk}"
    assert client.post(f"{url}/change/", {"username": "mine"}).status_code == 403
    new = {"password1": "much longer words", "password2": "much longer words"}
    assert client.post(f"{url}/password/", new).status_code == 403
    assert client.post(f"{url}/delete/", {"post": "yes"}).status_code == 403
    client.post(
        "/admin/accounts/user/", {"action": "delete_selected", "_selected_action": [boss.pk], "index": 0, "post": "yes"}
    )
    boss.refresh_from_db()
    assert boss.username == "boss"
    assert boss.check_password("kept as it is")


def test_roles_are_for_superusers(client: Client, manager: User) -> None:
    role = Group.objects.create(name="Editors")
    assert client.get("/admin/auth/group/").status_code == 403
    assert client.post(f"/admin/auth/group/{role.pk}/change/", {"name": "Mine"}).status_code == 403
    assert client.post("/admin/auth/group/add/", {"name": "Mine"}).status_code == 403


def test_superuser_adds_a_person(client: Client) -> None:
    client.force_login(User.objects.create_superuser("boss"))
    url = "/admin/accounts/user/add/"
    new = {"username": "editor", "password1": "much longer words", "password2": "much longer words",
           "usable_password": "true", "_token": client.get(url).context["token"]}  # fmt: skip
    assert client.post(url, new).status_code == 302
    assert User.objects.get(username="editor").check_password("much longer words")


def test_passwords_are_kept_with_argon2(settings: object) -> None:
    from config import settings as project

    assert project.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
