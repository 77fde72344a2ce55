"""The head of a page: canonical address, Open Graph, Twitter card."""

from typing import Any

from django import template
from django.utils.translation import get_language

from core.cards import HEIGHT, WIDTH
from core.languages import DEFAULT
from core.meta import Meta, canonical_of, site_of

register = template.Library()

# Open Graph wants a territory beside the language.
LOCALES = {"en": "en_GB", "fr": "fr_FR", "ar": "ar_AR"}


@register.inclusion_tag("components/_head.html", takes_context=True)
def head_of(context: dict[str, Any], meta: Meta | None) -> dict[str, Any]:
    """``{% head_of meta %}``: nothing for a page without a ``meta``, such as one that says that there is no page."""
    request = context.get("request")
    if request is None or not meta:
        return {"meta": None}
    site = site_of(request)
    locale = LOCALES[get_language() or DEFAULT]
    return {
        "meta": meta,
        "canonical": canonical_of(request, meta),
        "image": site + meta.card,
        "width": WIDTH,
        "height": HEIGHT,
        "locale": locale,
        "other_locales": [other for other in LOCALES.values() if other != locale],
    }
