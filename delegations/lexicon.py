"""Every name of every party, in memory: what a word or a run of words may mean, and what a misspelt one may.

``delegations.names`` asks the database for what begins like a word, to search; here whole texts are read, so all ten
thousand names are at hand, read once for each state of the register (``core.state``).
"""

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from core.state import State, remember
from core.text import normalise
from delegations.models import CountryName, Organization, Region

ARTICLES = ("the ", "les ", "los ")  # those that are never part of a name; "El Salvador" keeps its own
LIKELY = 0.6  # the least likeness of a suggestion, from 0 to 1
_TRIED = 15

# Names that hold the name of a country and are none, beside those of the regions, which the register has.
NO_PARTIES = (
    "Latin America", "Latin American", "North America", "North American", "South American", "Central American",
    "Amérique latine", "latino-américain", "Amérique du Nord", "nord-américain", "sud-américain",
    "América Latina", "Latinoamérica", "América del Norte", "Norteamérica", "أمريكا اللاتينية", "أمريكا الشمالية",
    "Indian Ocean", "océan Indien", "المحيط الهندي", "Gulf of Guinea", "golfe de Guinée", "Golfo de Guinea",
    "خليج غينيا", "South China Sea", "mer de Chine", "New England", "New Mexico", "Nuevo México", "Nouveau-Mexique",
)  # fmt: skip


class Party(NamedTuple):
    """A country ("c", its ISO code) or an organization ("o", its key in digits)."""

    kind: str
    key: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

    @classmethod
    def read(cls, text: str) -> "Party | None":
        """Return the party that ``str()`` wrote, or none for any other text; whether there is one is not asked."""
        found = re.fullmatch(r"c:([A-Z]{2})|o:([1-9][0-9]{0,17})", text)
        return (cls("c", found[1]) if found[1] else cls("o", found[2])) if found else None


class Strength(IntEnum):
    """How much a name is one: "Norway" is Norway's own, "Korea" is used for one of two, "Norwegian" is of Norway."""

    ADJECTIVE = 1
    VARIANT = 2
    OFFICIAL = 3
    SHORT = 4


STRENGTHS = {
    CountryName.Kind.SHORT: Strength.SHORT,
    CountryName.Kind.OFFICIAL: Strength.OFFICIAL,
    CountryName.Kind.VARIANT: Strength.VARIANT,
    CountryName.Kind.DEMONYM: Strength.ADJECTIVE,
    CountryName.Kind.ADJECTIVE: Strength.ADJECTIVE,
}


class Name(NamedTuple):
    """One name as it is stored; without a party it names what is none: "Latin America", "the Indian Ocean"."""

    party: Party | None
    text: str
    strength: Strength = Strength.SHORT
    normalised: str = ""


class Meaning(NamedTuple):
    """What a name stands for: the parties, the likeliest first; none where it names no party at all.

    ``certain`` says that the first is meant; the others are only offered. ``proper`` tells a name from an adjective.
    """

    parties: tuple[Party, ...]
    certain: bool
    proper: bool


@dataclass
class Entry:
    strengths: dict[Party, Strength] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)  # how it begins in prose: "upper", "capital", "small"

    def add(self, name: Name) -> None:
        if name.party:
            self.strengths[name.party] = max(name.strength, self.strengths.get(name.party, name.strength))
        letters = re.sub(r"[\W\d_]", "", name.text)
        is_acronym = letters.isupper() and len(letters) <= 4  # longer ones are written "Interpol" too
        self.written.add("upper" if is_acronym else "capital" if letters[:1].isupper() else "small")


