"""The database of the tests, and what all of them share."""

import gc
from typing import Any

import pgtrigger
import pytest
from django.db import connection

from core.history import NeverEmptied


def pytest_collection_finish() -> None:
    """Keep the garbage collector from what lives until the end: all that was imported, and some 4,600 tests.

    A page makes some thousand objects and drops them again. After each 700 of them, as Python does it, the collector
    takes a tenth of the time of a test that renders.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Let tests with real transactions empty the tables after themselves, in the tests' own database.

    The triggers against it know no exception, so that nothing is left open elsewhere: they are switched off here, and
    the tests of them (tests/core/test_history_kept.py) switch them on again.
    """
    with django_db_blocker.unblock():
        pgtrigger.disable(*never_emptied())
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE pghistory_context DISABLE TRIGGER entente_never_emptied")


def never_emptied() -> list[str]:
    """Return the name of every trigger that refuses TRUNCATE, as pgtrigger calls it."""
    return [
        f"{model._meta.label}:{trigger.name}"
        for model, trigger in pgtrigger.registered()
        if isinstance(trigger, NeverEmptied)
    ]
