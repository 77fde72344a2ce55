"""Every name and every phrase of the tables in a text: what the rules look at instead of letters."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from core.text import normalise
from delegations.lexicon import Party
from intake.reading.findings import Passage
from intake.reading.gazetteer import City, Gazetteer
from intake.reading.kinds import FIELD, HEADS, HONORIFIC
from intake.reading.tables import Start, Tables, starts, table, tables, unglued
from intake.reading.words import BREAKS, COMMA, OPEN, Words

FIRST, LAST = 400, 60  # words at either end of a text, where an agency signs
NO_CITY = City("", "", False)


@dataclass(slots=True)
class Named:
    """A name: the words ``first`` up to ``last``. ``parties`` is empty for a region and for a city.

    ``glued`` says that an Arabic "and" is written together with it, ``prefix`` which other letter is.
    """

    first: int
    last: int
    key: str
    parties: tuple[Party, ...]
    certain: bool
    proper: bool
    city: City = NO_CITY
    glued: bool = False
    prefix: str = ""

    @property
    def is_region(self) -> bool:
        return not self.parties and not self.city.country


@dataclass(slots=True, eq=False)
class Mark:
    """A phrase of the tables and its ``tags``."""

    first: int
    last: int
    tags: int


def said(marks: Iterable[Mark]) -> int:
    """Return all tags of several marks."""
    found = 0
    for mark in marks:
        found |= mark.tags
    return found


class Scan:
    """The names and marks of a text; made in one pass, a look-up for each word."""

    def __init__(self, words: Words, language: str, gazetteer: Gazetteer) -> None:
        self.words, self.language, self.gazetteer = words, language, gazetteer
        self.tables: Tables = tables(language)
        self.names = gazetteer.names[language]
        self.apart = _apart(language)
        known = {word: self.tables.kinds_of(word) for word in words.places}
        self.kinds: list[int] = [known[word] for word in words.norm]  # what each word may be
        self.named: list[Named] = []
        self.name_at: list[int] = [-1] * len(words)  # the number of the name that a word belongs to
        self.marks: list[Mark] = []
        self.mark_at: list[int] = [-1] * len(words)
        self.arabic = language == "ar"
        self._written: dict[tuple[str, str], bool] = {}  # whether a name may be written so
        self._find_names()
        self._find_marks()
        self.marks_of = self._marks_of()  # by the first word of a sentence that has any
        self._lasts = [name.last for name in self.named]
        self.hints = self._hints()
        self.named_counts = Counter(name.parties[0] for name in self.named if name.certain and name.parties)
        self._settle()

    # --- Names -------------------------------------------------------------------------------------------

    def _find_names(self) -> None:
        norm, name_at, named = self.words.norm, self.name_at, self.named
        keys = {word: found for word in self.words.places if (found := self._keys(word))}
        free = 0
        for at in [at for at, word in enumerate(norm) if word in keys]:
            name = self._named(at, keys[norm[at]]) if at >= free else None
            if name is None:
                continue
            free = name.last
            if name.key:
                name_at[at:free] = [len(named)] * (free - at)
                named.append(name)

    def _keys(self, word: str) -> list[tuple[str, bool, str]]:
        """Return the forms under which ``word`` may begin a name: itself, and without what is glued to it."""
        starts, apart = self.names.starts, self.apart
        found = [(word, False, "")] if word in starts or word in apart else []
        if self.arabic and "\u0600" <= word[0] <= "\u06ff":
            for base in unglued(word):
                if base != word and (base in starts or base in apart) and word.endswith(base[-2:]):
                    glued, prefix = _glue(word, base)
                    if glued is not None:
                        found.append((base, glued, prefix))
        return found

    def _named(self, at: int, keys: list[tuple[str, bool, str]]) -> Named | None:
        norm, names = self.words.norm, self.names
        following = norm[at + 1] if at + 1 < len(norm) else ""
        for first, glued, prefix in keys:
            start = self.apart.get(first)
            if start is not None and (start.alone or following in start.seconds):
                last = self._apart_to(first, at, start)
                if last:
                    return Named(at, last, "", (), certain=True, proper=True)
            start = names.starts.get(first)
            if start is None:
                continue
            if following in start.seconds:
                for length in start.lengths:
                    key = " ".join([first, *norm[at + 1 : at + length]])
                    if at + length <= len(norm) and (found := self._meant(key, at, at + length, glued, prefix)):
                        return found
            if start.alone and (found := self._meant(first, at, at + 1, glued, prefix)):
                return found
        return None

    def _apart_to(self, first: str, at: int, start: Start) -> int:
        """Return the word after a name that only looks like a party's ("Lake Chad"); 0 where there is none."""
        norm, known = self.words.norm, _apart_names(self.language)
        for length in (*start.lengths, 1):
            if " ".join([first, *norm[at + 1 : at + length]]) in known and not self._holds_break(at, at + length):
                return at + length
        return 0

    def _meant(self, key: str, first: int, last: int, glued: bool, prefix: str) -> Named | None:
        """Return what the words ``first`` up to ``last`` name by ``key``: a party, a city, or nothing here."""
        meaning, city = self.names.meaning(key), self.names.cities.get(key)
        if (meaning is None and city is None) or self._holds_break(first, last):
            return None
        if meaning is None:
            if self._is_written_small(first) or self._is_person(first, last, key):
                return None
            return Named(first, last, key, (), True, True, city or NO_CITY, glued, prefix)
        if not self._is_written(key, first, last) or self._is_no_country(first, last, key):
            return None
        # French writes an adjective that is a country's name as well with a small letter: "la police suisse".
        proper = meaning.proper and (self.arabic or self.words.is_capital(first))
        return Named(first, last, key, meaning.parties, meaning.certain, proper, city or NO_CITY, glued, prefix)

    def _holds_break(self, first: int, last: int) -> bool:
        if last - first == 1:
            return False
        gap = self.words.gap
        return any(gap[inner] & BREAKS & ~COMMA & ~OPEN for inner in range(first + 1, last)) or (
            last - first == 2 and bool(gap[first + 1] & (COMMA | OPEN)) and not self._is_inverted(first, last)
        )

    def _is_inverted(self, first: int, last: int) -> bool:
        """Tell whether "Korea, South" is one name: its second word is no name of its own."""
        return self.names.meaning(self.words.norm[last - 1]) is None

    def _is_written_small(self, at: int) -> bool:
        return not self.arabic and not self.words.is_capital(at)

    def _is_written(self, key: str, first: int, last: int) -> bool:
        words = self.words
        raw = words.text[words.start[first] : words.end[last - 1]]
        known = self._written.get((key, raw))
        if known is None:
            known = self._written[key, raw] = self.names.lexicon.may_be_written(key, raw)
        return known

    def _is_person(self, first: int, last: int, key: str) -> bool:
        """Tell whether "Chad" and the like are a person's: a name goes on, or a given name stands before."""
        words = self.words
        if self.arabic:
            return False
        if key not in _people() or self._is_of_office(first):
            return False
        after = last < len(words) and not words.gap[last] and words.norm[last] != "s" and words.is_capital(last)
        if after:
            kinds = self.kinds[last]
            after = not kinds and words.norm[last] not in self.names.starts and words.norm[last] not in _MONTHS
        before = first > 0 and not words.gap[first] and words.is_capital(first - 1) and not self._opens(first - 1)
        if before:
            kinds = self.kinds[first - 1]
            before = (not kinds and words.norm[first - 1] not in self.names.starts) or (
                words.norm[first - 1] in ("mr", "mrs", "ms", "dr", "m", "mme")
            )
        return after or before

    def _is_of_office(self, at: int) -> bool:
        """Tell whether an office is of what stands at a word: "Foreign Minister of Cyprus Eleni …"."""
        if at < 2 or self.words.norm[at - 1] not in ("of", "de", "du") or self.words.gap[at]:
            return False
        return bool(self.kinds[at - 2] & (HEADS | FIELD))

    def _opens(self, at: int) -> bool:
        """Tell whether a word opens its sentence, where a capital says nothing."""
        return at == 0 or bool(self.words.gap[at] & (BREAKS & ~COMMA))

    def _is_no_country(self, first: int, last: int, key: str) -> bool:
        words = self.words
        if self.arabic:
            return key in _arabic_people() and first > 0 and self._is_after_title(first)
        if self._is_person(first, last, key):
            return True
        if key in _states() and first > 0 and self.name_at[first - 1] >= 0:
            before = self.named[self.name_at[first - 1]]
            return bool(words.gap[first] & COMMA) and before.city.country == "US"
        return False

    def _is_after_title(self, first: int) -> bool:
        norm = self.words.norm
        return bool(self.kinds[first - 1] & HONORIFIC) or norm[first - 1] in ("بن", "ابن")

    def named_in(self, first: int, last: int) -> Iterator[Named]:
        """Yield the names that stand in the words ``first`` up to ``last``."""
        for at in range(bisect_right(self._lasts, first), len(self.named)):
            if self.named[at].first >= last:
                break
            yield self.named[at]

    def passage(self, first: int, last: int) -> Passage:
        """Return where the words ``first`` up to ``last`` stand."""
        words, sentence = self.words, self.words.sentence_at(first)
        return Passage(words.start[first], words.end[last - 1], sentence.paragraph, sentence.number)

    def at_the_ends(self, word: str) -> list[int]:
        """Return where a word stands in the first and last of the text, where agencies sign."""
        last = len(self.words) - LAST
        return [at for at in self.words.places.get(word, ()) if at < FIRST or at >= last]

    # --- Phrases -----------------------------------------------------------------------------------------

    def _find_marks(self) -> None:
        norm, starts, phrases = self.words.norm, self.tables.starts, self.tables.phrases
        marks, mark_at, name_at = self.marks, self.mark_at, self.name_at
        firsts = {word: found for word in self.words.places if (found := self._firsts(word))}
        following = [*norm[1:], ""]
        free = 0
        for at in [at for at, word in enumerate(norm) if word in firsts]:
            if at < free or name_at[at] >= 0:
                continue
            for first in firsts[norm[at]]:
                last, tags = at + 1, phrases.get(first)
                if following[at] in starts[first].seconds:
                    last, tags = self._phrase(first, at)
                if tags is not None:
                    mark_at[at:last] = [len(marks)] * (last - at)
                    marks.append(Mark(at, last, tags))
                    free = last
                    break

    def _marks_of(self) -> dict[int, list[Mark]]:
        marks, found, at = self.marks, {}, 0
        for sentence in self.words.sentences:
            start = at
            while at < len(marks) and marks[at].first < sentence.last:
                at += 1
            if at > start:
                found[sentence.first] = marks[start:at]
        return found

    def _firsts(self, word: str) -> list[str]:
        """Return the forms under which ``word`` may begin a phrase of the tables."""
        starts = self.tables.starts
        return [base for base in (unglued(word) if self.arabic else (word,)) if base in starts]

    def _phrase(self, first: str, at: int) -> tuple[int, int | None]:
        """Return the end and the tags of the longest phrase that begins with ``first`` at a word."""
        norm, gap, phrases = self.words.norm, self.words.gap, self.tables.phrases
        for length in self.tables.starts[first].lengths:
            tags = phrases.get(" ".join([first, *norm[at + 1 : at + length]]))
            if tags is not None and not any(gap[inner] & _PARTED for inner in range(at + 1, at + length)):
                return at + length, tags
        return at + 1, phrases.get(first)

    # --- Which of several --------------------------------------------------------------------------------

    def _hints(self) -> Counter[str]:
        """Count how often the text names each country without doubt, by name or by capital."""
        found: Counter[str] = Counter()
        for name in self.named:
            if name.certain and name.parties:
                found[str(name.parties[0])] += 1
            elif name.city.country:
                found[f"c:{name.city.country}"] += 1
        return found

    def _settle(self) -> None:
        """Let a name that several bear mean the one that the text names elsewhere: "Congo" where it says Kinshasa."""
        for name in self.named:
            if not name.certain and len(name.parties) > 1:
                best = max(name.parties, key=lambda party: (self.hints[str(party)], -name.parties.index(party)))
                if self.hints[str(best)]:
                    name.parties = (best, *(party for party in name.parties if party != best))


def _glue(word: str, base: str) -> tuple[bool | None, str]:
    """Return whether "and" is glued to ``base`` in ``word``, and which preposition; None where only the article is."""
    rest = word[: len(word) - len(base)] if word.endswith(base) else None
    if rest is None:
        # "للمغرب" is "ل" and "المغرب".
        return (
            (False, "ل") if word.startswith("لل") else (word.startswith("و"), "ل") if "لل" in word[:3] else (None, "")
        )
    if rest in ("ال", "وال", "فال", "بال", "كال"):
        return None, ""
    return rest[:1] in ("و", "ف"), rest.lstrip("وف")


_PARTED = BREAKS & ~COMMA
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)


@cache
def _apart_names(language: str) -> frozenset[str]:
    return frozenset(normalise(name) for name in table("apart")[language])


@cache
def _apart(language: str) -> dict[str, Start]:
    return starts(_apart_names(language))


@cache
def _people() -> frozenset[str]:
    return frozenset(table("apart")["people"])


@cache
def _arabic_people() -> frozenset[str]:
    return frozenset(normalise(name) for name in table("apart")["arabic_people"])


@cache
def _states() -> frozenset[str]:
    return frozenset(table("apart")["states"])
