"""An old version made the newest: as a change like any other, by the services, and never past their rules.

A draft is changed; what was published gets a pending revision, for somebody to review and publish; what was deleted
comes back. What the version refers to must still be there, for half a version is one that never was.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ForeignKey, Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from pghistory.models import Context

from accounts.models import User
from accounts.requests import person_of
from core.history import acting
from core.refusals import REFUSALS, check_deferred_rules, words_of_refusal
from core.stale import version_of
from desk.history import lines
from desk.history.names import Names, Row
from desk.history.powers import may_bring_back, may_restore
from desk.history.states import State
from desk.history.subjects import Subject
from desk.history.tracks import history_of, restored
from meetings.content import CITATION, content_fields, content_of, write_content
from meetings.models import Citation, MouParty, Record
from meetings.services import Refused, revisions

MERGED = "merge"


def restore(subject: Subject, request: Any, state: State, why: str, name: str) -> Any:
    """Make ``state`` what the row that ``subject`` names says; return the row that says it now.

    That is the row itself or, of what was published, its pending revision. The form brings the version that it showed
    as the present one: with another, nothing is restored. ``name`` is how the version is called, for the history.
    Raises ``Refused`` with every reason against it; nothing has changed then.
    """
    by, admin, key = person_of(request), subject.admin, subject.key
    try:
        with acting(by, via="restore", reason=why, restored=name), transaction.atomic():
            row = admin.model._base_manager.select_for_update(of=("self",)).filter(pk=key).first()
            if getattr(row, "version", None) != version_of(request):
                raise Refused([_("It was changed after you opened this page, so nothing was restored. Look again.")])
            if row is None:
                done = _bring_back(admin, request, key, state)
            elif issubclass(admin.model, Record):
                done = _restore_record(row, by, state)
            else:
                done = _restore_row(admin, request, row, state)
            check_deferred_rules()
    except ValidationError as error:
        raise Refused(_words(admin.model, error)) from error
    except REFUSALS as error:
        raise Refused(words_of_refusal(error)) from error
    return done


# --- Meetings and MoUs ----------------------------------------------------------------------------------------


def _restore_record(record: Any, by: User, state: State) -> Any:
    if not may_restore(by, record):
        raise Refused([_("Your role does not allow this.")])
    content = _content(type(record), state)
    _refuse_missing(type(record), state)
    if _same(content, content_of(record)):
        raise Refused([_("It says this already.")])
    if record.published_at is None:
        return _say(record, content)
    if pending := type(record).objects.filter(revises=record).first():
        text = _("It has a pending revision, %(revision)s: publish or discard that first.")
        raise Refused([text % {"revision": pending.reference}])
    copy = revisions.begin(record, by)
    with acting(by, via="restore"):  # begin() says "revision"
        return _say(copy, content)


def _say(record: Any, content: dict[str, Any]) -> Any:
    for name, value in content["fields"].items():
        setattr(record, name, value)
    _check(record)
    write_content(record, content)
    record.refresh_from_db()
    return record


def _content(model: type[Record], state: State) -> dict[str, Any]:
    """Return ``state`` as the content of a record: see ``meetings.content``."""
    own: Row = state.own or {}
    content: dict[str, Any] = {"fields": {field.attname: own[field.attname] for field in content_fields(model)}}
    for part, rows in state.parts.items():
        said = [row for _key, row in sorted(rows.items())]
        if part.model is Citation:
            content["citations"] = [{name: row[name] for name in CITATION} for row in said]
        elif part.model is MouParty:
            content["signatures"] = [row["delegation_id"] for row in said]
        else:
            content["topics"] = sorted(row["topic_id"] for row in said)
    return content


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two contents say the same, whatever the order of what was entered one after the other."""

    def plain(content: dict[str, Any]) -> dict[str, Any]:
        return content | {
            "citations": sorted(map(repr, content["citations"])), "signatures": sorted(content.get("signatures", ())),
        }  # fmt: skip

    return plain(one) == plain(other)


# --- All other rows -------------------------------------------------------------------------------------------


def _restore_row(admin: Any, request: Any, row: Any, state: State) -> Any:
    if not admin.has_change_permission(request, row):
        raise Refused([_("Your role does not allow this.")])
    _refuse_missing(admin.model, state)
    _fill(row, admin.model, state.own or {})
    _check(row)
    row.save()
    _write_parts(row, state)
    row.refresh_from_db()
    return row


def _fill(row: Any, model: type[Model], said: Row, owner: str = "") -> None:
    for field in restored(model, owner):
        setattr(row, field.attname, said[field.attname])


