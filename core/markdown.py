"""Documents of this repository as pages: the same file that is read beside the code."""

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token


def html_of(path: Path, addresses: Mapping[str, str] | None = None) -> SafeString:
    """Return the Markdown file at ``path``, one of ours, as HTML. A heading has the id that a link in it names.

    ``addresses`` says where other documents are that it links to by their file.
    """
    # A file of this repository, and raw HTML in it stays text: nobody else's markup gets here.
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(path.read_text(encoding="utf-8"))
    for heading, text in pairwise(tokens):
        if heading.type == "heading_open":
            heading.attrSet("id", slugify(text.content))
    for token in tokens:
        _point(token, addresses or {})
    html = str(markdown.renderer.render(tokens, markdown.options, {}))
    # A wide table scrolls in a box of its own, which the keyboard can reach.
    html = html.replace("<table>", '<div class="scroll" tabindex="0"><table>').replace("</table>", "</table></div>")
    page: SafeString = mark_safe(html)
    return page


def _point(token: Token, addresses: Mapping[str, str]) -> None:
    for child in token.children or ():
        target = child.attrGet("href")
        if child.type == "link_open" and target in addresses:
            child.attrSet("href", addresses[str(target)])
