"""Rows of a long list, some thousands at a time: memory stays the same whatever the list's length.

The keys come from a cursor of the server, in the order of the list; what belongs to them is asked for in batches. So no
statement lasts longer than one batch, and none is asked for while a slow reader takes what was sent.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import QuerySet

from opendata.columns import Table

AT_ONCE = 10_000
AT_ONCE_IN_PYTHON = 1_000


@contextmanager
def one_state() -> Iterator[None]:
    """Let all questions see one state of the register, whoever publishes meanwhile.

    Inside another transaction (a test's) it is that one's, and questions see what is committed before each.
    """
    is_first = not connection.in_atomic_block
    with transaction.atomic():
        if is_first:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def keys(rows: QuerySet[Any], order: Sequence[str], at_once: int) -> Iterator[list[Any]]:
    """Yield the keys of ``rows`` in their order, ``at_once`` at a time; only inside of a transaction."""
    try:
        sql, parameters = rows.order_by(*order).values_list("pk").query.sql_with_params()
    except EmptyResultSet:  # a condition that nothing can meet, of which Django does not even ask
        return
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, parameters)
        while found := cursor.fetchmany(at_once):
            yield [row[0] for row in found]


def csv_of(table: Table, rows: QuerySet[Any], order: Sequence[str]) -> Iterator[bytes]:
    """Yield the rows as CSV, without headings: PostgreSQL writes it itself (COPY), Python only hands it on."""
    cells = [column.cell for column in table.columns]
    for found in keys(rows, order, AT_ONCE):
        batch = table.rows().filter(pk__in=found).order_by(*order).values_list(*cells)
        yield copied(batch)


def copied(rows: QuerySet[Any]) -> bytes:
    """Return what ``COPY (rows) TO STDOUT`` writes as CSV."""
    sql, parameters = rows.query.sql_with_params()
    written = BytesIO()
    with connection.cursor() as cursor:
        statement = cursor.mogrify(sql, parameters)
        cursor.copy_expert(b"COPY (" + statement + b") TO STDOUT WITH (FORMAT csv)", written)
    return written.getvalue()


def rows_of(table: Table, rows: QuerySet[Any], order: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Yield the values of each row, in the order of the columns."""
    values = [column.value for column in table.columns]
    for found in keys(rows, order, AT_ONCE_IN_PYTHON):
        yield from table.rows().filter(pk__in=found).order_by(*order).values_list(*values)
