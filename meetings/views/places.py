"""Continents, regions, countries, and pairs of countries."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from delegations.gazetteer import Gazetteer
from delegations.models import Country, Delegation, Region
from meetings.browsing import Browser
from meetings.facets import Counts, count
from meetings.filters import MeetingFilterSet
from meetings.models import Meeting, MoU
from meetings.partners import partners_of
from meetings.views.common import browse

SHOWN = 10


@dataclass(slots=True)
class RegionCount:
    """A region with how many meetings have a counterpart in it, its sub-regions and its countries."""

    region: Region
    count: int
    regions: list["RegionCount"] = field(default_factory=list)
    countries: list[tuple[Country, int]] = field(default_factory=list)


def count_region(region: Region, gazetteer: Gazetteer, counts: Counts) -> RegionCount:
    """Lay the counts of a filter set over a region and all below it; countries without a meeting are kept."""
    by_country = counts.by["country"]
    countries = [
        (country, by_country.get(country.iso2, 0))
        for country in gazetteer.countries.values()
        if country.region_id == region.m49
    ]
    name = "region" if region.parent_id else "continent"
    return RegionCount(
        region,
        counts.by[name].get(region.m49, 0),
        [count_region(child, gazetteer, counts) for child in gazetteer.children.get(region.m49, [])],
        countries,
    )


def all_counts(request: HttpRequest, fixed: dict[str, str] | None = None) -> tuple[MeetingFilterSet, Counts]:
    """Return the counts of all published meetings (under ``fixed``), whatever the address asks for."""
    query = request.GET.copy()
    query.clear()
    filterset = MeetingFilterSet(
        query,
        Meeting.objects.published(),
        fixed=fixed,
        state=request.register,  # type: ignore[attr-defined]  # set by core.middleware
    )
    return filterset, count(filterset)


@require_safe
def continent_list(request: HttpRequest) -> HttpResponse:
    filterset, counts = all_counts(request, {"side": "counterpart"})
    continents = [count_region(region, filterset.gazetteer, counts) for region in filterset.gazetteer.continents()]
    organizations = sum(counts.by["organization"].values())
    context = {"continents": continents, "organizations": organizations, "total": counts.total}
    return render(request, "meetings/continent_list.html", context)


@require_safe
def continent(request: HttpRequest, slug: str) -> HttpResponse:
    return _region(request, slug, "continent")


@require_safe
def region(request: HttpRequest, slug: str) -> HttpResponse:
    return _region(request, slug, "region")


def _region(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    gazetteer = Gazetteer.of(request.register)  # type: ignore[attr-defined]  # set by core.middleware
    found = gazetteer.region_named(slug)
    if found is None:
        raise Http404(_("There is no such region."))
    if (found.parent_id is None) != (name == "continent"):
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    browser = Browser(request, {name: slug}, hidden=frozenset({"region", "country"}))
    _filterset, counts = all_counts(request, {name: slug, "side": "counterpart"})
    context = {
        "region": found,
        "branch": gazetteer.branch(found.m49)[:-1],
        "counted": count_region(found, gazetteer, counts),
        "total": counts.total,
    }
    return browse(request, "meetings/region.html", browser, context)


@require_safe
def country_list(request: HttpRequest) -> HttpResponse:
    filterset, counts = all_counts(request)
    gazetteer = filterset.gazetteer
    by_country = counts.by["country"]
    groups: list[tuple[Region, list[tuple[Country, int]]]] = [
        (
            region,
            [
                (country, by_country.get(country.iso2, 0))
                for country in gazetteer.countries.values()
                if country.continent_id == region.m49
            ],
        )
        for region in gazetteer.continents()
    ]
    return render(request, "meetings/country_list.html", {"groups": groups, "met": len(by_country)})


@require_safe
def country(request: HttpRequest, code: str) -> HttpResponse:
    found = _country_or_404(request, code)
    if code != code.lower():
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    browser = Browser(request, {"country": found.iso2.lower()})
    _filterset, counts = all_counts(request, {"country": found.iso2.lower()})
    delegations = Delegation.objects.published().filter(country=found)
    mous = MoU.objects.published().filter(parties__country=found).distinct()
    context: dict[str, Any] = {
        "country": found,
        "branch": browser.gazetteer.branch(found.region_id),
        "names": found.names.published().exclude(kind__in=["demonym", "adjective"]).order_by("language", "kind", "pk"),
        "total": counts.total,
        "years": sorted(counts.by["year"].items()),
        "partners": partners_of(counts, browser.gazetteer),
        "mous": mous.newest_first().with_parties()[:SHOWN],
        "mou_count": mous.count(),
        "delegations": delegations.select_related("event").order_by("-event__held_order", "-pk")[:SHOWN],
        "delegation_count": delegations.count(),
    }
    return browse(request, "meetings/country.html", browser, context)


@require_safe
def pair(request: HttpRequest, first: str, second: str) -> HttpResponse:
    """Everything between two countries; alphabetical order is canonical."""
    one, other = _country_or_404(request, first), _country_or_404(request, second)
    if one.iso2 == other.iso2:
        raise Http404(_("A country has no meetings with itself."))
    codes = sorted([one.iso2.lower(), other.iso2.lower()])
    if [first, second] != codes:
        return redirect("meetings:pair", *codes, permanent=True)
    browser = Browser(request, {"country": codes[0], "with": codes[1], "side": "either"})
    mous = MoU.objects.published().filter(
        Q(pk__in=MoU.objects.filter(parties__country=one).values("pk")),
        Q(pk__in=MoU.objects.filter(parties__country=other).values("pk")),
    )
    _filterset, counts = all_counts(request, browser.filterset.fixed)
    context = {
        "one": one,
        "other": other,
        "total": counts.total,
        "years": sorted(counts.by["year"].items()),
        "mous": mous.newest_first().with_parties()[:50],
    }
    return browse(request, "meetings/pair.html", browser, context)


def _country_or_404(request: HttpRequest, code: str) -> Country:
    gazetteer = Gazetteer.of(request.register)  # type: ignore[attr-defined]  # set by core.middleware
    found = gazetteer.country_of(code)
    if found is None:
        raise Http404(_("There is no country with this code."))
    return found
