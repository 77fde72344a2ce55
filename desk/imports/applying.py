"""The rows of a table are taken in: all in one transaction, or none."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.history import acting
from core.refusals import REFUSALS, check_deferred_rules, words_of_refusal
from desk.imports.entries import DUPLICATE, NEW, UPDATE, Entry
from desk.imports.facts import Facts
from desk.imports.kinds import KINDS, Kind
from desk.imports.long import expect_many_rows
from desk.imports.matching import chunks, compare, write_rows
from desk.imports.progress import Counter
from desk.models import ImportBatch, ImportRow
from meetings.services import Refused

COLUMNS = {"outcome": "text", "key": "text", "words": "text", "before": "jsonb", "fingerprint": "text"}
NAMED = 20  # rows that were refused


class Stale(Exception):
    """The register, or a role, has changed since the rows were compared: they mean something else now."""


class RowsRefused(Exception):
    """The database refuses some rows; ``reasons`` says why, by line."""

    def __init__(self, reasons: dict[int, list[str]]) -> None:
        self.reasons = reasons
        super().__init__(str(reasons))


def apply(batch: ImportBatch, by: User, progress: Counter) -> None:
    """Take in the rows of ``batch`` that are included. Raises ``Stale``, ``RowsRefused`` or ``Refused``; then nothing
    has changed. Every row is compared once more, with what it changes locked."""
    kind, facts = KINDS[batch.kind], Facts(by)
    reason = _("Import of %(name)s") % {"name": batch.name}
    with acting(by, via="import", reason=reason, batch=batch.pk) as context, transaction.atomic():
        expect_many_rows()
        for rows in chunks(ImportRow.objects.filter(batch=batch, included=True)):
            entries = compare(batch, rows, facts, lock=True, likes=False)
            _refuse_stale(rows, entries)
            done = _write(kind, entries, facts)
            _keep(kind, rows, entries, done)
            progress.advance(len(rows))
        try:
            check_deferred_rules()
        except REFUSALS as error:
            raise Refused(words_of_refusal(error)) from error
        # Only now, so that nobody who counts rows into the batch waits for this transaction.
        ImportBatch.objects.filter(pk=batch.pk).update(
            state=ImportBatch.State.APPLIED, applied_at=timezone.now(), context=context.id, problem=""
        )


def _refuse_stale(rows: Sequence[ImportRow], entries: Sequence[Entry]) -> None:
    for row, entry in zip(rows, entries, strict=True):
        creates = row.verdict in (NEW, DUPLICATE) and entry.verdict in (NEW, DUPLICATE)
        updates = row.verdict == entry.verdict == UPDATE and row.changes == entry.changes
        if not creates and not (updates and row.key == str(entry.target.pk)):
            raise Stale


def _write(kind: Kind, entries: Sequence[Entry], facts: Facts) -> dict[int, tuple[str, Any, Any]]:
    new = [entry for entry in entries if entry.verdict in (NEW, DUPLICATE)]
    done: dict[int, tuple[str, Any, Any]] = {}
    if new:
        try:
            with transaction.atomic():
                made = kind.create(new, facts)
        except REFUSALS as error:
            raise RowsRefused(_refused_one_by_one(kind, new, facts) or _all(new, error)) from error
        done = {entry.line: ("created", row, None) for entry, row in zip(new, made, strict=True)}
    for entry in entries:
        if entry.verdict == UPDATE:
            try:
                done[entry.line] = kind.write(entry, facts)
            except REFUSALS as error:
                raise RowsRefused({entry.line: words_of_refusal(error)}) from error
            except Refused as error:
                raise RowsRefused({entry.line: error.reasons}) from error
    return done


def _refused_one_by_one(kind: Kind, entries: Sequence[Entry], facts: Facts) -> dict[int, list[str]]:
    """Find the rows that the database refuses, for the message; what is saved on the way is taken back."""
    reasons: dict[int, list[str]] = {}
    for entry in entries:
        try:
            with transaction.atomic():
                _forget_keys(entry.made)
                kind.create([entry], facts)
        except REFUSALS as error:
            reasons[entry.line] = words_of_refusal(error)
            if len(reasons) == NAMED:
                break
    return reasons


def _forget_keys(row: Any) -> None:
    """Let a row that was saved, and taken back, be a new one again, with the delegations that were made for it."""
    row.pk, row._state.adding = None, True
    for side in ("principal", "counterpart"):
        delegation = row._state.fields_cache.get(side)
        if delegation is not None and not type(delegation).objects.filter(pk=delegation.pk).exists():
            delegation.pk, delegation._state.adding = None, True
            setattr(row, side, delegation)


def _all(entries: Sequence[Entry], error: Exception) -> dict[int, list[str]]:
    return {entries[0].line: words_of_refusal(error)}


def _keep(kind: Kind, rows: Sequence[ImportRow], entries: Sequence[Entry], done: dict[int, Any]) -> None:
    """Store what became of each row: what undoes it, and what tells whether somebody changed it since."""
    keys = [record.pk for _outcome, record, _before in done.values()]
    # As they are stored: what the database made of them counts.
    records = {record.pk: record for record in kind.model._base_manager.filter(pk__in=keys)}
    prints = kind.fingerprints(records.values())
    values = []
    for row, entry in zip(rows, entries, strict=True):
        outcome, record, before = done[entry.line]
        values.append(
            {
                "id": row.pk,
                "outcome": outcome,
                "key": str(record.pk),
                "words": kind.title(entry, records[record.pk])[:400],
                "before": before,
                "fingerprint": prints[record.pk],
            }
        )
    write_rows(values, COLUMNS)
