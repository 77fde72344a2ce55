"""Delegations and organizations."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from delegations.filters import DelegationFilterSet, OrganizationFilterSet
from delegations.models import Delegation, Organization
from meetings.browsing import Browser
from meetings.models import Meeting, MoU
from meetings.partners import partners_of
from meetings.views.common import browse
from meetings.views.places import SHOWN, all_counts


@require_safe
def delegation_list(request: HttpRequest) -> HttpResponse:
    filterset = DelegationFilterSet(request.GET, Delegation.objects.published())
    page = filterset.page(filterset.qs.with_party().select_related("event"))
    return render(request, "meetings/delegation_list.html", {"filterset": filterset, "page": page})


@require_safe
def delegation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    delegation = get_object_or_404(Delegation.objects.published().for_detail(), pk=pk)
    meetings = Meeting.objects.published().filter(Q(principal=delegation) | Q(counterpart=delegation))
    context = {
        "delegation": delegation,
        "mous": MoU.objects.published().filter(parties=delegation).newest_first().with_parties(),
    }
    browser = Browser(request, within=meetings, scope=f"delegation:{pk}")
    return browse(request, "meetings/delegation_detail.html", browser, context)


@require_safe
def organization_list(request: HttpRequest) -> HttpResponse:
    filterset = OrganizationFilterSet(request.GET, Organization.objects.published())
    return render(
        request,
        "meetings/organization_list.html",
        {"filterset": filterset, "page": filterset.page(filterset.qs)},
    )


@require_safe
def organization_detail(request: HttpRequest, slug: str) -> HttpResponse:
    organization = get_object_or_404(Organization.objects.published(), slug=slug)
    browser = Browser(request, {"organization": organization.slug})
    _filterset, counts = all_counts(request, {"organization": organization.slug})
    mous = MoU.objects.published().filter(parties__organization=organization).distinct()
    context = {
        "organization": organization,
        "total": counts.total,
        "partners": partners_of(counts, browser.gazetteer),
        "mous": mous.newest_first().with_parties()[:SHOWN],
        "organized": organization.organized_events.published().latest_first()[:SHOWN],
        "delegations": organization.delegations.published().select_related("event").order_by("-pk")[:SHOWN],
    }
    return browse(request, "meetings/organization_detail.html", browser, context)
