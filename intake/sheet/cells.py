"""One field of a row: what it is called, what it says, what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field
from django.utils.translation import gettext as _

from core.dates import parse
from core.text import is_blank, normalise, validate_clean_text
from delegations.lexicon import Lexicon, Party
from delegations.models import Country

LONGEST = 20_000  # characters of one field; each has a limit of its own, far below


@dataclass(slots=True)
class Cell:
    """``options`` are the choices of a select; ``completes`` the datalist that completes a text."""

    name: str
    label: str
    value: str
    options: list[tuple[str, str]] = field(default_factory=list)
    completes: str = ""
    is_long: bool = False  # a text of several lines
    is_wide: bool = False
    errors: list[str] = field(default_factory=list)

    def check(self, rule: Field) -> str:
        """Check what it says by the field of a model; return it, an empty text where it is wrong."""
        try:
            return str(rule.clean(self.value, None) or "")
        except ValidationError as error:
            self.errors += error.messages
            return ""

    def date(self) -> str:
        """Return the date that it says, in EDTF."""
        if is_blank(self.value):
            return ""
        try:
            return parse(self.value).text
        except ValidationError as error:
            self.errors += error.messages
            return ""

    def choice(self) -> str:
        if self.value not in dict(self.options):
            self.errors.append(_("Choose one of the list."))
        return self.value


class Values:
    """What the fields say: as posted, else as kept from the last time, else as it was understood."""

    def __init__(self, kept: Mapping[str, str], posted: Mapping[str, Any] | None) -> None:
        self.kept, self.posted = kept, posted
        self.defaults: dict[str, str] = {}  # what was understood, by the names that were asked for

    def of(self, name: str, default: str = "") -> str:
        self.defaults[name] = default
        if self.posted is not None and name in self.posted:
            return str(self.posted[name]).strip()[:LONGEST]
        return self.kept.get(name, default)

    def to_keep(self) -> dict[str, str]:
        """Return what is stored of the unfinished work: what differs from what was understood, so that a better reading
        shows where nobody wrote anything. What no database can hold is left where it was typed."""
        found = dict(self.kept)
        for name, default in self.defaults.items():
            if self.posted is None or name not in self.posted:
                continue
            said = self.of(name, default)
            if said == default:
                found.pop(name, None)
            elif _is_storable(said):
                found[name] = said
        return found


def _is_storable(text: str) -> bool:
    return "\0" not in text and text.encode("utf-8", "ignore").decode() == text


class Parties:
    """Parties by their names: those of findings, and those that an editor writes."""

    def __init__(self, lexicon: Lexicon, countries: Mapping[str, Country]) -> None:
        self.lexicon, self.countries = lexicon, countries
        self._by_iso3 = {country.iso3: code for code, country in countries.items()}

    def found(self, actor: Mapping[str, str] | None) -> Party | None:
        """Return the party of a finding; None for an organization that the register does not have."""
        if actor is None:
            return None
        if actor["kind"] == "country":
            code = self._by_iso3.get(actor["code"])
            return Party("c", code) if code else None
        return self.named(actor["name"])[0]

    def name(self, party: Party) -> str:
        if party.kind == "c":
            return self.countries[party.key].name
        return self.lexicon.labels.get(party, "")

    def named(self, text: str) -> tuple[Party | None, str]:
        """Return the party of that name, or why there is none."""
        try:
            validate_clean_text(text)
        except ValidationError as error:
            return None, " ".join(error.messages)
        meaning = self.lexicon.named(text) if normalise(text) else None
        if meaning is None or not meaning.parties:
            return None, _("No country or organization is called “%(name)s”.") % {"name": text[:200]}
        if not meaning.certain and len(meaning.parties) > 1:
            exact = [party for party in meaning.parties if normalise(self.name(party)) == normalise(text)]
            if len(exact) != 1:
                return None, _("“%(name)s” may be one of several: write the name in full.") % {"name": text[:200]}
            return exact[0], ""
        return meaning.parties[0], ""

    def read(self, cell: Cell, known: Party | None) -> Party | None:
        """Return the party that ``cell`` names: ``known`` where it says its name unchanged."""
        if known is not None and cell.value == self.name(known):
            return known
        if is_blank(cell.value):
            cell.errors.append(_("Name a country or an organization."))
            return None
        party, reason = self.named(cell.value)
        if reason:
            cell.errors.append(reason)
        return party
