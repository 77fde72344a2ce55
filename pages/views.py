"""Home, about, the method, and two answers for whoever runs the site."""

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.state import remember
from delegations.models import Event
from meetings.models import Meeting, MoU, Source
from meetings.rows import attach
from meetings.views.places import all_counts

LATEST = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    filterset, counts = all_counts(request, {"side": "counterpart"})
    gazetteer = filterset.gazetteer
    latest = attach(list(Meeting.objects.published().order_by("-published_at", "-pk")[:LATEST]), gazetteer)
    context = {
        "total": counts.total,
        "continents": [(region, counts.by["continent"].get(region.m49, 0)) for region in gazetteer.continents()],
        "organizations": sum(counts.by["organization"].values()),
        "countries": all_counts(request)[1].by["country"],
        "mous": MoU.objects.published().newest_first().with_parties()[:LATEST],
        "mou_count": remember(filterset.state, "mou_count", MoU.objects.published().count),
        "events": remember(filterset.state, "latest_events", _latest_events),
        "source_count": remember(filterset.state, "source_count", Source.objects.published().count),
        "latest": latest,
    }
    return render(request, "pages/home.html", context)


def _latest_events() -> list[Event]:
    return list(Event.objects.published().latest_first().select_related("country")[:LATEST])


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/about.html")


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """The coding rules, from the same file that editors read in the repository."""
    return render(request, "pages/method.html")


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Alive: the process answers. Asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Able to serve: the database answers and every migration is applied; otherwise 503 and why."""
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (DatabaseError, InterfaceError):
        return HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
    if pending:
        return HttpResponse("migrations are not applied\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
