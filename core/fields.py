"""Model and form fields that several apps use."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from core.dates import MAX_LENGTH, parse

EDTF_HELP = _(
    "As exactly as the source says, and no more: 2025-11-24 (day), 2025-11 (month), 2025 (year), 2025-21"
    " (spring; 22 summer, 23 autumn, 24 winter), 199X (decade). After a date, “~” says about, “?” perhaps,"
    " “%” both: 1998~. From one date to another: 2025-11-24/2025-11-27; open: 2025-11/.. or ../2025; end or"
    " start not known: 2025/ or /2025. One of several days: [2025-11-24..2025-11-27] or"
    " [2025-11-24,2025-11-26]; not after a day: [..2025-11-24]; not before it: [2025-11-24..]"
)


def validate_edtf(text: str) -> None:
    """Raise ValidationError if `text` is no accepted date."""
    parse(text)


class EdtfFormField(forms.CharField):
    """A date in one of the accepted forms of EDTF; cleans to its canonical text."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", EDTF_HELP)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return parse(text).text if text else text

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The notation runs left to right in every language, and is no matter for a spelling checker."""
        return {**super().widget_attrs(widget), "dir": "ltr", "spellcheck": "false", "autocomplete": "off"}


class EdtfField(models.CharField):
    """The text of a date in one of the accepted forms of EDTF (`core.dates`), stored canonical.

    The value is a plain str on the instance: the package's own `EDTFField` unpickles what it reads from the
    database. Whatever way a value is written through the ORM (save, update, bulk_create, loaddata), it is
    parsed on the way and a ValidationError stops it; raw SQL is not stopped. Lookups are not parsed, so that
    a search for part of a date does not fail. No `deconstruct` of its own is needed: nothing but `max_length`
    is passed on, and the help text belongs to the form field, so changing it makes no migration.
    """

    default_validators = [validate_edtf]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", MAX_LENGTH)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Canonical text if it can be read; otherwise the value as it is, for the validator to refuse."""
        value = super().to_python(value)
        if not isinstance(value, str):
            return value
        try:
            return parse(value).text
        except ValidationError:
            return value.strip()

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        if isinstance(value, str):
            value = parse(value).text if value.strip() else ""
        return super().get_db_prep_save(value, connection)

    def formfield(self, **kwargs: Any) -> Any:
        defaults: dict[str, Any] = {"form_class": EdtfFormField, "help_text": self.help_text or EDTF_HELP}
        return super().formfield(**{**defaults, **kwargs})
