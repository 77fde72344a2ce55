"""The list of meetings, and one meeting."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from delegations.gazetteer import name_of
from meetings import summaries
from meetings.browsing import Browser
from meetings.evidence import evidence_of
from meetings.models import Meeting
from meetings.past import meeting_on
from meetings.views.common import Context, browse, kept, meta, not_public
from meetings.views.past import as_it_was, is_asked


@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    browser = Browser(request)

    def context() -> Context:
        says = browser.sentence if browser.filterset.is_valid() else _("Meetings")
        return {"meta": meta(says, _("%(sentence)s, each with the passages that support it.") % {"sentence": says})}

    return browse(request, "meetings/meeting_list.html", browser, context)


@require_safe
def meeting_detail(request: HttpRequest, reference: str) -> HttpResponse:
    if is_asked(request):
        return as_it_was(request, Meeting.objects, reference, meeting_on, "meetings/meeting_as_it_was.html")
    context = kept(request, f"meeting:{reference}", lambda: _meeting(reference))
    if context is None:
        return not_public(request, Meeting.objects.all(), reference)
    return render(request, "meetings/meeting_detail.html", context)


def _meeting(reference: str) -> Context | None:
    """Return what the page shows; None for what is not published, which is never kept."""
    meeting = Meeting.objects.published().for_detail().at(reference)
    if meeting is None:
        return None
    evidence = evidence_of(meeting.citations.of_published("meeting").in_order())
    principal, counterpart = name_of(meeting.principal.party), name_of(meeting.counterpart.party)
    summary = summaries.meeting(
        principal,
        counterpart,
        meeting.held_on,
        meeting.event.name if meeting.event else "",
        is_implied=meeting.attestation == Meeting.Attestation.IMPLIED,
        kind=meeting.get_kind_display(),
        citations=len(evidence.passages),
    )
    title = f"{principal} – {counterpart}, {meeting.reference}"
    return {
        "meeting": meeting,
        "topics": list(meeting.topics.all()),
        "evidence": evidence,
        "mous": list(meeting.mous.published().newest_first().with_parties()),
        "meta": meta(title, summary, "meeting", kind="article", reference=meeting.reference),
    }
