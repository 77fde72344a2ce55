"""What every address does: answer GET, HEAD and OPTIONS, to any site, with validators, in JSON."""

import hashlib
from collections.abc import Sequence
from functools import cache
from typing import Any, ClassVar

from django.http import HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from drf_spectacular.utils import OpenApiExample, OpenApiParameter
from rest_framework.exceptions import NotFound
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from api.parameters import fields_parameter
from api.problems import InvalidParameters
from api.throttling import PerClient
from core.state import State
from core.text import is_clean

ALWAYS = (400, 406, 429, 503)
SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, Location, Retry-After",
}
# A browser asks before it sends a conditional request from another site.
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
# Long enough to hold every change that was on its way when the clock said so.
SETTLED_SECONDS = 2


class ReadView(APIView):
    """Subclasses make the answer in ``answer()``; their attributes describe it (``api.openapi``).

    Answers are the same for everybody, so any site may read them (CORS), and no cookie is read or set.
    """

    http_method_names = ["get", "head", "options"]
    throttle_classes = [PerClient]

    operation = ""
    tag = ""
    summary = ""
    explained = ""
    problems: Sequence[int] = ALWAYS
    leads_on: Sequence[int] = ()
    examples: Sequence[OpenApiExample] = ()

    @classmethod
    def parameters(cls) -> list[OpenApiParameter]:
        return []

    @classmethod
    def described(cls) -> Any:
        """Return what the answer is, as a serializer."""
        raise NotImplementedError

    def answer(self, request: Request, **arguments: Any) -> Any:
        """Return the answer as plain values, or a whole response."""
        raise NotImplementedError

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if "\0" in request.path:
            raise NotFound

    def get(self, request: Request, **arguments: Any) -> HttpResponseBase:
        made = self.answer(request, **arguments)
        if isinstance(made, HttpResponseBase):
            return made
        content = JSONRenderer().render(made)
        response = HttpResponse(content, content_type="application/json")
        for name, value in self.links(made).items():
            response.headers[name] = value
        return self.with_validators(request, response)

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponse(status=204, headers={"Allow": "GET, HEAD, OPTIONS", **PREFLIGHT})

    def get_throttles(self) -> list[Any]:
        return [] if self.request.method == "OPTIONS" else super().get_throttles()

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in SHARED.items():
            response.headers[name] = value
        return response

    def links(self, made: Any) -> dict[str, str]:
        """Return the header ``Link`` of a page of a list."""
        if not isinstance(made, dict):
            return {}
        pairs = [(made.get("next"), "next"), (made.get("previous"), "prev")]
        found = [f'<{address}>; rel="{name}"' for address, name in pairs if address]
        return {"Link": ", ".join(found)} if found else {}

    def with_validators(self, request: Request, response: HttpResponse) -> HttpResponseBase:
        """Add ETag and Last-Modified, and answer 304 where the client has this already.

        The ETag is of the content, so that work at the desk that no reader sees changes none. Last-Modified is when the
        register changed, whatever of it; not told while a change of the same second may still come.
        """
        state: State = request.register
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = "public, no-cache"
        changed = None
        if state.changed_at and (timezone.now() - state.changed_at).total_seconds() >= SETTLED_SECONDS:
            changed = int(state.changed_at.timestamp())
            response.headers["Last-Modified"] = http_date(changed)
        conditional = get_conditional_response(request._request, etag, changed, response)
        return conditional or response

    # --- What the address asks ----------------------------------------------------------------------------

    @property
    def root(self) -> str:
        """The scheme and host that the client asked, for absolute addresses."""
        return str(self.request.build_absolute_uri("/")[:-1])

    @property
    def context(self) -> dict[str, Any]:
        return {"root": self.root}

    def led_to(self, path: str) -> HttpResponsePermanentRedirect:
        """Lead on (301) to ``path``, with what was asked of this one."""
        query = self.request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)

    def refuse_parameters(self, given: QueryDict) -> None:
        """Raise where the address asks anything, but for what campaigns add to every address."""
        unknown = [key for key in given if not key.startswith("utm_")]
        if unknown:
            raise InvalidParameters(
                [
                    {
                        "parameter": key[:40] if is_clean(key) else "?",
                        "code": "no_filter",
                        "detail": "There is no such parameter here.",
                    }
                    for key in unknown[:40]
                ]
            )


class PlainView(ReadView):
    """An address that takes no parameter."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.refuse_parameters(request.query_params)


class SparseView(ReadView):
    """Answers with records, of which the client may ask for some fields only (``fields``)."""

    serializer: ClassVar[type[Serializer]]

    @classmethod
    def field_names(cls) -> list[str]:
        return list(names_of(cls.serializer))  # type: ignore[arg-type]  # a class is hashable

    @classmethod
    def parameters(cls) -> list[OpenApiParameter]:
        return [fields_parameter(cls.field_names())]

    def asked(self) -> tuple[QueryDict, list[str]]:
        """Return what the address asks beside ``fields``, and the names of the fields to show; of none: all."""
        given = self.request.query_params.copy()
        names = [name.strip() for text in given.getlist("fields") for name in text.split(",")]
        names = list(dict.fromkeys(filter(None, names)))
        known = self.field_names()
        if unknown := [name for name in names if name not in known]:
            shown = unknown[0][:40] if is_clean(unknown[0]) else "?"
            detail = f"There is no field “{shown}” here. Choose from: {', '.join(known)}."
            raise InvalidParameters.of_one("fields", detail, "unknown")
        given.pop("fields", None)
        return given, names

    def written(self, rows: list[Any], names: list[str]) -> list[dict[str, Any]]:
        serializer = self.serializer(context=self.context)
        for name in set(serializer.fields) - set(names) if names else ():
            serializer.fields.pop(name)
        return [serializer.to_representation(row) for row in rows]


@cache
def names_of(serializer: type[Serializer]) -> tuple[str, ...]:
    """Return the names of a serializer's fields; to make them takes longer than to write a row."""
    return tuple(serializer().fields)
