"""The world in memory: all countries and regions, read once for each state of the register and language.

The one door to names: a country or region is stored under its English name, and is shown under its name in the
language of the page. The gazetteer's own objects bear that name; for objects from elsewhere ask ``name_of``.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TypeAlias

from django.utils.translation import get_language

from core.state import State, remember, remember_here
from core.text import sort_key
from delegations.models import Country, CountryName, Organization, Region

STORED_IN = "en"

Named: TypeAlias = Country | Region | Organization


def name_of(named: Named) -> str:
    """Return the name in the language of the page. An organization has only the one it gives itself.

    The names are at hand: in English they are the stored ones, otherwise they are read once for each request and
    state of the register, never for each name.
    """
    language = get_language() or STORED_IN
    if language == STORED_IN or isinstance(named, Organization):
        return named.name
    if isinstance(named, Region):
        return _in(named, language)
    names: dict[str, str] = remember_here(f"country_names:{language}", lambda: _country_names(language))
    return names.get(named.iso2, named.name)


def _in(region: Region, language: str) -> str:
    return getattr(region, f"name_{language}", "") or region.name


def _country_names(language: str, kind: CountryName.Kind = CountryName.Kind.SHORT) -> dict[str, str]:
    return dict(CountryName.objects.filter(language=language, kind=kind).order_by().values_list("country", "name"))


@dataclass(frozen=True)
class Gazetteer:
    """``countries`` by ISO code, ``regions`` by M49 code, both in reading order and named in one language.

    The objects are shared and never saved: in French their ``name`` is not what is stored.
    """

    countries: dict[str, Country]
    regions: dict[str, Region]
    children: dict[str | None, list[Region]] = field(default_factory=dict)

    @classmethod
    def of(cls, state: State | None) -> "Gazetteer":
        """Return the gazetteer in the language of the page."""
        found: Gazetteer = remember(state, f"gazetteer:{get_language() or STORED_IN}", cls.read)
        return found

    @classmethod
    def read(cls) -> "Gazetteer":
        children: dict[str | None, list[Region]] = defaultdict(list)
        language = get_language() or STORED_IN
        regions = {region.m49: region for region in Region.objects.published().in_reading_order()}
        for region in regions.values():
            children[region.parent_id].append(region)
        countries = {row.iso2: row for row in Country.objects.published().defer("note").in_reading_order()}
        if language != STORED_IN:
            for region in regions.values():
                region.name = _in(region, language)
            names, official_names = _country_names(language), _country_names(language, CountryName.Kind.OFFICIAL)
            for code, country in countries.items():
                country.name = names.get(code, country.name)
                country.official_name = official_names.get(code, country.name)
                country.sort_key = sort_key(country.name)
            countries = dict(sorted(countries.items(), key=lambda item: (item[1].sort_key, item[0])))
        return cls(countries, regions, dict(children))

    def continents(self) -> list[Region]:
        return self.children.get(None, [])

    def country_of(self, code: str) -> Country | None:
        """Return the country of an ISO code in letters of any case; "ß" is none, although Python makes "SS" of it."""
        return self.countries.get(code.upper()) if code.isascii() else None

    def region_named(self, slug: str) -> Region | None:
        return next((region for region in self.regions.values() if region.slug == slug), None)

    def within(self, m49: str) -> frozenset[str]:
        """Return the codes of the region and of all regions below it."""
        below = [self.within(child.m49) for child in self.children.get(m49, [])]
        return frozenset({m49}).union(*below)

    def countries_in(self, m49: str) -> frozenset[str]:
        """Return the ISO codes of the countries of a region or continent."""
        regions = self.within(m49)
        return frozenset(code for code, country in self.countries.items() if country.region_id in regions)

    def branch(self, m49: str) -> list[Region]:
        """Return the region and what it lies in, the continent first."""
        region = self.regions[m49]
        return [*(self.branch(region.parent_id) if region.parent_id else []), region]
