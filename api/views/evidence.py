"""How we know: topics, sources, and the totals that sources report."""

from typing import Any

from django.db.models import QuerySet

from api.filters import ReportedTotalFilterSet, TopicFilterSet
from api.serializers.evidence import ReportedTotalSerializer, SourceSerializer, TopicSerializer
from api.views.lists import DetailView, ListView
from meetings.list_filters import SourceFilterSet
from meetings.models import ReportedTotal, Source, Topic


class TopicList(ListView):
    operation, tag = "list_topics", "topics"
    summary = "Topics of meetings and MoUs"
    serializer, filterset = TopicSerializer, TopicFilterSet

    def queryset(self) -> QuerySet[Any]:
        return Topic.objects.published()


class TopicDetail(DetailView):
    operation, tag = "get_topic", "topics"
    summary = "One topic"
    serializer, list_view = TopicSerializer, TopicList
    key = "slug"


class SourceList(ListView):
    operation, tag = "list_sources", "sources"
    summary = "The published documents that records cite"
    serializer, filterset = SourceSerializer, SourceFilterSet

    def queryset(self) -> QuerySet[Any]:
        return Source.objects.published()


class SourceDetail(DetailView):
    operation, tag = "get_source", "sources"
    summary = "One source"
    serializer, list_view = SourceSerializer, SourceList
    key, moved, leads_on = "pk", Source, (301,)


class ReportedTotalList(ListView):
    operation, tag = "list_reported_totals", "reported totals"
    summary = "Numbers that sources state of a principal's programme at an event"
    explained = "They stand beside what is recorded, and nothing makes the two agree."
    serializer, filterset = ReportedTotalSerializer, ReportedTotalFilterSet

    def queryset(self) -> QuerySet[Any]:
        return ReportedTotal.objects.published().select_related(
            "event", "source", "principal__country", "principal__organization"
        )


class ReportedTotalDetail(DetailView):
    operation, tag = "get_reported_total", "reported totals"
    summary = "One reported total"
    serializer, list_view = ReportedTotalSerializer, ReportedTotalList
    key = "pk"
