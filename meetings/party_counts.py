"""How many meetings each continent, region, country and organization would give: counted from pairs of parties.

The database groups the meetings by pair; the rest is sums in memory, over some ten thousand pairs at most. Most filters
ask the same of the pairs, so what was added up for one serves the others.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from django.db.models import Count

from core.state import remember
from delegations.gazetteer import Gazetteer
from meetings.filters import MeetingFilterSet
from meetings.parties import OPPOSITE, PLACES, SIDES, Party, PartyCriteria, Side
from meetings.questions import asked_of

PARTY_FACETS = ("continent", "region", "country", "organization", "with")
Pair = tuple[Party, Party]
Row = tuple[Party, Party, int]
Value = str | int
Meant = tuple[frozenset[Party], frozenset[Party]]
_PLACE: dict[Side, Literal[0, 1]] = {"principal": 0, "counterpart": 1}  # of a side in a row of pairs


@dataclass(frozen=True, slots=True)
class Rows:
    """The meetings under the filters that mean no party, as (principal, counterpart, how many), and who is in them."""

    rows: list[Row]
    parties: frozenset[Party]


@dataclass
class Pairs:
    """``Rows`` for one question."""

    found: Rows
    gazetteer: Gazetteer
    _sums: dict[tuple[Meant, Side, bool], Counter[Party]] = field(default_factory=dict)

    @property
    def rows(self) -> list[Row]:
        return self.found.rows

    @property
    def parties(self) -> frozenset[Party]:
        return self.found.parties

    def listed(self, criteria: PartyCriteria) -> Iterable[Row]:
        """Return the rows of the meetings that the list shows."""
        if not criteria.asked:
            return self.rows
        meant, others = criteria.among(self.parties)
        sides = criteria.sides()
        return (
            row
            for row in self.rows
            if ("principal" in sides and row[0] in meant and row[1] in others)
            or ("counterpart" in sides and row[1] in meant and row[0] in others)
        )

    def count(self, name: str, criteria: PartyCriteria) -> Counter[Value]:
        """Count one filter: by party first, then by the values that a party falls under.

        A meeting whose two parties are both meant and lie in one continent counts once for it.
        """
        meant = criteria.among(self.parties)
        sides = criteria.sides(counting=name)
        by_party: Counter[Party] = Counter()
        for side in sides:
            by_party.update(self._sum(meant, side, other=name == "with"))
        values = {party: frozenset(values_of(name, party, self.gazetteer)) for party in by_party}
        result: Counter[Value] = Counter()
        for party, n in by_party.items():
            for value in values[party]:
                result[value] += n
        if sides == SIDES and name in PLACES:
            both = meant[0] & meant[1]
            for principal, counterpart, n in self.rows:
                if principal in both and counterpart in both:
                    for value in values[principal] & values[counterpart]:
                        result[value] -= n
        return result

    def _sum(self, meant: Meant, side: Side, *, other: bool) -> Counter[Party]:
        """Add up the meetings by the party on ``side`` where that is meant; with ``other`` by the one opposite."""
        key = (meant, side, other)
        if key not in self._sums:
            here, there = _PLACE[side], _PLACE[OPPOSITE[side]]
            counted = there if other else here
            # Everybody is meant where no party is asked for, and on most pages that is so.
            rows = self.rows
            if meant != (self.parties, self.parties):
                rows = [row for row in rows if row[here] in meant[0] and row[there] in meant[1]]
            sums: Counter[Party] = Counter()
            for row in rows:
                sums[row[counted]] += row[2]
            self._sums[key] = sums
            if rows is self.rows:
                # The party opposite of the one on this side is the one on the other side.
                self._sums[(meant, OPPOSITE[side], not other)] = self._sums[key]
        return self._sums[key]


def count_parties(filterset: MeetingFilterSet) -> tuple[int, dict[str, Counter]]:
    """Return how many meetings the list has, and the counts of the filters that mean a party."""
    pairs, criteria = _pairs(filterset), filterset.parties
    facets: dict[str, Counter] = {name: pairs.count(name, criteria.without(name)) for name in PARTY_FACETS}
    return sum(n for _principal, _counterpart, n in pairs.listed(criteria)), facets


def pairs_of(filterset: MeetingFilterSet) -> Counter[Pair]:
    """Return the meetings of the list by (principal, counterpart)."""
    return Counter({(row[0], row[1]): row[2] for row in _pairs(filterset).listed(filterset.parties)})


def others_of(filterset: MeetingFilterSet) -> Counter[Value]:
    """Return the meetings of the list by the party on the other side of the one that is asked for."""
    return _pairs(filterset).count("with", filterset.parties)


def _pairs(filterset: MeetingFilterSet) -> Pairs:
    """Return the pairs under the filters that mean no party.

    Where there is none of those, they are the pairs of all meetings: kept, in a cache of their own because they are
    ten thousands, for the home page, the list, and the pages of continents and countries, which all ask for them.
    """
    if filterset.scope or asked_of(filterset, leaving_out=filterset.PARTY_FILTERS):
        return Pairs(_rows(filterset), filterset.gazetteer)
    found = remember(filterset.state, "pairs", lambda: _rows(filterset), cache="pairs")
    return Pairs(found, filterset.gazetteer)


def _rows(filterset: MeetingFilterSet) -> Rows:
    groups = (
        filterset.filter_queryset(filterset.queryset, without="parties")
        .order_by()
        .values_list("principal_country", "principal_organization", "counterpart_country", "counterpart_organization")
        .annotate(n=Count("pk"))
    )
    known = _Known()
    rows = [(known[a, b], known[c, d], n) for a, b, c, d, n in groups]
    return Rows(rows, frozenset(known.values()))


class _Known(dict[tuple[str | None, int | None], Party]):
    """One object a party, not one a row: they are compared and hashed a hundred thousand times."""

    def __missing__(self, key: tuple[str | None, int | None]) -> Party:
        self[key] = Party(*key)
        return self[key]


def values_of(name: str, party: Party, gazetteer: Gazetteer) -> Iterable[Value]:
    """Return the values of a filter that a party falls under: a country lies in its region and in all that hold it."""
    if party.country is None:
        return (party.organization,) if name in ("organization", "with") and party.organization else ()
    if name in ("country", "with"):
        return (party.country,)
    if name == "organization":
        return ()
    country = gazetteer.countries[party.country]
    if name == "continent":
        return (country.continent_id,)
    return tuple(region.m49 for region in gazetteer.branch(country.region_id) if region.parent_id)
