"""What histories refer to by keys, in words: a question or two for each kind of row, however many there are."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, DateField, DateTimeField, ForeignKey, Model
from django.utils import formats
from django.utils.translation import gettext as _

from core.dates import in_words
from core.fields import EdtfField
from core.relations import loaded
from delegations.gazetteer import name_of
from delegations.models import Country, Delegation, Organization, Region
from desk.history.tracks import history_of

RELATED: dict[Any, tuple[str, ...]] = {Delegation: ("country", "organization", "event")}
Row = dict[str, Any]


class Names:
    """The names of rows, collected first (``need``) and fetched at the first question.

    A row that is gone is called as it was called last, which its history knows.
    """

    def __init__(self) -> None:
        self.needed: dict[Any, set[Any]] = defaultdict(set)
        self.known: dict[Any, dict[Any, str]] = {}

    def need(self, fields: Iterable[Any], rows: Iterable[Row | None]) -> None:
        keys = [field for field in fields if isinstance(field, ForeignKey)]
        for row in rows:
            for field in keys:
                if row and (value := row.get(field.attname)) not in (None, ""):
                    self.needed[field.related_model].add(value)

    def of(self, model: type[Model], key: Any) -> str:
        if model not in self.known:
            self.known[model] = self._fetch(model, self.needed[model])
        return self.known[model].get(key) or _("no longer there: number %(key)s") % {"key": key}

    def value(self, field: Any, value: Any) -> str:
        """Return the stored ``value`` of ``field`` in words; an empty text for nothing."""
        if value in (None, "", []):
            return ""
        if isinstance(field, ForeignKey):
            return self.of(field.related_model, value)
        if isinstance(field, EdtfField):
            return in_words(value)
        if isinstance(field, ArrayField):
            return ", ".join(self.value(field.base_field, each) for each in value)
        if isinstance(field, BooleanField):
            return _("yes") if value else _("no")
        if isinstance(field, DateTimeField):
            return formats.date_format(value, "DATETIME_FORMAT")
        if isinstance(field, DateField):
            return formats.date_format(value, "DATE_FORMAT")
        return str(dict(field.flatchoices).get(value, value))

    def _fetch(self, model: Any, keys: set[Any]) -> dict[Any, str]:
        if not keys:
            return {}
        rows = model._base_manager.select_related(*RELATED.get(model, ())).filter(pk__in=keys)
        found = {row.pk: _called(row) for row in rows}
        gone = keys - found.keys()
        history = history_of(model)
        if gone and history is not None:
            found |= self._gone(model, history, gone)
        return found

    def _gone(self, model: Any, history: Any, keys: set[Any]) -> dict[Any, str]:
        last = history.objects.filter(pgh_obj__in=keys).order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
        text = _("%(name)s (no longer there)")
        return {row.pgh_obj_id: text % {"name": called_then(model, row)} for row in last}


def called_then(model: Any, entry: Any) -> str:
    """Return what a row was called that ``entry`` of its history, an instance or a dict, kept."""
    known = entry if isinstance(entry, dict) else entry.__dict__
    columns = (field.attname for field in model._meta.concrete_fields if not field.generated)
    return _called(model(**{name: known[name] for name in columns if name in known}))


def _called(row: Any) -> str:
    if isinstance(row, Country | Organization | Region):
        return str(name_of(row))
    if isinstance(row, Delegation):
        party = loaded(row, "country") or loaded(row, "organization")
        named = str(name_of(party)) if party else str(row.country_id or _("delegation"))
        return " · ".join(str(part) for part in (named, row.institution, loaded(row, "event")) if part)
    reference = getattr(row, "reference", None)
    return f"{reference} · {row}" if reference and str(row) != reference else str(row)
