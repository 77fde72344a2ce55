"""Which records look the same as one, as each of thousands, and in the whole register. Suggested, never certain."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Model

from desk.duplicates.kinds import KINDS, Kind

AT_ONCE = 1000
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Likeness:
    """A stored record that another one looks like, and why, in words; the strongest reason first."""

    record: Any
    why: list[str]


@dataclass(frozen=True, slots=True)
class Suspects:
    """Two stored records that look the same; ``newer`` was entered after ``older``."""

    kind: Kind
    older: int
    newer: int
    why: list[str]


def kind_of(record: Model | type[Model]) -> Kind | None:
    """Return the kind of a record or model; None for what is never merged."""
    model = record if isinstance(record, type) else type(record)
    return next((kind for kind in KINDS.values() if kind.model is model), None)


def like(record: Model, **known: Any) -> list[Likeness]:
    """Return the stored records that ``record`` (saved or not) looks like, the likest first, at most ten.

    ``known`` are facts that it cannot hold itself before it is saved: ``signatories`` of an MoU.
    """
    kind = kind_of(record)
    look = kind.look(record, **known) if kind else None
    if kind is None or look is None:
        return []
    return _like(kind, [(record.pk, look)])[0]


def like_many(records: Iterable[Model], known: Callable[[Any], dict[str, Any]] | None = None) -> list[list[Likeness]]:
    """Return for each of ``records``, all of one model, what ``like`` would: two queries a thousand of them.

    ``known`` gives what ``like`` takes beside the record.
    """
    found: list[list[Likeness]] = []
    for batch in _batches(records):
        kind = kind_of(batch[0])
        if kind is None:
            found += [[] for _record in batch]
            continue
        looks = [kind.look(record, **(known(record) if known else {})) for record in batch]
        asked = [number for number, look in enumerate(looks) if look is not None]
        answers = dict(zip(asked, _like(kind, [(batch[n].pk, looks[n]) for n in asked]), strict=True))
        found += [answers.get(number, []) for number in range(len(batch))]
    return found


def suspects(name: str, limit: int = 25, before: tuple[int, int] | None = None) -> list[Suspects]:
    """Return pairs of stored records of the kind ``name`` that look the same, the newest first.

    ``before`` is the pair (newer, older) after which the next page begins.
    """
    kind = KINDS[name]
    newer, older = before or (2**63 - 1, 2**63 - 1)
    with connection.cursor() as cursor:
        cursor.execute(_pairs_sql(kind), {"newer": newer, "older": older, "limit": limit, "kind": name})
        rows = cursor.fetchall()
    return [Suspects(kind, row[1], row[0], _words(kind, row[2:])) for row in rows]


def are_alike(name: str, first: int, second: int) -> list[str]:
    """Return why the two stored records look the same, in words; an empty list where they do not."""
    kind = KINDS[name]
    older, newer = sorted((first, second))
    with connection.cursor() as cursor:
        cursor.execute(_pair_sql(kind), {"newer": newer, "older": older})
        row = cursor.fetchone()
    return _words(kind, row) if row else []


def _like(kind: Kind, looks: Sequence[tuple[int | None, tuple[Any, ...] | None]]) -> list[list[Likeness]]:
    if not looks:
        return []
    columns: list[list[Any]] = [[pk for pk, _look in looks]]
    columns += [[None if text is None else _text(text) for text in column] for column in zip(
        *(look for _pk, look in looks if look is not None), strict=True)]  # fmt: skip
    parameters: dict[str, Any] = {f"column{number}": column for number, column in enumerate(columns)}
    with connection.cursor() as cursor:
        cursor.execute(_like_sql(kind), {**parameters, "kind": kind.name, "limit": SHOWN})
        rows = cursor.fetchall()
    records = kind.model._default_manager.in_bulk({row[1] for row in rows})
    found: list[list[Likeness]] = [[] for _look in looks]
    for number, pk, *reasons in rows:
        if pk in records:
            found[number - 1].append(Likeness(records[pk], _words(kind, reasons)))
    return found


def _text(value: Any) -> str:
    """Return ``value`` as the database takes it: text from a file or a form may hold NUL and halves of characters."""
    return str(value).replace("\0", "").encode("utf-8", "replace").decode()


def _words(kind: Kind, reasons: Iterable[bool | None]) -> list[str]:
    return [str(words) for (words, _sql), holds in zip(kind.reasons.values(), reasons, strict=True) if holds][:2]


def _batches(records: Iterable[Model]) -> Iterator[list[Model]]:
    waiting = iter(records)
    while batch := list(islice(waiting, AT_ONCE)):
        yield batch


# --- The questions -----------------------------------------------------------------------------------------

TOLD_APART = """EXISTS (SELECT FROM desk_notduplicate told WHERE told.kind = %(kind)s
                           AND told.lower = least(o.id, p.pk) AND told.higher = greatest(o.id, p.pk))"""


def _reasons(kind: Kind) -> str:
    return ", ".join(f"({sql}) AS why_{name}" for name, (_words, sql) in kind.reasons.items())


def _stored(kind: Kind, pk: str) -> str:
    """Return the SQL of ``p`` as the stored row ``pk`` says it; a row that does not count says nothing."""
    names = ", ".join(kind.columns)
    return f"""(SELECT * FROM (SELECT m.id, {kind.stored} FROM {kind.table} m
                 WHERE m.id = {pk} AND {kind.counted("m")} OFFSET 0) stored(pk, {names})) p"""


@cache
def _like_sql(kind: Kind) -> str:
    raw = [f"raw{number}" for number in range(len(kind.columns))]
    arrays = ", ".join(f"%(column{number})s::text[]" for number in range(len(raw) + 1))
    made = ", ".join(f"{sql.format(name)} AS {column}" for name, (column, sql) in zip(raw, kind.columns.items(),
                                                                                     strict=True))  # fmt: skip
    return f"""
        SELECT p.n, found.*
          FROM (SELECT n, raw_pk::bigint AS pk, {made}
                  FROM unnest({arrays}) WITH ORDINALITY AS raw(raw_pk, {", ".join(raw)}, n) OFFSET 0) p
         CROSS JOIN LATERAL (
            SELECT o.id, {_reasons(kind)} FROM {kind.table} o
             WHERE o.id IS DISTINCT FROM p.pk AND {kind.counted("o")} AND {kind.match} AND NOT {TOLD_APART}
             ORDER BY {", ".join(f"why_{name} DESC NULLS LAST" for name in kind.reasons)}, o.id DESC LIMIT %(limit)s
         ) found
    """


@cache
def _pairs_sql(kind: Kind) -> str:
    if kind.pairs:
        return f"""
            SELECT p.pk, o.id, {_reasons(kind)}
              FROM (SELECT newer AS pk, older FROM (
                        SELECT newer, older FROM ({kind.pairs}) pair
                         WHERE newer < %(newer)s OR (newer = %(newer)s AND older < %(older)s)
                    ) pair
                     WHERE NOT EXISTS (SELECT FROM desk_notduplicate told WHERE told.kind = %(kind)s
                                          AND told.lower = older AND told.higher = newer)
                     ORDER BY newer DESC, older DESC LIMIT %(limit)s) found
             CROSS JOIN LATERAL {_stored(kind, "found.pk")}
              JOIN {kind.table} o ON o.id = found.older
             ORDER BY p.pk DESC, o.id DESC
        """
    return f"""
        SELECT touched.id, found.*
          FROM (SELECT id FROM ({kind.touched}) row WHERE id <= %(newer)s ORDER BY id DESC) touched
         CROSS JOIN LATERAL {_stored(kind, "touched.id")}
         CROSS JOIN LATERAL (
            SELECT o.id, {_reasons(kind)} FROM {kind.table} o
             WHERE o.id < p.pk AND (p.pk < %(newer)s OR o.id < %(older)s)
               AND {kind.counted("o")} AND {kind.match} AND NOT {TOLD_APART}
             ORDER BY o.id DESC
         ) found
         ORDER BY touched.id DESC, found.id DESC
         LIMIT %(limit)s
    """


@cache
def _pair_sql(kind: Kind) -> str:
    return f"""
        SELECT {_reasons(kind)} FROM {kind.table} o CROSS JOIN LATERAL {_stored(kind, "%(newer)s")}
         WHERE o.id = %(older)s AND {kind.counted("o")} AND {kind.match}
    """
