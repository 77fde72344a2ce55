"""The records: meetings and MoUs."""

from rest_framework import serializers

from api.serializers.base import (
    Address,
    DelegationRefSerializer,
    EventRefSerializer,
    PageAddress,
    ReadOnly,
    StatedDateSerializer,
    TopicRefSerializer,
)
from api.serializers.evidence import CitationSerializer
from meetings.models import Meeting, MoU


class MeetingRefSerializer(ReadOnly):
    reference = serializers.CharField(read_only=True)
    self = Address("api:meeting", reference="reference")


class MoURefSerializer(ReadOnly):
    reference = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    self = Address("api:mou", reference="reference")


class RecordSerializer(ReadOnly):
    """What meetings and MoUs have in common. The version grows with each published change."""

    reference = serializers.CharField(read_only=True, help_text="Permanent, never used again.")
    version = serializers.IntegerField(read_only=True)
    published_at = serializers.DateTimeField(read_only=True, help_text="When readers saw it first.")
    updated_at = serializers.DateTimeField(read_only=True)
    event = EventRefSerializer(read_only=True, allow_null=True)
    topics = TopicRefSerializer(many=True, read_only=True, source="topic_list")
    summary = serializers.CharField(read_only=True)
    citations = CitationSerializer(many=True, read_only=True, source="citation_list")


class MeetingSerializer(RecordSerializer):
    """One encounter of exactly two delegations, of different parties."""

    principal = DelegationRefSerializer(read_only=True, help_text="Whose programme the meeting belongs to.")
    counterpart = DelegationRefSerializer(read_only=True, help_text="Whom the principal met.")
    kind = serializers.ChoiceField(choices=Meeting.Kind.choices, read_only=True)
    attestation = serializers.ChoiceField(
        choices=Meeting.Attestation.choices,
        read_only=True,
        help_text="named: the source lists the two as having met; implied: it says something that needs a meeting.",
    )
    held = StatedDateSerializer("held")
    place = serializers.CharField(read_only=True, help_text="Only where it is not the event's.")
    place_country = serializers.CharField(source="place_country_id", read_only=True, allow_null=True)
    mous = MoURefSerializer(many=True, read_only=True, source="mou_list", help_text="What was signed at it.")
    self = Address("api:meeting", reference="reference")
    page = PageAddress()


class MoUSerializer(RecordSerializer):
    """A memorandum of understanding, or another instrument."""

    title = serializers.CharField(read_only=True)
    kind = serializers.ChoiceField(choices=MoU.Kind.choices, read_only=True)
    lifecycle = serializers.ChoiceField(choices=MoU.Lifecycle.choices, read_only=True)
    signed = StatedDateSerializer("signed")
    parties = DelegationRefSerializer(many=True, read_only=True, source="party_list")
    meeting = MeetingRefSerializer(read_only=True, allow_null=True, source="public_meeting")
    text_url = serializers.CharField(read_only=True, help_text="Where its text is; empty where that is not known.")
    self = Address("api:mou", reference="reference")
    page = PageAddress()
