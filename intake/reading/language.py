"""Which of its languages a text is in."""

from collections import Counter

from core.text import normalise
from intake.reading.tables import LANGUAGES, tables

_LOOKED_AT = 6000  # characters; that many tell


def guessed(text: str) -> str:
    """Return "en", "fr" or "ar"; English for a text that speaks none of them."""
    words = Counter(normalise(text[:_LOOKED_AT]).split())
    arabic = sum(number for word, number in words.items() if "\u0600" <= word[0] <= "\u06ff")
    if arabic * 2 > words.total():
        return "ar"
    scores = {
        language: sum(words[normalise(word)] for word in tables(language).raw["guess"])
        for language in LANGUAGES
        if language != "ar"
    }
    return max(scores, key=lambda language: scores[language])
