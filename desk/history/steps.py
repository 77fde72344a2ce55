"""The steps in which a record became what it is: all that one request, or one transaction, changed of it is one.

A step ends with a row of the record's own history, for whatever belongs to a record raises its version; what belongs
to it and was written in the same transaction, or under the same context, is told with it. The key of that last row is
the state that the step led to, and the place in the list from which its neighbours are read.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Model, Q, Window
from django.db.models.functions import Lead
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from pghistory.models import Context

from accounts.models import User
from desk.history import lines
from desk.history.names import Names, Row
from desk.history.tracks import Part, history_of, parts_of
from meetings.differences import Difference
from meetings.models import Record

SIZE = 20
MOST = 2**31 - 1  # of the key of a row of history

Status = Record.Status


@dataclass(slots=True)
class Step:
    """One step: the ``state`` it led to, its ``version`` (None where the table has none), and what it changed."""

    state: int
    version: int | None
    at: Any
    did: str
    who: str
    where: str
    why: str
    revision: str = ""
    is_deletion: bool = False
    differences: list[Difference] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """Steps, the newest first; ``older`` and ``newer`` are the places that the neighbouring pages are read from."""

    steps: list[Step]
    older: int | None = None
    newer: int | None = None


def page_of(model: type[Model], key: Any, *, older: int | None = None, newer: int | None = None) -> Page:
    """Return one page of the steps of a row of ``model``: from ``older`` on into the past, or those after ``newer``.

    As many questions whatever the page holds: one for the steps, one for each kind of part, for the contexts, for the
    people and for the names of each kind of row that is referred to.
    """
    ends = _ends(model, key)
    if newer is not None:
        rows = list(ends.filter(pgh_id__gte=newer).order_by("pgh_id")[: SIZE + 2])
        is_last_page = len(rows) < SIZE + 2
        rows = rows if is_last_page else rows[:-1]
        rows.reverse()
        # The place itself is on the page after this one; without it this page goes to the beginning.
        past = [row for row in rows if row["pgh_id"] == newer]
        shown = [row for row in rows if row["pgh_id"] != newer]
        is_first_page = is_last_page
    else:
        rows = list((ends.filter(pgh_id__lte=older) if older else ends).order_by("-pgh_id")[: SIZE + 1])
        shown, past = rows[:SIZE], rows[SIZE:]
        is_first_page = older is None or not ends.filter(pgh_id__gt=older).exists()
    steps = _steps(model, key, shown, past[0] if past else None)
    return Page(
        steps,
        older=past[0]["pgh_id"] if past else None,
        newer=None if is_first_page or not shown else shown[0]["pgh_id"],
    )


def states(model: type[Model], key: Any, wanted: set[int]) -> list[Step]:
    """Return the steps that led to those of the states ``wanted`` that are any, without what they changed."""
    ends = _ends(model, key).order_by("-pgh_id")
    rows = list(ends.filter(pgh_id__in=wanted)) if wanted else []
    # One question for each: nobody asks for more than two.
    return described(rows, {number: ends.filter(pgh_id__lt=row["pgh_id"]).first() for number, row in enumerate(rows)})


def _ends(model: type[Model], key: Any) -> Any:
    """Return the last row of each step of the record's own history."""
    history = history_of(model)
    order = F("pgh_id").asc()
    own = history.objects.filter(pgh_obj=key).annotate(
        next_context=Window(Lead("pgh_context_id"), order_by=order),
        next_at=Window(Lead("pgh_created_at"), order_by=order),
    )
    alone, followed_alone = Q(pgh_context_id=None), Q(next_context=None)
    # Spelled out: nothing equals NULL, and nothing differs from it.
    ends = (
        Q(next_at=None)
        | (alone & ~followed_alone)
        | (~alone & followed_alone)
        | (~alone & ~followed_alone & ~Q(next_context=F("pgh_context_id")))
        | (alone & followed_alone & ~Q(next_at=F("pgh_created_at")))
    )
    return own.filter(ends).values(*lines.columns(model))


def _steps(model: type[Model], key: Any, shown: list[Row], past: Row | None) -> list[Step]:
    before = dict(enumerate([*shown[1:], past]))
    steps = described(shown, before)
    own = [(_there(before[number]), _there(row)) for number, row in enumerate(shown)]
    names = Names()
    lines.need(names, model, own)
    changes = {part: _changes(part, key, shown) for part in parts_of(model)}
    for part, of_steps in changes.items():
        lines.need(names, part.model, [change for each in of_steps.values() for change in each], part)
    for number, step in enumerate(steps):
        old, new = own[number]
        step.differences = lines.of_record(names, model, old, new)
        for part, of_steps in changes.items():
            step.differences += lines.of_parts(names, part, of_steps.get(number, []))
    return steps


def _there(row: Row | None) -> Row | None:
    return row if row and row["pgh_label"] != "delete" else None


# --- What belongs to the record -------------------------------------------------------------------------------


