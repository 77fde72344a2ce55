"""The list of meetings, and one meeting."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.browsing import Browser
from meetings.models import Meeting
from meetings.views.common import browse, not_public


@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    return browse(request, "meetings/meeting_list.html", Browser(request))


@require_safe
def meeting_detail(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = Meeting.objects.published().for_detail().filter(reference=reference).first()
    if meeting is None:
        return not_public(request, Meeting.objects.all(), reference)
    context = {
        "meeting": meeting,
        "citations": meeting.citations.published().in_order(),
        "mous": meeting.mous.published().newest_first().with_parties(),
    }
    return render(request, "meetings/meeting_detail.html", context)
