"""A form opened before somebody else saved: nothing is saved, and what is stored stands beside what was typed.

Every form of the admin carries the version it was filled in for (``templates/admin/change_form.html``). A version
that is not the present one is refused, whoever raised it: another editor, another tab, a command, a merge.
"""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.versions import Versioned

FIELD = "_version"
MOST_DIGITS = 9  # of a PostgreSQL integer
LONGEST = 2000  # characters of a stored value that stand beside a field


class Stale(Exception):
    """The row has another version than the form was opened with. ``reasons`` says so to the editor."""

    def __init__(self, changed_by: Any) -> None:
        opened = _("It was changed by %(who)s after you opened it, so nothing was saved.") % {
            "who": changed_by or _("somebody unknown")
        }
        rest = _(
            "What you typed is still here, and beside each field that differs stands what is stored now. "
            "Look at them, then save again: what the form says then replaces what is stored."
        )
        self.reasons = [f"{opened} {rest}"]
        super().__init__(opened)


def check_version(request: HttpRequest, model: type[models.Model], key: Any) -> None:
    """Refuse the form of a version that is not the present one. The row stays locked until the transaction ends.

    A form that says no version, or one that cannot be, is as stale as an old one.
    """
    if not issubclass(model, Versioned):
        return
    stored = model._base_manager.select_for_update(no_key=True).only("version", "changed_by").filter(pk=key).first()
    if stored is not None and version_of(request) != stored.version:
        raise Stale(stored.changed_by)


def version_of(request: HttpRequest) -> int | None:
    """Return the version that the posted form was opened with."""
    text = request.POST.get(FIELD, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


class StaleForm(forms.ModelForm):
    """A form that came too late: bound again, with what is stored now beside every field that differs."""

    reasons: list[str]

    def clean(self) -> Any:
        cleaned = super().clean()
        for reason in self.reasons:
            self.add_error(None, reason)
        for name in self.changed_data:
            if name in self.fields:
                stored = words_of(self.fields[name], self.get_initial_for_field(self.fields[name], name))
                self.add_error(name, _("Stored now: %(value)s") % {"value": stored})
        return cleaned


def words_of(field: forms.Field, value: Any) -> str:
    """Return the ``value`` that a form would show in ``field``, in words."""
    if isinstance(field, forms.ModelChoiceField):
        keys = value if isinstance(value, (list, tuple, models.QuerySet)) else [value]
        keys = [getattr(key, "pk", key) for key in keys if key not in (None, "")]
        rows = field.queryset.filter(pk__in=keys) if field.queryset is not None else ()
        text = ", ".join(sorted(field.label_from_instance(row) for row in rows))
    elif isinstance(field, forms.ChoiceField):
        values = value if isinstance(value, (list, tuple)) else [value]
        choices = field.widget.choices
        labels = {str(key): str(label) for key, label in choices if not isinstance(label, (list, tuple))}
        text = ", ".join(labels.get(str(each), str(each)) for each in values if each not in (None, ""))
    elif isinstance(field, forms.BooleanField):
        text = _("yes") if value else _("no")
    else:
        text = str(field.prepare_value(value) if value is not None else "")
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}…"
    return text or _("nothing")
