"""How far a long work is, seen by others while its own transaction is open."""

import time
from typing import Any, Self

from django.db import connection

EVERY_S = 0.5


class Counter:
    """Counts for nobody: the work is done before the page is answered."""

    def advance(self, rows: int) -> None:
        return


QUIET = Counter()


class Progress(Counter):
    """Counts rows into the batch: by a connection of its own where the work is in a transaction (``apart``)."""

    def __init__(self, batch: int, *, apart: bool = False) -> None:
        self.batch, self.done, self.told = batch, 0, 0.0
        self.connection: Any = connection.copy() if apart else connection
        self.is_apart = apart

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self.is_apart:
            self.connection.close()

    def advance(self, rows: int) -> None:
        self.done += rows
        if time.monotonic() - self.told >= EVERY_S:
            self.told = time.monotonic()
            with self.connection.cursor() as cursor:
                cursor.execute("UPDATE desk_importbatch SET done = %s WHERE id = %s", [self.done, self.batch])
