"""Merging one meeting or MoU into another, and taking that back.

Every citation goes along, so does every topic, signature and MoU; the address of the merged one leads on for ever. What
was moved is returned, in values that JSON can hold, so that whoever keeps it can ask for the opposite.

``way`` says how: "public" (both were published: the loser is withdrawn, and leads to the winner), "draft" (neither was:
the loser is deleted), "revision" (a draft into a published record: a pending revision receives what the draft held).
"""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from meetings.models import Citation, Meeting, MoU, MouParty, Record
from meetings.services import revisions
from meetings.services.giving_way import (
    Seen,
    fill_blanks,
    merging,
    move_references,
    put_references_back,
    recreate,
    row_of,
    unfill,
)
from meetings.services.moving import AnyRecord
from meetings.services.refusals import Refused
from meetings.services.revising import revising

Moved = dict[str, Any]
FILLED = {Meeting: ("place", "place_country", "summary"), MoU: ("text_url", "summary")}
# What follows a record by itself: these are dealt with below, or stay with it.
OWN = ("citations", "signatures", "merged_from", "revision", "history")


def merge(winner: AnyRecord, loser: AnyRecord, by: User | None, reason: str, seen: Seen | None = None) -> Moved:
    """Merge ``loser`` into ``winner``; return what was moved. Raises ``Refused`` with every reason against it, and
    ``Stale`` where one of them has another version than was ``seen``."""
    model: Any = type(winner)
    with merging(model, [winner.pk, loser.pk], by, reason, seen) as rows:
        kept, lost = rows.get(winner.pk), rows.get(loser.pk)
        if reasons := reasons_against_merging(kept, lost):
            raise Refused(reasons)
        assert kept is not None
        assert lost is not None
        if lost.published_at is not None:
            moved = _public(kept, lost, by, reason)
        elif kept.published_at is not None:
            moved = _into_revision(kept, lost, by)
        else:
            moved = _draft(kept, lost)
    return moved


def reasons_against_merging(winner: AnyRecord | None, loser: AnyRecord | None) -> list[str]:
    """Return why ``loser`` cannot be merged into ``winner``; an empty list when it can."""
    if winner is None or loser is None:
        return [_("One of the two is not there any more.")]
    if winner.pk == loser.pk:
        return [_("A record is not merged into itself.")]
    reasons = []
    for record in (winner, loser):
        if record.revises_id is not None:
            text = _("%(record)s is a pending revision, not a record of its own.")
            reasons.append(text % {"record": record.reference})
        if record.status == Record.Status.WITHDRAWN:
            reasons.append(_("%(record)s was withdrawn meanwhile.") % {"record": record.reference})
        if type(record).objects.filter(revises=record.pk).exists():
            text = _("%(record)s has a pending revision: publish or discard it first.")
            reasons.append(text % {"record": record.reference})
    if not reasons and loser.published_at is not None and winner.published_at is None:
        reasons.append(_("Readers know %(record)s: keep that one.") % {"record": loser.reference})
    if isinstance(winner, Meeting) and isinstance(loser, Meeting) and winner.party_pair != loser.party_pair:
        reasons.append(_("They are meetings of different parties: correct the parties first."))
    return reasons


def unmerge(model: type[AnyRecord], winner: int, loser: int, moved: Moved, by: User | None, reason: str = "") -> None:
    """Take back the merge of ``loser`` into ``winner`` that returned ``moved``; ``Refused`` if that cannot be."""
    with merging(model, [winner, loser], by, reason or _("A merge was undone.")) as rows:
        kept, lost = rows.get(winner), rows.get(loser)
        if kept is None:
            raise Refused([_("The record that was kept is not there any more.")])
        if kept.merged_into_id is not None:
            text = _("%(record)s was merged into another one since: undo that merge first.")
            raise Refused([text % {"record": kept.reference}])
        if moved["way"] == "public":
            _undo_public(kept, lost, moved)
        else:
            _undo_draft(model, kept, lost, moved)


# --- Three ways ----------------------------------------------------------------------------------------------


def _public(winner: Any, loser: Any, by: User | None, reason: str) -> Moved:
    with revising("same"):
        moved = {"way": "public", "loser": row_of(loser), **_unite(winner, loser)}
        loser.status = Record.Status.WITHDRAWN
        loser.withdrawn_at, loser.withdrawn_reason = timezone.now(), reason.strip()
        loser.merged_into = winner
        loser.save(update_fields=["status", "withdrawn_at", "withdrawn_reason", "merged_into"])
    return moved | {"references": move_references(loser, winner, without=OWN)}


def _draft(winner: Any, loser: Any) -> Moved:
    moved = {"way": "draft", "loser": row_of(loser), **_belongings(loser), **_unite(winner, loser)}
    moved["filled"] = fill_blanks(winner, loser, FILLED[type(winner)])
    moved["references"] = move_references(loser, winner, without=OWN)
    revisions.remove(loser)
    return moved


