"""What production keeps, kept in a test: elsewhere tests keep nothing (``tests/settings.py``)."""

from typing import Any

from django.core.cache import caches

NAMES = ("register", "fragments", "pairs")


def keep(settings: Any, entries: int = 400) -> None:
    """Keep objects as in production, beginning with none. ``settings`` is pytest-django's, which undoes it."""
    kept = {"BACKEND": "core.kept.KeptObjects", "OPTIONS": {"MAX_ENTRIES": entries}}
    settings.CACHES = {**settings.CACHES, **{name: {**kept} for name in NAMES}}
    forget()


def forget() -> None:
    """Forget all that was counted, as COMMIT does when it raises the version of the register."""
    for name in NAMES:
        caches[name].clear()
