"""The sitemap: an index of what is published, each page with the day of its last change; and robots.txt."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from delegations.models import Event, Organization
from meetings.models import Meeting, MoU, Source, Topic


class Pages(Sitemap):
    """The pages that are always there."""

    def items(self) -> list[str]:
        names = ("list", "continents", "countries", "organizations", "events", "mous", "topics", "sources")
        return ["pages:home", "pages:about", "pages:method", "opendata:data", "opendata:codebook",
                *(f"meetings:{name}" for name in names)]  # fmt: skip

    def location(self, item: str) -> str:
        return reverse(item)


class Records(Sitemap):
    """The published rows of one model, in the order in which they came, so that a page of the map seldom changes."""

    limit = 10_000

    def __init__(self, rows: Any) -> None:
        self.rows = rows

    def items(self) -> QuerySet[Any]:
        found: QuerySet[Any] = self.rows().order_by("pk")
        return found.defer(*(name for name in ("search_text", "search_vector") if _has(found, name)))

    def lastmod(self, item: Any) -> datetime:
        changed: datetime = item.updated_at
        return changed

    def get_latest_lastmod(self) -> datetime | None:
        """Asked of the database: Django's own would fetch every row to find it."""
        latest: datetime | None = self.rows().order_by().aggregate(latest=Max("updated_at"))["latest"]
        return latest


def _has(rows: QuerySet[Any], name: str) -> bool:
    return any(field.name == name for field in rows.model._meta.concrete_fields)


SITEMAPS: dict[str, Any] = {
    "pages": Pages(),
    "meetings": Records(lambda: Meeting.objects.published()),
    "mous": Records(lambda: MoU.objects.published()),
    "events": Records(lambda: Event.objects.published()),
    "organizations": Records(lambda: Organization.objects.published()),
    "topics": Records(lambda: Topic.objects.published()),
    "sources": Records(lambda: Source.objects.published()),
}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read; what is a file, or for the staff, is nothing to search in."""
    site = f"{request.scheme}://{request.get_host()}"
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /cite/", f"Sitemap: {site}{reverse('sitemap')}"]
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")
