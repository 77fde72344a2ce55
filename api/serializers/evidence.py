"""How we know: sources, the passages of them, topics and reported totals."""

from rest_framework import serializers

from api.serializers.base import (
    Address,
    DelegationRefSerializer,
    EventRefSerializer,
    PageAddress,
    ReadOnly,
    VersionedSerializer,
)
from meetings.models import Citation, ReportedTotal


class SourceRefSerializer(ReadOnly):
    id = serializers.IntegerField(read_only=True)
    title = serializers.CharField(read_only=True)
    publisher = serializers.CharField(read_only=True)
    url = serializers.CharField(read_only=True, help_text="Where it was published; empty where no address is known.")
    published_on = serializers.DateField(read_only=True, allow_null=True)
    self = Address("api:source", pk="pk")


class SourceSerializer(SourceRefSerializer, VersionedSerializer):
    """One published document."""

    language = serializers.CharField(read_only=True, help_text="The code of its language: en, fr, ar, es.")
    accessed_on = serializers.DateField(read_only=True, allow_null=True)
    archived_url = serializers.CharField(read_only=True, help_text="An archived copy; empty where there is none.")
    sha256 = serializers.CharField(read_only=True, help_text="Of its text; empty where it was not computed.")
    page = PageAddress()


class CitationSerializer(ReadOnly):
    """One passage of one source, and the facts that it supports."""

    source = SourceRefSerializer(read_only=True)
    locator = serializers.CharField(read_only=True, help_text="Where in the source: paragraph 4.")
    supports = serializers.ListField(child=serializers.ChoiceField(choices=Citation.Supports.choices), read_only=True)
    grouping = serializers.CharField(read_only=True, help_text="The heading under which the source lists it.")
    note = serializers.CharField(read_only=True)
    quote = serializers.CharField(read_only=True)


class TopicSerializer(VersionedSerializer):
    """A subject of cooperation."""

    slug = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    description = serializers.CharField(read_only=True)
    self = Address("api:topic", slug="slug")
    page = PageAddress()


class ReportedTotalSerializer(ReadOnly):
    """A number that a source states of a principal's programme at an event; what is recorded may differ."""

    id = serializers.IntegerField(read_only=True)
    event = EventRefSerializer(read_only=True)
    principal = DelegationRefSerializer(read_only=True)
    counts = serializers.ChoiceField(choices=ReportedTotal.Counts.choices, read_only=True)
    qualifier = serializers.ChoiceField(choices=ReportedTotal.Qualifier.choices, read_only=True)
    value = serializers.IntegerField(read_only=True)
    source = SourceRefSerializer(read_only=True)
    locator = serializers.CharField(read_only=True)
    self = Address("api:reported-total", pk="pk")
