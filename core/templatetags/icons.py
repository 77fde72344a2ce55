"""``{% lucide "search" size=16 %}``, drawn once for all pages: the tag of the package lucide, under its name."""

from functools import lru_cache

from django import template
from lucide.templatetags.lucide import lucide as draw

register = template.Library()


@register.simple_tag
def lucide(name: str, *, size: int | None = 24, **attributes: object) -> str:
    """Return the icon as SVG. The package copies and writes a tree for each, and a page has dozens of a few kinds."""
    return drawn(name, size, tuple(attributes.items()))


@lru_cache(maxsize=256)
def drawn(name: str, size: int | None, attributes: tuple[tuple[str, object], ...]) -> str:
    return str(draw(name, size=size, **dict(attributes)))
