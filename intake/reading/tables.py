"""The word lists of a language, as the rules ask for them: phrases by their first word, and what a word may be."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import Any, Final, NamedTuple

from core.text import normalise
from intake.reading.kinds import LISTS, PEOPLE, SKIPPED
from intake.reading.tags import BITS, NOUN, SECTIONS, kind_in

DATA: Final = Path(__file__).resolve().parent / "data"
LANGUAGES: Final = ("en", "fr", "ar")
_MANY: Final = 1000  # spellings that one entry may stand for


def spellings(entry: str) -> Iterator[str]:
    """Yield what an entry stands for: ``(a|b)`` is a choice, ``[c]`` may be left out; neither holds another."""
    parts: list[list[str]] = []
    rest = entry
    while rest:
        at = min((found for found in (rest.find("("), rest.find("[")) if found >= 0), default=-1)
        if at < 0:
            parts.append([rest])
            break
        end = rest.index(")" if rest[at] == "(" else "]", at)
        choice = rest[at + 1 : end].split("|")
        parts += [[rest[:at]], choice if rest[at] == "(" else [*choice, ""]]
        rest = rest[end + 1 :]
    found = list(product(*parts))
    if len(found) > _MANY:
        raise ValueError(f"{entry!r} stands for too many phrases")
    for words in found:
        if phrase := normalise(" ".join(words)):
            yield phrase


class Start(NamedTuple):
    """What the phrases are like that begin with a word.

    ``alone`` tells whether the word is one itself; ``lengths`` are those of more than one word, the longest first, and
    ``seconds`` the words that may come next. So most words of a text are told by one look to begin nothing.
    """

    alone: bool
    lengths: tuple[int, ...]
    seconds: frozenset[str]


def starts(phrases: Iterable[str]) -> dict[str, Start]:
    """Return, by their first word, how ``phrases`` begin."""
    lengths: dict[str, set[int]] = defaultdict(set)
    seconds: dict[str, set[str]] = defaultdict(set)
    for phrase in phrases:
        first, *others = phrase.split()
        lengths[first].add(len(others) + 1)
        if others:
            seconds[first].add(others[0])
    return {
        first: Start(1 in found, tuple(sorted(found - {1}, reverse=True)), frozenset(seconds[first]))
        for first, found in lengths.items()
    }


class Tables:
    """One language's file. ``phrases``: the tags of each; ``starts``: how those are that a word begins."""

    def __init__(self, language: str, raw: dict[str, Any]) -> None:
        self.language, self.raw = language, raw
        self.subject_first = raw["subject"] == "before"
        self.adjective_first = raw["adjective"] == "before"
        self.is_arabic = language == "ar"
        phrases: dict[str, int] = defaultdict(int)
        for section, names in SECTIONS.items():
            for name in names:
                for entry in raw[section][name]:
                    for phrase in spellings(entry):
                        phrases[phrase] |= BITS[section, name]
        # A "working session" is a session.
        nouns = {phrase for phrase, tags in phrases.items() if tags & NOUN}
        for phrase, tags in phrases.items():
            if kind_in(tags) and not nouns.isdisjoint(phrase.split()):
                phrases[phrase] |= NOUN
        self.phrases = dict(phrases)
        self.starts = starts(phrases)
        self.words: dict[str, int] = defaultdict(int)  # the kinds of each listed word
        for (section, tag), kind in LISTS.items():
            for entry in raw[section][tag]:
                words = normalise(entry).split()
                # "charge d affaires" is one title; of its words only the first tells a person.
                for word in words[:1] if kind == PEOPLE else words:
                    self.words[word] |= kind
        for day in (*raw["dates"]["months"], *raw["dates"]["weekdays"], *raw["dates"]["relative"]):
            for word in normalise(day).split():
                self.words[word] |= SKIPPED
        self._known: dict[str, int] = {}

    def kinds_of(self, word: str) -> int:
        """Return the kinds of a word; of an Arabic one, with what is written together with it or without."""
        found = self._known.get(word)
        if found is None:
            bases = unglued(word) if self.is_arabic else (word,)
            if self.is_arabic and len(word) > 4 and word.endswith("ا"):
                bases += unglued(word[:-1])  # the accusative: "وفدا أمنيا"
            found = 0
            for base in bases:
                found |= self.words.get(base, 0)
            if not found and self.is_arabic and len(word) > 5 and word.endswith("يه"):
                found = self.kinds_of(word[:-1])  # "الإقليمية" is the feminine of "الإقليمي"
            if len(self._known) < 50_000:
                self._known[word] = found
        return found

    def phrase_set(self, section: str, tag: str) -> list[tuple[str, ...]]:
        """Return the phrases of a list as tuples of words, the longest first."""
        found = {tuple(phrase.split()) for entry in self.raw[section][tag] for phrase in spellings(entry)}
        return sorted(found, key=lambda words: (-len(words), words))


@lru_cache(maxsize=20_000)
def unglued(word: str) -> tuple[str, ...]:
    """Return an Arabic word as it stands and without the letters glued to it: و، ف، ب، ل، ك and the article."""
    bases = [word]
    if len(word) > 3 and word[0] in "وف":
        bases.append(word[1:])
    for base in list(bases):
        if len(base) > 3 and base[0] in "بلك" and not base.startswith("لل"):
            bases.append(base[1:])
        if base.startswith("لل") and len(base) > 4:
            bases.append(f"ال{base[2:]}")
    for base in list(bases):
        if base.startswith("ال") and len(base) > 4:
            bases.append(base[2:])
        else:
            bases.append(f"ال{base}")
    return tuple(bases)


@cache
def tables(language: str) -> Tables:
    """Return the tables of a language, read once."""
    with (DATA / f"{language}.toml").open("rb") as file:
        return Tables(language, tomllib.load(file))


@cache
def table(name: str) -> dict[str, Any]:
    """Return a table that belongs to no language: places, organizations, topics."""
    with (DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def match(words: list[str], at: int, phrases: Iterable[tuple[str, ...]]) -> int:
    """Return how many words at ``at`` are one of ``phrases``, the longest first; 0 if none is."""
    for phrase in phrases:
        if words[at] == phrase[0] and tuple(words[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 0
