"""What can be brought in from a table and written into one: for each model its columns, and how a row is taken in."""

from typing import Any

from desk.imports.kinds.base import Kind
from desk.imports.kinds.meetings import MeetingKind
from desk.imports.kinds.mous import MoUKind
from desk.imports.kinds.rows import ROW_KINDS

KINDS: dict[str, Kind] = {kind.name: kind for kind in (MeetingKind(), MoUKind(), *ROW_KINDS)}


def kind_of(model: Any) -> Kind | None:
    """Return the kind of a model; None for what is never brought in from a table."""
    return next((kind for kind in KINDS.values() if kind.model is model), None)


__all__ = ["KINDS", "Kind", "kind_of"]
