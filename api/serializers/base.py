"""What all serializers share: addresses, and the names of parties."""

from typing import Any

from django.urls import reverse
from rest_framework import serializers

from delegations.models import Country, Organization

PARTY_TYPES = [("country", "Country"), ("organization", "Organization")]


class ReadOnly(serializers.Serializer):
    """A serializer that only writes JSON. ``context["root"]`` is the scheme and host that the client asked."""


class VersionedSerializer(ReadOnly):
    """What is no meeting and no MoU has no published states, but a version, by which a copy is compared."""

    version = serializers.IntegerField(read_only=True, help_text="It grows with each change.")
    updated_at = serializers.DateTimeField(read_only=True)


class Address(serializers.URLField):
    """The absolute address in the API: ``Address("api:topic", slug="slug")``, argument by attribute."""

    def __init__(self, name: str, **arguments: str) -> None:
        super().__init__(source="*", read_only=True, help_text="Its address in the API.")
        self.name, self.arguments = name, arguments

    def to_representation(self, row: Any) -> str:
        arguments = {key: getattr(row, attribute) for key, attribute in self.arguments.items()}
        return str(self.context["root"]) + reverse(self.name, kwargs=arguments)


class PageAddress(serializers.URLField):
    """The absolute address of the page for people, in English."""

    def __init__(self) -> None:
        super().__init__(source="*", read_only=True, help_text="Its page for people.")

    def to_representation(self, row: Any) -> str:
        return f"{self.context['root']}{row.get_absolute_url()}"


def path_of_party(party: Country | Organization) -> str:
    if isinstance(party, Country):
        return reverse("api:country", kwargs={"code": party.iso2.lower()})
    return reverse("api:organization", kwargs={"slug": party.slug})


class PartySerializer(ReadOnly):
    """A country or an organization, in short."""

    type = serializers.ChoiceField(choices=PARTY_TYPES, read_only=True)
    code = serializers.CharField(
        read_only=True, allow_null=True, help_text="The ISO 3166 code of two letters; null for an organization."
    )
    slug = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True, help_text="In English; the country itself has the other languages.")
    self = serializers.URLField(read_only=True, help_text="Its address in the API.")

    def to_representation(self, party: Country | Organization) -> dict[str, Any]:
        is_country = isinstance(party, Country)
        return {
            "type": "country" if is_country else "organization",
            "code": party.iso2 if isinstance(party, Country) else None,
            "slug": party.slug,
            "name": party.name,
            "self": self.context["root"] + path_of_party(party),
        }


class NamesSerializer(ReadOnly):
    """One name in the four languages of the register."""

    en = serializers.CharField(read_only=True, help_text="English.")
    fr = serializers.CharField(read_only=True, help_text="French.")
    ar = serializers.CharField(read_only=True, help_text="Arabic.")
    es = serializers.CharField(read_only=True, help_text="Spanish.")


class EventRefSerializer(ReadOnly):
    slug = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    self = Address("api:event", slug="slug")


class TopicRefSerializer(ReadOnly):
    slug = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    self = Address("api:topic", slug="slug")


class DelegationRefSerializer(ReadOnly):
    """Who represented one party at one event."""

    id = serializers.IntegerField(read_only=True)
    party = PartySerializer(read_only=True)
    institution = serializers.CharField(read_only=True, help_text="The body that sent them; empty where none is named.")
    head = serializers.CharField(read_only=True)
    head_title = serializers.CharField(read_only=True)
    self = Address("api:delegation", pk="pk")


class StatedDateSerializer(ReadOnly):
    """A date as exact as its source, and its bounds: of the columns ``stem`` + ``_on``, ``_from``, ``_to`` of a row."""

    edtf = serializers.CharField(
        read_only=True,
        help_text="As stated, in EDTF: 2025-11-24 is a day, [2025-11-24..2025-11-27] one of these; empty: not stated.",
    )
    earliest = serializers.DateField(read_only=True, allow_null=True, help_text="The first possible day, if any.")
    latest = serializers.DateField(read_only=True, allow_null=True, help_text="The last possible day, if any.")

    def __init__(self, stem: str) -> None:
        super().__init__(source="*", read_only=True)
        self.stem = stem

    def to_representation(self, row: Any) -> dict[str, Any]:
        first, last = getattr(row, f"{self.stem}_from"), getattr(row, f"{self.stem}_to")
        return {
            "edtf": getattr(row, f"{self.stem}_on"),
            "earliest": first.isoformat() if first else None,
            "latest": last.isoformat() if last else None,
        }