class Lexicon:
    """All names, by their normalised words.

    A name that two parties bear with the same right must be chosen from ("Dominican"); so must a mere variant that is
    part of another's short name ("Congo", "Korea"). A short name that is ("Guinea", "Sudan") is taken, and the other
    ("Guinea-Bissau", "South Sudan") offered beside it.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self.entries: dict[str, Entry] = defaultdict(Entry)
        self.parties: set[Party] = set()
        self.labels: dict[Party, str] = {}  # the first short name of each, as it is stored
        inside: dict[str, set[Party]] = defaultdict(set)
        ending: dict[str, set[Party]] = defaultdict(set)
        for name in names:
            key = without_article(name.normalised or normalise(name.text))
            if not key:
                continue
            self.entries[key].add(name)
            if name.party is None:
                continue
            self.parties.add(name.party)
            if name.strength is Strength.SHORT:
                self.labels.setdefault(name.party, name.text)
            if name.party.kind == "c" and name.strength is Strength.SHORT:
                for run in _runs(key):
                    inside[run].add(name.party)
            elif name.strength is Strength.ADJECTIVE:
                parts = key.split()
                for at in range(1, len(parts)):
                    ending[" ".join(parts[at:])].add(name.party)
        self._inside, self._ending = dict(inside), dict(ending)
        self._drop_lists()
        starts: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for key in self.entries:
            words = tuple(key.split())
            starts[words[0]].append(words)
        self.starts = {first: sorted(keys, key=len, reverse=True) for first, keys in starts.items()}
        self._grams: dict[str, list[str]] = {}
        self._sorted: list[str] = []

    def _drop_lists(self) -> None:
        """Forget the regions whose name is itself a list of parties: "Australia and New Zealand" are two."""
        for key in [key for key, entry in self.entries.items() if not entry.strengths]:
            if any(Strength.SHORT in self.entries[run].strengths.values() for run in _runs(key)
                   if run in self.entries and key.startswith(f"{run} ")):  # fmt: skip
                del self.entries[key]

    @classmethod
    def of(cls, state: State | None) -> "Lexicon":
        found: Lexicon = remember(state, "lexicon", cls.read)
        return found

    @classmethod
    def read(cls) -> "Lexicon":
        """Ask the database for all names: three questions."""
        return cls(_stored_names())

    # --- Exactly -----------------------------------------------------------------------------------------

    def meaning(self, key: str) -> Meaning | None:
        """Return what the normalised words ``key`` stand for, or none where they are no name."""
        entry = self.entries.get(key)
        if entry is None:
            return None
        if not entry.strengths:
            return Meaning((), certain=True, proper=True)
        best = max(entry.strengths.values())
        first = sorted((party for party, strength in entry.strengths.items() if strength is best), key=str)
        others = set(entry.strengths) - set(first)
        certain = len(first) == 1
        if best is Strength.ADJECTIVE:
            others |= self._ending.get(key, set()) - set(first)
        elif " " not in key or best < Strength.SHORT:
            mistakable = self._inside.get(key, set()) - set(first)
            others |= mistakable
            certain = certain and (best is Strength.SHORT or not mistakable)
        return Meaning((*first, *sorted(others, key=str)), certain, best > Strength.ADJECTIVE)

    def named(self, text: str) -> Meaning | None:
        """Return what ``text`` as a whole is the name of: in any language and spelling, or by its ISO code."""
        found = self.meaning(without_article(normalise(text)))
        if found is None and (code := text.strip()).isascii() and Party("c", code) in self.parties:
            return Meaning((Party("c", code),), certain=True, proper=True)
        return found

    def may_be_written(self, key: str, raw: str) -> bool:
        """Tell whether prose writes the name ``key`` as ``raw``: not "us", "un" or "poles", but "norvégien"."""
        written = self.entries[key].written
        if "small" in written or raw.lower() == raw.upper():
            return True
        return raw[:1].isupper() if "capital" in written else raw.isupper()

    # --- Nearly ------------------------------------------------------------------------------------------

    def suggestions(self, text: str, limit: int = 5) -> list[Party]:
        """Return the parties whose names ``text`` may be meant for, misspelt or cut short, the nearest first."""
        wanted = without_article(normalise(text))[:60]
        if len(wanted) < 2:
            return []
        if not self._grams:
            self._index()
        shared: dict[str, int] = defaultdict(int)
        for gram in _grams(wanted):
            for key in self._grams.get(gram, ()):
                shared[key] += 1
        near = sorted(shared, key=lambda key: (-2 * shared[key] / (len(wanted) + len(key) + 4), key))[:_TRIED]
        scores: dict[Party, float] = {}
        for key in {*near, *self._beginning(wanted)}:
            score = likeness(wanted, key)
            for party, strength in self.entries[key].strengths.items():
                # Of two names as near, the short name is likelier than an adjective.
                scores[party] = max(scores.get(party, 0.0), score + strength / 1000)
        likely = sorted((party for party, score in scores.items() if score >= LIKELY), key=lambda p: (-scores[p], p))
        return likely[:limit]

    def _index(self) -> None:
        grams: dict[str, list[str]] = defaultdict(list)
        for key, entry in self.entries.items():
            if entry.strengths:
                for gram in _grams(key):
                    grams[gram].append(key)
        self._sorted = sorted(key for key, entry in self.entries.items() if entry.strengths)
        self._grams = dict(grams)

    def _beginning(self, wanted: str) -> list[str]:
        if len(wanted) < 3:
            return []
        first = bisect.bisect_left(self._sorted, wanted)
        return [key for key in self._sorted[first : first + 20] if key.startswith(wanted)]


def without_article(key: str) -> str:
    for article in ARTICLES:
        if key.startswith(article):
            return key[len(article) :]
    return key


def likeness(wanted: str, key: str) -> float:
    """Return 1 for the same text, 0 for nothing in common; what is only cut short is near."""
    if key.startswith(wanted):
        return 0.9 if len(key) > len(wanted) else 1.0
    return 1 - distance(wanted, key) / max(len(wanted), len(key))


def distance(one: str, other: str) -> int:
    """Return how many letters have to be put in, taken out, changed or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _grams(text: str) -> set[str]:
    padded = f"  {text} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def _runs(key: str) -> Iterator[str]:
    words = key.split()
    for first in range(len(words)):
        for last in range(first + 1, len(words) + 1):
            yield " ".join(words[first:last])


def _stored_names() -> Iterator[Name]:
    rows = CountryName.objects.order_by().values_list("country", "name", "kind", "normalised")
    for code, name, kind, normalised in rows:
        yield Name(Party("c", code), name, STRENGTHS[CountryName.Kind(kind)], normalised)
    for pk, name, acronym, other_names in Organization.objects.order_by().values_list(
        "pk", "name", "acronym", "other_names"
    ):
        party = Party("o", str(pk))
        yield Name(party, name)
        for other in (acronym, *other_names.splitlines()):
            if other.strip():
                yield Name(party, other, Strength.OFFICIAL)
    for names in Region.objects.order_by().values_list("name", "name_fr", "name_ar", "name_es"):
        yield from (Name(None, name) for name in names)
    yield from (Name(None, name) for name in NO_PARTIES)
