"""Delegations and organizations."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from delegations.filters import DelegationFilterSet, OrganizationFilterSet
from delegations.gazetteer import name_of
from delegations.models import Delegation, Organization
from meetings import drawings, summaries
from meetings.browsing import Browser
from meetings.models import Meeting, MoU
from meetings.overviews import (
    SHOWN,
    counted,
    delegations_of,
    latest_delegations,
    latest_mous,
    mous_of,
)
from meetings.partners import partners_of
from meetings.views.common import Context, browse, kept, leads_on, meta, of_list


@require_safe
def delegation_list(request: HttpRequest) -> HttpResponse:
    filterset = DelegationFilterSet(request.GET, Delegation.objects.published())
    page = filterset.page(filterset.qs.with_party().select_related("event"))
    says = meta(_("Delegations"), _("The people who represented one country or organization at one event."))
    context = {"filterset": filterset, "page": page, "meta": of_list(says, filterset)}
    return render(request, "meetings/delegation_list.html", context)


@require_safe
@leads_on(Delegation)
def delegation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    delegation: Delegation = kept(
        request, f"delegation:{pk}", lambda: get_object_or_404(Delegation.objects.published().for_detail(), pk=pk)
    )
    meetings = Meeting.objects.published().filter(Q(principal=delegation) | Q(counterpart=delegation))
    browser = Browser(request, within=meetings, scope=f"delegation:{pk}")

    def make() -> Context:
        mous = MoU.objects.published().filter(parties=delegation)
        name, event = name_of(delegation.party), delegation.event
        total, mou_count = meetings.count(), mous.count()
        summary = summaries.delegation(name, total, mou_count)
        title = f"{name}, {event.name}" if event else name
        return {
            "delegation": delegation,
            "total": total,
            "summary": summary,
            "mous": latest_mous(mous, 50),
            "meta": meta(title, summary, "delegation", pk=pk),
        }

    return browse(
        request, "meetings/delegation_detail.html", browser, lambda: kept(request, f"delegation-page:{pk}", make)
    )


@require_safe
def organization_list(request: HttpRequest) -> HttpResponse:
    filterset = OrganizationFilterSet(request.GET, Organization.objects.published())
    says = meta(_("Organizations"), _("Bodies that sent a delegation or organized an event. They have no continent."))
    context = {"filterset": filterset, "page": filterset.page(filterset.qs), "meta": of_list(says, filterset)}
    return render(request, "meetings/organization_list.html", context)


@require_safe
@leads_on(Organization)
def organization_detail(request: HttpRequest, slug: str) -> HttpResponse:
    organization: Organization = kept(
        request, f"organization:{slug}", lambda: get_object_or_404(Organization.objects.published(), slug=slug)
    )
    browser = Browser(request, {"organization": slug})
    return browse(
        request,
        "meetings/organization_detail.html",
        browser,
        lambda: kept(request, f"organization-page:{slug}", lambda: _organization(request, organization, browser)),
    )


def _organization(request: HttpRequest, found: Organization, browser: Browser) -> Context:
    gazetteer, (counts, held) = browser.gazetteer, counted(browser.whole)
    mous, partners = mous_of(found), partners_of(counts, gazetteer)
    mou_count = mous.count()
    summary = summaries.party(
        found.name,
        counts.total,
        summaries.years_of(held),
        [(name_of(partner.party), partner.count) for partner in partners],
        mou_count,
    )
    return {
        "organization": found,
        "total": counts.total,
        "summary": summary,
        "partners": drawings.partners(partners, request.path),
        "timeline": drawings.time(held, request.path),
        "mous": latest_mous(mous),
        "mou_count": mou_count,
        "organized": list(found.organized_events.published().latest_first()[:SHOWN]),
        "delegations": latest_delegations(delegations_of(found)),
        "meta": meta(found.name, summary, "organization", slug=found.slug),
    }
