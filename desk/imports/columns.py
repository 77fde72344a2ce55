"""The columns of a table: how the text of a cell becomes a value, and a stored value the text of a cell.

A value is plain, as JSON holds it: a text, a number, a list, the key of another row. ``read`` and ``text`` are each
other's reverse, so that what is exported comes back as the same.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from core.fields import EdtfField
from core.text import normalise, validate_clean_text
from delegations.lexicon import Party
from delegations.models import Country, Delegation, Event, Organization, Region
from desk.imports import dates
from desk.imports.facts import Facts, keyed
from desk.imports.refusals import Wrong
from meetings.models import Meeting, MoU, Source, Topic

LANGUAGES = ("en", "fr", "ar")
SEVERAL = re.compile(r"[;\n|]")


class Column:
    """One column. ``name`` is its heading in files that we write; ``label`` is how a person calls it."""

    # Written into exports, and passed over when it comes back.
    is_shown_only = False

    def __init__(self, name: str, label: Any, *, aliases: tuple[str, ...] = (), required: bool = False) -> None:
        self.name, self._label, self.aliases, self.required = name, label, aliases, required

    @property
    def label(self) -> str:
        return capfirst(str(self._label))

    def headings(self) -> set[str]:
        """Return, normalised, every heading that means this column, in any language of the site."""
        found = {self.name.replace("_", " "), *self.aliases}
        for language in LANGUAGES:
            with override(language):
                found.add(str(self._label))
        return {normalise(text) for text in found}

    def prepare(self, texts: Iterable[str], facts: Facts) -> None:
        """Look up what many cells name."""

    def read(self, text: str, facts: Facts) -> Any:
        """Return the value of a cell that is not empty. Raises ``Wrong``."""
        raise NotImplementedError

    def get(self, row: Any) -> Any:
        """Return the stored value; an empty text or list, or None, where there is none."""
        raise NotImplementedError

    def text(self, row: Any) -> str:
        """Return the stored value as a cell has it."""
        return str(self.get(row) or "")


class FieldColumn(Column):
    """A column that is one field of the model."""

    def __init__(self, field: Any, *, aliases: tuple[str, ...] = (), required: bool | None = None) -> None:
        needed = not field.blank and not field.has_default() if required is None else required
        super().__init__(field.name, field.verbose_name, aliases=aliases, required=needed)
        self.field = field

    def get(self, row: Any) -> Any:
        return getattr(row, self.field.attname)

    def put(self, row: Any, value: Any) -> None:
        setattr(row, self.field.attname, value)


class TextColumn(FieldColumn):
    def read(self, text: str, facts: Facts) -> Any:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        try:
            return self.field.clean(text, None)
        except ValidationError as error:
            raise Wrong(" ".join(error.messages)) from error

    def get(self, row: Any) -> Any:
        return (super().get(row) or "").replace("\r\n", "\n").replace("\r", "\n")


class NumberColumn(FieldColumn):
    def read(self, text: str, facts: Facts) -> Any:
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            raise Wrong(_("Write a whole number in digits."))
        try:
            return self.field.clean(int(text), None)
        except ValidationError as error:
            raise Wrong(" ".join(error.messages)) from error

    def text(self, row: Any) -> str:
        value = self.get(row)
        return "" if value is None else str(value)


class VagueColumn(FieldColumn):
    def read(self, text: str, facts: Facts) -> Any:
        return dates.vague(text)


class DayColumn(FieldColumn):
    def read(self, text: str, facts: Facts) -> Any:
        return dates.day(text)

    def get(self, row: Any) -> Any:
        value = super().get(row)
        return value.isoformat() if hasattr(value, "isoformat") else value or None


class ChoiceColumn(FieldColumn):
    """A value of a closed list, written as it is stored or as the site calls it in any of its languages."""

    def read(self, text: str, facts: Facts) -> Any:
        return chosen(self.field.flatchoices, text)


class ChoicesColumn(FieldColumn):
    """Several values of a closed list, with semicolons between them."""

    def read(self, text: str, facts: Facts) -> Any:
        choices = self.field.base_field.flatchoices
        return list(dict.fromkeys(chosen(choices, part) for part in parts_of(text)))

    def get(self, row: Any) -> Any:
        return list(super().get(row) or [])

    def text(self, row: Any) -> str:
        return "; ".join(self.get(row))


class LinkColumn(FieldColumn):
    """The key of another row, which the cell names: an event by its slug, a meeting by its reference."""

    def __init__(self, field: Any, words: Callable[[Any], str], **options: Any) -> None:
        super().__init__(field, **options)
        self.model, self.words = field.related_model, words

    def prepare(self, texts: Iterable[str], facts: Facts) -> None:
        facts.prepare(self.model, texts)

    def read(self, text: str, facts: Facts) -> Any:
        return facts.find(self.model, text).pk

    def text(self, row: Any) -> str:
        other = getattr(row, self.field.name)
        return self.words(other) if other else ""


class PartyColumn(FieldColumn):
    """A country or an organization, by any of its names in four languages, or its code."""

    def read(self, text: str, facts: Facts) -> Any:
        party = facts.party(text)
        wanted = "c" if self.field.related_model is Country else "o"
        if party.kind != wanted:
            raise Wrong(_("“%(name)s” is no country.") % {"name": text} if wanted == "c"
                        else _("“%(name)s” is no organization.") % {"name": text})  # fmt: skip
        return party.key if wanted == "c" else int(party.key)

    def text(self, row: Any) -> str:
        other = getattr(row, self.field.name)
        return other.name if other else ""


class TopicsColumn(Column):
    """The subjects of a record, by their names or slugs, with semicolons between them."""

    def prepare(self, texts: Iterable[str], facts: Facts) -> None:
        facts.prepare(Topic, [part for text in texts for part in parts_of(text)])

    def read(self, text: str, facts: Facts) -> Any:
        return sorted({facts.find(Topic, part).pk for part in parts_of(text)})

    def get(self, row: Any) -> Any:
        return sorted(topic.pk for topic in row.topics.all())

    def text(self, row: Any) -> str:
        return "; ".join(sorted(topic.name for topic in row.topics.all()))


class ShownColumn(Column):
    """What an export tells and no import takes: where a record stands."""

    is_shown_only = True

    def __init__(self, name: str, label: Any, words: Callable[[Any], str]) -> None:
        super().__init__(name, label)
        self.words = words

    def get(self, row: Any) -> Any:
        return self.words(row)


class KeyColumn(FieldColumn):
    """The number of a row, by which an export finds it again; a new row has none."""

    def read(self, text: str, facts: Facts) -> Any:
        if not (text.isascii() and text.isdigit() and len(text) <= 18):
            raise Wrong(_("This is the number of a stored row: copy it from an export, or leave it empty."))
        return int(text)


def parts_of(text: str) -> list[str]:
    return [part.strip() for part in SEVERAL.split(text) if part.strip()]


def chosen(choices: Any, text: str) -> str:
    """Return the value that ``text`` names: the value itself, or its label in a language of the site."""
    wanted = normalise(text)
    for value, label in choices:
        if normalise(str(value)) == wanted:
            return str(value)
        for language in dict.fromkeys((get_language() or "en", *LANGUAGES)):
            with override(language):
                if normalise(str(label)) == wanted:
                    return str(value)
    known = ", ".join(str(value) for value, _label in choices if value)
    raise Wrong(_("“%(name)s” is not in the list: %(known)s.") % {"name": text[:100], "known": known})


def party_text(row: Any) -> str:
    """Return the party of a delegation as a cell has it."""
    return str(row.party.name)


def party_key(row: Any) -> str:
    return str(Party("c", row.country_id) if row.country_id else Party("o", str(row.organization_id)))


WORDS: dict[Any, Callable[[Any], str]] = {
    Event: lambda row: str(row.slug),
    Source: lambda row: keyed(row, row.title),
    Delegation: lambda row: keyed(row, " · ".join(part for part in (party_text(row), row.institution) if part)),
    Meeting: lambda row: str(row.reference),
    MoU: lambda row: str(row.reference),
    Region: lambda row: keyed(row, row.name),
}


def column_of(model: Any, name: str, **options: Any) -> FieldColumn:
    """Return the column of a field, by what the field holds."""
    field = model._meta.get_field(name)
    if field.primary_key and not isinstance(field, models.CharField):
        return KeyColumn(field, required=False)
    if isinstance(field, models.ForeignKey):
        if field.related_model in (Country, Organization):
            return PartyColumn(field, **options)
        return LinkColumn(field, WORDS[field.related_model], **options)
    if isinstance(field, EdtfField):
        return VagueColumn(field, **options)
    if isinstance(field, models.DateField):
        return DayColumn(field, **options)
    if hasattr(field, "base_field"):
        return ChoicesColumn(field, **options)
    if field.choices:
        return ChoiceColumn(field, **options)
    if isinstance(field, models.IntegerField):
        return NumberColumn(field, **options)
    return TextColumn(field, **options)


def clean_cell(text: str) -> str:
    """Return the text of a cell as it counts. Raises ``Wrong`` for characters that nobody sees and none can store."""
    try:
        validate_clean_text(text)
    except ValidationError as error:
        raise Wrong(" ".join(error.messages)) from error
    return text.strip()
