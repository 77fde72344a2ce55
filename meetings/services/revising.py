"""Changing what was published: only inside ``revising``, which only services and loaders open."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from django.db import connection, transaction


@contextmanager
def revising(author: int | Literal["same"] | None = None) -> Iterator[None]:
    """Let the statements inside change published records, as the words of ``author``.

    That is a person's key, None if unknown, or "same": each row's words stay those of whoever changed it last.

    The triggers ask for it (``meetings.triggers``); it ends with the block, or with the transaction. Inside another
    one, that one goes on afterwards.
    """
    with transaction.atomic():
        before = _said()
        _say("on", str(author) if author else "unknown")
        yield
        _say(*before)


def _said() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('entente.revising', true), current_setting('entente.author', true)")
        revising, author = cursor.fetchone()
    return revising or "off", author or ""


def _say(revising: str, author: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('entente.revising', %s, true), set_config('entente.author', %s, true)",
            [revising, author],
        )
