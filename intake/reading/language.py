"""Which of its languages a text is in."""

from collections import Counter
from functools import cache

from core.text import normalise
from intake.reading.tables import LANGUAGES, tables
from intake.reading.words import Words

_LOOKED_AT = 1000  # words; that many tell


def guessed(words: Words) -> str:
    """Return "en", "fr" or "ar"; English for a text that speaks none of them."""
    found = Counter(words.norm[:_LOOKED_AT])
    arabic = sum(number for word, number in found.items() if "\u0600" <= word[0] <= "\u06ff")
    if arabic * 2 > found.total():
        return "ar"
    scores = {language: sum(found[word] for word in _telling(language)) for language in LANGUAGES if language != "ar"}
    return max(scores, key=lambda language: scores[language])


@cache
def _telling(language: str) -> list[str]:
    """Return the words by which a language is known."""
    return [normalise(word) for word in tables(language).raw["guess"]]