def _write_parts(owner: Any, state: State) -> None:
    """Let the rows that belong to ``owner`` be those of ``state``; what is still there stays the same row."""
    for part, wanted in state.parts.items():
        there = {row.pk: row for row in part.model._base_manager.filter(**{part.owner: owner.pk})}
        # First what goes: a name or a total may come back that another row has now.
        for key in there.keys() - wanted.keys():
            there[key].delete()
        for key, said in sorted(wanted.items()):
            row = there.get(key) or part.model(**{part.owner: owner})
            _fill(row, part.model, said, part.owner)
            _check(row)
            row.save()


def _check(row: Any) -> None:
    """Ask for all that a form asks for: not for what is derived when the row is saved."""
    row.full_clean(exclude={field.name for field in row._meta.fields if not field.editable or field.primary_key})


# --- What was deleted -----------------------------------------------------------------------------------------


def _bring_back(admin: Any, request: Any, key: Any, state: State) -> Any:
    """Make a deleted row again, with its key and its reference, which were given to nothing else."""
    model: Any = admin.model
    last = history_of(model).objects.filter(pgh_obj=key).latest("pgh_id")
    context = Context.objects.filter(pk=last.pgh_context_id).first()
    if context and context.metadata.get("via") == MERGED:
        raise Refused([_("It was merged into another record: undo the merge instead.")])
    if not may_bring_back(admin, request, key):
        raise Refused([_("Your role does not allow this.")])
    _refuse_missing(model, state)
    said: Row = state.own or {}
    if said.get("revises_id"):
        return _revise_again(model, said["revises_id"], request.user, state)
    row = model(pk=key)
    _fill(row, model, said)
    if issubclass(model, Record):
        row.reference = said["reference"]
    if hasattr(row, "version"):
        row.version = last.version + 1
        # Of whom the words are is not asked of the history: who brings them back is who changed the row last.
        row.entered_by_id, row.changed_by_id = entered_by(model, key), request.user.pk
    _check(row)
    if isinstance(row, Citation) and not admin.may_touch(request, row):
        raise Refused([_("Your role does not allow this.")])
    row.save(force_insert=True)
    if issubclass(model, Record):
        write_content(row, _content(model, state))
    else:
        _write_parts(row, state)
    row.refresh_from_db()
    return row


def _revise_again(model: Any, key: Any, by: User, state: State) -> Any:
    """A pending revision that was published or discarded comes back as another one."""
    record = model.objects.filter(pk=key).first()
    if record is None:
        raise Refused([_("The record that it revised is not there any more.")])
    return _restore_record(record, by, state)


def entered_by(model: type[Model], key: Any) -> int | None:
    """Return the key of who entered a row that is gone, if its history knows a person who is still there."""
    first = history_of(model).objects.filter(pgh_obj=key, pgh_label="insert").order_by("pgh_id")
    context = first.values_list("pgh_context__metadata", flat=True).first()
    number = (context or {}).get("user")
    return number if number and User.objects.filter(pk=number).exists() else None


# --- What stands in the way -----------------------------------------------------------------------------------


def _refuse_missing(model: type[Model], state: State) -> None:
    """Name everything that ``state`` refers to and that is gone."""
    asked: list[tuple[Any, Any]] = []
    names = Names()
    groups: list[tuple[Any, list[Row], str]] = [(model, [state.own] if state.own else [], "")]
    groups += [(part.model, list(rows.values()), part.owner) for part, rows in state.parts.items()]
    for each, rows, owner in groups:
        fields = restored(each, owner)
        names.need(fields, rows)
        asked += [
            (field, row[field.attname])
            for row in rows
            for field in fields
            if isinstance(field, ForeignKey) and row[field.attname] is not None
        ]
    there: dict[Any, set[Any]] = {}
    for target in {field.related_model for field, _key in asked}:
        keys = {key for field, key in asked if field.related_model is target}
        there[target] = set(target._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
    reasons = [
        _("%(field)s: %(value)s.") % {"field": lines.label_of(field), "value": names.of(field.related_model, key)}
        for field, key in dict.fromkeys(asked)
        if key not in there[field.related_model]
    ]
    if reasons:
        raise Refused([_("This version refers to what is not there any more, so nothing was changed."), *reasons])


def _words(model: type[Model], error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return [str(text) for text in error.messages]
    labels = {field.name: capfirst(str(field.verbose_name)) for field in model._meta.fields}
    found = []
    for name, texts in error.message_dict.items():
        label = labels.get(name)
        found += [f"{label}: {text}" if label else str(text) for text in texts]
    return found
