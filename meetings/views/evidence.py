"""Topics and sources."""

from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings import drawings, summaries
from meetings.browsing import Browser
from meetings.list_filters import SourceFilterSet, TopicFilterSet
from meetings.models import Citation, Meeting, MoU, Source, Topic
from meetings.overviews import SHOWN, counted, latest_mous
from meetings.views.common import Context, all_counts, browse, kept, leads_on, meta, of_list


@require_safe
def topic_list(request: HttpRequest) -> HttpResponse:
    def make() -> Context:
        _filterset, counts = all_counts(request)
        mous = Count("mous", filter=Q(mous__in=MoU.objects.published()), distinct=True)
        topics = Topic.objects.published().annotate(mou_count=mous).in_reading_order()
        rows = [(topic, counts.by["topic"].get(topic.pk, 0), topic.mou_count) for topic in topics]
        return {"rows": rows, "meta": meta(_("Topics"), _("The subjects of cooperation that sources name."))}

    filterset = TopicFilterSet(request.GET, Topic.objects.published())
    made = {**kept(request, "topics", make), "filterset": filterset}
    if filterset.given:
        wanted = set(filterset.qs.order_by().values_list("pk", flat=True))
        rows = [row for row in made["rows"] if row[0].pk in wanted]
        made |= {"rows": rows, "meta": of_list(made["meta"], filterset)}
    return render(request, "meetings/topic_list.html", made)


@require_safe
def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    topic: Topic = kept(request, f"topic:{slug}", lambda: get_object_or_404(Topic.objects.published(), slug=slug))
    browser = Browser(request, {"topic": slug})
    return browse(
        request,
        "meetings/topic_detail.html",
        browser,
        lambda: kept(request, f"topic-page:{slug}", lambda: _topic(request, topic, browser)),
    )


def _topic(request: HttpRequest, topic: Topic, browser: Browser) -> Context:
    gazetteer, (counts, held) = browser.gazetteer, counted(browser.whole)
    mous = MoU.objects.published().filter(topics=topic)
    mou_count = mous.count()
    summary = summaries.topic(topic.name, counts.total, summaries.years_of(held), mou_count)
    return {
        "topic": topic,
        "total": counts.total,
        "summary": summary,
        "parties": drawings.parties(counts.by["country"], gazetteer, request.path, _("Countries that spoke about it")),
        "timeline": drawings.time(held, request.path),
        "mous": latest_mous(mous, SHOWN),
        "mou_count": mou_count,
        "meta": meta(topic.name, topic.description or summary, "topic", slug=topic.slug),
    }


@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    filterset = SourceFilterSet(request.GET, Source.objects.published())
    says = meta(_("Sources"), _("The published documents that the records cite."))
    context = {"filterset": filterset, "page": filterset.page(filterset.qs), "meta": of_list(says, filterset)}
    return render(request, "meetings/source_list.html", context)


@require_safe
@leads_on(Source)
def source_detail(request: HttpRequest, pk: int) -> HttpResponse:
    source: Source = kept(request, f"source:{pk}", lambda: get_object_or_404(Source.objects.published(), pk=pk))
    cited = Citation.objects.filter(source=source, meeting=OuterRef("pk"))
    browser = Browser(request, within=Meeting.objects.published().filter(Exists(cited)), scope=f"source:{pk}")
    return browse(
        request,
        "meetings/source_detail.html",
        browser,
        lambda: kept(request, f"source-page:{pk}", lambda: _source(source, browser)),
    )


def _source(source: Source, browser: Browser) -> Context:
    citations = source.citations.published()
    mous = MoU.objects.published().filter(pk__in=Citation.objects.filter(source=source).exclude(mou=None).values("mou"))
    events = list(citations.exclude(event=None).select_related("event").order_by("event", "locator", "pk"))
    totals = list(
        source.reported_totals.published().select_related("event", "principal__country", "principal__organization")
    )
    total, mou_count = browser.filterset.queryset.count(), mous.count()
    summary = summaries.source(total, mou_count, len({citation.event_id for citation in events}), len(totals))
    return {
        "source": source,
        "total": total,
        "summary": summary,
        "mous": latest_mous(mous, 50),
        "mou_count": mou_count,
        "events": events,
        "totals": totals,
        "meta": meta(source.title, summary, "source", pk=source.pk),
    }
