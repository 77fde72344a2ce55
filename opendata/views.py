"""Hands out any list as a file."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.addresses import query
from core.numbers import grouped
from opendata import limits
from opendata.answers import not_understood, said
from opendata.formats import FORMATS, Format
from opendata.lists import KINDS, Asked, asked, meetings_of_delegation, meetings_of_source
from opendata.reading import one_state

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@require_safe
def whole_list(request: HttpRequest, kind: str, format: str) -> HttpResponseBase:
    """Any list, filtered as its page is."""
    if kind not in KINDS:
        raise Http404
    return _file(request, kind, format)


@require_safe
def of_source(request: HttpRequest, pk: int, format: str) -> HttpResponseBase:
    """The meetings that a source supports."""
    return _file(request, "meetings", format, meetings_of_source(pk))


@require_safe
def of_delegation(request: HttpRequest, pk: int, format: str) -> HttpResponseBase:
    """The meetings of a delegation."""
    return _file(request, "meetings", format, meetings_of_delegation(pk))


def _file(request: HttpRequest, kind: str, name: str, within: QuerySet[Any] | None = None) -> HttpResponseBase:
    format = FORMATS.get(name)
    if format is None or not format.is_for(kind):
        raise Http404
    found = asked(request, kind, within)
    if found.errors:
        return not_understood(found.errors)
    if format.most is not None and (problem := _too_long(found, format)):
        return said(400, [problem])
    if request.method == "HEAD":
        return _named(HttpResponse(content_type=format.content_type), found, format)
    stack = ExitStack()
    try:
        stack.enter_context(one_state())
        if not limits.take_slot():
            stack.close()
            return _busy()
        pieces = format.write(found, _about(request, found))
        response = StreamingHttpResponse(Held(pieces, stack), content_type=format.content_type)
    except BaseException:
        stack.close()
        raise
    return _named(response, found, format)


class Held:
    """An iterator of bytes that holds a slot and a transaction until it is closed, read or not.

    It is read when the middleware is done with the request, so it speaks the language of the address by itself.
    """

    def __init__(self, pieces: Iterator[bytes], stack: ExitStack) -> None:
        self._pieces, self._stack, self._language = pieces, stack, get_language() or "en"

    def __iter__(self) -> Iterator[bytes]:
        try:
            with override(self._language):
                yield from self._pieces
        finally:
            self.close()

    def close(self) -> None:
        close = getattr(self._pieces, "close", None)
        if close:
            close()
        self._stack.close()


def _named(response: HttpResponseBase, found: Asked, format: Format) -> HttpResponseBase:
    name = f"entente-{found.table.name}-{timezone.now():%Y-%m-%d}.{format.name}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Link"] = f'<{LICENCE}>; rel="license"'
    return response


def _about(request: HttpRequest, found: Asked) -> dict[str, Any]:
    """What a file says of itself, where its format has a place for it."""
    site = f"{request.scheme}://{request.get_host()}"
    applied = found.filterset.applied()
    address = request.path + (query(applied) if applied else "")
    return {
        "title": str(found.table.title),
        "site": site,
        "url": site + address,
        "codebook": f"{site}{reverse('opendata:codebook')}#{found.table.name}",
        "license": LICENCE,
        "retrieved_at": f"{timezone.now():%Y-%m-%dT%H:%M:%SZ}",
    }


def _too_long(found: Asked, format: Format) -> str:
    # One row more than fits is enough to know, and a long list is not counted to its end.
    assert format.most is not None
    if found.rows.order_by()[format.most : format.most + 1].exists():
        return _(
            "This list has more than %(most)s rows, and %(format)s is not made for more. Filter it, or take it as CSV."
        ) % {"most": grouped(format.most), "format": format.label}
    return ""


def _busy() -> HttpResponse:
    words = _("Other files are being made just now. Try again in %(n)s seconds.") % {"n": limits.WAIT_S}
    response = said(503, [words])
    response["Retry-After"] = str(limits.WAIT_S)
    return response
