"""The world in memory: all countries and regions, read once for each state of the register."""

from collections import defaultdict
from dataclasses import dataclass, field

from core.state import State, remember
from delegations.models import Country, Region


@dataclass(frozen=True)
class Gazetteer:
    """``countries`` by ISO code, ``regions`` by M49 code, both in reading order."""

    countries: dict[str, Country]
    regions: dict[str, Region]
    children: dict[str | None, list[Region]] = field(default_factory=dict)

    @classmethod
    def of(cls, state: State | None) -> "Gazetteer":
        found: Gazetteer = remember(state, "gazetteer", cls.read)
        return found

    @classmethod
    def read(cls) -> "Gazetteer":
        children: dict[str | None, list[Region]] = defaultdict(list)
        regions = {region.m49: region for region in Region.objects.published().in_reading_order()}
        for region in regions.values():
            children[region.parent_id].append(region)
        countries = {row.iso2: row for row in Country.objects.published().defer("note").in_reading_order()}
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
