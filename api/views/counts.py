"""Meetings counted: by every filter, and by pairs of parties."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.http import Http404, QueryDict
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from api.filters import CountsFilterSet, PairsFilterSet
from api.pages import Placed, page_of_rows
from api.parameters import parameters_of
from api.problems import InvalidParameters
from api.serializers.answers import (
    FACETS,
    PairDetailSerializer,
    PairSerializer,
    facets_serializer,
    page_serializer,
)
from api.serializers.base import PartySerializer
from api.views.base import ALWAYS, PlainView, ReadView
from core.addresses import query
from delegations.gazetteer import Gazetteer
from delegations.models import Country, Organization
from meetings.facets import count, pairs
from meetings.models import Meeting
from meetings.overviews import first_and_latest, mous_of, published_meetings
from meetings.panel import Choice, choices_of
from meetings.parties import Party


def _values(choices: Iterable[Choice]) -> list[dict[str, Any]]:
    return [{"value": choice.value, "label": choice.label, "count": choice.count} for choice in choices]


class Facets(ReadView):
    operation, tag = "count_meetings", "counts"
    summary = "How many meetings a filter gives, and each further value beside it"
    explained = "A filter leaves itself out of its own counts. Years may add up to more than the total."

    @classmethod
    def parameters(cls) -> list[OpenApiParameter]:
        return parameters_of(CountsFilterSet)

    @classmethod
    def described(cls) -> Any:
        return facets_serializer()

    def answer(self, request: Request, **arguments: Any) -> Any:
        filterset = CountsFilterSet(request.query_params, Meeting.objects.published(), state=request.register)
        if not filterset.is_valid():
            raise InvalidParameters.of_form(filterset.form)
        counts = count(filterset)
        found = {name: choices_of(name, counts, filterset) for name in FACETS}
        return {
            "total": counts.total,
            "facets": {
                name: {
                    "values": _values(choices),
                    "left_out": max(0, len(counts.by[name]) - len(choices)),
                }
                for name, choices in found.items()
            },
        }


class _Pairs(ReadView):
    tag = "counts"

    def party(self, party: Country | Organization) -> dict[str, Any]:
        return PartySerializer(context=self.context).to_representation(party)

    def address(self, first: str, second: str) -> str:
        return self.root + reverse("api:pair", kwargs={"first": first, "second": second})


class PairList(_Pairs):
    operation = "list_pairs"
    summary = "Pairs of parties that met, the most frequent first"
    explained = "Of the meetings that the filters give. The order of the two says nothing of who was the host."

    @classmethod
    def parameters(cls) -> list[OpenApiParameter]:
        return parameters_of(PairsFilterSet)

    @classmethod
    def described(cls) -> Any:
        return page_serializer(PairSerializer)

    def answer(self, request: Request, **arguments: Any) -> Any:
        filterset = PairsFilterSet(request.query_params, Meeting.objects.published(), state=request.register)
        if not filterset.is_valid():
            raise InvalidParameters.of_form(filterset.form)
        counted = pairs(filterset)
        keys = {party.organization for pair in counted for party in pair if party.organization}
        organizations = Organization.objects.published().in_bulk(list(keys))
        by_keys: Counter[tuple[str, str]] = Counter()
        for pair, n in counted.items():
            by_keys[self._key(pair, organizations)] += n
        by_number = filterset.order.name == "meetings"
        page = page_of_rows(
            filterset,
            [
                Placed(f"{10**9 - n:010}/{'/'.join(key)}" if by_number else "/".join(key), (key, n))
                for key, n in by_keys.items()
            ],
        )
        gazetteer = Gazetteer.of(request.register)
        by_slug = {row.slug: row for row in organizations.values()}
        here, applied = self.root + request.path, filterset.applied()
        return {
            "next": here + query(applied, after=page.after) if page.after else None,
            "previous": here + query(applied, before=page.before) if page.before else None,
            "results": [
                {
                    "parties": [self.party(gazetteer.country_of(name) or by_slug[name]) for name in key],
                    "meetings": n,
                    "self": self.address(*key),
                }
                for key, n in page.rows
            ],
        }

    @staticmethod
    def _key(pair: tuple[Party, Party], organizations: dict[int, Organization]) -> tuple[str, str]:
        """Return the names of the two in addresses, in alphabetical order."""
        first, second = sorted(
            party.country.lower() if party.country else organizations[party.organization or 0].slug for party in pair
        )
        return first, second


class PairDetail(_Pairs, PlainView):
    operation = "get_pair"
    summary = "Everything between two parties, in numbers"
    explained = (
        "Each is named by the ISO code of a country or the slug of an organization; alphabetical order is canonical."
    )
    problems = (*ALWAYS, 404)
    leads_on = (301,)

    @classmethod
    def described(cls) -> Any:
        return PairDetailSerializer()

    def answer(self, request: Request, **arguments: Any) -> Any:
        one, other = arguments["first"], arguments["second"]
        parties = [self._named(name) for name in (one, other)]
        names = [party.iso2.lower() if isinstance(party, Country) else party.slug for party in parties]
        if names[0] == names[1]:
            raise Http404
        if sorted(names) != [one, other]:
            first, second = sorted(names)
            return self.led_to(reverse("api:pair", kwargs={"first": first, "second": second}))
        kind = "country" if isinstance(parties[0], Country) else "organization"
        fixed = {kind: names[0], "with": names[1], "side": "either"}
        filterset = published_meetings(request.register, fixed)
        counts = count(filterset)
        earliest, latest = first_and_latest(filterset.qs) if counts.total else (None, None)
        asked = QueryDict(mutable=True)
        asked.update(fixed)
        return {
            "parties": [self.party(party) for party in parties],
            "meetings": counts.total,
            "mous": mous_of(*parties).count(),
            "earliest": earliest.held_from if earliest else None,
            "latest": latest.held_from if latest else None,
            "kinds": _values(choices_of("kind", counts, filterset)),
            "years": _values(choices_of("year", counts, filterset)),
            "topics": _values(choices_of("topic", counts, filterset)),
            "list": f"{self.root}{reverse('api:meetings')}?{asked.urlencode()}",
            "self": self.address(*names),
        }

    def _named(self, name: str) -> Country | Organization:
        country = Gazetteer.of(self.request.register).country_of(name)
        if country is not None:
            return country
        organization = Organization.objects.published().filter(slug=name).first()
        if organization is None:
            raise Http404
        return organization
