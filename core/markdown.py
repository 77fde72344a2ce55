"""Documents of this repository as pages: the same file that is read beside the code."""

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

# Of files of this repository only, and raw HTML in them stays text: nobody else's markup gets here.
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


def html_of(path: Path, addresses: Mapping[str, str] | None = None) -> SafeString:
    """Return the Markdown file at ``path``, one of ours, as HTML. A heading has the id that a link in it names.

    ``addresses`` says where other documents are that it links to by their file.
    """
    tokens = tokens_of(path)
    for heading, text in headings(tokens):
        heading.attrSet("id", slugify(text))
    for token in tokens:
        _point(token, addresses or {})
    return rendered(tokens)


def tokens_of(path: Path) -> list[Token]:
    return MARKDOWN.parse(path.read_text(encoding="utf-8"))


def headings(tokens: list[Token]) -> list[tuple[Token, str]]:
    """Return each heading with what it says."""
    return [(token, text.content) for token, text in pairwise(tokens) if token.type == "heading_open"]


def rendered(tokens: list[Token]) -> SafeString:
    html = str(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))
    # A wide table scrolls in a box of its own, which the keyboard can reach.
    html = html.replace("<table>", '<div class="scroll" tabindex="0"><table>').replace("</table>", "</table></div>")
    page: SafeString = mark_safe(html)
    return page


def _point(token: Token, addresses: Mapping[str, str]) -> None:
    for child in token.children or ():
        target = child.attrGet("href")
        if child.type == "link_open" and target in addresses:
            child.attrSet("href", addresses[str(target)])
