"""What cells name, looked up for a thousand rows at once: parties, events, topics, sources, other records."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from core.text import normalise
from delegations.gazetteer import Gazetteer
from delegations.lexicon import Lexicon, Party
from delegations.models import Delegation, Event, Organization, Region
from desk.imports.refusals import Wrong
from meetings.models import Meeting, MoU, Source, Topic
from meetings.services.powers import visible_to

MARK = " · "
NUMBER_DIGITS = 18

# By what a row may be named besides its key: columns that are compared as they are written.
NAMED_BY: dict[Any, tuple[str, ...]] = {
    Event: ("slug", "name"),
    Topic: ("slug", "name"),
    Source: ("pk", "url", "title"),
    Organization: ("slug", "name"),
    Delegation: ("pk",),
    Meeting: ("reference",),
    MoU: ("reference",),
    Region: ("pk", "name", "slug"),
}
# Of these there are so few that all are read at once.
FEW = (Topic, Region)


class Facts:
    """What one run of an import knows. It belongs to ``user``: who may see a record decides what a cell may name."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.lexicon = Lexicon.read()
        self.countries = Gazetteer.read().countries
        # What rows above state already, and in which line: of one run, whatever its parts.
        self.seen: dict[Any, int] = {}
        self._rows: dict[Any, dict[Any, Any]] = defaultdict(dict)
        self._named: dict[Any, dict[str, set[Any]]] = defaultdict(lambda: defaultdict(set))
        self._asked: dict[Any, set[str]] = defaultdict(set)

    # --- Parties -----------------------------------------------------------------------------------------

    def party(self, text: str) -> Party:
        """Return the country or organization of this name. Raises ``Wrong`` where it is none, or one of several."""
        found = self.lexicon.named(text)
        if found is None and text.count(",") == 1:
            # As sorted lists have it: "Korea, South".
            last, first = (part.strip() for part in text.split(","))
            found = self.lexicon.named(f"{first} {last}")
        if found is None or not found.parties:
            likely = ", ".join(self.label(party) for party in self.lexicon.suggestions(text)[:3])
            if likely:
                raise Wrong(
                    _("No country or organization is called “%(name)s”. Perhaps: %(likely)s.")
                    % {"name": text, "likely": likely}
                )
            raise Wrong(_("No country or organization is called “%(name)s”.") % {"name": text})
        if not found.certain:
            likely = ", ".join(self.label(party) for party in found.parties[:4])
            raise Wrong(_("“%(name)s” may be one of several: %(likely)s.") % {"name": text, "likely": likely})
        return found.parties[0]

    def label(self, party: Party) -> str:
        if party.key in self.countries:
            return self.countries[party.key].name
        return self.lexicon.labels.get(party, party.key)

    # --- Rows --------------------------------------------------------------------------------------------

    def prepare(self, model: Any, texts: Iterable[str]) -> None:
        """Ask for all that ``texts`` may name: one query, whatever their number."""
        asked = self._asked[model]
        new = {text for text in texts if text} - asked
        if not new:
            return
        asked |= new
        condition = Q()
        for name in NAMED_BY[model] if model not in FEW else ():
            if name == "pk":
                condition |= Q(pk__in=[key for text in new if (key := _key(model, text)) is not None])
                continue
            condition |= Q(**{f"{name}__in": [_clean(text) for text in new]})
            if name == "name":
                condition |= Q(name_key__in={normalise(text) for text in new})
        rows = model._default_manager.filter(condition)
        if model in (Meeting, MoU):
            rows = visible_to(self.user, rows.filter(revises=None))
        if model is Delegation:
            rows = rows.select_related("country", "organization", "event")
        for row in rows:
            self.keep(row)

    def keep(self, row: Any) -> None:
        model = type(row)
        self._rows[model][row.pk] = row
        for name in NAMED_BY[model]:
            text = str(row.pk) if name == "pk" else getattr(row, name)
            if text:
                self._named[model][text].add(row.pk)
                self._named[model][normalise(text)].add(row.pk)

    def find(self, model: Any, text: str) -> Any:
        """Return the row that ``text`` names; it was prepared. Raises ``Wrong``."""
        keys: set[Any] = set()
        key = _key(model, text) if "pk" in NAMED_BY[model] else None
        if key is not None and key in self._rows[model]:
            keys = {key}
        for words in (text, normalise(text)):
            keys = keys or self._named[model].get(words, set())
        what = model._meta.verbose_name
        if not keys:
            raise Wrong(_("There is no %(what)s “%(name)s”. Add it first.") % {"what": what, "name": text[:200]})
        if len(keys) > 1:
            raise Wrong(
                _("There are several: %(what)s “%(name)s”. Say which by its key.") % {"what": what, "name": text[:200]}
            )
        return self._rows[model][next(iter(keys))]

    def row(self, model: Any, key: Any) -> Any:
        """Return the row of a key that ``find`` gave."""
        found = self._rows[model].get(key)
        if found is None:
            found = self._rows[model][key] = model._default_manager.get(pk=key)
        return found

    def rows(self, model: Any, keys: Iterable[Any]) -> None:
        """Have the rows of these keys at hand: one query."""
        missing = {key for key in keys if key is not None} - set(self._rows[model])
        if missing:
            for row in model._default_manager.filter(pk__in=missing):
                self.keep(row)


def keyed(row: Any, words: str) -> str:
    """Return how a row without a name of its own is written: its number, and words for who reads it."""
    return f"{row.pk}{MARK}{words}"


def _key(model: Any, text: str) -> Any:
    """Return the key that a cell begins with, where it has one: "12 · An article"."""
    number = text.split(MARK, 1)[0].strip()
    if model is Region:
        return number if number.isascii() and number.isdigit() and len(number) == 3 else None
    return int(number) if number.isascii() and number.isdigit() and len(number) <= NUMBER_DIGITS else None


def _clean(text: str) -> str:
    """Return what the database can be asked for."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
