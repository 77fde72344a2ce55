"""Meetings and MoUs: the records that have a status, and an address that outlives it."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from api.filters import MeetingsFilterSet
from api.problems import Withdrawn
from api.rows import complete_meetings, complete_mous
from api.serializers.records import MeetingSerializer, MoUSerializer
from api.views.base import ALWAYS
from api.views.lists import DetailView, ListView
from delegations.gazetteer import Gazetteer
from meetings.list_filters import MouFilterSet
from meetings.merged import what_stays
from meetings.models import Meeting, MoU


class MeetingList(ListView):
    operation, tag = "list_meetings", "meetings"
    summary = "Meetings, filtered"
    explained = "Different filters mean and, one repeated means or; a continent or region means the counterpart's."
    serializer, filterset = MeetingSerializer, MeetingsFilterSet

    def queryset(self) -> QuerySet[Any]:
        return Meeting.objects.published().defer("search_text", "search_vector")

    def options_of_filterset(self) -> dict[str, Any]:
        return {"state": self.request.register}

    def completed(self, rows: list[Any]) -> list[Any]:
        return complete_meetings(rows, Gazetteer.of(self.request.register))


class MoUList(ListView):
    operation, tag = "list_mous", "mous"
    summary = "Memoranda of understanding and other instruments"
    serializer, filterset = MoUSerializer, MouFilterSet

    def queryset(self) -> QuerySet[Any]:
        return MoU.objects.published().defer("search_text", "search_vector")

    def completed(self, rows: list[Any]) -> list[Any]:
        return complete_mous(rows)


class RecordDetail(DetailView):
    key = "reference"
    problems = (*ALWAYS, 404, 410)
    leads_on = (301,)
    model: Any
    address: str

    def missing(self, argument: Any) -> Any:
        """Withdrawn: 410 with the reason, or 301 to the record it was merged into. A draft is a 404 like any other."""
        gone, stays = what_stays(self.model.objects.all(), argument)
        if gone is None:
            raise Http404
        if stays is not None:
            return self.led_to(reverse(self.address, args=[stays.reference]))
        raise Withdrawn(gone.reference, gone.withdrawn_reason, gone.withdrawn_at)


class MeetingDetail(RecordDetail):
    operation, tag = "get_meeting", "meetings"
    summary = "One meeting by its reference"
    serializer, list_view = MeetingSerializer, MeetingList
    model, address = Meeting, "api:meeting"


class MoUDetail(RecordDetail):
    operation, tag = "get_mou", "mous"
    summary = "One MoU by its reference"
    serializer, list_view = MoUSerializer, MoUList
    model, address = MoU, "api:mou"
