"""The database of the tests, and what all of them share."""

import gc
from collections.abc import Callable, Iterator
from functools import wraps
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
    pytest.Function.runtest = with_room(pytest.Function.runtest)


def with_room(call: Callable[..., None]) -> Callable[..., None]:
    """Return ``call`` with one piece of memory for the frames of all that it calls.

    Python takes that memory in pieces of 16 KB and returns a piece as soon as the frame that began it is left. A page
    is rendered some hundred frames below the test, and each call across the edge of a piece asked the system for the
    next one, hundreds of times a request: a fifth of the processor's time of tests that render. A frame that says it
    is large gets a larger piece, 1 MB, whose rest serves the frames below it; what is not used of it takes no memory.
    """

    @wraps(call)
    def roomy(*args: Any, **kwargs: Any) -> None:
        call(*args, **kwargs)

    roomy.__code__ = roomy.__code__.replace(co_stacksize=70_000)
    return roomy


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let tests with real transactions take away what they wrote, and empty no table, which history forbids."""
    with django_db_blocker.unblock():
        remember_as_migrated()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: put_back())
        yield
