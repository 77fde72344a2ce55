"""The meetings of a filtered list as a picture in the place of its table: a map, a timeline, or who met whom."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from delegations.models import Organization
from meetings.facets import Counts, pairs, spans
from meetings.filters import MeetingFilterSet
from meetings.party_counts import others_of
from meetings.pictures import matrix, timeline
from meetings.pictures.links import PARTY_FILTERS, Link
from meetings.pictures.worldmap import WorldMap, world_map

# Organizations that a matrix may name: far more than it has rows.
NAMED = 100


def picture_html(filterset: MeetingFilterSet, counts: Counts, path: str) -> SafeString:
    """Return the pictures of the view that a valid filter set asks for; blank where they would say nothing."""
    link = link_of(filterset, path)
    view = filterset.form.cleaned_data["view"]
    drawn: list[tuple[str, Any]] = []
    if view == "map":
        drawn = [("map", map_of(filterset, counts, link))]
    elif view == "timeline":
        drawn = [("timeline", timeline.build(spans(filterset), link))]
    elif view == "matrix":
        drawn = [("matrix", picture) for picture in matrices_of(filterset, link)]
    return join(drawn)


def join(drawn: list[tuple[str, Any]]) -> SafeString:
    """Render pictures one after the other, those that say anything."""
    parts = [render_to_string(f"pictures/_{name}.html", {"picture": picture}) for name, picture in drawn if picture]
    return mark_safe("".join(parts))  # noqa: S308  # joined from rendered templates


def link_of(filterset: MeetingFilterSet, path: str) -> Link:
    """Make links that keep what the address asks for and lead to the table.

    Where a page fixes the party, its marks lead to the list of all meetings: there any filter may be changed.
    """
    applied = {key: values for key, values in filterset.applied().items() if key != "view"}
    if filterset.fixed.keys() & set(PARTY_FILTERS):
        fixed = {key: [value] for key, value in filterset.fixed.items()}
        return Link(reverse("meetings:list"), fixed | applied)
    return Link(path, applied)


@dataclass(frozen=True, slots=True)
class _Mapped:
    """Which countries a map counts: ISO code to meetings, what it calls them, and the filter that means one."""

    title: str
    by_country: Counter[str]
    organizations: int
    changes: dict[str, str]
    key: str = "country"


def map_of(filterset: MeetingFilterSet, counts: Counts, link: Link, prefix: str = "map") -> WorldMap | None:
    """Map the other side where a party is asked for, and else the counterparts; None where no country is in it."""
    mapped = _mapped(filterset, counts)
    if not mapped.by_country:
        return None
    asked = filterset.form.cleaned_data
    is_part = len(asked["continent"]) == 1 and mapped.key == "country" and asked["side"] in ("", "counterpart")
    return world_map(
        mapped.by_country,
        filterset.gazetteer,
        href=lambda code: link(**{**mapped.changes, mapped.key: code.lower()}),
        title=mapped.title,
        prefix=prefix,
        zoom=asked["continent"][0] if is_part else "",
        own=asked["country"][0] if len(asked["country"]) == 1 and mapped.key == "with" else "",
        organizations=mapped.organizations,
    )


def _mapped(filterset: MeetingFilterSet, counts: Counts) -> _Mapped:
    asked = filterset.form.cleaned_data
    if asked["country"] or asked["organization"] or asked["with"]:
        countries, organizations = _split(others_of(filterset))
        return _Mapped(_("Meetings by country on the other side"), countries, organizations, {}, "with")
    if asked["side"] in ("principal", "either"):
        organizations = sum(counts.by["organization"].values())
        return _Mapped(_("Meetings by country"), counts.by["country"], organizations, {})
    by_party: Counter[str | int] = Counter()
    for (_principal, counterpart), n in pairs(filterset).items():
        by_party[counterpart.country or counterpart.organization or 0] += n
    countries, organizations = _split(by_party)
    return _Mapped(_("Meetings by country of the counterpart"), countries, organizations, {"side": "counterpart"})


def _split(by_party: Counter[str | int]) -> tuple[Counter[str], int]:
    """Part countries from organizations, which have no place on a map."""
    countries = Counter({key: n for key, n in by_party.items() if isinstance(key, str)})
    return countries, sum(n for key, n in by_party.items() if not isinstance(key, str))


def matrices_of(filterset: MeetingFilterSet, link: Link) -> list[matrix.Matrix | None]:
    """Return who met whom by continent, then by country."""
    counted = pairs(filterset)
    frequent: Counter[int] = Counter()
    for pair, n in counted.items():
        for party in pair:
            frequent[party.organization or 0] += n
    del frequent[0]
    organizations = Organization.objects.in_bulk([key for key, _n in frequent.most_common(NAMED)])
    return [
        build(counted, filterset.gazetteer, link, organizations) for build in (matrix.of_continents, matrix.of_parties)
    ]
