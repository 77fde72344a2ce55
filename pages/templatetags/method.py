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
from markdown_it import MarkdownIt
from markdown_it.token import Token

from core.languages import DEFAULT

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
    # A file of this repository, and raw HTML in it stays text: nobody else's markup gets here.
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(method_file(language).read_text(encoding="utf-8"))
    contents = []
    for heading, anchor in zip(_headings(tokens), anchors(), strict=True):
        heading.attrSet("id", anchor)
        if heading.tag == "h2":
            contents.append((anchor, tokens[tokens.index(heading) + 1].content))
    for token in tokens:
        for part in token.children or []:
            if part.type == "code_inline":
                # A date in EDTF reads from left to right in a sentence of any direction.
                part.attrSet("dir", "ltr")
    html = reader.renderer.render(tokens, reader.options, {})
    # A wide table scrolls in a box of its own, which the keyboard can reach.
    html = html.replace("<table>", '<div class="scroll" tabindex="0"><table>').replace("</table>", "</table></div>")
    beginning, first, rest = html.partition("<h2")
    return Method(mark_safe(beginning), mark_safe(first + rest), tuple(contents))


def anchors() -> list[str]:
    """Return the anchors of the sections, made from the English headings: a link to one holds in every language."""
    tokens = MarkdownIt("commonmark").enable("table").parse(method_file(DEFAULT).read_text(encoding="utf-8"))
    return [slugify(tokens[tokens.index(heading) + 1].content) for heading in _headings(tokens)]


def _headings(tokens: list[Token]) -> list[Token]:
    return [token for token in tokens if token.type == "heading_open"]
