"""Whether every stored value that follows from others still does.

Forms, ``save()`` and ``bulk_create()`` compute such values, and triggers keep some. ``QuerySet.update()``,
raw SQL, a restored backup and a changed rule of the code pass them by. ``manage.py check_register`` asks.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pghistory.models
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Model, QuerySet

from core.fields import EdtfField, validate_edtf
from delegations.models import Country, Region
from meetings.models import Meeting, MoU

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Difference:
    """One stored value that is not what it should be."""

    what: str
    stored: Any
    expected: Any
    fixed: bool = False

    def __str__(self) -> str:
        words = f"{self.what}: stored {self.stored!r}, should be {self.expected!r}"
        return f"{words} (fixed)" if self.fixed else words


def differences(*, fix: bool = False, batch: int = BATCH) -> Iterator[Difference]:
    """Yield every difference in the register; with ``fix``, what was expected has been written by then.

    Each batch is a transaction of its own, so memory stays the same whatever the size of the register, and
    with ``fix`` an editor waits for no more than a batch. What is fixed is in the history, like any change.
    """
    for model in derived_models():
        yield from _of_table(model, fix, batch)
    for model, sequence in ((Meeting, "meetings_meeting_reference"), (MoU, "meetings_mou_reference")):
        yield from _of_sequence(model, sequence, fix)


def derived_models() -> list[type[Model]]:
    """Return every model with columns to check. The history keeps what was; nothing in it is derived."""
    return [
        model
        for model in apps.get_models()
        if not issubclass(model, pghistory.models.Event)
        and not model._meta.proxy
        and (model in _ALSO or any(hasattr(field, "derive") for field in model._meta.concrete_fields))
    ]


def _of_table(model: type[Model], fix: bool, batch: int) -> Iterator[Difference]:
    also = _ALSO[model]() if model in _ALSO else None
    position: Any = None
    while True:
        with transaction.atomic():
            rows = list(_batch(model, position, batch, lock=fix))
            found = [
                (row, name, expected)
                for row in rows
                for name, expected in _expected(row, also)
                if getattr(row, name) != expected
            ]
            report = [_difference(row, name, expected, fix) for row, name, expected in found]
            if fix:
                _write(model, found)
        yield from report
        if len(rows) < batch:
            return
        position = rows[-1].pk


def _batch(model: type[Model], position: Any, size: int, *, lock: bool) -> QuerySet[Model]:
    rows = model._default_manager.order_by("pk")
    rows = rows.defer(*(field.name for field in model._meta.concrete_fields if field.generated))
    if position is not None:
        rows = rows.filter(pk__gt=position)
    if model is Meeting:
        rows = rows.select_related("principal", "counterpart")
        rows = rows.defer("principal__search_vector", "counterpart__search_vector")
    if lock:
        rows = rows.select_for_update(of=("self",))
    return rows[:size]


class _Unreadable:
    """Stands for the value of a date that is in no accepted form: nothing follows from it."""

    def __repr__(self) -> str:
        return "a date in an accepted form"


_UNREADABLE = _Unreadable()


def _expected(row: Any, also: Callable[[Any], dict[str, Any]] | None) -> Iterator[tuple[str, Any]]:
    """Yield the name and the right value of each derived column of ``row``."""
    unreadable = set()
    for field in row._meta.concrete_fields:
        if isinstance(field, EdtfField) and (text := getattr(row, field.attname)):
            try:
                validate_edtf(text)
            except ValidationError:
                unreadable.add(field.name)
                yield field.attname, _UNREADABLE
    for field in row._meta.concrete_fields:
        if hasattr(field, "derive") and getattr(field, "of", None) not in unreadable:
            yield field.attname, field.derive(row)
    if also:
        yield from also(row).items()


def _difference(row: Model, name: str, expected: Any, fix: bool) -> Difference:
    what = f"{row._meta.label} {row.pk} {name}"
    return Difference(what, getattr(row, name), expected, fixed=fix and expected is not _UNREADABLE)


def _write(model: type[Model], found: list[tuple[Any, str, Any]]) -> None:
    rows, fields = {}, set()
    for row, name, expected in found:
        if expected is not _UNREADABLE:
            setattr(row, name, expected)
            rows[row.pk] = row
            fields.add(_field_of(model, name))
    if rows:
        model._default_manager.bulk_update(rows.values(), sorted(fields), batch_size=500)


def _field_of(model: type[Model], attribute: str) -> str:
    return next(field.name for field in model._meta.concrete_fields if field.attname == attribute)


def _continent() -> Callable[[Any], dict[str, Any]]:
    """The root of the branch of the tree that the country's region is on."""
    parents: dict[str, str | None] = dict(Region.objects.values_list("pk", "parent_id"))

    def continent(country: Country) -> dict[str, Any]:
        at, climbed = country.region_id, set()
        while (parent := parents.get(at)) and at not in climbed:
            climbed.add(at)
            at = parent
        return {"continent_id": at}

    return continent


def _parties() -> Callable[[Any], dict[str, Any]]:
    """The parties of a meeting, which it repeats from its two delegations."""

    def parties(meeting: Meeting) -> dict[str, Any]:
        return {
            f"{side}_{party}_id": getattr(getattr(meeting, side), f"{party}_id")
            for side in ("principal", "counterpart")
            for party in ("country", "organization")
        }

    return parties


# Derived columns that no field knows how to derive: what makes the function that does, once a run.
_ALSO: dict[type[Model], Callable[[], Callable[[Any], dict[str, Any]]]] = {
    Country: _continent,
    Meeting: _parties,
}


def _of_sequence(model: type[Meeting | MoU], sequence: str, fix: bool) -> Iterator[Difference]:
    """Whether the next reference that the sequence hands out is above all that are given."""
    with transaction.atomic(), connection.cursor() as cursor:
        table = connection.ops.quote_name(model._meta.db_table)
        if fix:  # nobody draws a reference while it is moved
            cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(
            f"SELECT last_value + is_called::int, (SELECT max(substr(reference, 2)::bigint) FROM {table})"  # noqa: S608  # the names of our own tables
            f"  FROM {connection.ops.quote_name(sequence)}"
        )
        upcoming, highest = cursor.fetchone()
        if highest is None or upcoming > highest:
            return
        if fix:
            cursor.execute("SELECT setval(%s, %s)", [sequence, highest])
    yield Difference(f"{sequence}, next number", upcoming, highest + 1, fixed=fix)
