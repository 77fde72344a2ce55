"""``{% linked_meeting meeting topics %}``: what a page says to machines, as data that no browser runs."""

import json
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.meta import Meta, canonical_of, site_of
from opendata import linked
from opendata.lists import KINDS

register = template.Library()

# The pages that are lists, by the names of their addresses.
LISTS = frozenset({*(kind.page for kind in KINDS.values()), "meetings:continents"})
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


@register.simple_tag(takes_context=True)
def linked_topic(context: dict[str, Any], topic: Any) -> SafeString:
    return _element(linked.topic(topic, site_of(context["request"])))


@register.simple_tag(takes_context=True)
def linked_source(context: dict[str, Any], source: Any) -> SafeString:
    return _element(linked.source(source, site_of(context["request"])))


@register.simple_tag(takes_context=True)
def linked_delegation(context: dict[str, Any], delegation: Any) -> SafeString:
    return _element(linked.delegation(delegation, site_of(context["request"])))


@register.simple_tag(takes_context=True)
def linked_region(context: dict[str, Any], region: Any, within: list[Any]) -> SafeString:
    return _element(linked.region(region, within, site_of(context["request"])))


@register.simple_tag(takes_context=True)
def linked_pair(context: dict[str, Any], one: Any, other: Any) -> SafeString:
    site = site_of(context["request"])
    return _element(linked.between([one, other], _page(context, context["meta"]), site))


@register.simple_tag(takes_context=True)
def linked_site(context: dict[str, Any]) -> SafeString:
    search = reverse("meetings:search")
    return _element(linked.website(site_of(context["request"]), context["meta"].description, search))


@register.simple_tag(takes_context=True)
def linked_page(context: dict[str, Any]) -> SafeString:
    """What a page says that is no record; nothing where a page says nothing of itself, as one that there is not."""
    meta = context.get("meta")
    return _element(_page(context, meta)) if isinstance(meta, Meta) and "request" in context else SafeString()


def _page(context: dict[str, Any], meta: Meta) -> linked.Thing:
    request = context["request"]
    found = request.resolver_match
    return linked.page(
        canonical_of(request, meta),
        meta.title,
        meta.description,
        get_language() or "en",
        site_of(request),
        is_list=bool(found) and found.view_name in LISTS,
    )
