"""Merging what has no road of its own: two sources, delegations, events or organizations that are one.

All that referred to the loser refers to the winner afterwards; the loser's row is deleted, and what it said is
returned, so that it can be made again. If readers could see it, its address leads on for ever
(``core.models.MovedAddress``).
"""

from copy import copy
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from accounts.models import User
from core.models import MovedAddress
from delegations.models import Delegation, Event, Organization
from meetings.models import Meeting, MouParty, ReportedTotal, Source
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
from meetings.services.refusals import Refused
from meetings.services.revising import revising

Moved = dict[str, Any]

FILLED: dict[type[Model], tuple[str, ...]] = {
    Delegation: ("institution", "head", "head_title"),
    Source: ("publisher", "url", "published_on", "archived_url"),
    Event: ("organizer", "place", "country", "held_on", "summary"),
    Organization: ("acronym", "wikidata"),
}
# What the public address of a row is made of.
ADDRESS: dict[type[Model], str] = {Delegation: "id", Source: "id", Event: "slug", Organization: "slug"}
TOTAL = ("event_id", "principal_id", "source_id", "locator", "counts")


def unite(winner: Any, loser: Any, by: User | None, reason: str, seen: Seen | None = None) -> Moved:
    """Merge the row ``loser`` into ``winner``; return what was moved. ``Refused`` with every reason against it, and
    ``Stale`` where one of them has another version than was ``seen``."""
    model: Any = type(winner)
    with merging(model, [winner.pk, loser.pk], by, reason, seen) as rows:
        kept, lost = rows.get(winner.pk), rows.get(loser.pk)
        if reasons := reasons_against_uniting(kept, lost):
            raise Refused(reasons)
        assert kept is not None
        assert lost is not None
        before = copy(lost)
        moved: Moved = {"loser": row_of(lost), "was_public": _was_public(lost)}
        moved["deleted"] = _clear_the_way(kept, lost)
        moved["references"] = move_references(lost, kept)
        with revising("same"):
            lost.delete()
        moved["filled"] = fill_blanks(kept, before, FILLED[model])
        moved["names"] = _take_names(kept, moved["loser"])
        if moved["was_public"]:
            moved["led_on"] = _lead_on(model, moved["loser"], kept.pk)
    return moved


def reasons_against_uniting(winner: Any, loser: Any) -> list[str]:
    """Return why the row ``loser`` cannot be merged into ``winner``; an empty list when it can."""
    if winner is None or loser is None:
        return [_("One of the two is not there any more.")]
    if winner.pk == loser.pk:
        return [_("A record is not merged into itself.")]
    reasons: list[str] = []
    if isinstance(winner, Delegation):
        if (winner.country_id, winner.organization_id) != (loser.country_id, loser.organization_id):
            reasons.append(_("They are delegations of different parties."))
        if winner.event_id != loser.event_id:
            reasons.append(_("They are delegations at different events: merge the events first, if these are one."))
    if isinstance(winner, Organization) and (met := _met_each_other(winner, loser)):
        reasons.append(_("They met each other, so they are two: see %(record)s.") % {"record": met.reference})
    return reasons


def divide(model: type[Model], winner: int, loser: int, moved: Moved, by: User | None, reason: str = "") -> None:
    """Take back the merge that returned ``moved``. Raises ``Refused`` if what came since makes it impossible."""
    with merging(model, [winner, loser], by, reason or _("A merge was undone.")) as rows:
        kept = rows.get(winner)
        if kept is None:
            raise Refused([_("What it was merged into is not there any more: if that was merged, undo it first.")])
        if loser in rows:
            raise Refused([_("There is another record in the place of the merged one.")])
        if ADDRESS[model] == "slug" and model._default_manager.filter(slug=moved["loser"]["slug"]).exists():
            text = _("Its address, “%(slug)s”, belongs to another one now.")
            raise Refused([text % {"slug": moved["loser"]["slug"]}])
        if moved["was_public"]:
            _lead_back(model, moved["loser"], moved["led_on"])
        # First, for a name that was taken over may have to be free.
        unfill(kept, moved["filled"])
        _give_names_back(kept, moved["names"])
        recreate(model, moved["loser"])
        put_references_back(moved["references"], winner, loser)
        for row in moved["deleted"]:
            recreate({"mouparty": MouParty, "total": ReportedTotal}[row["what"]], row["values"])


# --- What stands in the way ----------------------------------------------------------------------------------


