"""The citations of a record as files, and the page that cites a filtered list."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from core.addresses import query
from core.meta import site_of
from meetings.filters import MeetingFilterSet
from meetings.models import Meeting, MoU
from meetings.views.common import meta, not_public
from meetings.wording import sentence
from opendata.answers import not_understood
from opendata.citing import FORMATS, Citable
from opendata.lists import KINDS, OF_A_PAGE, Asked, asked


def citable(record: Meeting | MoU, site: str) -> Citable:
    """Return a record as it is cited, in English; its delegations and their parties are fetched already."""
    with override("en"):
        path = record.get_absolute_url()
    day = record.updated_at.date()
    return Citable(
        title_of(record), f"{site}{path}?as_of={day.isoformat()}", day, record.version, timezone.now().date(),
        record.reference,
    )  # fmt: skip


def title_of(record: Meeting | MoU) -> str:
    if isinstance(record, MoU):
        return record.title
    named = f"{_name(record.principal)} – {_name(record.counterpart)}"
    return f"{named}, {record.held_on}" if record.held_on else named


def _name(delegation: Any) -> str:
    return str(delegation.party.name)


@require_safe
def of_meeting(request: HttpRequest, reference: str, format: str) -> HttpResponse:
    return _of_record(request, Meeting, reference, format, "opendata:cite_meeting")


@require_safe
def of_mou(request: HttpRequest, reference: str, format: str) -> HttpResponse:
    return _of_record(request, MoU, reference, format, "opendata:cite_mou")


def _of_record(request: HttpRequest, model: Any, reference: str, format: str, address: str) -> HttpResponse:
    if format not in FORMATS:
        raise Http404
    record = model.objects.published().for_detail().filter(reference=reference).first()
    if record is None:
        return not_public(request, model.objects.all(), reference)
    _label, content_type, write = FORMATS[format]
    response = HttpResponse(write(citable(record, site_of(request))), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="entente-{record.reference}.{format}"'
    return response


@require_safe
def of_list(request: HttpRequest, kind: str) -> HttpResponse:
    """How a list is cited as it is filtered, on the day on which somebody asks."""
    if kind not in KINDS:
        raise Http404
    found = asked(request, kind)
    if found.errors:
        return not_understood(found.errors)
    list_ = _citable_list(request, found)
    context = {
        "citation": list_,
        "forms": [(label, write(list_)) for label, _type, write in FORMATS.values()],
        "list_url": list_.address,
        "list_path": reverse(found.kind.page),
        "list_title": found.table.title,
        "meta": meta(_("Cite this list")),
    }
    return render(request, "opendata/cite_list.html", context)


def _citable_list(request: HttpRequest, found: Asked) -> Citable:
    applied = {name: values for name, values in found.filterset.applied().items() if name not in OF_A_PAGE}
    with override("en"):
        address = site_of(request) + reverse(found.kind.page) + (query(applied) if applied else "")
        total = found.rows.count()
        is_sentence = isinstance(found.filterset, MeetingFilterSet)
        title = sentence(found.filterset, total) if is_sentence else f"{found.table.title}: {total}"
    today = timezone.now().date()
    return Citable(title, address, today, request.register.version, today)  # type: ignore[attr-defined]
