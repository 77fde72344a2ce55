"""The method as HTML."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from core.markdown import html_of

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=1)
def method_html() -> SafeString:
    """Return docs/method.md, the file that editors read in the repository, as HTML."""
    return html_of(settings.BASE_DIR / "docs" / "method.md")
