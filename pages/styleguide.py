"""Every component once, from the same templates that the pages use, for who works on them. Nobody else sees it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from meetings.browsing import Browser
from meetings.models import Meeting, MoU
from meetings.views.common import all_counts
from pages import specimens

COLOURS = (
    "paper", "surface", "surface-2", "ink", "ink-2", "line", "line-strong", "accent", "accent-hover", "accent-ink",
    "accent-soft", "warn", "warn-soft", "error", "error-soft", "focus",
)  # fmt: skip
PICTURES = ("scale-0", "scale-1", "scale-2", "scale-3", "scale-4", "scale-5", "mark", "mark-2", "mark-soft", "grid")
ICONS = ("search", "sliders-horizontal", "x", "arrow-left", "arrow-right", "sun", "moon", "monitor", "menu", "check",
         "circle-dashed", "search-x", "book-open", "info", "triangle-alert", "circle-alert")  # fmt: skip
DATES = ("2025-11-24", "[2025-11-24..2025-11-27]", "2025-11-24/2025-11-27", "2025-11", "1998~", "2025?", "2025-23", "")


class Page:
    """A place in the middle of a list, for the pager."""

    before, after = "b", "a"


class Blank:
    """A filter set that was asked nothing, for the search box of a list."""

    given: dict[str, str] = {}
    form: Any = None

    def applied(self) -> dict[str, list[str]]:
        return {}


@never_cache
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """For staff; to anyone else the page does not exist."""
    if not (request.user.is_active and request.user.is_staff):
        raise Http404(_("There is no such page."))
    meeting = Meeting.objects.published().for_detail().first()
    mou = MoU.objects.published().newest_first().with_parties().first()
    citations = list(meeting.citations.published().in_order()) if meeting else []
    source = citations[0].source if citations else None
    context = {
        "drawn": specimens.pictures(all_counts(request)[0].gazetteer, meeting, source),
        "browser": Browser(request),
        "meeting": meeting,
        "citations": citations,
        "mous": [mou] if mou else [],
        "blank": Blank(),
        "page": Page(),
        "colours": COLOURS,
        "pictures": PICTURES,
        "icons": ICONS,
        "dates": DATES,
        "attestations": [Meeting(attestation=value) for value in Meeting.Attestation.values],
        "lifecycles": MoU.Lifecycle.choices,
    }  # fmt: skip
    return render(request, "pages/styleguide.html", context)
