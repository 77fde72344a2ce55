"""A form that is sent twice (a double click, a reload, a retry after a crash, two at once) makes its rows once.

Each form that makes rows carries a token of its own. The token is stored in the transaction that makes them, under a
constraint that lets it in once: a second request with it waits for the first, and then finds what that one made. What
was typed is known by its mark, so that a form that was changed in between is told from one that is only sent again.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.http import QueryDict

from core.models import FormToken

FIELD = "_token"
KEPT = timedelta(days=30)  # longer than any tab is left open with a form that was sent
PRUNED = 50  # old tokens, at most, with each new one


class NoToken(Exception):
    """The form says no token, or one that cannot be."""


class SentBefore(Exception):
    """The form was sent before and made a row: ``kind`` and ``key`` say which, ``is_same`` whether it said the same."""

    def __init__(self, made: FormToken, *, is_same: bool) -> None:
        self.kind, self.key, self.is_same = made.kind, made.key, is_same
        super().__init__(str(made))


def token_of(data: QueryDict) -> UUID | None:
    """Return the token that was posted; None for none, and for one that nobody gave out."""
    text = data.get(FIELD, "")
    try:
        token = UUID(text)
    except ValueError:
        return None
    return token if str(token) == text else None


def next_token(data: QueryDict) -> str:
    """Return the token of a form that is shown again with its errors, or a new one."""
    return str(token_of(data) or uuid4())


def mark_of(data: QueryDict) -> str:
    """Return the mark of what was typed: of all fields but the admin's own, which buttons and tokens are."""
    sent = sorted((name, values) for name, values in data.lists() if not name.startswith(("_", "csrf")))
    return hashlib.sha256(json.dumps(sent).encode()).hexdigest()


def sent_before(data: QueryDict, kind: str) -> SentBefore | None:
    """Return what to say of a form whose token was used already, for views that ask before they read the form."""
    token = token_of(data)
    row = FormToken.objects.filter(token=token).first() if token else None
    return SentBefore(row, is_same=(row.kind, row.mark) == (kind, mark_of(data))) if row else None


@contextmanager
def once(data: QueryDict, kind: str) -> Iterator[FormToken]:
    """Let the form of ``data`` make one row of ``kind``, for which the caller calls ``made``; without that call the
    token stays free.

    To be entered in a transaction. Raises ``NoToken``, and ``SentBefore`` where the token was used.
    """
    token = token_of(data)
    if token is None:
        raise NoToken
    try:
        with transaction.atomic():
            row = FormToken.objects.create(token=token, kind=kind, mark=mark_of(data))
    except IntegrityError:
        if before := sent_before(data, kind):
            raise before from None
        raise
    yield row
    if not row.key:
        row.delete()


def made(row: FormToken, key: object) -> None:
    """Note what the form made, and forget some of what was noted long ago."""
    row.key = str(key)
    row.save(update_fields=["key"])
    old = FormToken.objects.filter(at__lt=Now() - KEPT).order_by("at", "pk").values_list("pk", flat=True)
    # Two editors who save at once never wait for each other here. Asked for first: inside the deletion, PostgreSQL may
    # ask for the first so many again for each row, and delete more.
    FormToken.objects.filter(pk__in=list(old.select_for_update(skip_locked=True)[:PRUNED])).delete()
