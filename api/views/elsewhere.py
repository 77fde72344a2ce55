"""The beginning, the description, the kinds of problem, and every address that is none."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.views import defaults
from django.views.decorators.http import require_safe
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.serializers import ListSerializer

from api.openapi import description
from api.problems import KINDS, MEDIA_TYPE, problem
from api.serializers.answers import ProblemKindSerializer
from api.views.base import ALWAYS, PlainView, ReadView

RESOURCES = (
    "meetings", "mous", "events", "delegations", "organizations", "countries", "regions", "topics", "sources",
    "reported-totals", "pairs", "facets", "changes",
)  # fmt: skip


class Root(PlainView):
    operation, tag = "root", "about"
    summary = "What there is"

    @classmethod
    def described(cls) -> Any:
        names = [*RESOURCES, "description", "documentation", "license"]
        return inline_serializer(name="Root", fields={name.replace("-", "_"): serializers.URLField() for name in names})

    def answer(self, request: Request, **arguments: Any) -> Any:
        found = {name.replace("-", "_"): self.root + reverse(f"api:{name}") for name in RESOURCES}
        return found | {
            "description": self.root + reverse("api:description"),
            "documentation": self.root + reverse("api:docs"),
            "license": "https://creativecommons.org/licenses/by/4.0/",
        }


class Description(PlainView):
    operation, tag = "description", "about"
    summary = "This description, OpenAPI 3.1"

    @classmethod
    def described(cls) -> Any:
        return OpenApiTypes.OBJECT

    def answer(self, request: Request, **arguments: Any) -> Any:
        return description()


class Problems(PlainView):
    operation, tag = "list_problems", "about"
    summary = "The kinds of problem"

    @classmethod
    def described(cls) -> Any:
        return ListSerializer(child=ProblemKindSerializer())

    def answer(self, request: Request, **arguments: Any) -> Any:
        return [_kind(name) for name in KINDS]


class Problem(PlainView):
    operation, tag = "get_problem", "about"
    summary = "One kind of problem: where the type of an error leads"
    problems = (*ALWAYS, 404)

    @classmethod
    def described(cls) -> Any:
        return ProblemKindSerializer()

    def answer(self, request: Request, **arguments: Any) -> Any:
        if arguments["name"] not in KINDS:
            raise Http404
        return _kind(arguments["name"])


def _kind(name: str) -> dict[str, Any]:
    kind = KINDS[name]
    return {"name": kind.name, "status": kind.status, "title": kind.title, "explanation": kind.explanation}


class Nothing(ReadView):
    """Every other address below the API: a problem, or the same address with the slash that it lacks."""

    schema = None

    def answer(self, request: Request, **arguments: Any) -> Any:
        path = request.path_info
        if not path.endswith("/"):
            try:
                found = resolve(f"{path}/")
            except Resolver404 as error:
                raise Http404 from error
            if found.view_name != "api:nothing":
                return self.led_to(f"{path}/")
        raise Http404


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The description as a page to read and to try, from files of this server alone."""
    return render(request, "api/docs.html")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a mistake of ours, which Django has written down: with a problem to a program, with a page to a person."""
    if request.path_info.startswith(reverse("api:root")):
        return JsonResponse(
            problem("server-error", request.path),
            status=500,
            content_type=MEDIA_TYPE,
            headers={"Access-Control-Allow-Origin": "*"},
        )
    return defaults.server_error(request)
