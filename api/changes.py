"""What was published, changed or withdrawn, in the order in which it happened: of two tables as of one.

A record has one row, at the moment of its last change. Its moment is the clock's when its statement ran, and another
transaction may come to an end later with an earlier moment: so whoever asks again begins ``OVERLAP`` before the end.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from meetings.models import Meeting, MoU

OVERLAP = datetime.timedelta(minutes=5)
TABLES: dict[str, Any] = {"meeting": Meeting, "mou": MoU}
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a change stands in the order: by moment (microseconds since 1970), kind of record, key."""

    at: int
    record: str
    pk: int

    @property
    def moment(self) -> datetime.datetime:
        return EPOCH + datetime.timedelta(microseconds=self.at)


@dataclass(frozen=True, slots=True)
class Change:
    place: Place
    row: Any


def changes(
    names: list[str], *, since: datetime.datetime | None, after: Place | None, size: int
) -> tuple[list[Change], bool]:
    """Return the first ``size`` changes since a moment, after a place, and whether there are more. A query a table."""
    found: list[Change] = []
    for name in names:
        for row in _rows(name, since, after)[: size + 1]:
            at = (row.updated_at - EPOCH) // datetime.timedelta(microseconds=1)
            found.append(Change(Place(at, name, row.pk), row))
    found.sort(key=lambda change: (change.place.at, change.place.record, change.place.pk))
    return found[:size], len(found) > size


def _rows(name: str, since: datetime.datetime | None, after: Place | None) -> Any:
    model = TABLES[name]
    rows = model.objects.published() | model.objects.withdrawn()
    if since is not None:
        rows = rows.filter(updated_at__gte=since)
    if after is not None:
        beyond = Q(updated_at__gt=after.moment)
        if name > after.record:
            beyond |= Q(updated_at=after.moment)
        elif name == after.record:
            beyond |= Q(updated_at=after.moment, pk__gt=after.pk)
        # The first condition follows from the second, and lets the database start at the place in the index.
        rows = rows.filter(Q(updated_at__gte=after.moment) & beyond)
    shown = ("reference", "version", "status", "published_at", "updated_at", "withdrawn_at", "withdrawn_reason")
    kept = "merged_into"
    return rows.select_related(kept).only(*shown, f"{kept}__reference", f"{kept}__status").order_by("updated_at", "pk")