def _changes(part: Part, key: Any, shown: list[Row]) -> dict[int, list[lines.Change]]:
    """Return, by the number of the step, the states before and after it of each row of ``part`` that it touched."""
    history = history_of(part.model)
    contexts = {row["pgh_context_id"]: number for number, row in enumerate(shown) if row["pgh_context_id"]}
    moments = {row["pgh_created_at"]: number for number, row in enumerate(shown) if not row["pgh_context_id"]}
    ever = history.objects.filter(**{part.owner: key}).values("pgh_obj")
    here = Q(pgh_context__in=contexts) | Q(pgh_context=None, pgh_created_at__in=moments)
    touched = history.objects.filter(here, pgh_obj__in=ever).values("pgh_obj")
    rows: dict[Any, list[Row]] = defaultdict(list)
    for row in history.objects.filter(pgh_obj__in=touched).order_by("pgh_id").values(*lines.columns(part.model)):
        rows[row["pgh_obj_id"]].append(row)
    found: dict[int, list[lines.Change]] = defaultdict(list)
    for life in rows.values():
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        for place, row in enumerate(life):
            context = row["pgh_context_id"]
            number = contexts.get(context) if context else moments.get(row["pgh_created_at"])
            if number is not None:
                first.setdefault(number, place)
                last[number] = place
        for number, place in first.items():
            old = _belonging(part, key, life[place - 1]) if place else None
            new = _belonging(part, key, life[last[number]])
            if old or new:
                found[number].append((old, new))
    return found


def _belonging(part: Part, key: Any, row: Row) -> Row | None:
    """Return ``row`` if it was there then, and belonged to this record."""
    return row if row["pgh_label"] != "delete" and row[f"{part.owner}_id"] == key else None


# --- Who, from where, why -------------------------------------------------------------------------------------


def last_of(model: type[Model], key: Any) -> int:
    """Return the present state of a row of ``model``, or its last one."""
    return int(history_of(model).objects.filter(pgh_obj=key).latest("pgh_id").pgh_id)


def described(rows: list[Row], before: dict[int, Row | None]) -> list[Step]:
    """Return the steps that ended with ``rows``; ``before`` has what was there before each, by its number."""
    keys = {row["pgh_context_id"] for row in rows if row["pgh_context_id"]}
    contexts = dict(Context.objects.filter(pk__in=keys).values_list("pk", "metadata")) if keys else {}
    people = {number for each in contexts.values() if isinstance(number := each.get("user"), int)}
    names = {person.pk: str(person) for person in User.objects.filter(pk__in=people)} if people else {}
    steps = []
    for number, row in enumerate(rows):
        known = contexts.get(row["pgh_context_id"])
        user = known.get("user") if known else None
        steps.append(
            Step(
                state=row["pgh_id"],
                version=row.get("version"),
                at=row["pgh_created_at"],
                did=did(before.get(number), row, (known or {}).get("via", "")),
                who=(names.get(user) or _("person number %(key)s") % {"key": user}) if user else "",
                where=where(known),
                why=str((known or {}).get("reason", "")),
                revision=str((known or {}).get("revision", "")),
                is_deletion=row["pgh_label"] == "delete",
            )
        )
    return steps


def did(before: Row | None, row: Row, via: str) -> str:
    """Return what a step did, in a word or two."""
    if row["pgh_label"] == "delete":
        return _("merged into another") if via == "merge" else pgettext("step of a history", "deleted")
    if before is None:
        return _("published at once") if row.get("status") == Status.PUBLISHED else _("entered")
    if before["pgh_label"] == "delete":
        return _("brought back")
    old, new = before.get("status"), row.get("status")
    if new != old:
        # What was done, not where the record stands: some languages have another word for each.
        published, withdrawn = pgettext("step of a history", "published"), pgettext("step of a history", "withdrawn")
        moves = {
            Status.IN_REVIEW: _("submitted for review"),
            Status.DRAFT: _("returned"),
            Status.PUBLISHED: _("published again") if old == Status.WITHDRAWN else published,
            Status.WITHDRAWN: _("merged into another") if row.get("merged_into_id") else withdrawn,
        }
        return moves[Status(str(new))]
    if via == "restore":
        return _("restored")
    is_revision = via == "revision" and new == Status.PUBLISHED
    return _("published anew") if is_revision else pgettext("step of a history", "changed")


def where(known: dict[str, Any] | None) -> str:
    """Return from where a change came, by what its context knows; None is a change without a context."""
    if known is None:
        return _("past the desk: a command or SQL")
    ways = {
        "form": _("in a form"),
        "bulk": _("in a list of many"),
        "intake": _("from an article"),
        "import": _("by an import"),
        "merge": _("by a merge"),
        "revision": _("by a pending revision"),
        "restore": _("by restoring a version"),
        "command": _("by a command"),
    }
    return ways.get(known.get("via", ""), _("on the desk") if known.get("url") else _("by a command"))
