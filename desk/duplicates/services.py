"""What editors decide about two records that look the same: one is merged into the other, or they are two."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from desk.duplicates.kinds import KINDS
from desk.duplicates.naming import names_of
from desk.models import Merge, NotDuplicate
from meetings.models import Meeting, MoU
from meetings.services import Refused, merging, unifying


def merge(
    kind: str, winner: int, loser: int, by: User | None, reason: str, seen: Mapping[int, int | None] | None = None
) -> Merge:
    """Merge the record with the key ``loser`` into ``winner`` and keep what is needed to undo it.

    ``seen`` has the version of each as an editor saw it. Raises ``Stale`` where one has another by now, and ``Refused``
    with every reason against it; nothing has changed then.
    """
    model: Any = KINDS[kind].model
    service = merging.merge if model in (Meeting, MoU) else unifying.unite
    with transaction.atomic():
        rows = model._default_manager.in_bulk([winner, loser])
        if len(rows) < 2:
            raise Refused([_("One of the two is not there any more.")] if winner != loser else [
                _("A record is not merged into itself.")])  # fmt: skip
        names = names_of(kind, rows)
        moved = service(rows[winner], rows[loser], by, reason, seen)
        return Merge.objects.create(
            kind=kind,
            winner=winner,
            loser=loser,
            winner_name=names[winner][:400],
            loser_name=names[loser][:400],
            moved=moved,
            reason=reason.strip(),
            by=by,
        )


def unmerge(merge: Merge, by: User | None) -> None:
    """Undo ``merge``: both records are there again as they were. ``Refused`` where what came since forbids it."""
    model: Any = KINDS[merge.kind].model
    service = merging.unmerge if model in (Meeting, MoU) else unifying.divide
    with transaction.atomic():
        kept = Merge.objects.select_for_update().get(pk=merge.pk)
        if kept.undone_at is not None:
            raise Refused([_("This merge was undone already.")])
        reason = _("The merge of %(loser)s into %(winner)s was undone.") % {
            "loser": _short(kept.loser_name),
            "winner": _short(kept.winner_name),
        }
        service(model, kept.winner, kept.loser, kept.moved, by, reason)
        kept.undone_at, kept.undone_by = timezone.now(), by
        kept.save(update_fields=["undone_at", "undone_by"])
    merge.refresh_from_db()


def tell_apart(kind: str, first: int, second: int, by: User | None) -> NotDuplicate:
    """Remember that the two are not the same; the same row however often it is said, by two at once as well."""
    lower, higher = sorted((first, second))
    model: type[Model] = KINDS[kind].model
    if lower == higher or model._default_manager.filter(pk__in=[lower, higher]).count() < 2:
        raise Refused([_("One of the two is not there any more.")])
    return NotDuplicate.objects.get_or_create(kind=kind, lower=lower, higher=higher, defaults={"by": by})[0]


def reasons_against(kind: str, winner: Any, loser: Any) -> list[str]:
    """Return why ``loser`` cannot be merged into ``winner``, as the page says before anybody tries."""
    if KINDS[kind].model in (Meeting, MoU):
        return merging.reasons_against_merging(winner, loser)
    return unifying.reasons_against_uniting(winner, loser)


def _short(name: str) -> str:
    return name.split(" · ", 1)[0]
