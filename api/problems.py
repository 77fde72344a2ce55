"""Errors as RFC 9457 has them: what is wrong, in words, and which parameter it is about.

The words are English, like all of the API.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation, ValidationError
from django.db import InterfaceError, OperationalError
from django.forms import Form
from django.http import Http404
from django.urls import reverse
from rest_framework import exceptions
from rest_framework.response import Response

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: ``name`` is the end of its ``type``, an address that explains it."""

    name: str
    status: int
    title: str
    explanation: str


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "invalid-parameter", 400, "A parameter was not understood",
            "Nothing is ignored silently: a value that does not exist, a parameter that is not there, or one given "
            "twice that may be given once. Each is named in `errors`.",
        ),
        Kind("bad-request", 400, "The request cannot be read", "The address is malformed, or holds too much."),
        Kind("not-found", 404, "There is nothing at this address", "Nothing published is here, and never was."),
        Kind(
            "method-not-allowed", 405, "The register is only read here",
            "The methods are GET, HEAD and OPTIONS. Nothing can be written.",
        ),
        Kind("not-acceptable", 406, "Only JSON is spoken here", "The Accept header must allow application/json."),
        Kind(
            "withdrawn", 410, "The record was withdrawn",
            "It was public once. `reference`, `reason` and `withdrawn_at` say what, why and when.",
        ),
        Kind(
            "too-many-requests", 429, "Too many requests",
            "Wait as many seconds as the header Retry-After says, then go on.",
        ),
        Kind("server-error", 500, "Something went wrong here", "The mistake is ours, and was written down."),
        Kind(
            "unavailable", 503, "The register cannot answer now",
            "The database is away, or the question took it too long. Ask again after the seconds of Retry-After, or "
            "ask for less.",
        ),
    )
}  # fmt: skip
_OF_DRF = {
    exceptions.NotFound: "not-found",
    exceptions.MethodNotAllowed: "method-not-allowed",
    exceptions.NotAcceptable: "not-acceptable",
    exceptions.Throttled: "too-many-requests",
}


class InvalidParameters(exceptions.APIException):
    """``errors`` has a dict for each mistake: ``parameter`` (None: it is about several), ``code``, ``detail``."""

    status_code = 400

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__("A parameter was not understood.")
        self.errors = errors

    @classmethod
    def of_form(cls, form: Form) -> "InvalidParameters":
        """Tell all that ``form``, which is not valid, found."""
        return cls([parameter_error(name, error) for name, errors in form.errors.as_data().items() for error in errors])

    @classmethod
    def of_one(cls, parameter: str, detail: str, code: str) -> "InvalidParameters":
        return cls([{"parameter": parameter, "code": code, "detail": detail}])


def parameter_error(name: str, error: ValidationError) -> dict[str, Any]:
    parameter = name if name != "__all__" else (error.params or {}).get("key")
    return {"parameter": parameter, "code": error.code or "invalid", "detail": " ".join(error.messages)}


class Withdrawn(Exception):
    """The record was public once; its address says why it is no longer."""

    def __init__(self, reference: str, reason: str, on: datetime | None) -> None:
        super().__init__(reference)
        self.reference, self.reason, self.on = reference, reason, on


def problem(name: str, instance: str, detail: str = "", **more: Any) -> dict[str, Any]:
    """Return a problem of the kind ``name`` at the path ``instance``."""
    kind = KINDS[name]
    return {
        "type": reverse("api:problem", kwargs={"name": name}),
        "title": kind.title,
        "status": kind.status,
        "detail": detail or kind.explanation,
        "instance": instance,
        **more,
    }


def as_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer an exception of a view; None for a mistake of ours, which Django writes down and answers."""
    path = context["request"].path
    headers: dict[str, str] = {}
    if isinstance(error, InvalidParameters):
        body = problem("invalid-parameter", path, errors=error.errors)
    elif isinstance(error, Withdrawn):
        at = error.on.isoformat().replace("+00:00", "Z") if error.on else None
        body = problem("withdrawn", path, reference=error.reference, reason=error.reason, withdrawn_at=at)
    elif isinstance(error, OperationalError | InterfaceError):
        body, headers = problem("unavailable", path), {"Retry-After": "30"}
    elif isinstance(error, SuspiciousOperation | BadRequest):
        body = problem("bad-request", path)
    elif isinstance(error, Http404):
        body = problem("not-found", path)
    elif type(error) in _OF_DRF:
        body = problem(_OF_DRF[type(error)], path)
        if isinstance(error, exceptions.Throttled) and error.wait is not None:
            headers["Retry-After"] = str(max(1, int(error.wait + 0.999)))
        if isinstance(error, exceptions.MethodNotAllowed):
            headers["Allow"] = ", ".join(context["view"].allowed_methods)
    else:
        return None
    return Response(body, status=body["status"], headers=headers, content_type=MEDIA_TYPE)
