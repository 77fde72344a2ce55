"""Addresses of the pages of a list."""

from typing import Any

from django import template

from core.addresses import query

register = template.Library()


@register.simple_tag
def page_address(filterset: Any, **place: str) -> str:
    """Return the query string of the list at another place: ``{% page_address filterset after=page.after %}``."""
    return query(filterset.applied(), **{name: value or "" for name, value in place.items()})
