"""What the views share: a page or its fragment, what is kept of it, and the answer for a record that is not public."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.addresses import query
from core.filters import StrictFilterSet
from core.meta import Meta, canonical_query, shortened
from core.models import MovedAddress
from core.state import remember
from meetings.browsing import Browser
from meetings.facets import Counts, count
from meetings.filters import PRESENTATION, MeetingFilterSet
from meetings.list_filters import MouFilterSet
from meetings.merged import what_stays
from meetings.overviews import published_meetings
from meetings.querysets import RecordQuerySet

Context = dict[str, Any]
View = Callable[..., HttpResponse]


def kept(request: HttpRequest, name: str, make: Callable[[], Any]) -> Any:
    """Return what ``make()`` returned for this state of the register and this language.

    For what depends on nothing else: not on the address, not on the reader. Whoever gets it does not change it.
    """
    state = request.register  # type: ignore[attr-defined]  # set by core.middleware
    return remember(state, f"page:{get_language()}:{name}", make, cache="fragments")


def browse(
    request: HttpRequest, template: str, browser: Browser, context: Callable[[], Context] | None = None
) -> HttpResponse:
    """Render a page with a list of meetings; only the list where htmx asks for it.

    ``context`` makes what stands above the list, with its ``meta``; a fragment does without. When htmx restores a
    page from the history it wants all of it.
    """
    htmx = request.htmx  # type: ignore[attr-defined]  # set by django_htmx
    if htmx and not htmx.history_restore_request and not htmx.boosted:
        response = HttpResponse(browser.html)
    else:
        made = context() if context else {}
        if isinstance(made.get("meta"), Meta) and browser.filterset.is_valid():
            made = {**made, "meta": of_list(made["meta"], browser.filterset)}
        response = render(request, template, {**made, "browser": browser})
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return response


def meta(title: str, description: str = "", card: str = "", *, kind: str = "website", **arguments: Any) -> Meta:
    """Describe a page; ``card`` is the name of its card's address, the register's own where a page has none."""
    what = description or _("An open register of bilateral security meetings: who met whom, when, where, about "
                            "what, and which source says so.")  # fmt: skip
    return Meta(title, shortened(what), reverse(f"cards:{card or 'home'}", kwargs=arguments), kind=kind)


def of_list(found: Meta, filterset: StrictFilterSet) -> Meta:
    """Return ``found`` for the list that the address asks for: its filters belong to the page, its paging does not.

    Nor do the words of a search, which are the reader's and not the register's.
    """
    asked = canonical_query(filterset.applied(), (*PRESENTATION, "q")) if filterset.is_valid() else ""
    return replace(found, query=asked, feed=feed_of(filterset))


def feed_of(filterset: StrictFilterSet) -> str:
    """Return the address of the feed of the meetings or MoUs that a page lists; blank where no filter can name them."""
    kind = {MeetingFilterSet: "meetings", MouFilterSet: "mous"}.get(type(filterset))
    if kind is None or bool(getattr(filterset, "scope", "")) or not filterset.is_valid():
        return ""
    asked = {name: [value] for name, value in filterset.fixed.items()}
    asked |= {name: values for name, values in filterset.applied().items() if name not in PRESENTATION}
    return reverse("opendata:list_feed", kwargs={"kind": kind}) + (query(asked) if asked else "")


def all_counts(request: HttpRequest, fixed: dict[str, str] | None = None) -> tuple[MeetingFilterSet, Counts]:
    """Return the counts of all published meetings (under ``fixed``), whatever the address asks for."""
    filterset = published_meetings(request.register, fixed)  # type: ignore[attr-defined]  # set by core.middleware
    return filterset, count(filterset)


def leads_on(model: type[Model], address: str = "") -> Callable[[View], View]:
    """Let the view of one row of ``model`` lead on (301) where nothing public stands and what stood there was merged.

    To the page of the row it was merged into, or to its ``address`` of that name; only if readers may see that row.
    Otherwise the 404 stays the one of a row that does not exist.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def found_or_led_on(request: HttpRequest, **arguments: Any) -> HttpResponse:
            try:
                return view(request, **arguments)
            except Http404:
                ((name, old),) = arguments.items()
                moved = MovedAddress.objects.filter(kind=model._meta.model_name, old=str(old)).values("new")
                row: Any = model._default_manager.published().filter(pk__in=moved).first()  # type: ignore[attr-defined]  # every such model has it
                if row is None:
                    raise
            url = reverse(address, kwargs={name: getattr(row, name)}) if address else row.get_absolute_url()
            question = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{url}?{question}" if question else url)

        return found_or_led_on

    return decorate


def not_public(request: HttpRequest, records: RecordQuerySet, reference: str, address: str = "") -> HttpResponse:
    """Answer for a reference that no published record has.

    Withdrawn: 410 with the reason, or 301 to the record it was merged into (to its ``address`` of that name, if one
    is given). Anything else was never public, and its 404 is the one of a record that does not exist.
    """
    record, stays = what_stays(records, reference)
    if record is None:
        raise Http404(_("There is no such record."))
    if stays is not None:
        url = reverse(address, args=[stays.reference]) if address else stays.get_absolute_url()
        return HttpResponsePermanentRedirect(url)
    context = {"reference": record.reference, "reason": record.withdrawn_reason, "on": record.withdrawn_at}
    return render(request, "410.html", context, status=410)
