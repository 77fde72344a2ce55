"""The page of the data, and the codebook."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from delegations.models import Country, Delegation, Event, Organization
from meetings.models import Meeting, MoU, Source, Topic
from meetings.views.common import kept, meta
from opendata import limits
from opendata.columns import BETWEEN
from opendata.formats import FORMATS
from opendata.lists import KINDS
from opendata.releasing import releases, withdrawn_since
from opendata.tables import TABLES


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    found = releases()
    names = ",".join(release.name for release in found)
    gone = kept(request, f"releases:{names}", lambda: withdrawn_since(found))
    shown = [(release, gone[release.name]) for release in found]
    return render(request, "opendata/data.html", {**kept(request, "data", _data), "releases": shown})


def _data() -> dict[str, Any]:
    models: dict[str, Any] = {
        "meetings": Meeting,
        "mous": MoU,
        "events": Event,
        "organizations": Organization,
        "delegations": Delegation,
        "sources": Source,
        "countries": Country,
        "topics": Topic,
    }
    counts = {name: model.objects.published().count() for name, model in models.items()}
    says = _("The register as files: CSV, XLSX, JSON, JSON Lines and iCalendar, with a codebook and a free licence.")
    return {
        "lists": [(kind.table, counts[name], _formats(name)) for name, kind in KINDS.items()],
        "most": [(format.label, format.most) for format in FORMATS.values() if format.most],
        "at_once": limits.AT_ONCE,
        "files": [
            (
                format.content_type.partition(";")[0],
                reverse("opendata:list", kwargs={"kind": name, "format": format.name}),
            )
            for name in KINDS
            for format in FORMATS.values()
            if format.is_for(name)
        ],
        "meta": meta(_("Data"), says),
    }


def _formats(kind: str) -> list[tuple[str, str]]:
    return [(format.name, format.label) for format in FORMATS.values() if format.is_for(kind)]


@require_safe
def codebook(request: HttpRequest) -> HttpResponse:
    """Every column of every file, from the very table that the files are made of."""
    says = meta(_("Codebook"), _("What each column of each file means."))
    return render(request, "opendata/codebook.html", {"tables": TABLES, "between": BETWEEN, "meta": says})
