"""Whose meetings are meant: the filters on continent, region, country, organization, ``with`` and ``side``.

A meeting names its parties by their keys in four columns of its own. Each filter becomes a set of such keys, and
one rule decides from the sets: as a condition for the database (``condition``), and for rows in memory
(``among``), where meetings are counted by pairs of parties. A test holds the two together.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_
from typing import Literal, NamedTuple

from django.db.models import Q

from delegations.gazetteer import Gazetteer

Side = Literal["principal", "counterpart"]
SIDES: tuple[Side, Side] = ("principal", "counterpart")
OPPOSITE: Mapping[Side, Side] = {"principal": "counterpart", "counterpart": "principal"}
PLACES = ("continent", "region")


class Party(NamedTuple):
    """An ISO code or the key of an organization; the other is None."""

    country: str | None
    organization: int | None


@dataclass(frozen=True, slots=True)
class Parties:
    """A set of parties."""

    countries: frozenset[str] = frozenset()
    organizations: frozenset[int] = frozenset()

    def __contains__(self, party: Party) -> bool:
        return party.country in self.countries or party.organization in self.organizations

    def on(self, side: Side) -> Q:
        """Return the condition that the delegation on ``side`` is of one of these; no party at all matches none."""
        condition = Q(pk__in=[])
        if self.countries:
            condition |= Q(**{f"{side}_country__in": sorted(self.countries)})
        if self.organizations:
            condition |= Q(**{f"{side}_organization__in": sorted(self.organizations)})
        return condition


@dataclass(frozen=True, slots=True)
class PartyCriteria:
    """What one delegation must be (``wanted``, by filter name) and what the other (``other``).

    ``side`` says which of the two is meant. Without it, continent and region mean the counterpart, since every
    meeting of a host has a principal of the host's continent; country and organization mean either.
    """

    side: str = ""
    wanted: Mapping[str, Parties] = field(default_factory=dict)
    other: Parties | None = None

    def without(self, name: str) -> "PartyCriteria":
        if name == "with":
            return replace(self, other=None)
        return replace(self, wanted={key: value for key, value in self.wanted.items() if key != name})

    def sides(self, counting: str = "") -> tuple[Side, ...]:
        """Return the sides that may be meant, where the filter ``counting`` is among those asked for."""
        if self.side == "either":
            return SIDES
        for side in SIDES:
            if self.side == side:
                return (side,)
        if any(place in self.wanted or place == counting for place in PLACES):
            return ("counterpart",)
        return SIDES

    @property
    def asked(self) -> bool:
        """Whether any party is asked for."""
        return bool(self.wanted) or self.other is not None

    def condition(self) -> Q:
        if not self.asked:
            return Q()
        return reduce(or_, (self._on(side) for side in self.sides()))

    def _on(self, side: Side) -> Q:
        condition = Q()
        for parties in self.wanted.values():
            condition &= parties.on(side)
        if self.other is not None:
            condition &= self.other.on(OPPOSITE[side])
        return condition

    def among(self, parties: Collection[Party]) -> tuple[frozenset[Party], frozenset[Party]]:
        """Return those of ``parties`` that the one delegation may be of, and those that the other may be of."""
        meant = frozenset(party for party in parties if all(party in those for those in self.wanted.values()))
        others = frozenset(party for party in parties if self.other is None or party in self.other)
        return meant, others


def parties_of_regions(gazetteer: Gazetteer, codes: list[str]) -> Parties:
    return Parties(countries=frozenset().union(*(gazetteer.countries_in(code) for code in codes)))
