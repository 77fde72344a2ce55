"""Topics and sources."""

from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from meetings.browsing import Browser
from meetings.list_filters import SourceFilterSet
from meetings.models import Citation, Meeting, MoU, Source, Topic
from meetings.views.common import browse
from meetings.views.places import SHOWN, all_counts


@require_safe
def topic_list(request: HttpRequest) -> HttpResponse:
    _filterset, counts = all_counts(request)
    mous = Count("mous", filter=Q(mous__in=MoU.objects.published()), distinct=True)
    topics = Topic.objects.published().annotate(mou_count=mous).in_reading_order()
    rows = [(topic, counts.by["topic"].get(topic.pk, 0), topic.mou_count) for topic in topics]
    return render(request, "meetings/topic_list.html", {"rows": rows})


@require_safe
def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    topic = get_object_or_404(Topic.objects.published(), slug=slug)
    mous = MoU.objects.published().filter(topics=topic)
    context = {"topic": topic, "mous": mous.newest_first().with_parties()[:SHOWN]}
    return browse(request, "meetings/topic_detail.html", Browser(request, {"topic": topic.slug}), context)


@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    filterset = SourceFilterSet(request.GET, Source.objects.published())
    return render(request, "meetings/source_list.html", {"filterset": filterset, "page": filterset.page(filterset.qs)})


@require_safe
def source_detail(request: HttpRequest, pk: int) -> HttpResponse:
    source = get_object_or_404(Source.objects.published(), pk=pk)
    cited = Citation.objects.filter(source=source, meeting=OuterRef("pk"))
    citations = source.citations.published()
    context = {
        "source": source,
        "mous": MoU.objects.published().filter(citations__source=source).distinct().newest_first().with_parties()[:50],
        "events": citations.exclude(event=None).select_related("event").order_by("event", "locator", "pk"),
        "totals": source.reported_totals.published().select_related(
            "event", "principal__country", "principal__organization"
        ),
    }
    browser = Browser(request, within=Meeting.objects.published().filter(Exists(cited)), scope=f"source:{pk}")
    return browse(request, "meetings/source_detail.html", browser, context)
