"""Reading a related row only where it is already in memory."""

from typing import Any

from django.db.models import Model


def loaded(instance: Model, name: str) -> Any | None:
    """Return the row behind the foreign key ``name`` if it was fetched with ``instance``; never ask the database."""
    return instance._state.fields_cache.get(name)
