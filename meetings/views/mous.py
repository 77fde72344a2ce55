"""What was signed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from delegations.gazetteer import name_of
from meetings import summaries
from meetings.evidence import evidence_of
from meetings.list_filters import MouFilterSet
from meetings.models import MoU
from meetings.past import mou_on
from meetings.views.common import Context, kept, meta, not_public, of_list
from meetings.views.past import as_it_was, is_asked


@require_safe
def mou_list(request: HttpRequest) -> HttpResponse:
    filterset = MouFilterSet(request.GET, MoU.objects.published())
    page = filterset.page(filterset.qs.with_parties())
    says = meta(_("Memoranda of understanding"), _("Instruments that delegations signed: who, when, about what."))
    context = {"filterset": filterset, "page": page, "meta": of_list(says, filterset)}
    return render(request, "meetings/mou_list.html", context)


@require_safe
def mou_detail(request: HttpRequest, reference: str) -> HttpResponse:
    if is_asked(request):
        return as_it_was(request, MoU.objects, reference, mou_on, "meetings/mou_as_it_was.html")
    context = kept(request, f"mou:{reference}", lambda: _mou(reference))
    if context is None:
        return not_public(request, MoU.objects.all(), reference)
    return render(request, "meetings/mou_detail.html", context)


def _mou(reference: str) -> Context | None:
    """Return what the page shows; None for what is not published, which is never kept."""
    mou = MoU.objects.published().for_detail().select_related("meeting").at(reference)
    if mou is None:
        return None
    parties = [name_of(signature.delegation.party) for signature in mou.signatures.all()]
    summary = summaries.mou(mou.get_kind_display(), parties, mou.signed_on, mou.get_lifecycle_display())
    evidence = evidence_of(mou.citations.of_published("mou").in_order())
    return {
        "mou": mou,
        "meeting": mou.meeting if mou.meeting and mou.meeting.is_published else None,
        "topics": list(mou.topics.all()),
        "lifecycle": [(label, value == mou.lifecycle) for value, label in MoU.Lifecycle.choices],
        "evidence": evidence,
        "signed": evidence.of("signing", "date"),
        "meta": meta(f"{mou.title}, {mou.reference}", summary, "mou", kind="article", reference=mou.reference),
    }
