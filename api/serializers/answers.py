"""Answers that are no record: pages of a list, counts, pairs, changes, problems."""

from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from api.serializers.base import PartySerializer, ReadOnly

FACETS = (
    "continent",
    "region",
    "country",
    "organization",
    "with",
    "topic",
    "event",
    "year",
    "kind",
    "attestation",
    "mou",
)

RECORDS = [("meeting", "Meeting"), ("mou", "MoU")]
CHANGES = [("published", "Published"), ("changed", "Changed"), ("withdrawn", "Withdrawn")]


def page_serializer(row: type[serializers.Serializer]) -> Any:
    """Return the serializer of a page of ``row``s; for the description, the view writes it by itself."""
    name = row.__name__.removesuffix("Serializer")
    return inline_serializer(
        name=f"{name}Page",
        fields={
            "next": serializers.URLField(allow_null=True, help_text="The next page; null on the last."),
            "previous": serializers.URLField(allow_null=True, help_text="The page before; null on the first."),
            "results": row(many=True),
        },
    )


class ChoiceSerializer(ReadOnly):
    value = serializers.CharField(help_text="As the filter takes it.")
    label = serializers.CharField(help_text="In English.")
    count = serializers.IntegerField(help_text="How many meetings it gives under the other filters.")


class FacetSerializer(ReadOnly):
    values = ChoiceSerializer(many=True)
    left_out = serializers.IntegerField(help_text="How many rarer values are not listed.")


def facets_serializer() -> Any:
    inner = inline_serializer(name="FacetValues", fields={name: FacetSerializer() for name in FACETS})
    return inline_serializer(
        name="Facets", fields={"total": serializers.IntegerField(help_text="Meetings in the list."), "facets": inner}
    )


class PairSerializer(ReadOnly):
    """Two parties, whoever was the host, and how many meetings of theirs there are."""

    parties = PartySerializer(many=True)
    meetings = serializers.IntegerField()
    self = serializers.URLField()


class PairDetailSerializer(PairSerializer):
    mous = serializers.IntegerField(help_text="To which both are a party.")
    earliest = serializers.DateField(allow_null=True, help_text="The first day on which one may have been held.")
    latest = serializers.DateField(allow_null=True, help_text="The first possible day of the latest one.")
    kinds = ChoiceSerializer(many=True)
    years = ChoiceSerializer(many=True)
    topics = ChoiceSerializer(many=True)
    list = serializers.URLField(help_text="The meetings themselves.")


class TombstoneSerializer(ReadOnly):
    """What is left of a record that was withdrawn."""

    reason = serializers.CharField()
    withdrawn_at = serializers.DateTimeField()
    merged_into = serializers.CharField(allow_null=True, help_text="The reference of the record that stays, if any.")


class ChangeSerializer(ReadOnly):
    """The last change of one record. A record is in the list once: where it changed twice, at the later moment."""

    record = serializers.ChoiceField(choices=RECORDS)
    change = serializers.ChoiceField(
        choices=CHANGES,
        help_text="published: first seen since the moment asked for; changed: seen before; withdrawn: see tombstone.",
    )
    reference = serializers.CharField()
    version = serializers.IntegerField()
    at = serializers.DateTimeField()
    tombstone = TombstoneSerializer(allow_null=True)
    self = serializers.URLField()


def changes_serializer() -> Any:
    return inline_serializer(
        name="Changes",
        fields={
            "next": serializers.URLField(allow_null=True),
            "since": serializers.DateTimeField(
                allow_null=True,
                help_text="On the last page: ask for changes since this moment the next time. It reaches back, "
                "so that nothing is missed; what comes twice has the same version.",
            ),
            "results": ChangeSerializer(many=True),
        },
    )


class ParameterErrorSerializer(ReadOnly):
    parameter = serializers.CharField(allow_null=True)
    code = serializers.CharField()
    detail = serializers.CharField()


class ProblemSerializer(ReadOnly):
    """A problem as RFC 9457 has it."""

    type = serializers.CharField(help_text="An address that explains the kind of problem.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField(help_text="The path that was asked.")
    errors = ParameterErrorSerializer(many=True, required=False, help_text="The parameters not understood.")
    reference = serializers.CharField(required=False)
    reason = serializers.CharField(required=False)
    withdrawn_at = serializers.DateTimeField(required=False, allow_null=True)


class ProblemKindSerializer(ReadOnly):
    name = serializers.CharField()
    status = serializers.IntegerField()
    title = serializers.CharField()
    explanation = serializers.CharField()
