"""Editors of each role, at their desks."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts.models import User


@pytest.fixture
def somebody(db: None) -> Callable[[str], User]:
    def make(role: str) -> User:
        person = User.objects.create_user(f"{role}-person", is_staff=True)
        person.groups.set(Group.objects.filter(name=role))
        return person

    return make


@pytest.fixture
def publisher(somebody: Callable[[str], User]) -> User:
    return somebody("publisher")


@pytest.fixture
def desk(publisher: User) -> Client:
    client = Client()
    client.force_login(publisher)
    return client


def at_desk(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client
