"""``{% linked_meeting meeting topics %}``: what a page says to machines, as data that no browser runs."""

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from opendata import linked
from opendata.citations import site_of

register = template.Library()

# As Django's json_script: nothing in it can end the element.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def _element(thing: linked.Thing) -> SafeString:
    data = json.dumps(thing, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(data))


@register.simple_tag(takes_context=True)
def linked_meeting(context: dict[str, Any], meeting: Any, topics: Any) -> SafeString:
    return _element(linked.meeting(meeting, topics, site_of(context["request"])))


@register.simple_tag(takes_context=True)
def linked_mou(context: dict[str, Any], mou: Any, topics: Any) -> SafeString:
    return _element(linked.mou(mou, topics, site_of(context["request"])))


@register.simple_tag(takes_context=True)
def linked_event(context: dict[str, Any], event: Any) -> SafeString:
    return _element(linked.event_page(event, site_of(context["request"])))


@register.simple_tag(takes_context=True)
def linked_organization(context: dict[str, Any], organization: Any) -> SafeString:
    return _element(linked.organization(organization, site_of(context["request"])))


@register.simple_tag(takes_context=True)
def linked_country(context: dict[str, Any], country: Any) -> SafeString:
    return _element(linked.country(country, site_of(context["request"])))


@register.simple_tag(takes_context=True)
def linked_data(context: dict[str, Any], page: str, files: list[tuple[str, str]], name: str, about: str) -> SafeString:
    return _element(linked.dataset(site_of(context["request"]), page, files, name, about))
