"""Who was in the room: delegations, organizations, events."""

from typing import Any

from django.db.models import QuerySet

from api.rows import complete_organizations, with_citations
from api.serializers.parties import DelegationSerializer, EventSerializer, OrganizationSerializer
from api.views.lists import DetailView, ListView
from delegations.filters import DelegationFilterSet, EventFilterSet, OrganizationFilterSet
from delegations.models import Delegation, Event, Organization


class DelegationList(ListView):
    operation, tag = "list_delegations", "delegations"
    summary = "Delegations"
    serializer, filterset = DelegationSerializer, DelegationFilterSet

    def queryset(self) -> QuerySet[Any]:
        shown = Delegation.objects.published().defer("search_text", "search_vector")
        return shown.select_related("country", "organization", "event")


class DelegationDetail(DetailView):
    operation, tag = "get_delegation", "delegations"
    summary = "One delegation"
    serializer, list_view = DelegationSerializer, DelegationList
    key, moved, leads_on = "pk", Delegation, (301,)


class OrganizationList(ListView):
    operation, tag = "list_organizations", "organizations"
    summary = "Organizations that sent a delegation, or organized an event"
    serializer, filterset = OrganizationSerializer, OrganizationFilterSet

    def queryset(self) -> QuerySet[Any]:
        return Organization.objects.published()

    def completed(self, rows: list[Any]) -> list[Any]:
        return complete_organizations(rows)


class OrganizationDetail(DetailView):
    operation, tag = "get_organization", "organizations"
    summary = "One organization"
    serializer, list_view = OrganizationSerializer, OrganizationList
    key, moved, leads_on = "slug", Organization, (301,)


class EventList(ListView):
    operation, tag = "list_events", "events"
    summary = "Events"
    serializer, filterset = EventSerializer, EventFilterSet

    def queryset(self) -> QuerySet[Any]:
        return Event.objects.published().select_related("organizer")

    def completed(self, rows: list[Any]) -> list[Any]:
        return list(with_citations(rows))


class EventDetail(DetailView):
    operation, tag = "get_event", "events"
    summary = "One event, with its citations"
    serializer, list_view = EventSerializer, EventList
    key, moved, leads_on = "slug", Event, (301,)
