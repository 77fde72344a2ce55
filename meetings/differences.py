"""Two contents of one record compared field by field, in words for an editor."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignKey, Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.dates import in_words
from core.fields import EdtfField
from delegations.gazetteer import name_of
from delegations.models import Country, Delegation, Organization
from meetings.content import content_fields
from meetings.models import Citation, Record, Source, Topic

RELATED = {Delegation: ("country", "organization", "event")}
SUPPORTS = dict(Citation.Supports.choices)


@dataclass(frozen=True, slots=True)
class Difference:
    """``field`` is the name of what differs; ``before`` and ``after`` have a line for each value, none for nothing."""

    field: str
    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class Words:
    """The names of the rows that contents refer to, fetched once: a query for each model, however many contents."""

    def __init__(self, model: type[Record], contents: Iterable[dict[str, Any]]) -> None:
        self.model = model
        contents = list(contents)
        keys: dict[Any, set[Any]] = {}
        for field in content_fields(model):
            if isinstance(field, ForeignKey):
                related = keys.setdefault(field.related_model, set())
                related |= {content["fields"].get(field.attname) for content in contents}
        keys.setdefault(Topic, set()).update(key for content in contents for key in content["topics"])
        keys.setdefault(Source, set()).update(row["source_id"] for content in contents for row in content["citations"])
        keys.setdefault(Delegation, set()).update(key for content in contents for key in content.get("signatures", ()))
        self.rows: dict[Any, dict[Any, Model]] = {
            model: _rows(model, {key for key in found if key is not None}) for model, found in keys.items()
        }

    def row(self, model: type[Model], key: Any) -> str:
        """Return how the row is called; one that is gone is named by its number."""
        found = self.rows[model].get(key)
        if found is None:
            return _("no longer there: number %(key)s") % {"key": key}
        return str(name_of(found)) if isinstance(found, Country | Organization) else str(found)

    def value(self, field: Any, value: Any) -> tuple[str, ...]:
        if value in (None, ""):
            return ()
        if isinstance(field, ForeignKey):
            return (self.row(field.related_model, value),)
        if isinstance(field, EdtfField):
            return (in_words(value),)
        return (str(dict(field.flatchoices).get(value, value)),)

    def citation(self, row: dict[str, Any]) -> str:
        supports = ", ".join(str(SUPPORTS.get(name, name)) for name in row["supports"])
        quote = _("“%(words)s”") % {"words": row["quote"]} if row["quote"] else ""
        parts = (self.row(Source, row["source_id"]), row["locator"], supports, row["grouping"], row["note"], quote)
        return " · ".join(part for part in parts if part)

    def of(self, content: dict[str, Any]) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Return the label and the lines of each field of ``content``, in the order of the form."""
        lines: dict[str, tuple[str, tuple[str, ...]]] = {}
        for field in content_fields(self.model):
            lines[field.name] = (
                capfirst(str(field.verbose_name)),
                self.value(field, content["fields"].get(field.attname)),
            )
        if "signatures" in content:
            signed = tuple(sorted(self.row(Delegation, key) for key in content["signatures"]))
            lines["signatures"] = _("Parties"), signed
        lines["topics"] = _("Topics"), tuple(sorted(self.row(Topic, key) for key in content["topics"]))
        lines["citations"] = _("Citations"), tuple(self.citation(row) for row in content["citations"])
        return lines


def differences(model: type[Record], before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """Return the fields in which two contents of a record of ``model`` differ, in the order of the form."""
    words = Words(model, (before, after))
    old, new = words.of(before), words.of(after)
    return [
        Difference(name, label, old.get(name, (label, ()))[1], lines)
        for name, (label, lines) in new.items()
        if old.get(name, (label, ()))[1] != lines
    ]


def _rows(model: Any, keys: set[Any]) -> dict[Any, Model]:
    if not keys:
        return {}
    rows = model._default_manager.select_related(*RELATED.get(model, ())).filter(pk__in=keys)
    return {row.pk: row for row in rows}
