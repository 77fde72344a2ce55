"""A transaction that writes many rows."""

from django.db import connection


def expect_many_rows() -> None:
    """Prepare the transaction that is open for fifty thousand rows.

    The rules that are kept at COMMIT are asked for all at once, which takes longer than a page may. And each trigger
    looks whether it is to be ignored: where nothing is said, it catches an error, for each row, and what PostgreSQL
    keeps of each of these makes every later one slower.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL pgtrigger.ignore = '{}'")
