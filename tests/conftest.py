"""The database of the tests, and what all of them share."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import TransactionTestCase

from tests.emptying import put_back, remember_as_migrated


def pytest_collection_finish() -> None:
    """Keep the garbage collector from what lives until the end: all that was imported, and some 4,600 tests.

    A page makes some thousand objects and drops them again. After each 700 of them, as Python does it, the collector
    takes a tenth of the time of a test that renders.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let tests with real transactions take away what they wrote, and empty no table, which history forbids."""
    with django_db_blocker.unblock():
        remember_as_migrated()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: put_back())
        yield
