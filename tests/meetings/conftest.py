"""What tests of meetings share."""

import pytest

from core.models import RegisterState


@pytest.fixture
def committed(transactional_db: None) -> None:
    """Real transactions. The flush after each such test takes the one row that a migration made; here it is again."""
    RegisterState.objects.get_or_create(pk=1)
