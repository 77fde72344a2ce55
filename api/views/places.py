"""The world as the register divides it: countries and regions."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from api.filters import CountryFilterSet, RegionFilterSet
from api.pages import Placed
from api.rows import complete_countries, complete_regions
from api.serializers.parties import CountrySerializer, RegionSerializer
from api.views.lists import DetailView, InMemoryListView
from core.filters import StrictFilterSet
from delegations.models import Country, Region


class CountryList(InMemoryListView):
    operation, tag = "list_countries", "countries"
    summary = "All countries, with their names in English, French, Arabic and Spanish"
    serializer, filterset = CountrySerializer, CountryFilterSet

    def queryset(self) -> QuerySet[Any]:
        return Country.objects.published().select_related("region", "continent")

    def placed(self, rows: Iterable[Any], filterset: StrictFilterSet) -> Iterable[Placed]:
        return (Placed(f"{row.sort_key[:190]}/{row.pk}", row) for row in rows)

    def completed(self, rows: list[Any]) -> list[Any]:
        return complete_countries(rows)


class CountryDetail(DetailView):
    operation, tag = "get_country", "countries"
    summary = "One country by its ISO 3166 code"
    serializer, list_view = CountrySerializer, CountryList
    key = "iso2"

    def value(self, argument: Any) -> Any:
        # "ß" is no code, although Python makes "SS" of it.
        return argument.upper() if argument.isascii() else ""


class RegionList(InMemoryListView):
    operation, tag = "list_regions", "regions"
    summary = "Continents and regions of UN M49"
    serializer, filterset = RegionSerializer, RegionFilterSet

    def queryset(self) -> QuerySet[Any]:
        return Region.objects.published().select_related("parent")

    def placed(self, rows: Iterable[Any], filterset: StrictFilterSet) -> Iterable[Placed]:
        return (Placed(f"{row.sort + 40_000:05}/{row.pk}", row) for row in rows)

    def completed(self, rows: list[Any]) -> list[Any]:
        return complete_regions(rows)


class RegionDetail(DetailView):
    operation, tag = "get_region", "regions"
    summary = "One continent or region by its slug"
    serializer, list_view = RegionSerializer, RegionList
    key = "slug"
