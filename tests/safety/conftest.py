"""What the tests of safety share."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """What one test counted must not answer another: a version of the register is only raised at COMMIT."""
    cache.clear()
    yield
    cache.clear()
