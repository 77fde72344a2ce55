"""Numbers as prose writes them: "43", "quarante-trois", "ثلاثة وأربعين"."""

from functools import cache
from typing import NamedTuple

from core.text import normalise
from intake.reading.tables import tables
from intake.reading.words import COMMA, HYPHEN, Words

LARGEST = 100_000


class Number(NamedTuple):
    first: int
    last: int
    value: int


class _NumberWords(NamedTuple):
    units: dict[str, int]
    hundred: frozenset[str]
    thousand: frozenset[str]
    joiners: frozenset[str]


@cache
def _number_words(language: str) -> _NumberWords:
    raw = tables(language).raw["numbers"]
    units = {normalise(word): value for word, value in raw["units"].items()}
    hundred, thousand, joiners = (
        frozenset(normalise(word) for word in raw[name]) for name in ("hundred", "thousand", "joiners")
    )
    return _NumberWords(units, hundred, thousand, joiners)


@cache
def beginnings(language: str) -> frozenset[str]:
    """Return the words that may begin a number: asked of every word, so by one look."""
    known = _number_words(language)
    words = set(known.units) | known.hundred
    if language == "ar":
        words |= {f"و{word}" for word in words} | {f"ال{word}" for word in words}
    return frozenset(words)


def number_at(words: Words, at: int, language: str) -> Number | None:
    """Return the number that begins with the word ``at``: in digits, or in words up to some thousands."""
    norm, gap = words.norm, words.gap
    word = norm[at]
    if not word[0].isdigit() and word not in beginnings(language):
        return None
    if word.isascii() and word.isdigit():
        if len(word) > 6 or (at + 1 < len(norm) and norm[at + 1].isdigit() and gap[at + 1] & (HYPHEN | COMMA)):
            return None
        return Number(at, at + 1, int(word))
    known = _number_words(language)
    if _bare(word, known, language) is None and word not in known.hundred:
        return None
    total, current, last, position = 0, 0, at, at
    while position < len(norm) and position - at < 10:
        if position > at and gap[position] & ~HYPHEN:
            break
        word = norm[position]
        value = _bare(word, known, language)
        if value is not None:
            current = current * value if value == 20 and current == 4 and language == "fr" else current + value
        elif word in known.hundred or (language == "ar" and word[1:] in known.hundred):
            current = max(1, current) * 100
        elif word in known.thousand:
            total, current = total + max(1, current) * 1000, 0
        elif word in known.joiners and position > at and position + 1 < len(norm):
            if _bare(norm[position + 1], known, language) is None:
                break
            position += 1
            continue
        else:
            break
        position += 1
        last = position
    value = total + current
    return Number(at, last, value) if 0 < value <= LARGEST and last > at else None


def _bare(word: str, known: _NumberWords, language: str) -> int | None:
    value = known.units.get(word)
    if value is None and language == "ar" and len(word) > 2:
        value = known.units.get(word[1:]) if word[0] == "و" else None
        if value is None and word.startswith("ال"):
            value = known.units.get(word[2:])
    return value
