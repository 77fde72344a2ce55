"""A cache of live objects, for what is read again with every page: counts, countries, regions.

Django's own ``LocMemCache`` pickles what it is given; unpickling 250 countries costs more than asking for the page.
"""

from threading import Lock
from typing import Any, ClassVar

from cachetools import LRUCache
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache


class KeptObjects(BaseCache):
    """Keeps the objects themselves, the last ``MAX_ENTRIES`` used, in this worker only.

    Django makes a cache for each thread; those of one ``LOCATION`` are one and the same, and one without it is alone.
    Nothing expires: a key must name the state of what its value was made from (``core.state.remember``). Whoever
    gets a value shares it with others, in other threads too, and must not change it.
    """

    _shared: ClassVar[dict[str, tuple[LRUCache[str, Any], Lock]]] = {}

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        made: tuple[LRUCache[str, Any], Lock] = (LRUCache(self._max_entries), Lock())
        self._objects, self._lock = self._shared.setdefault(location, made) if location else made

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        with self._lock:
            return self._objects.get(self.make_key(key, version), default)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        with self._lock:
            self._objects[self.make_key(key, version)] = value

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        with self._lock:
            made = self.make_key(key, version)
            if made in self._objects:
                return False
            self._objects[made] = value
            return True

    def delete(self, key: str, version: int | None = None) -> bool:
        with self._lock:
            return self._objects.pop(self.make_key(key, version), None) is not None

    def clear(self) -> None:
        with self._lock:
            self._objects.clear()
