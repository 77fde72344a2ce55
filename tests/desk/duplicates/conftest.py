"""A publisher, who may merge."""

import pytest

from accounts.models import User
from core.models import RegisterState


@pytest.fixture
def publisher(db: None) -> User:
    return User.objects.create_superuser("publisher", "publisher@example.org", "not a secret")


@pytest.fixture
def committed(transactional_db: None) -> User:
    """Real transactions. The flush after each such test takes the one row that a migration made; here it is again."""
    RegisterState.objects.get_or_create(pk=1)
    return User.objects.create_superuser("publisher", "publisher@example.org", "not a secret")
