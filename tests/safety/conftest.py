"""What the tests of safety share."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.safety.crawl import forget


@pytest.fixture(autouse=True)
def _remembers_as_in_production(settings: Any) -> Iterator[None]:
    """The cache that readers meet, empty: what was counted may leak as well as what is counted."""
    kept = {"BACKEND": "core.kept.KeptObjects"}
    settings.CACHES = {**settings.CACHES, "register": kept, "fragments": {**kept, "OPTIONS": {"MAX_ENTRIES": 400}}}
    forget()
    yield
    forget()
