"""The links beside a list by which it is taken away, as it is filtered."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.urls import reverse

from core.addresses import query
from core.filters import StrictFilterSet
from opendata.feeds import MODELS as FEEDS
from opendata.formats import FORMATS
from opendata.lists import KINDS, OF_A_PAGE

register = template.Library()


@register.inclusion_tag("opendata/_take_away.html")
def take_away_meetings(filterset: Any) -> dict[str, Any]:
    """``{% take_away_meetings browser.filterset %}``: what the page fixes are filters of the one list of meetings."""
    if not filterset.is_valid():
        return {"files": []}
    scope, _, key = filterset.scope.partition(":")
    fixed = {name: [value] for name, value in filterset.fixed.items()}
    asked = fixed | {name: values for name, values in filterset.applied().items() if name not in OF_A_PAGE}
    if scope:
        return _links("meetings", asked, f"opendata:{scope}", pk=int(key))
    return _links("meetings", asked)


@register.inclusion_tag("opendata/_take_away.html")
def take_away(kind: str, filterset: StrictFilterSet | None = None) -> dict[str, Any]:
    """``{% take_away "mous" filterset %}``"""
    if filterset is not None and not filterset.is_valid():
        return {"files": []}
    applied = filterset.applied() if filterset is not None else {}
    return _links(kind, {name: values for name, values in applied.items() if name not in OF_A_PAGE})


def _links(kind: str, asked: Mapping[str, list[str]], address: str = "opendata:list", **where: Any) -> dict[str, Any]:
    where = where or {"kind": kind}
    question = query(asked) if asked else ""
    files = [
        (format.label, reverse(address, kwargs={**where, "format": format.name}) + question)
        for format in FORMATS.values()
        if format.is_for(kind)
    ]
    feed = reverse("opendata:list_feed", kwargs={"kind": kind}) if kind in FEEDS and address == "opendata:list" else ""
    if feed and (rest := {name: values for name, values in asked.items() if name != "sort"}):
        feed += query(rest)
    citation = reverse("opendata:cite_list", kwargs={"kind": kind}) + question if address == "opendata:list" else ""
    return {
        "files": files,
        "feed": feed,
        "citation": citation,
        "codebook": f"{reverse('opendata:codebook')}#{KINDS[kind].table.name}",
    }
