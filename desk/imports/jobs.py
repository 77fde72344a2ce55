"""The works of an import: reading, comparing, taking in, undoing. Small ones at once, long ones in a process apart.

A work that runs holds a lock of the database for as long as its connection lives. So it is known whether one runs,
whichever process asks, and one that was killed leaves neither a lock nor a half of its transaction.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.conf import settings
from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from desk.imports.applying import RowsRefused, Stale, apply
from desk.imports.matching import match, write_rows
from desk.imports.progress import QUIET, Counter, Progress
from desk.imports.refusals import Unreadable
from desk.imports.storing import store_lines
from desk.imports.undoing import undo
from desk.models import ImportBatch, ImportRow
from meetings.services import Refused

State = ImportBatch.State
LOCKS: Final = 7_018  # of all advisory locks, those of imports
SMALL_ROWS: Final = 300
SMALL_FILE: Final = 200_000  # bytes
RUNNING: Final = (State.READING, State.MATCHING, State.APPLYING, State.UNDOING)
# Where a work that ended badly leaves the batch.
BEFORE: Final = {State.MATCHING: State.MAPPING, State.APPLYING: State.READY, State.UNDOING: State.APPLIED}


def begin(batch: ImportBatch, state: str, *, by: User, reason: str = "") -> None:
    """Let ``batch`` be worked on: when this returns a small one is done, and a large one is under way."""
    batch.state, batch.done, batch.problem = state, 0, ""
    batch.save(update_fields=["state", "done", "problem"])
    if _is_small(batch):
        run(batch.pk, by, reason)
    else:
        _start(batch, by, reason)


def again(batch: ImportBatch, *, by: User) -> None:
    """Begin once more what was begun and is not running: it was killed, and nothing of it is there."""
    if batch.state in RUNNING and batch.state != State.UNDOING and not is_running(batch.pk):
        begin(batch, batch.state, by=by)


def give_up(batch: ImportBatch) -> None:
    """Let a work that was killed be over: the batch is where it was before."""
    if batch.state in BEFORE and not is_running(batch.pk):
        ImportBatch.objects.filter(pk=batch.pk, state=batch.state).update(state=BEFORE[State(batch.state)], done=0)


def run(key: int, by: User, reason: str = "", *, apart: bool = False) -> None:
    """Do the work that the state of the batch asks for, unless another process is at it."""
    with _only_one(key) as is_ours:
        batch = ImportBatch.objects.select_related("by", "source").filter(pk=key).first() if is_ours else None
        if batch is None or batch.state not in RUNNING:
            return
        with translation.override(batch.language):
            if not apart:
                _work(batch, by, reason, QUIET)
                return
            with Progress(key, apart=True) as progress:
                _work(batch, by, reason, progress)


def is_running(key: int) -> bool:
    with _only_one(key) as is_ours:
        return not is_ours


def _work(batch: ImportBatch, by: User, reason: str, progress: Counter) -> None:
    try:
        if batch.state == State.READING:
            store_lines(batch, progress)
        elif batch.state == State.MATCHING:
            match(batch, by, progress)
            ImportBatch.objects.filter(pk=batch.pk).update(state=State.READY)
        elif batch.state == State.APPLYING:
            apply(batch, by, progress)
        else:
            undo(batch, by, reason, progress)
    except Unreadable as error:
        # Nothing of the file stays, but the sentence that says why.
        batch.rows.all().delete()
        ImportBatch.objects.filter(pk=batch.pk).update(state=State.REFUSED, file=None, problem=str(error))
    except Stale:
        match(batch, by, QUIET)
        text = _("Nothing was taken in: the register has changed since you looked. This is how it is now.")
        ImportBatch.objects.filter(pk=batch.pk).update(state=State.READY, problem=text)
    except RowsRefused as error:
        _mark(batch, error)
    except Refused as error:
        text = _("Nothing was changed. %(reason)s") % {"reason": " ".join(error.reasons)}
        ImportBatch.objects.filter(pk=batch.pk).update(state=BEFORE[State(batch.state)], problem=text)


def _mark(batch: ImportBatch, error: RowsRefused) -> None:
    """Compare once more, for what was refused may have come in by another import; then mark what is refused still."""
    match(batch, batch.by, QUIET)
    rows = ImportRow.objects.filter(batch=batch, line__in=error.reasons, included=True)
    values = [
        {"id": row.pk, "verdict": "error", "included": False,
         "problems": [["", sentence] for sentence in error.reasons[row.line]]}
        for row in rows
    ]  # fmt: skip
    write_rows(values, {"verdict": "text", "included": "boolean", "problems": "jsonb"})
    text = _("Nothing was taken in: the register refused some rows. They are marked now.")
    ImportBatch.objects.filter(pk=batch.pk).update(state=State.READY, problem=text)


def _is_small(batch: ImportBatch) -> bool:
    if batch.state == State.READING:
        return len(batch.file or b"") <= SMALL_FILE
    return batch.total <= SMALL_ROWS


def _start(batch: ImportBatch, by: User, reason: str) -> None:
    """Start a process that outlives the request, and the worker that answers it."""
    subprocess.Popen(
        [sys.executable, "manage.py", "run_import", str(batch.pk), "--by", str(by.pk), "--reason", reason],
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


@contextmanager
def _only_one(key: int) -> Iterator[bool]:
    """Yield whether nobody else works on this batch; while it lasts, nobody else will."""
    numbers = [LOCKS, key % 2**31]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", numbers)
        is_ours: bool = cursor.fetchone()[0]
    try:
        yield is_ours
    finally:
        if is_ours and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", numbers)
