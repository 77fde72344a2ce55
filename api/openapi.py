"""How each address is described: from the attributes of its view, so that what is described is what is done."""

from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse

from api.problems import MEDIA_TYPE
from api.serializers.answers import ProblemSerializer

PROBLEMS = {
    400: "A parameter was not understood, or the address cannot be read.",
    404: "Nothing published is there.",
    406: "The client asks for something else than JSON.",
    410: "The record was withdrawn; reason and day are told.",
    429: "Too many requests; Retry-After says how long to wait.",
    503: "The register cannot answer now; Retry-After says when to ask again.",
}
CONDITIONS = [
    OpenApiParameter("If-None-Match", str, OpenApiParameter.HEADER, description="The ETag of what the client has."),
    OpenApiParameter(
        "If-Modified-Since", str, OpenApiParameter.HEADER, description="The Last-Modified of what the client has."
    ),
]


class Described(AutoSchema):
    """Reads ``operation``, ``tag``, ``summary``, ``parameters()``, ``problems`` and ``described()`` of a view."""

    def get_operation_id(self) -> str:
        return str(self.view.operation)

    def get_tags(self) -> list[str]:
        return [self.view.tag]

    def get_summary(self) -> str:
        return str(self.view.summary)

    def get_description(self) -> str:
        return str(self.view.explained)

    def get_override_parameters(self) -> list[Any]:
        return [*self.view.parameters(), *CONDITIONS]

    def get_response_serializers(self) -> Any:
        answers: dict[Any, Any] = {200: OpenApiResponse(self.view.described(), description="The answer.")}
        for status in self.view.leads_on:
            answers[status] = OpenApiResponse(description="It is at another address: see Location.")
        answers[304] = OpenApiResponse(description="What the client has is what there is.")
        for status in self.view.problems:
            answers[(status, MEDIA_TYPE)] = OpenApiResponse(ProblemSerializer, description=PROBLEMS[status])
        return answers

    def get_examples(self) -> list[OpenApiExample]:
        return list(self.view.examples)


@cache
def description() -> dict[str, Any]:
    """Return the OpenAPI document. It depends on the code alone, so a process makes it once."""
    generator: Any = SchemaGenerator  # untyped
    document: dict[str, Any] = generator().get_schema(request=None, public=True)
    return document
