"""Whom a party met, the most frequent first."""

from dataclasses import dataclass

from core.text import sort_key
from delegations.gazetteer import Gazetteer
from delegations.models import Country, Organization
from meetings.facets import Counts


@dataclass(frozen=True, slots=True)
class Partner:
    party: Country | Organization
    count: int

    @property
    def code(self) -> str:
        """The ISO code of a country in small letters, blank for an organization: pair pages are of two countries."""
        return self.party.iso2.lower() if isinstance(self.party, Country) else ""


def partners_of(counts: Counts, gazetteer: Gazetteer) -> list[Partner]:
    """Return the other sides of the meetings that ``counts`` (of a filter set that names a party) were made of."""
    by = counts.by["with"]
    organizations = Organization.objects.in_bulk([key for key in by if isinstance(key, int)])
    found = [
        Partner(organizations[key] if isinstance(key, int) else gazetteer.countries[key], n) for key, n in by.items()
    ]
    return sorted(found, key=lambda partner: (-partner.count, sort_key(partner.party.name)))
