"""Home, about, the method, and two answers for whoever runs the site."""

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from delegations.models import Event
from meetings import drawings, summaries
from meetings.models import Meeting, MoU, Source
from meetings.overviews import latest_mous
from meetings.rows import attach
from meetings.views.common import Context, all_counts, kept, meta

LATEST = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/home.html", kept(request, "home", lambda: _home(request)))


def _home(request: HttpRequest) -> Context:
    filterset, counts = all_counts(request, {"side": "counterpart"})
    gazetteer = filterset.gazetteer
    latest = Meeting.objects.published().defer("search_text", "search_vector").order_by("-published_at", "-pk")
    mous = MoU.objects.published()
    mou_count, countries = mous.count(), len(all_counts(request)[1].by["country"])
    organizations = sum(counts.by["organization"].values())
    return {
        "total": counts.total,
        "continents": [(region, counts.by["continent"].get(region.m49, 0)) for region in gazetteer.continents()],
        "organizations": organizations,
        "countries": countries,
        "map": drawings.world(
            counts.by["country"],
            gazetteer,
            title=_("Meetings by country of the counterpart"),
            organizations=organizations,
        ),
        "mous": latest_mous(mous, LATEST),
        "mou_count": mou_count,
        "events": list(Event.objects.published().latest_first().select_related("country")[:LATEST]),
        "event_count": Event.objects.published().count(),
        "source_count": Source.objects.published().count(),
        "latest": attach(list(latest[:LATEST]), gazetteer),
        "meta": meta(_("Who met whom"), summaries.register(counts.total, countries, mou_count)),
    }


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/about.html", {"meta": meta(_("About"))})


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """The coding rules, from the same file that editors read in the repository."""
    says = meta(_("Method"), _("The rules by which records are made: what counts as a meeting, how dates and parties "
                               "are recorded, and what is never inferred."))  # fmt: skip
    return render(request, "pages/method.html", {"meta": says})


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
