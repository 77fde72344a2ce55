"""Events, and what was reported of each beside what is recorded."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from delegations.filters import EventFilterSet
from delegations.models import Event
from meetings.browsing import Browser
from meetings.models import MoU
from meetings.programmes import programmes_of
from meetings.views.common import browse


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    filterset = EventFilterSet(request.GET, Event.objects.published())
    page = filterset.page(filterset.qs.select_related("country", "organizer"))
    return render(request, "meetings/event_list.html", {"filterset": filterset, "page": page})


@require_safe
def event_detail(request: HttpRequest, slug: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.published().select_related("organizer", "country"), slug=slug)
    browser = Browser(request, {"event": event.slug})
    context = {
        "event": event,
        "programmes": programmes_of(event),
        "mous": MoU.objects.published().filter(event=event).newest_first().with_parties()[:50],
        "citations": event.citations.published().in_order(),
    }
    return browse(request, "meetings/event_detail.html", browser, context)