def _into_revision(winner: Any, loser: Any, by: User | None) -> Moved:
    copy = revisions.begin(winner, by)
    moved = {"way": "revision", "revision": copy.pk, "loser": row_of(loser)}
    moved |= {**_belongings(loser), **_unite(copy, loser)}
    moved["filled"] = fill_blanks(copy, loser, FILLED[type(winner)])
    moved["references"] = move_references(loser, winner, without=OWN)
    revisions.remove(loser)
    return moved


def _unite(target: Any, loser: Any) -> Moved:
    """Give ``target`` the passages, topics and signatures of ``loser``."""
    name = loser.citations.field.name
    moved: Moved = {"citations": [row_of(citation) for citation in loser.citations.order_by("pk")]}
    loser.citations.update(**{name: target})
    there = set(target.topics.values_list("pk", flat=True))
    moved["topics"] = sorted(set(loser.topics.values_list("pk", flat=True)) - there)
    target.topics.add(*moved["topics"])
    if isinstance(loser, MoU):
        moved["signatures"] = _sign_too(target, loser)
    return moved


def _belongings(loser: Any) -> Moved:
    """Return what is deleted with a draft, beside its passages, which go along."""
    kept: Moved = {"all_topics": sorted(loser.topics.values_list("pk", flat=True))}
    if isinstance(loser, MoU):
        kept["all_signatures"] = [row_of(signature) for signature in loser.signatures.order_by("pk")]
    return kept


def _sign_too(target: MoU, loser: MoU) -> list[int]:
    """Add the delegations that signed only ``loser``; not one that is, as far as stated, there already."""

    def signed(mou: MoU) -> list[Any]:
        return [row.delegation for row in mou.signatures.select_related("delegation").order_by("pk")]

    there, added = signed(target), []
    for delegation in signed(loser):
        same = any(
            (other.country_id, other.organization_id) == (delegation.country_id, delegation.organization_id)
            and (not other.institution_key or delegation.institution_key in ("", other.institution_key))
            for other in there
        )
        if not same:
            added.append(MouParty.objects.create(mou=target, delegation=delegation).pk)
    return added


# --- And back ------------------------------------------------------------------------------------------------


def _undo_public(winner: Any, loser: Any, moved: Moved) -> None:
    if loser is None or loser.status != Record.Status.WITHDRAWN or loser.merged_into_id != winner.pk:
        raise Refused([_("The merged record was changed since: it does not lead to the other one any more.")])
    if type(winner).objects.filter(revises__in=[winner.pk, loser.pk]).exists():
        text = _("%(record)s has a pending revision: publish or discard it first.")
        raise Refused([text % {"record": winner.reference}])
    with revising("same"):
        _separate(winner, loser, moved)
        loser.status = Record.Status.PUBLISHED
        loser.withdrawn_at, loser.withdrawn_reason, loser.merged_into = None, "", None
        loser.save(update_fields=["status", "withdrawn_at", "withdrawn_reason", "merged_into"])
    put_references_back(moved["references"], winner.pk, loser.pk)


def _undo_draft(model: Any, winner: Any, loser: Any, moved: Moved) -> None:
    if loser is not None:
        raise Refused([_("There is a record in the place of the merged one.")])
    target = winner
    if moved["way"] == "revision":
        target = model.objects.select_for_update().filter(pk=moved["revision"], revises=winner.pk).first()
        if target is None:
            raise Refused([_("The revision that received the draft was published or discarded since.")])
    elif model.objects.filter(revises=winner.pk).exists():
        text = _("%(record)s has a pending revision: publish or discard it first.")
        raise Refused([text % {"record": winner.reference}])
    again = recreate(model, moved["loser"])
    for row in moved.get("all_signatures", ()):
        recreate(MouParty, row)
    with revising("same"):
        again.topics.set(moved["all_topics"])
        _separate(target, again, moved)
        unfill(target, moved["filled"])
    put_references_back(moved["references"], winner.pk, again.pk)


def _separate(target: Any, loser: Any, moved: Moved) -> None:
    _return_citations(target, loser, moved["citations"])
    target.topics.remove(*moved["topics"])
    if isinstance(loser, MoU):
        MouParty.objects.filter(pk__in=moved["signatures"], mou=target).delete()


def _return_citations(target: Any, loser: Any, citations: list[dict[str, Any]]) -> None:
    """Give ``loser`` every passage that it brought along, though a revision may have written it anew meanwhile."""
    name = loser.citations.field.name
    there = {row.pk: row for row in target.citations.order_by("pk")}
    says = ("source_id", "locator", "supports", "grouping", "note", "quote")
    for values in citations:
        row = there.pop(values["id"], None) or next(
            (row for row in there.values() if all(getattr(row, field) == values[field] for field in says)), None
        )
        if row is not None:
            there.pop(row.pk, None)
            Citation.objects.filter(pk=row.pk).update(**{name: loser})
        else:
            recreate(Citation, values | {f"{name}_id": loser.pk})
