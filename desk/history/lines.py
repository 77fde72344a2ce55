"""What two states of a record, or of a row that belongs to it, differ in: field by field, in words."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from delegations.models import CountryName
from desk.history.names import Names, Row
from desk.history.tracks import Part, history_of, told
from meetings.differences import Difference
from meetings.models import Citation, Meeting, ReportedTotal

Change = tuple[Row | None, Row | None]
SIDES = ("principal", "counterpart")
PARTY_LINES = tuple(f"{side}_party" for side in SIDES)


def need(names: Names, model: type[Model], changes: Iterable[Change], part: Part | None = None) -> None:
    """Tell ``names`` what the lines of ``changes`` will ask for."""
    rows = [row for change in changes for row in change]
    names.need(told(model, part.owner if part else ""), rows)
    if model is Meeting:
        names.need(_party_fields(), rows)


def of_record(names: Names, model: type[Model], before: Row | None, after: Row | None) -> list[Difference]:
    """Return the fields in which two states of a row of ``model`` differ; None is the state before it was there."""
    found = _fields(names, model, before, after)
    if model is Meeting and before and after:
        found += _parties(names, before, after)
    return found


def of_parts(names: Names, part: Part, changes: list[Change]) -> list[Difference]:
    """Return what came, went or changed of the rows of ``part``, those that say the same apart."""
    if part.value:
        return _set(names, part, changes)
    fields, label = told(part.model, part.owner), capfirst(str(part.model._meta.verbose_name))
    lines = []
    for before, after in _unmatched(part, changes):
        if before and after:
            name = f"{label} – {title(names, part.model, after)}"
            lines += [
                Difference(f"{part.owner}.{line.field}", f"{name}: {line.label}", line.before, line.after)
                for line in _fields(names, part.model, before, after, part.owner)
            ]
        else:
            told_before, told_after = (_whole(names, fields, row) for row in (before, after))
            lines.append(Difference(part.model._meta.model_name or "", label, told_before, told_after))
    return lines


def title(names: Names, model: type[Model], row: Row) -> str:
    """Return how people tell one citation, reported total or name from another of the same record."""
    columns: dict[Any, tuple[str, ...]] = {
        Citation: ("source", "locator"),
        ReportedTotal: ("principal", "counts"),
        CountryName: ("name",),
    }
    fields = [model._meta.get_field(name) for name in columns.get(model, ())]
    parts = (names.value(field, row[field.attname]) for field in fields)  # type: ignore[union-attr]  # columns only, which all have one
    return ", ".join(part for part in parts if part)


def content(names: Names, model: type[Model], row: Row) -> list[Difference]:
    """Return all that a state says, as the ``after`` of lines; what it leaves empty is left out."""
    return _fields(names, model, None, row)


# --- Parts ----------------------------------------------------------------------------------------------------


def _fields(names: Names, model: type[Model], before: Row | None, after: Row | None, owner: str = "") -> list[Any]:
    lines = []
    for field in told(model, owner):
        old, new = (row[field.attname] if row else None for row in (before, after))
        if (old in (None, "") and new in (None, "")) or old == new:
            continue
        lines.append(
            Difference(field.name, label_of(field), *(_lines(names.value(field, each)) for each in (old, new)))
        )
    return lines


def label_of(field: Any) -> str:
    return str(capfirst(str(field.verbose_name)))


def _lines(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _party_fields() -> list[Any]:
    names = [f"{side}_{party}" for side in SIDES for party in ("country", "organization")]
    return [Meeting._meta.get_field(name) for name in names]


def _parties(names: Names, before: Row, after: Row) -> list[Difference]:
    """Tell that the party of a delegation changed, where the meeting keeps the delegation."""
    labels = {"principal": _("Party of the principal"), "counterpart": _("Party of the counterpart")}
    lines = []
    for side in SIDES:
        if before[f"{side}_id"] != after[f"{side}_id"]:
            continue
        fields = [field for field in _party_fields() if field.name.startswith(f"{side}_")]
        old, new = (
            tuple(names.value(field, row[field.attname]) for field in fields if row[field.attname])
            for row in (before, after)
        )
        if old != new:
            lines.append(Difference(f"{side}_party", labels[side], old, new))
    return lines


def _set(names: Names, part: Part, changes: list[Change]) -> list[Difference]:
    field = part.model._meta.get_field(part.value)
    label = _("Parties") if part.value == "delegation" else _("Topics")
    gone, came = (
        sorted(
            {
                names.value(field, change[side][field.attname])  # type: ignore[index, union-attr]  # columns only, which all have one
                for change in changes
                if change[side] and not change[1 - side]
            }
        )
        for side in (0, 1)
    )
    both = set(gone) & set(came)
    gone, came = ([name for name in each if name not in both] for each in (gone, came))
    # A row that was pointed at another one.
    for before, after in changes:
        if before and after and before[field.attname] != after[field.attname]:  # type: ignore[union-attr]  # columns only, which all have one
            gone.append(names.value(field, before[field.attname]))  # type: ignore[union-attr]  # columns only, which all have one
            came.append(names.value(field, after[field.attname]))  # type: ignore[union-attr]  # columns only, which all have one
    return [Difference(part.value, label, tuple(gone), tuple(came))] if gone or came else []


def _unmatched(part: Part, changes: list[Change]) -> list[Change]:
    """Leave out what went and came back as another row that says the same."""
    names = [field.attname for field in told(part.model, part.owner)]

    def says(row: Row) -> str:
        return repr([row[name] for name in names])

    came = [says(after) for before, after in changes if after and not before]
    left = []
    for before, after in changes:
        if before and not after and says(before) in came:
            came.remove(says(before))
        elif not (after and not before):
            left.append((before, after))
    for before, after in changes:
        if after and not before and says(after) in came:
            came.remove(says(after))
            left.append((before, after))
    return left


def _whole(names: Names, fields: Iterable[Any], row: Row | None) -> tuple[str, ...]:
    if row is None:
        return ()
    said = ((label_of(field), names.value(field, row[field.attname])) for field in fields)
    return tuple(_("%(field)s: %(value)s") % {"field": label, "value": value} for label, value in said if value)


def columns(model: type[Model]) -> list[str]:
    """Return the columns of the history of ``model`` that the lines, and restoring, ask for."""
    live = {field.attname for field in model._meta.concrete_fields}
    kept = [field.attname for field in history_of(model)._meta.concrete_fields if field.attname in live]
    return ["pgh_id", "pgh_label", "pgh_created_at", "pgh_obj_id", "pgh_context_id", *kept]
