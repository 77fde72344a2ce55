"""Editors, who see what was found out."""

import pytest
from django.test import Client

from accounts.models import User


@pytest.fixture
def administrator(db: None) -> User:
    return User.objects.create_superuser("administrator", "administrator@example.org", "not a secret")


@pytest.fixture
def desk(administrator: User) -> Client:
    """A browser in which the administrator is signed in."""
    client = Client()
    client.force_login(administrator)
    return client
