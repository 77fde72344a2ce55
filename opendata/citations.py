"""The citations of a record as files, and the page that cites a filtered list."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from core.addresses import query
from core.meta import site_of
from core.models import MovedAddress
from delegations.models import Country, Delegation, Event, Organization
from meetings.filters import MeetingFilterSet
from meetings.models import Meeting, MoU, Source, Topic
from meetings.views.common import meta, not_public
from meetings.wording import sentence
from opendata.answers import not_understood
from opendata.citing import FORMATS, Citable
from opendata.lists import KINDS, OF_A_PAGE, Asked, asked
from opendata.states import last_change, written

KEY = re.compile(r"[0-9]{1,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Other:
    """A kind of record without a reference: the name of its list, and how an address names one."""

    list: str
    model: Any
    field: str
    where: Callable[[str], dict[str, Any]]


def key_of(text: str) -> int:
    """Return the key that an address names; one that no row has where it is no number that the database knows."""
    return int(text) if KEY.fullmatch(text) else -1


# What has no reference is cited by the key in its address, in the version in which it is.
OTHERS: dict[str, Other] = {
    other.list: other
    for other in (
        Other("events", Event, "slug", lambda key: {"slug": key}),
        Other("organizations", Organization, "slug", lambda key: {"slug": key}),
        Other("delegations", Delegation, "pk", lambda key: {"pk": key_of(key)}),
        Other("sources", Source, "pk", lambda key: {"pk": key_of(key)}),
        Other("topics", Topic, "slug", lambda key: {"slug": key}),
        Other("countries", Country, "iso2", lambda key: {"iso2": key.upper() if key.isascii() else ""}),
    )
}


def citable(record: Any, site: str) -> Citable:
    """Return a record as it is cited, in English; its delegations and their parties are fetched already.

    The address of a meeting or an MoU shows it as it was on the day of its version. The others have no published
    states to go back to, and their address shows them as they are.
    """
    with override("en"):
        path = record.get_absolute_url()
        kind = str(record._meta.verbose_name).capitalize()
    day, today = record.updated_at.date(), timezone.now().date()
    if isinstance(record, Meeting | MoU):
        address = f"{site}{path}?as_of={day.isoformat()}"
        return Citable(title_of(record), address, day, record.version, today, record.reference)
    key = str(getattr(record, other_of(record).field))
    return Citable(title_of(record), f"{site}{path}", day, record.version, today, key, kind)


def other_of(record: Any) -> Other:
    return next(other for other in OTHERS.values() if isinstance(record, other.model))


def title_of(record: Any) -> str:
    if isinstance(record, MoU | Source):
        return record.title
    if isinstance(record, Delegation):
        return f"{_name(record)}, {record.event.name}" if record.event else f"Delegation of {_name(record)}"
    if not isinstance(record, Meeting):
        return str(record.name)
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
    record = model.objects.published().for_detail().at(reference)
    if record is None:
        return not_public(request, model.objects.all(), reference)
    return _file(citable(record, site_of(request)), format)


@require_safe
def of_other(request: HttpRequest, kind: str, key: str, format: str) -> HttpResponse:
    """The citation of what has no reference: an event, an organization, a delegation, a source, a topic, a country."""
    other = OTHERS.get(kind)
    if other is None or format not in FORMATS:
        raise Http404
    record = other.model.objects.published().filter(**other.where(key)).first()
    if record is None:
        stays = _moved(other, key)
        if stays is None:
            raise Http404
        return HttpResponsePermanentRedirect(address_of_citation(stays, format))
    return _file(citable(record, site_of(request)), format)


def _moved(other: Other, key: str) -> Any:
    """Return the public record that another with this key was merged into; topics and countries are never merged."""
    kind = other.model._meta.model_name
    if kind not in MovedAddress.Kind:
        return None
    moved = MovedAddress.objects.filter(kind=kind, old=key).values("new")
    return other.model.objects.published().filter(pk__in=moved).first()


def address_of_citation(record: Any, format: str) -> str:
    """Return the address of the file that cites a record."""
    if isinstance(record, Meeting | MoU):
        where = {"reference": record.reference, "format": format}
        return reverse(f"opendata:cite_{record._meta.model_name}", kwargs=where)
    other = other_of(record)
    key = str(getattr(record, other.field)).lower()
    return reverse("opendata:cite_other", kwargs={"kind": other.list, "key": key, "format": format})


def _file(of: Citable, format: str) -> HttpResponse:
    _label, content_type, write = FORMATS[format]
    response = HttpResponse(write(of), content_type=content_type)
    name = of.name.removeprefix("Record ").lower().replace(" ", "-") if of.kind != "Record" else of.reference
    response["Content-Disposition"] = f'attachment; filename="entente-{name}.{format}"'
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
    changed = last_change() or timezone.now()
    return Citable(title, address, changed.date(), written(changed), timezone.now().date())
