"""Which language an address speaks, and the same address in another language.

The language stands in the path: none for English, ``/fr/…``, ``/ar/…``. What is behind the prefix is the same in all.
"""

from django.conf import settings
from django.utils.translation import get_language_info

LANGUAGES: tuple[str, ...] = tuple(code for code, _name in settings.LANGUAGES)
DEFAULT: str = settings.LANGUAGE_CODE
_PREFIXED = tuple(code for code in LANGUAGES if code != DEFAULT)


def language_of(path: str) -> str:
    """Return the language of a path: ``/fr/meetings/`` is French, and so is ``/fr``; ``/french/`` is English."""
    first = path[1:].partition("/")[0]
    return first if first in _PREFIXED else DEFAULT


def without_language(path: str) -> str:
    """Return the path behind its prefix, always with a slash at its start."""
    language = language_of(path)
    return path if language == DEFAULT else path[1 + len(language) :] or "/"


def in_language(path: str, language: str) -> str:
    """Return the same path in another language."""
    plain = without_language(path)
    return plain if language == DEFAULT else f"/{language}{plain}"


def name_of_language(language: str) -> str:
    """Return the name of a language in itself."""
    return dict(settings.LANGUAGES)[language]


def direction_of(language: str) -> str:
    return "rtl" if get_language_info(language)["bidi"] else "ltr"
