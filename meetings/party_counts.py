"""How many meetings each continent, region, country and organization would give: counted from pairs of parties.

The database groups the meetings by pair; the rest is sums in memory, over some ten thousand pairs at most.
"""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count

from delegations.gazetteer import Gazetteer
from meetings.filters import MeetingFilterSet
from meetings.parties import PLACES, SIDES, Party, PartyCriteria

PARTY_FACETS = ("continent", "region", "country", "organization", "with")
Pair = tuple[Party, Party]
Value = str | int


def count_parties(filterset: MeetingFilterSet) -> tuple[int, dict[str, Counter]]:
    """Return how many meetings the list has, and the counts of the filters that mean a party."""
    pairs = _pairs(filterset)
    criteria = filterset.parties
    facets = {name: _count(name, pairs, criteria.without(name), filterset.gazetteer) for name in PARTY_FACETS}
    return _listed(pairs, criteria).total(), facets


def pairs_of(filterset: MeetingFilterSet) -> Counter[Pair]:
    """Return the meetings of the list by (principal, counterpart)."""
    return _listed(_pairs(filterset), filterset.parties)


def others_of(filterset: MeetingFilterSet) -> Counter[Value]:
    """Return the meetings of the list by the party on the other side of the one that is asked for."""
    return _count("with", _pairs(filterset), filterset.parties, filterset.gazetteer)


def _pairs(filterset: MeetingFilterSet) -> list[tuple[Party, Party, int]]:
    """Group the meetings under the filters that mean no party by (principal, counterpart)."""
    groups = (
        filterset.filter_queryset(filterset.queryset, without="parties")
        .order_by()
        .values_list("principal_country", "principal_organization", "counterpart_country", "counterpart_organization")
        .annotate(n=Count("pk"))
    )
    return [(Party(row[0], row[1]), Party(row[2], row[3]), row[4]) for row in groups]


def _listed(pairs: list[tuple[Party, Party, int]], criteria: PartyCriteria) -> Counter[Pair]:
    meant, others = criteria.among({party for pair in pairs for party in pair[:2]})
    sides = criteria.sides()
    return Counter(
        {
            (principal, counterpart): n
            for principal, counterpart, n in pairs
            if ("principal" in sides and principal in meant and counterpart in others)
            or ("counterpart" in sides and counterpart in meant and principal in others)
        }
    )


def _count(
    name: str, pairs: list[tuple[Party, Party, int]], criteria: PartyCriteria, gazetteer: Gazetteer
) -> Counter[Value]:
    """Count one filter: by party first, then by the values that a party falls under.

    A meeting whose two parties are both meant and lie in one continent counts once for it.
    """
    meant, others = criteria.among({party for pair in pairs for party in pair[:2]})
    sides = criteria.sides(counting=name)
    by_party: Counter[Party] = Counter()
    for side in sides:
        for principal, counterpart, n in pairs:
            here, there = (principal, counterpart) if side == "principal" else (counterpart, principal)
            if here in meant and there in others:
                by_party[there if name == "with" else here] += n
    values = {party: frozenset(values_of(name, party, gazetteer)) for party in by_party}
    result: Counter[Value] = Counter()
    for party, n in by_party.items():
        for value in values[party]:
            result[value] += n
    if sides == SIDES and name in PLACES:
        for principal, counterpart, n in pairs:
            if {principal, counterpart} <= meant and {principal, counterpart} <= others:
                for value in values[principal] & values[counterpart]:
                    result[value] -= n
    return result


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
