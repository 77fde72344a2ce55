"""What the tests of safety share."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.keeping import forget, keep
from tests.safety.addresses import one_of_everything


@pytest.fixture(autouse=True)
def _remembers_as_in_production(settings: Any) -> Iterator[None]:
    """The cache that readers meet, empty: what was counted may leak as well as what is counted."""
    keep(settings)
    yield
    forget()


@pytest.fixture(scope="module")
def everything(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, dict[str, str]]]:
    """A register with one of everything, made once for all tests of a module; see ``one_of_everything``.

    What a test changes of it is rolled back at its end, and the register at the end of the module.
    """
    shared = transaction.atomic()
    shared._from_testcase = True  # so that what must be the outermost transaction takes the test's for it
    with django_db_blocker.unblock(), shared:
        yield one_of_everything()
        transaction.set_rollback(True)
