"""Whether the history of each table replays to its present rows: ``manage.py check_history`` asks.

Triggers write the history, and refuse to change it. An owner can switch them off, a backup can be restored in part:
then a row and its history no longer say the same, and nobody would notice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pghistory.models
from django.apps import apps
from django.db import connection, transaction

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Gap:
    """One row, or one row of history, that does not follow from what is kept; ``row`` is "meetings.Meeting 17"."""

    row: str
    what: str

    def __str__(self) -> str:
        return f"{self.row}: {self.what}"


def histories() -> list[Any]:
    """Return the model of every history, in the order of their names."""
    found = [model for model in apps.get_models() if issubclass(model, pghistory.models.Event)]
    return sorted(found, key=lambda model: str(model._meta.label))


def gaps(history: Any) -> Iterator[Gap]:
    """Yield all that is wrong with one history.

    Each question is one statement, which sees one state of the database whoever writes meanwhile; its answers are
    fetched as they are read, so that memory stays the same whatever the size of the table.
    """
    yield from _last_rows(history)
    yield from _sequences(history)
    yield from _contexts(history)


def _label(history: Any, key: Any) -> str:
    tracked = history.pgh_tracked_model
    return f"{tracked._meta.label} {key}"


def _last_rows(history: Any) -> Iterator[Gap]:
    """Every row is what the last row of its history says."""
    tracked = history.pgh_tracked_model
    columns = _columns(history)
    rows, then = (", ".join(f'{table}."{column}"' for column in columns) for table in ("live", "last"))
    sql = f"""
        SELECT live."{tracked._meta.pk.column}", last.pgh_label, {rows}, {then}
          FROM "{tracked._meta.db_table}" live
          LEFT JOIN LATERAL (SELECT * FROM "{history._meta.db_table}" entry
                              WHERE entry.pgh_obj_id = live."{tracked._meta.pk.column}"
                              ORDER BY entry.pgh_id DESC LIMIT 1) last ON true
         WHERE last.pgh_label IS NULL OR last.pgh_label = 'delete' OR ROW({rows}) IS DISTINCT FROM ROW({then})
    """
    for key, label, *values in _answers(sql):
        if label is None:
            yield Gap(_label(history, key), "it has no history")
        elif label == "delete":
            yield Gap(_label(history, key), "it is there, and its history ends with its deletion")
        else:
            for column, now, kept in zip(columns, values, values[len(columns) :], strict=False):
                if now != kept:
                    yield Gap(_label(history, key), f"{column} is {now!r}, and its history ends with {kept!r}")


def _sequences(history: Any) -> Iterator[Gap]:
    """Each life of a row begins with its insertion, is without a gap in its versions, and ends with its deletion."""
    tracked = history.pgh_tracked_model
    version = "version" if "version" in _columns(history) else "NULL::integer"
    sql = f"""
        SELECT pgh_obj_id, pgh_id, pgh_label, earlier, version, version_earlier
          FROM (SELECT pgh_obj_id, pgh_id, pgh_label, {version} AS version, lag(pgh_label) OVER life AS earlier,
                       lag({version}) OVER life AS version_earlier, lead(pgh_id) OVER life IS NULL AS is_last
                  FROM "{history._meta.db_table}" WINDOW life AS (PARTITION BY pgh_obj_id ORDER BY pgh_id)) entry
         WHERE (coalesce(earlier, 'delete') = 'delete') <> (pgh_label = 'insert')
            -- What was written before there were versions is version 1.
            OR (pgh_label = 'update' AND version <> version_earlier + 1 AND (version, version_earlier) <> (1, 1))
            OR (pgh_label = 'delete' AND version <> version_earlier)
            OR (is_last AND pgh_label <> 'delete'
                AND NOT EXISTS (SELECT FROM "{tracked._meta.db_table}" live
                                 WHERE live."{tracked._meta.pk.column}" = entry.pgh_obj_id))
    """
    for key, entry, label, earlier, now, before in _answers(sql):
        if (earlier or "delete") == "delete" and label != "insert":
            what = "goes on after its deletion" if earlier else "does not begin with its insertion"
        elif label == "insert" and earlier in ("insert", "update"):
            what = "has it inserted twice"
        elif earlier and before is not None and label != "insert" and now != before + (label == "update"):
            what = f"goes from version {before} to {now}"
        else:
            yield Gap(_label(history, key), "it is gone, and its history does not end with its deletion")
            continue
        yield Gap(_label(history, key), f"its history {what} (row {entry} of {history._meta.db_table})")


def _contexts(history: Any) -> Iterator[Gap]:
    """Who changed it, from where and why is still there."""
    context = pghistory.models.Context._meta.db_table
    sql = f"""
        SELECT pgh_obj_id, pgh_id FROM "{history._meta.db_table}" entry
         WHERE pgh_context_id IS NOT NULL
           AND NOT EXISTS (SELECT FROM "{context}" context WHERE context.id = entry.pgh_context_id)
    """
    for key, entry in _answers(sql):
        what = f"who changed it and why is gone (row {entry} of {history._meta.db_table})"
        yield Gap(_label(history, key), what)


def _columns(history: Any) -> list[str]:
    """Return the columns that a table and its history have both."""
    live = {field.column for field in history.pgh_tracked_model._meta.concrete_fields}
    return [field.column for field in history._meta.concrete_fields if field.column in live]


def _answers(sql: str) -> Iterator[Any]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")  # a large register takes its time
        with connection.chunked_cursor() as cursor:
            cursor.execute(sql)
            while rows := cursor.fetchmany(BATCH):
                yield from rows
