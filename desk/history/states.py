"""A record as it was: its own row and the rows that belonged to it, at the end of one step."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from desk.history import lines
from desk.history.names import Names, Row
from desk.history.steps import _belonging
from desk.history.tracks import Part, history_of, parts_of
from meetings.differences import Difference


@dataclass(slots=True)
class State:
    """``own`` is None where the record was not there; ``parts`` holds the rows of each part, by their keys."""

    own: Row | None = None
    parts: dict[Part, dict[Any, Row]] = field(default_factory=dict)


def states_of(model: type[Model], key: Any, ends: list[int]) -> list[State]:
    """Return the state of a row of ``model`` at each of ``ends``, keys of its history: two questions, and one a part.

    What belongs to the record was there if it was written in a transaction that wrote the record no later: transactions
    wait for each other at the record, and the order of clocks is not theirs.
    """
    rows = history_of(model).objects.filter(pgh_obj=key)
    by_key = {row["pgh_id"]: row for row in rows.filter(pgh_id__in=ends).values(*lines.columns(model))}
    own = rows.order_by("pgh_id").values_list("pgh_context_id", "pgh_created_at", "pgh_id")
    written = {(context, moment): place for context, moment, place in own}
    found = [State(_present(by_key[end])) for end in ends]
    for part in parts_of(model):
        for state in found:
            state.parts[part] = {}
        for row in _lives(part, key):
            place = written.get((row["pgh_context_id"], row["pgh_created_at"]))
            for state, end in zip(found, ends, strict=True):
                if place <= end if place else row["pgh_created_at"] <= by_key[end]["pgh_created_at"]:
                    _follow(state.parts[part], part, key, row)
    return found


def between(model: type[Model], before: State, after: State) -> list[Difference]:
    """Return in what two states differ, in words."""
    names = Names()
    lines.need(names, model, [(before.own, after.own)])
    changes: dict[Part, list[lines.Change]] = {}
    for part in parts_of(model):
        old, new = before.parts.get(part, {}), after.parts.get(part, {})
        changes[part] = [(old.get(row), new.get(row)) for row in sorted(old.keys() | new.keys())]
        lines.need(names, part.model, changes[part], part)
    found = lines.of_record(names, model, before.own, after.own)
    for part, pairs in changes.items():
        found += lines.of_parts(names, part, pairs)
    return found


def _lives(part: Part, key: Any) -> Any:
    history = history_of(part.model)
    ever = history.objects.filter(**{part.owner: key}).values("pgh_obj")
    return history.objects.filter(pgh_obj__in=ever).order_by("pgh_id").values(*lines.columns(part.model))


def _follow(rows: dict[Any, Row], part: Part, key: Any, row: Row) -> None:
    if _belonging(part, key, row):
        rows[row["pgh_obj_id"]] = row
    else:
        rows.pop(row["pgh_obj_id"], None)


def _present(row: Row) -> Row | None:
    return row if row["pgh_label"] != "delete" else None
