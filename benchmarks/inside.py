"""What a page asks of the database, and how long the database alone takes to answer."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.database import bump_version


class UnexpectedAnswer(Exception):
    """A page that is timed must answer 200."""


def selects(url: str, *, warm: bool, cookie: str = "") -> list[str]:
    """Return the SELECTs of one request in this process: after the same one (warm), or with nothing cached (cold)."""
    client = Client(headers={"cookie": cookie} if cookie else None)
    _get(client, url)
    if warm:
        _get(client, url)
    else:
        bump_version()
    with CaptureQueriesContext(connection) as captured:
        _get(client, url)
    return [query["sql"] for query in captured if query["sql"].lstrip("( ").upper().startswith(("SELECT", "WITH"))]


def milliseconds_of(statements: list[str], rounds: int) -> float:
    """Return the median time of all ``statements`` through a bare driver cursor, rows fetched, in milliseconds."""
    times = []
    with bare_cursor() as cursor:
        for turn in range(rounds + 2):
            start = time.perf_counter()
            for statement in statements:
                cursor.execute(statement)
                cursor.fetchall()
            if turn > 1:
                times.append(time.perf_counter() - start)
    return median(times) * 1000


@contextmanager
def bare_cursor() -> Iterator[Any]:
    """A cursor of the driver itself, on a connection of its own."""
    other = connection.copy()
    other.connect()
    try:
        other.set_autocommit(True)
        with other.connection.cursor() as cursor:
            yield cursor
    finally:
        other.close()


def _get(client: Client, url: str) -> None:
    answer = client.get(url)
    if answer.status_code != 200:
        raise UnexpectedAnswer(f"{url} answered {answer.status_code}")
    b"".join(answer)  # a streamed page asks while it is sent
