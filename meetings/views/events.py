"""Events, and what was reported of each beside what is recorded."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from delegations.filters import EventFilterSet
from delegations.gazetteer import name_of
from delegations.models import Event
from meetings import drawings, summaries
from meetings.browsing import Browser
from meetings.evidence import evidence_of
from meetings.facets import count, pairs
from meetings.models import Meeting, MoU
from meetings.overviews import topics_of
from meetings.programmes import programmes_of
from meetings.views.common import Context, browse, kept, leads_on, meta, of_list


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    filterset = EventFilterSet(request.GET, Event.objects.published())
    page = filterset.page(filterset.qs.select_related("country", "organizer"))
    says = meta(_("Events"), _("Assemblies, conferences and visits at which delegations met."))
    return render(
        request,
        "meetings/event_list.html",
        {"filterset": filterset, "page": page, "meta": of_list(says, filterset)},
    )


@require_safe
@leads_on(Event)
def event_detail(request: HttpRequest, slug: str) -> HttpResponse:
    event: Event = kept(
        request,
        f"event:{slug}",
        lambda: get_object_or_404(Event.objects.published().select_related("organizer", "country"), slug=slug),
    )
    browser = Browser(request, {"event": slug})
    return browse(
        request,
        "meetings/event_detail.html",
        browser,
        lambda: kept(request, f"event-page:{slug}", lambda: _event(request, event, browser)),
    )


def _event(request: HttpRequest, event: Event, browser: Browser) -> Context:
    gazetteer, counts, met = browser.gazetteer, count(browser.whole), pairs(browser.whole)
    programmes = programmes_of(event)
    mous = MoU.objects.published().filter(event=event)
    mou_count = mous.count()
    principals = [name_of(programme.principal.party) for programme in programmes if programme.recorded]
    counterparts: Counter[str] = Counter()
    organizations = 0
    for (_principal, counterpart), n in met.items():
        if counterpart.country:
            counterparts[counterpart.country] += n
        else:
            organizations += n
    summary = summaries.event(event.name, counts.total, principals, mou_count)
    kinds = dict(Meeting.Kind.choices)
    return {
        "event": event,
        "total": counts.total,
        "summary": summary,
        "programmes": programmes,
        "reported": drawings.reported(programmes, request.path),
        "map": drawings.world(
            counterparts,
            gazetteer,
            title=_("Whom the principals met, by country"),
            organizations=organizations,
            path=request.path,
        )
        if counterparts
        else "",
        "topics": drawings.topics(topics_of(counts), request.path),
        "kinds": drawings.kinds(counts.by["kind"], kinds, request.path),
        "matrix": drawings.who_met_whom(met, gazetteer, request.path),
        "mous": list(mous.newest_first().with_parties()[:50]),
        "evidence": evidence_of(event.citations.of_published("event").in_order()),
        "meta": meta(event.name, summary, "event", slug=event.slug, kind="article"),
    }
