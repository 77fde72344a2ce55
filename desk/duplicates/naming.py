"""How a record is called where there is one line for it, fetched for many at once."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import prefetch_related_objects

from core.dates import short_words
from delegations.gazetteer import name_of

NEEDED: dict[str, tuple[str, ...]] = {
    "meeting": (
        "principal_country",
        "principal_organization",
        "counterpart_country",
        "counterpart_organization",
        "event",
    ),
    "mou": ("signatures__delegation__country", "signatures__delegation__organization", "event"),
    "delegation": ("country", "organization", "event"),
    "source": (),
    "event": ("country",),
    "organization": (),
}


def names_of(kind: str, rows: Mapping[int, Any]) -> dict[int, str]:
    """Return the name of each of ``rows``, which are of one kind, by key. As many queries as ``NEEDED`` has."""
    fetched = list(rows.values())
    prefetch_related_objects(fetched, *NEEDED[kind])
    return {row.pk: name(kind, row) for row in fetched}


def name(kind: str, row: Any) -> str:
    """Return how ``row`` is called; the relations that ``NEEDED`` names are in memory."""
    return " · ".join(part for part in PARTS[kind](row) if part)


def parties(meeting: Any) -> str:
    sides = (
        meeting.principal_country or meeting.principal_organization,
        meeting.counterpart_country or meeting.counterpart_organization,
    )
    return " – ".join(name_of(side) for side in sides if side)


def _day(text: str) -> str:
    return short_words(text) if text else ""


PARTS: Mapping[str, Callable[[Any], tuple[str, ...]]] = {
    "meeting": lambda row: (row.reference, parties(row), _day(row.held_on)),
    "mou": lambda row: (row.reference, row.title, _day(row.signed_on)),
    "delegation": lambda row: (name_of(row.party), row.institution, row.head, row.event.name if row.event else ""),
    "source": lambda row: (row.title, row.publisher, str(row.published_on or "")),
    "event": lambda row: (row.name, row.place, _day(row.held_on)),
    "organization": lambda row: (row.name, row.acronym),
}
