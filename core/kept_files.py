"""A cache in files, for what all workers of one machine must know together."""

import os
from typing import Any

from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.filebased import FileBasedCache


class KeptFiles(FileBasedCache):
    """Django's own, but it makes its folder when something is kept, not when something asks for the cache: Django's
    checks do, before each command, also where nobody may write."""

    def __init__(self, folder: str | os.PathLike[str], params: dict[str, Any]) -> None:
        BaseCache.__init__(self, params)
        self._dir = os.path.abspath(folder)
