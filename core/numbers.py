"""Numbers as people read them. A page names hundreds, most of them the same few."""

from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import get_language


def grouped(n: int) -> str:
    """Return 12500 as "12,500" in English, with the language's own mark and digits in others."""
    return _grouped(n, get_language())


@lru_cache(maxsize=10_000)
def _grouped(n: int, language: str | None) -> str:
    return str(number_format(n, force_grouping=True))
