"""The cache of live objects, and what is remembered for a state of the register."""

import pytest
from django.core.cache import caches
from django.db import connection, transaction

from core.kept import KeptObjects
from core.state import State, read_state, remember
from tests.factories import TopicFactory, meeting


def test_kept_objects_are_the_same_and_bounded() -> None:
    kept = KeptObjects("", {"OPTIONS": {"MAX_ENTRIES": 2}})
    value = object()
    kept.set("a", value)
    assert kept.get("a") is value
    kept.set("b", 1)
    kept.set("c", 2)
    assert kept.get("a", "gone") == "gone"
    assert kept.add("c", 3) is False and kept.add("d", 4) is True
    assert kept.delete("d") is True and kept.delete("d") is False
    kept.clear()
    assert kept.get("c") is None


def test_remember_once_for_a_state(settings) -> None:
    settings.CACHES = {
        "default": settings.CACHES["default"],
        "register": {"BACKEND": "core.kept.KeptObjects"},
        "fragments": {"BACKEND": "core.kept.KeptObjects"},
    }
    caches["register"].clear()
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [remember(State(1, False), "x", make) for _ in range(2)] == [1, 1]
    assert remember(State(2, False), "x", make) == 2
    assert remember(None, "x", make) == 3 and remember(None, "x", make) == 4


@pytest.mark.django_db(transaction=True)
def test_state_rises_once_a_committed_transaction() -> None:
    before = read_state().version
    with transaction.atomic():
        meeting("MA", "ES")
        meeting("MA", "FR")
    after = read_state().version
    assert after == before + 1
    with pytest.raises(RuntimeError), transaction.atomic():
        TopicFactory()
        raise RuntimeError
    assert read_state().version == after
    with connection.cursor() as cursor:
        cursor.execute("UPDATE meetings_topic SET name = name || '!'")
        cursor.execute("UPDATE delegations_delegation SET head = 'Somebody'")
    assert read_state().version > after


@pytest.mark.django_db(transaction=True)
def test_page_shows_what_was_published_a_moment_ago(client, settings) -> None:
    """Counts are kept, and no worker is told: the next request sees the new state by itself."""
    settings.CACHES = {
        "default": settings.CACHES["default"],
        "register": {"BACKEND": "core.kept.KeptObjects"},
        "fragments": {"BACKEND": "core.kept.KeptObjects"},
    }
    meeting("MA", "ES")
    assert "1 meeting<" in client.get("/meetings/").content.decode()
    meeting("MA", "FR")
    assert "2 meetings<" in client.get("/meetings/").content.decode()
