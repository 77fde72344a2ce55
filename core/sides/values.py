"""The values of a form as a browser posts them, so that what was shown, what is stored and what was typed compare.

A value is a list of texts: none for an empty field or a box that is not ticked, several for a choice of many.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext as _

from core.admin_widgets import is_usable_key

FIELD = "_base"  # of the form: what it was filled with when it was opened
LONGEST = 2000  # characters of a value that stand in the comparison

Values = dict[str, list[str]]


@dataclass
class Snapshot:
    """What a form says: ``fields`` by name, ``rows`` of its inlines by prefix and key."""

    fields: Values = field(default_factory=dict)
    rows: dict[str, dict[str, Values]] = field(default_factory=dict)


def own_names(form: Any, apart: tuple[str, ...] = ()) -> list[str]:
    """Return the fields of ``form`` that an editor fills in."""
    pk = form.instance._meta.pk.name
    hidden = (pk, "DELETE", *apart) if apart else ()
    return [name for name in form.fields if name not in hidden]


def names_of_row(formset: Any, form: Any) -> list[str]:
    """Return the fields of a row of an inline that an editor fills in."""
    return own_names(form, (formset.fk.name,))


def initial_values(form: Any, names: list[str]) -> Values:
    """Return what ``form`` was filled with, whatever was typed into it since."""
    return {name: _as_posted(form.fields[name], form[name].initial) for name in names}


def posted_values(form: Any, names: list[str], data: QueryDict, prefix: str = "") -> Values:
    """Return what ``data`` says for the fields ``names`` of ``form``."""
    return {name: _normal(form.fields[name], data.getlist(f"{prefix}{name}")) for name in names}


def snapshot_of(form: Any, formsets: list[Any]) -> Snapshot:
    """Return what the form and its inlines were filled with: what is stored."""
    rows = {
        formset.prefix: {
            str(row.instance.pk): initial_values(row, names_of_row(formset, row)) for row in formset.initial_forms
        }
        for formset in formsets
    }
    return Snapshot(initial_values(form, own_names(form)), rows)


def to_json(snapshot: Snapshot) -> str:
    return json.dumps([snapshot.fields, snapshot.rows], ensure_ascii=False, separators=(",", ":"))


def base_of(data: QueryDict) -> Snapshot:
    """Return what the posted form was filled with when it was opened; nothing of what it does not say properly."""
    try:
        fields, rows = json.loads(data.get(FIELD, ""))
        known = {
            str(prefix): {str(key): read_values(row) for key, row in keys.items()} for prefix, keys in rows.items()
        }
        return Snapshot(read_values(fields), known)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return Snapshot()


def read_values(values: Any) -> Values:
    """Return ``values``, read from JSON that went through a browser. Raises ``TypeError`` for anything else."""
    if not isinstance(values, dict) or not all(
        isinstance(texts, list) and all(isinstance(text, str) for text in texts) for texts in values.values()
    ):
        raise TypeError
    return values


def words_of(field: forms.Field, values: list[str]) -> str:
    """Return posted ``values`` of ``field`` in words."""
    if isinstance(field, forms.ModelChoiceField):
        text = _names_of_rows(field, values)
    elif isinstance(field, forms.ChoiceField):
        labels = {str(key): str(label) for key, label in field.widget.choices if not isinstance(label, list | tuple)}
        text = ", ".join(labels.get(value, value) for value in values)
    elif isinstance(field, forms.BooleanField):
        text = _("yes") if values else _("no")
    else:
        text = "".join(values)
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}…"
    return text or _("nothing")


def _names_of_rows(field: Any, values: list[str]) -> str:
    keys = [value for value in values if is_usable_key(field.queryset.model, value)]
    known = {str(row.pk): field.label_from_instance(row) for row in field.queryset.filter(pk__in=keys)} if keys else {}
    return ", ".join(sorted(known.get(value, value) for value in values))


def _as_posted(field: forms.Field, value: Any) -> list[str]:
    widget: Any = getattr(field.widget, "widget", field.widget)
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    prepared = field.prepare_value(value)
    if isinstance(prepared, models.QuerySet | list | tuple):
        return _normal(field, [str(getattr(each, "pk", each)) for each in prepared])
    shown = widget.format_value(prepared)
    return _normal(field, shown if isinstance(shown, list) else [] if shown is None else [str(shown)])


def _normal(field: forms.Field, values: list[str]) -> list[str]:
    widget: Any = getattr(field.widget, "widget", field.widget)
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if values else []
    texts = [text.replace("\r\n", "\n").strip() for text in values]
    if not getattr(widget, "allow_multiple_selected", False):
        texts = texts[-1:]
    return sorted(text for text in texts if text)
