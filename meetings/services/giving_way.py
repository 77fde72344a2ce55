"""What happens when one row gives way to another: what refers to it refers to the other one, and can be put back."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

import pghistory.models
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction
from django.db.models import F, ForeignKey, Model
from django.utils.translation import gettext as _

from accounts.models import User
from core.history import acting
from core.refusals import REFUSALS, check_deferred_rules, words_of_refusal
from core.stale import Stale
from core.text import is_blank, is_clean
from meetings.models import Meeting, MoU
from meetings.services.refusals import Refused
from meetings.services.revising import revising

References = dict[str, list[Any]]
# The version of each row, by key, as an editor saw it; None for a form that does not say.
Seen = Mapping[int, int | None]
DEADLOCK = "40P01"


@contextmanager
def merging(
    model: type[Model], pks: Iterable[int], by: User | None, reason: str, seen: Seen | None = None
) -> Iterator[dict[int, Any]]:
    """Lock the rows ``pks`` of ``model`` for a merge ``by`` somebody; yield those that are there, by key.

    In the order of their keys, so that two who merge the same pair at once wait for one another: the second finds
    what the first has left. What the database refuses is a reason, and nothing has changed then. Raises ``Stale`` for a
    row of another version than was ``seen``; who passes none has shown the rows to nobody.
    """
    name = model._meta.model_name if model in (Meeting, MoU) else "meeting"
    if by is not None and not by.has_perm(f"meetings.merge_{name}"):
        raise Refused([_("Your role does not allow this.")])
    if is_blank(reason):
        raise Refused([_("Say why, for those who read the history.")])
    if not is_clean(reason) or len(reason) > 1000:
        raise Refused([_("The reason is too long, or holds characters that nobody can see.")])
    try:
        with acting(by, via="merge", reason=reason.strip()), transaction.atomic():
            rows = model._default_manager.select_for_update().filter(pk__in=list(pks)).order_by("pk")
            found = {row.pk: row for row in rows}
            if seen is not None:
                _check_seen(found, seen)
            with connection.cursor() as cursor:
                # A meeting, its delegations and its totals move to another event one after the other.
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            with _revisions_kept_current():
                yield found
            check_deferred_rules()
    except REFUSALS as error:
        raise Refused(words_of_refusal(error)) from error
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", None) != DEADLOCK:
            raise
        raise Refused([_("Somebody else was changing the same records at this moment: try again.")]) from error


def _check_seen(rows: dict[int, Any], seen: Seen) -> None:
    for pk, row in rows.items():
        if seen.get(pk) != row.version:
            raise Stale(row, seen.get(pk))


@contextmanager
def _revisions_kept_current() -> Iterator[None]:
    """Let pending revisions of records that are only pointed elsewhere be published afterwards, as if nothing was."""
    pending: dict[Any, list[int]] = {}
    for model in (Meeting, MoU):
        revised = model.objects.filter(revision__base_version=F("version")).order_by("pk")
        pending[model] = list(revised.select_for_update(of=("self",)).values_list("pk", flat=True))
    yield
    for model, pks in pending.items():
        for copy in model.objects.filter(revises__in=pks).exclude(base_version=F("revises__version")):
            with revising("same"):
                model.objects.filter(pk=copy.pk).update(
                    base_version=model.objects.values_list("version", flat=True).get(pk=copy.revises_id)
                )


# --- Rows as values ------------------------------------------------------------------------------------------


def row_of(row: Model) -> dict[str, Any]:
    """Return every stored value of ``row`` that the database does not compute, as JSON can hold it, exactly."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.generated}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def recreate(model: type[Model], values: dict[str, Any]) -> Any:
    """Insert the row that ``row_of`` described, with the key that it had and the person who entered it.

    Refused where it has no place any more.
    """
    if model._base_manager.filter(pk=values[model._meta.pk.attname]).exists():
        raise Refused([_("There is another record in the place of the merged one.")])
    row = model()
    for field in model._meta.concrete_fields:
        if field.generated or field.attname not in values:
            continue
        value = values[field.attname]
        if isinstance(field, ForeignKey) and value is not None:
            target = field.remote_field.model
            if not target._base_manager.filter(pk=value).exists():
                text = _("The %(what)s that it belonged to is not there any more.")
                raise Refused([text % {"what": target._meta.verbose_name}])
        try:
            setattr(row, field.attname, field.to_python(value))
        except ValidationError as error:
            raise Refused([_("What was kept of it cannot be read.")]) from error
    if hasattr(row, "version"):
        row.version += 1
    with revising("same"):
        row.save(force_insert=True)
    row.refresh_from_db()
    return row


def fill_blanks(kept: Any, lost: Any, names: Iterable[str]) -> dict[str, Any]:
    """Give ``kept`` what only ``lost`` says of the fields ``names``; return it."""
    filled = {}
    for field in (kept._meta.get_field(name) for name in names):
        if getattr(kept, field.attname) in (None, "") and getattr(lost, field.attname) not in (None, ""):
            filled[field.attname] = getattr(lost, field.attname)
            setattr(kept, field.attname, filled[field.attname])
    if filled:
        kept.save()
    return filled


def unfill(kept: Any, filled: dict[str, Any]) -> None:
    """Take back what ``fill_blanks`` gave, where nobody has changed it since."""
    kept.refresh_from_db()
    given = {
        field.attname: field.to_python(filled[field.attname])
        for field in kept._meta.concrete_fields
        if field.attname in filled
    }
    for name, value in given.items():
        if getattr(kept, name) == value:
            setattr(kept, name, None if kept._meta.get_field(name).null else "")
    if given:
        kept.save()


# --- What refers to a row ------------------------------------------------------------------------------------


def referring(model: type[Model], without: Iterable[str] = ()) -> list[ForeignKey]:
    """Return every foreign key, of the register and of the editors' work, that points at ``model``; no history's."""
    return [
        relation.field
        for relation in model._meta.related_objects
        if isinstance(relation.field, ForeignKey)
        and str(relation.get_accessor_name()) not in without
        and not issubclass(relation.related_model, pghistory.models.Event)
    ]


def move_references(lost: Model, kept: Model, without: Iterable[str] = ()) -> References:
    """Point all that refers to ``lost`` at ``kept``; return the keys of what was moved, by "app.Model.field"."""
    moved: References = {}
    with revising("same"):
        for field in referring(type(lost), without):
            rows = field.model._base_manager.filter(**{field.attname: lost.pk})
            if pks := list(rows.order_by("pk").values_list("pk", flat=True)):
                rows.update(**{field.attname: kept.pk})
                moved[f"{field.model._meta.label}.{field.name}"] = pks
    return moved


def put_references_back(references: References, kept: int, lost: int) -> None:
    """Point at ``lost`` again what ``move_references`` moved, unless it was pointed elsewhere since.

    A pending revision of such a row, begun since, says what the row said then: it goes along.
    """
    with revising("same"):
        for label, pks in references.items():
            model_label, name = label.rsplit(".", 1)
            model: Any = apps.get_model(model_label)
            rows = model._base_manager.filter(**{name: kept})
            rows.filter(pk__in=pks).update(**{name: lost})
            if model in (Meeting, MoU):
                rows.filter(revises__in=pks).update(**{name: lost})
