"""An import is undone: what it made is discarded or withdrawn, what it changed says again what it said before.

All in one transaction. What somebody has changed since is named and left as it is.
"""

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.history import acting
from core.refusals import REFUSALS, check_deferred_rules, words_of_refusal
from delegations.models import Delegation
from desk.imports.kinds import KINDS, Kind
from desk.imports.kinds.records import RecordKind
from desk.imports.long import expect_many_rows
from desk.imports.matching import chunks
from desk.imports.progress import Counter
from desk.models import ImportBatch, ImportRow
from meetings import services
from meetings.content import write_content
from meetings.models import Meeting, MouParty, ReportedTotal
from meetings.services import Refused
from meetings.services.powers import has_power, may_change

_GONE = {
    "created": gettext_lazy("It is not there any more."),
    "changed": gettext_lazy("It is not there any more."),
    "revised": gettext_lazy("Its revision was published or discarded."),
}
Left = list[str]  # the words of the record, and why it was left


def undo(batch: ImportBatch, by: User, reason: str, progress: Counter) -> None:
    """Undo ``batch``. Raises ``Refused``; then nothing has changed."""
    kind = KINDS[batch.kind]
    left: list[Left] = []
    with acting(by, via="import", reason=reason, batch=batch.pk), transaction.atomic():
        expect_many_rows()
        for rows in chunks(ImportRow.objects.filter(batch=batch).exclude(outcome="")):
            left += _undo_rows(kind, rows, by, reason)
            progress.advance(len(rows))
        _remove_delegations(batch)
        try:
            check_deferred_rules()
        except REFUSALS as error:
            raise Refused(words_of_refusal(error)) from error
        ImportBatch.objects.filter(pk=batch.pk).update(
            state=ImportBatch.State.UNDONE, undone_at=timezone.now(), undone_by=by, left=left, problem=""
        )


def _undo_rows(kind: Kind, rows: Sequence[ImportRow], by: User, reason: str) -> list[Left]:
    keys = [row.key for row in rows]
    stored = kind.model._base_manager.filter(pk__in=keys)
    list(stored.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    records = {str(record.pk): record for record in stored}
    prints = {str(key): text for key, text in kind.fingerprints(records.values()).items()}
    left: list[Left] = []
    gone: list[Any] = []
    for row in rows:
        record = records.get(row.key)
        if record is None:
            why = str(_GONE[row.outcome])
        elif prints[row.key] != row.fingerprint:
            why = _("It was changed since.")
        elif isinstance(kind, RecordKind):
            why = _undo_record(row, record, by, reason, gone)
        else:
            why = _undo_row(kind, row, record, by)
        if why:
            left.append([row.words, why])
    if gone:
        services.discard_all(gone, by)
    return left


def _undo_record(row: ImportRow, record: Any, by: User, reason: str, gone: list[Any]) -> str:
    """Undo one meeting or MoU; return why not, in words. What is to be discarded is put into ``gone``."""
    if record.published_at is None and not may_change(by, record):
        return _("You may not change this record as it stands.")
    if row.outcome == "changed":
        if record.published_at is not None:
            return _("It was published since.")
        write_content(record, row.before or {})
        return ""
    if record.published_at is None:
        if not has_power(by, "delete", record):
            return _("Your role does not allow this.")
        if isinstance(record, Meeting) and record.mous.exists():
            return _("An MoU refers to this meeting: change the MoU first.")
        gone.append(record)
        return ""
    if not record.is_published:
        return _("It was withdrawn already.")
    try:
        services.withdraw(record, reason, by)
    except Refused as error:
        return " ".join(error.reasons)
    return ""


def _undo_row(kind: Any, row: ImportRow, record: Any, by: User) -> str:
    asking: Any = SimpleNamespace(user=by)
    if not admin.site.get_model_admin(kind.model).may_touch(asking, record):  # type: ignore[attr-defined]  # of our own base class
        return _("You may not change this row: readers see it, or somebody else entered it.")
    try:
        with transaction.atomic():
            if row.outcome == "changed":
                kind.restore(record, row.before)
            else:
                record.delete()
    except ProtectedError:
        return _("Something refers to it.")
    except REFUSALS as error:
        return " ".join(words_of_refusal(error))
    return ""


def _remove_delegations(batch: ImportBatch) -> None:
    """Delete the delegations that were made for the rows and that nothing refers to any more."""
    if batch.context is None or KINDS[batch.kind].model is Delegation:
        return
    history = apps.get_model("delegations", "DelegationHistory").objects
    made = history.filter(pgh_context=batch.context, pgh_label="insert").values("pgh_obj")
    used = (
        Q(meetings_as_principal__isnull=False)
        | Q(meetings_as_counterpart__isnull=False)
        | Q(pk__in=MouParty.objects.order_by().values("delegation"))
        | Q(pk__in=ReportedTotal.objects.order_by().values("principal"))
    )
    rows = Delegation.objects.filter(pk__in=made, version=1)
    kept = rows.filter(used).order_by().values("pk")
    for keys in _thousands(list(rows.exclude(pk__in=kept).order_by("pk").values_list("pk", flat=True))):
        Delegation.objects.filter(pk__in=keys).delete()


def _thousands(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), 1000):
        yield keys[start : start + 1000]
