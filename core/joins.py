"""Names in a row, as each language joins them: "a, b or c", « a, b ou c », «أ أو ب أو ج»."""

import re
from collections.abc import Iterable

from babel.lists import format_list
from django.utils.translation import get_language

# British English, which sets no comma before the last.
_LOCALES = {"en": "en_GB"}


def _locale() -> str:
    language = get_language() or "en"
    return _LOCALES.get(language, language)


def all_of(names: Iterable[str]) -> str:
    """Return "a", "a and b", "a, b and c", in the language of the page."""
    return format_list([str(name) for name in names], "standard", _locale())


def one_of(names: Iterable[str]) -> str:
    """Return "a", "a or b", "a, b or c", in the language of the page."""
    return format_list([str(name) for name in names], "or", _locale())


_BEFORE_A_VOWEL = re.compile(r"\b([Dd])e (?=[AÀÂEÉÈÊIÎOÔUÛaàâeéèêiîoôuûœ])")


def elide(text: str) -> str:
    """In French, write « d’avril » and « d’Europe » for what a message with a name put into it made « de avril »."""
    return _BEFORE_A_VOWEL.sub(r"\1’", text) if get_language() == "fr" else text