def _met_each_other(winner: Organization, loser: Organization) -> Meeting | None:
    between = Q(principal_organization=winner, counterpart_organization=loser)
    return Meeting.objects.filter(between | Q(principal_organization=loser, counterpart_organization=winner)).first()


def _clear_the_way(kept: Any, lost: Any) -> list[dict[str, Any]]:
    """Delete the rows that would stand there twice, and say the same; return them. Two that disagree are a reason."""
    deleted: list[dict[str, Any]] = []
    if isinstance(lost, Delegation):
        for signature in MouParty.objects.filter(delegation=lost, mou__signatures__delegation=kept).order_by("pk"):
            deleted.append({"what": "mouparty", "values": row_of(signature)})
    if isinstance(lost, Delegation | Source | Event):
        deleted += [{"what": "total", "values": row_of(total)} for total in _repeated_totals(kept, lost)]
    with revising("same"):
        for row in deleted:
            model = {"mouparty": MouParty, "total": ReportedTotal}[row["what"]]
            model._default_manager.filter(pk=row["values"]["id"]).delete()
    return deleted


def _repeated_totals(kept: Any, lost: Any) -> list[ReportedTotal]:
    column = {Delegation: "principal_id", Source: "source_id", Event: "event_id"}[type(lost)]
    there = {
        tuple(getattr(total, name) for name in TOTAL): total
        for total in ReportedTotal.objects.filter(**{column: kept.pk}).order_by("pk")
    }
    repeated = []
    for total in ReportedTotal.objects.filter(**{column: lost.pk}).order_by("pk"):
        key = tuple(kept.pk if name == column else getattr(total, name) for name in TOTAL)
        if other := there.get(key):
            if (other.value, other.qualifier) != (total.value, total.qualifier):
                raise Refused([_("The two hold different totals of one passage: correct one of them first.")])
            repeated.append(total)
    return repeated


# --- Names and addresses -------------------------------------------------------------------------------------


def _take_names(kept: Any, lost: dict[str, Any]) -> dict[str, str]:
    """Let an organization be found by every name of the one that was merged into it; return the names before and
    after."""
    if not isinstance(kept, Organization):
        return {}
    before = kept.other_names
    there = {name.strip() for name in [kept.name, kept.acronym, *before.splitlines()]}
    more = [name.strip() for name in [lost["name"], lost["acronym"], *lost["other_names"].splitlines()]]
    names = before.splitlines() + [name for name in dict.fromkeys(more) if name and name not in there]
    after = "\n".join(names)
    if after == before or len(after) > 2000:
        return {}
    kept.other_names = after
    kept.save()
    return {"before": before, "after": after}


def _give_names_back(kept: Any, names: dict[str, str]) -> None:
    if names and kept.other_names == names["after"]:
        kept.other_names = names["before"]
        kept.save()


def _was_public(row: Any) -> bool:
    """Tell whether readers may know the address of ``row``: they see it now, or saw it for a record withdrawn since."""
    if type(row)._default_manager.published().filter(pk=row.pk).exists():
        return True
    known = {"published_at__isnull": False}
    meetings = Meeting.objects.filter(**known)
    if isinstance(row, Source):
        return row.citations.filter(
            Q(meeting__published_at__isnull=False) | Q(mou__published_at__isnull=False)
        ).exists()  # fmt: skip
    if isinstance(row, Delegation):
        return meetings.filter(Q(principal=row) | Q(counterpart=row)).exists() or row.mous.filter(**known).exists()
    if isinstance(row, Event):
        return meetings.filter(event=row).exists() or row.mous.filter(**known).exists()
    return meetings.filter(Q(principal_organization=row) | Q(counterpart_organization=row)).exists()


def _lead_on(model: Any, lost: dict[str, Any], kept: int) -> list[str]:
    """Let the old address lead to the row ``kept``, and every one that led to the old row; return these."""
    rows = MovedAddress.objects.filter(kind=model._meta.model_name)
    before = rows.filter(new=lost["id"])
    led_on = list(before.order_by("pk").values_list("old", flat=True))
    before.update(new=kept)
    rows.update_or_create(kind=model._meta.model_name, old=str(lost[ADDRESS[model]]), defaults={"new": kept})
    return led_on


def _lead_back(model: Any, lost: dict[str, Any], led_on: list[str]) -> None:
    rows = MovedAddress.objects.filter(kind=model._meta.model_name)
    rows.filter(old=str(lost[ADDRESS[model]])).delete()
    rows.filter(old__in=led_on).update(new=lost["id"])
