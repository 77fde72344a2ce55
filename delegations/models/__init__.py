"""Who was in the room."""

from delegations.models.delegations import Delegation, Event
from delegations.models.organizations import Organization
from delegations.models.places import Country, CountryName, Region

__all__ = ["Country", "CountryName", "Delegation", "Event", "Organization", "Region"]
