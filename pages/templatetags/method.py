"""The method as HTML."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=1)
def method_html() -> SafeString:
    """Return docs/method.md, the file that editors read in the repository, as HTML."""
    source = (settings.BASE_DIR / "docs" / "method.md").read_text(encoding="utf-8")
    # A file of this repository, and raw HTML in it stays text: nobody else's markup gets here.
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(source)
    # A wide table scrolls in a box of its own, which the keyboard can reach.
    html = html.replace("<table>", '<div class="scroll" tabindex="0"><table>').replace("</table>", "</table></div>")
    page: SafeString = mark_safe(html)
    return page
