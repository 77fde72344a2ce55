"""The method as HTML, in the language of the page.

One file for each language in ``docs/``; tests/meetings/test_method.py holds them to the same sections and tables.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language

from core.languages import DEFAULT
from core.markdown import headings, rendered, tokens_of

register = template.Library()


def method_file(language: str) -> Path:
    """Return the file that editors read in the repository."""
    suffix = "" if language == DEFAULT else f".{language}"
    return Path(settings.BASE_DIR) / "docs" / f"method{suffix}.md"


@dataclass(frozen=True, slots=True)
class Method:
    """The page: what stands before the first section, the sections, and what a list of contents needs of them."""

    beginning: SafeString
    sections: SafeString
    contents: tuple[tuple[str, str], ...]


@register.simple_tag
def method_of_the_page() -> Method:
    return _read(get_language() or DEFAULT)


@lru_cache(maxsize=len(settings.LANGUAGES))
def _read(language: str) -> Method:
    tokens = tokens_of(method_file(language))
    contents = []
    for (heading, text), anchor in zip(headings(tokens), anchors(), strict=True):
        heading.attrSet("id", anchor)
        if heading.tag == "h2":
            contents.append((anchor, text))
    for token in tokens:
        for part in token.children or []:
            if part.type == "code_inline":
                # A date in EDTF reads from left to right in a sentence of any direction.
                part.attrSet("dir", "ltr")
    beginning, first, rest = rendered(tokens).partition("<h2")
    return Method(mark_safe(beginning), mark_safe(first + rest), tuple(contents))


def anchors() -> list[str]:
    """Return the anchors of the sections, made from the English headings: a link to one holds in every language."""
    return [slugify(text) for _heading, text in headings(tokens_of(method_file(DEFAULT)))]
