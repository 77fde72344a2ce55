"""What the views share: a page or its fragment, and the answer for a record that is not public."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from meetings.browsing import Browser
from meetings.querysets import RecordQuerySet


def browse(
    request: HttpRequest, template: str, browser: Browser, context: dict[str, Any] | None = None
) -> HttpResponse:
    """Render a page with a list of meetings; only the list where htmx asks for it.

    When htmx restores a page from the history it wants all of it.
    """
    htmx = request.htmx  # type: ignore[attr-defined]  # set by django_htmx
    if htmx and not htmx.history_restore_request and not htmx.boosted:
        template, context = "meetings/_meeting_browser.html", None
    response = render(request, template, {**(context or {}), "browser": browser})
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return response


def not_public(request: HttpRequest, records: RecordQuerySet, reference: str) -> HttpResponse:
    """Answer for a reference that no published record has.

    Withdrawn: 410 with the reason, or 301 to the record it was merged into. Anything else was never public, and
    its 404 is the one of a record that does not exist.
    """
    record = records.withdrawn().select_related("merged_into").filter(reference=reference).first()
    if record is None:
        raise Http404(_("There is no such record."))
    if record.merged_into is not None and record.merged_into.is_published:
        return HttpResponsePermanentRedirect(record.merged_into.get_absolute_url())
    context = {"reference": record.reference, "reason": record.withdrawn_reason, "on": record.withdrawn_at}
    return render(request, "410.html", context, status=410)
