"""What a page asks of the database, and how long the database alone takes to answer."""

import inspect
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from statistics import median
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.database import bump_version
from meetings import drawings


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


def milliseconds_of_pictures(url: str, rounds: int, cookie: str = "") -> float:
    """Return the median time that a cold request in this process spends on its pictures, in milliseconds.

    From counts to HTML. What is drawn is counted for the list and the sentences of the page too.
    """
    client = Client(headers={"cookie": cookie} if cookie else None)
    _get(client, url)
    times = []
    for _turn in range(rounds):
        bump_version()
        with timed_pictures() as spent:
            _get(client, url)
        times.append(sum(spent))
    return median(times) * 1000


@contextmanager
def timed_pictures() -> Iterator[list[float]]:
    """Collect the seconds that each picture takes which is drawn meanwhile."""
    spent: list[float] = []
    open_pictures: list[str] = []

    def timed(draw: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(draw)
        def drawn(*args: Any, **kwargs: Any) -> Any:
            open_pictures.append(draw.__name__)
            start = time.perf_counter()
            try:
                return draw(*args, **kwargs)
            finally:
                open_pictures.pop()
                if not open_pictures:
                    spent.append(time.perf_counter() - start)

        return drawn

    with ExitStack() as patches:
        for name, draw in inspect.getmembers(drawings, inspect.isfunction):
            if draw.__module__ == drawings.__name__ and not name.startswith("_"):
                patches.enter_context(patch.object(drawings, name, timed(draw)))
        yield spent


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
