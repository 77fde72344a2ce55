"""What was signed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.list_filters import MouFilterSet
from meetings.models import MoU
from meetings.views.common import not_public


@require_safe
def mou_list(request: HttpRequest) -> HttpResponse:
    filterset = MouFilterSet(request.GET, MoU.objects.published())
    page = filterset.page(filterset.qs.with_parties())
    return render(request, "meetings/mou_list.html", {"filterset": filterset, "page": page})


@require_safe
def mou_detail(request: HttpRequest, reference: str) -> HttpResponse:
    mou = MoU.objects.published().for_detail().filter(reference=reference).first()
    if mou is None:
        return not_public(request, MoU.objects.all(), reference)
    meeting = mou.meeting if mou.meeting and mou.meeting.is_published else None
    context = {"mou": mou, "meeting": meeting, "citations": mou.citations.published().in_order()}
    return render(request, "meetings/mou_detail.html", context)
