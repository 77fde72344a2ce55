"""The cache of live objects, and what is remembered for a state of the register."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import CacheHandler
from django.db import connection, transaction

from config import settings as production
from core.kept import KeptObjects
from core.state import State, read_state, remember
from tests.factories import TopicFactory, meeting
from tests.keeping import NAMES, keep


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


def test_kept_objects_are_shared_by_the_threads_of_a_worker() -> None:
    """Django makes one cache a thread; what one of them counted, the others need not count again."""
    location = {"BACKEND": "core.kept.KeptObjects", "LOCATION": "a test of threads"}
    handler = CacheHandler({"default": location, "other": {**location, "LOCATION": "another"}})
    value = object()
    handler["default"].set("a", value)
    with ThreadPoolExecutor(1) as pool:
        elsewhere = pool.submit(lambda: (handler["default"], handler["default"].get("a"), handler["other"].get("a")))
        cache, found, missing = elsewhere.result()
    assert cache is not handler["default"]
    assert found is value and missing is None


def test_remember_once_for_a_state(settings) -> None:
    keep(settings)
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
    keep(settings)
    meeting("MA", "ES")
    assert "1 meeting<" in client.get("/meetings/").content.decode()
    meeting("MA", "FR")
    assert "2 meetings<" in client.get("/meetings/").content.decode()


def test_tests_keep_all_that_production_keeps() -> None:
    """Each such cache of production has a location of its own, or its threads would not share it; tests know it."""
    kept = {name: cache for name, cache in production.CACHES.items() if cache["BACKEND"] == "core.kept.KeptObjects"}
    assert set(kept) == set(NAMES)
    assert {name: cache.get("LOCATION") for name, cache in kept.items()} == {name: name for name in kept}
