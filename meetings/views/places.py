"""Continents, regions, countries, and pairs of countries."""

from dataclasses import dataclass, field

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from delegations.filters import CountryFilterSet
from delegations.gazetteer import Gazetteer, name_of
from delegations.models import Country, Region
from meetings import drawings, summaries
from meetings.browsing import Browser
from meetings.facets import Counts, pairs
from meetings.overviews import (
    counted,
    delegations_of,
    first_and_latest,
    latest_delegations,
    latest_mous,
    mous_of,
    topics_of,
)
from meetings.partners import partners_of
from meetings.views.common import Context, all_counts, browse, kept, meta, of_list


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


@require_safe
def continent_list(request: HttpRequest) -> HttpResponse:
    def make() -> Context:
        filterset, counts = all_counts(request, {"side": "counterpart"})
        gazetteer = filterset.gazetteer
        organizations = sum(counts.by["organization"].values())
        return {
            "continents": [count_region(region, gazetteer, counts) for region in gazetteer.continents()],
            "organizations": organizations,
            "total": counts.total,
            "map": drawings.world(
                counts.by["country"],
                gazetteer,
                title=_("Meetings by country of the counterpart"),
                organizations=organizations,
            ),
            "matrix": drawings.continents(pairs(filterset), gazetteer, reverse("meetings:list")),
            "meta": meta(
                _("Continents"),
                _("Meetings by continent and region of the counterpart, on a map and in numbers."),
            ),
        }

    return render(request, "meetings/continent_list.html", kept(request, "continents", make))


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

    def make() -> Context:
        counts, held = counted(browser.whole)
        met = {code: n for code, n in counts.by["country"].items() if code in gazetteer.countries_in(found.m49)}
        summary = summaries.region(found.name, counts.total, len(met), len(gazetteer.countries_in(found.m49)))
        branch = gazetteer.branch(found.m49)
        return {
            "region": found,
            "branch": branch[:-1],
            "counted": count_region(found, gazetteer, counts),
            "total": counts.total,
            "summary": summary,
            "map": drawings.world(met, gazetteer, title=found.name, zoom=branch[0].m49) if met else "",
            "timeline": drawings.time(held, request.path),
            "topics": drawings.topics(topics_of(counts), request.path),
            "meta": meta(found.name, summary, name, slug=slug),
        }

    browser = Browser(request, {name: slug}, hidden=frozenset({"region", "country"}))
    return browse(request, "meetings/region.html", browser, lambda: kept(request, f"{name}:{slug}", make))


@require_safe
def country_list(request: HttpRequest) -> HttpResponse:
    def make() -> Context:
        filterset, counts = all_counts(request)
        gazetteer, by_country = filterset.gazetteer, counts.by["country"]
        groups = [
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
        return {
            "groups": groups,
            "met": len(by_country),
            "meta": meta(_("Countries"), _("All countries, with the number of their recorded meetings.")),
        }

    filterset = CountryFilterSet(request.GET, Country.objects.published())
    made = {**kept(request, "countries", make), "filterset": filterset}
    if filterset.given:
        wanted = set(filterset.qs.order_by().values_list("pk", flat=True))
        narrowed = ((region, [row for row in rows if row[0].pk in wanted]) for region, rows in made["groups"])
        made |= {"groups": [group for group in narrowed if group[1]], "meta": of_list(made["meta"], filterset)}
    return render(request, "meetings/country_list.html", made)


@require_safe
def country(request: HttpRequest, code: str) -> HttpResponse:
    found = _country_or_404(request, code)
    if code != code.lower():
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    browser = Browser(request, {"country": code})
    return browse(
        request,
        "meetings/country.html",
        browser,
        lambda: kept(request, f"country:{code}", lambda: _country(request, found, browser)),
    )


def _country(request: HttpRequest, found: Country, browser: Browser) -> Context:
    gazetteer, (counts, held) = browser.gazetteer, counted(browser.whole)
    mous, delegations = mous_of(found), delegations_of(found)
    partners, mou_count = partners_of(counts, gazetteer), mous.count()
    summary = summaries.party(
        found.name,
        counts.total,
        summaries.years_of(held),
        [(name_of(partner.party), partner.count) for partner in partners],
        mou_count,
    )
    names = found.names.published().exclude(kind__in=["demonym", "adjective"]).order_by("language", "kind", "pk")
    return {
        # With its note, which the gazetteer does without.
        "country": found,
        "note": Country.objects.values_list("note", flat=True).get(pk=found.pk),
        "branch": gazetteer.branch(found.region_id),
        "names": list(names),
        "total": counts.total,
        "summary": summary,
        "partners": drawings.partners(partners, request.path, found),
        "timeline": drawings.time(held, request.path),
        "topics": drawings.topics(topics_of(counts), request.path),
        "map": drawings.world(
            {code: n for code, n in counts.by["with"].items() if isinstance(code, str)},
            gazetteer,
            title=_("Whom %(name)s met") % {"name": found.name},
            own=found.iso2,
            organizations=sum(n for key, n in counts.by["with"].items() if isinstance(key, int)),
        )
        if partners
        else "",
        "mous": latest_mous(mous),
        "mou_count": mou_count,
        "delegations": latest_delegations(delegations),
        "delegation_count": delegations.count(),
        "meta": meta(found.name, summary, "country", code=found.iso2.lower()),
    }


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

    def make() -> Context:
        counts, held = counted(browser.whole)
        mous = mous_of(one, other)
        mou_count = mous.count()
        earliest, latest = first_and_latest(browser.whole.qs) if counts.total else (None, None)
        title = _("%(one)s – %(other)s") % {"one": one.name, "other": other.name}
        summary = summaries.pair(one.name, other.name, counts.total, summaries.years_of(held), mou_count)
        return {
            "one": one,
            "other": other,
            "pair_title": title,
            "total": counts.total,
            "summary": summary,
            "first": earliest,
            "latest": latest,
            "timeline": drawings.time(held, request.path),
            "topics": drawings.topics(topics_of(counts), request.path),
            "mous": latest_mous(mous, 50),
            "mou_count": mou_count,
            "meta": meta(title, summary, "pair", first=codes[0], second=codes[1]),
        }

    return browse(request, "meetings/pair.html", browser, lambda: kept(request, f"pair:{codes[0]}:{codes[1]}", make))


def _country_or_404(request: HttpRequest, code: str) -> Country:
    gazetteer = Gazetteer.of(request.register)  # type: ignore[attr-defined]  # set by core.middleware
    found = gazetteer.country_of(code)
    if found is None:
        raise Http404(_("There is no country with this code."))
    return found
