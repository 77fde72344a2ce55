"""The pictures of a page as HTML, made once for a state of the register: a page keeps them with its other parts.

Each is blank where there is too little to draw. Pictures show all meetings of the page's subject, whatever the list
below them is filtered by; their marks filter that list (``LIST`` is its id) or lead to a page of their own.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from delegations.gazetteer import Gazetteer, name_of
from delegations.models import Country, Organization
from meetings.facets import Span
from meetings.models import Topic
from meetings.partners import Partner
from meetings.party_counts import Pair
from meetings.pictures import bars, comparison, matrix, timeline, worldmap
from meetings.pictures.links import Link
from meetings.programmes import Programme

LIST = "meeting-browser"


def _html(name: str, picture: Any) -> SafeString:
    return render_to_string(f"pictures/_{name}.html", {"picture": picture}) if picture else SafeString("")


def time(spans: Counter[Span], path: str) -> SafeString:
    return _html("timeline", timeline.build(spans, Link(path, fragment=LIST), title=_("Through time")))


def partners(found: Iterable[Partner], path: str, own: Country | None = None) -> SafeString:
    """Bars of partners. Of two countries the bar leads to their page, which holds everything between them."""
    link = Link(path, fragment=LIST)
    values = [bars.Value(name_of(p.party), p.count, _partner_url(p, link, own), p.code.upper(), is_own=not p.code)
              for p in found]  # fmt: skip
    return _html("bars", bars.build(values, title=_("Partners"), least=1, shown=12))


def _partner_url(partner: Partner, link: Link, own: Country | None) -> str:
    if isinstance(partner.party, Organization):
        return link(**{"with": partner.party.slug})
    if own is None:
        return link(**{"with": partner.code})
    return reverse("meetings:pair", args=sorted([own.iso2.lower(), partner.code]))


def parties(counts: Mapping[str, int], gazetteer: Gazetteer, path: str, title: str) -> SafeString:
    """Bars of countries by ISO code; a bar filters the list by the country."""
    link = Link(path, fragment=LIST)
    ranked = sorted(
        ((gazetteer.countries[code], n) for code, n in counts.items()), key=lambda pair: (-pair[1], pair[0].sort_key)
    )
    values = [bars.Value(c.name, n, link(country=c.iso2.lower()), c.iso2) for c, n in ranked]
    return _html("bars", bars.build(values, title=title, shown=12))


def topics(counts: Iterable[tuple[Topic, int]], path: str) -> SafeString:
    link = Link(path, fragment=LIST)
    values = [bars.Value(topic.name, n, link(topic=topic.slug), is_own=True) for topic, n in counts]
    return _html("bars", bars.build(values, title=_("Topics"), least=1))


def kinds(counts: Mapping[str, int], labels: Mapping[str, Any], path: str) -> SafeString:
    link = Link(path, fragment=LIST)
    values = [bars.Value(str(labels[kind]), n, link(kind=kind)) for kind, n in counts.items()]
    return _html("bars", bars.build(values, title=_("Kinds of meeting")))


def reported(programmes: Iterable[Programme], path: str) -> SafeString:
    return _html("comparison", comparison.build(programmes, Link(path, fragment=LIST)))


def who_met_whom(
    pairs: Mapping[Pair, int], gazetteer: Gazetteer, path: str, applied: Mapping[str, list[str]] | None = None
) -> SafeString:
    return _html("matrix", matrix.of_parties(pairs, gazetteer, Link(path, applied or {}, LIST)))


def continents(pairs: Mapping[Pair, int], gazetteer: Gazetteer, path: str) -> SafeString:
    return _html("matrix", matrix.of_continents(pairs, gazetteer, Link(path)))


def world(
    counts: Mapping[str, int],
    gazetteer: Gazetteer,
    *,
    title: str,
    zoom: str = "",
    own: str = "",
    organizations: int = 0,
    path: str = "",
    by: str = "country",
) -> SafeString:
    """The map; a country leads to its own page, or where ``path`` is given filters the list there ``by`` it."""
    link = Link(path, fragment=LIST)

    def href(code: str) -> str:
        if own:
            return reverse("meetings:pair", args=sorted([own.lower(), code.lower()]))
        return link(**{by: code.lower()}) if path else reverse("meetings:country", args=[code.lower()])

    drawn = worldmap.world_map(
        counts, gazetteer, href=href, title=title, zoom=zoom, own=own, organizations=organizations
    )
    return _html("map", drawn)
