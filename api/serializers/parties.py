"""Who was in the room, and the world as the register divides it."""

from rest_framework import serializers

from api.serializers.base import (
    Address,
    DelegationRefSerializer,
    EventRefSerializer,
    NamesSerializer,
    PageAddress,
    PartySerializer,
    ReadOnly,
    StatedDateSerializer,
    VersionedSerializer,
)
from api.serializers.evidence import CitationSerializer
from delegations.models import Organization

REGION_KINDS = [("continent", "Continent"), ("region", "Region")]


class RegionRefSerializer(ReadOnly):
    m49 = serializers.CharField(read_only=True)
    slug = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    self = Address("api:region", slug="slug")


class RegionSerializer(RegionRefSerializer):
    """A node of the UN M49 tree; the continents are those without a parent."""

    kind = serializers.ChoiceField(choices=REGION_KINDS, read_only=True)
    names = NamesSerializer(read_only=True)
    parent = RegionRefSerializer(read_only=True, allow_null=True)
    page = PageAddress()


class CountrySerializer(VersionedSerializer):
    """A country of ISO 3166, or Kosovo, whether or not it met anybody."""

    code = serializers.CharField(source="iso2", read_only=True, help_text="ISO 3166, two letters.")
    iso3 = serializers.CharField(read_only=True)
    m49 = serializers.CharField(read_only=True, allow_null=True)
    slug = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    names = NamesSerializer(read_only=True, source="short_names")
    official_name = serializers.CharField(read_only=True)
    official_names = NamesSerializer(read_only=True, source="long_names")
    region = RegionRefSerializer(read_only=True)
    continent = RegionRefSerializer(read_only=True)
    note = serializers.CharField(read_only=True, help_text="Why it is named or placed so.")
    self = Address("api:country", code="code")
    page = PageAddress()


class OrganizationSerializer(VersionedSerializer):
    """A body that is no country and sends a delegation. It has no continent."""

    slug = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    acronym = serializers.CharField(read_only=True)
    kind = serializers.ChoiceField(choices=Organization.Kind.choices, read_only=True)
    other_names = serializers.ListField(child=serializers.CharField(), read_only=True, source="other_name_list")
    wikidata = serializers.CharField(read_only=True, help_text="Empty where no editor recorded it.")
    self = Address("api:organization", slug="slug")
    page = PageAddress()


class DelegationSerializer(DelegationRefSerializer, VersionedSerializer):
    event = EventRefSerializer(read_only=True, allow_null=True)
    page = PageAddress()


class EventSerializer(VersionedSerializer):
    """A gathering at which delegations met."""

    slug = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    organizer = PartySerializer(read_only=True, allow_null=True)
    place = serializers.CharField(read_only=True)
    country = serializers.CharField(source="country_id", read_only=True, allow_null=True, help_text="ISO 3166.")
    held = StatedDateSerializer("held")
    summary = serializers.CharField(read_only=True)
    citations = CitationSerializer(many=True, read_only=True, source="citation_list")
    self = Address("api:event", slug="slug")
    page = PageAddress()
