"""Memoranda of understanding, with their parties on the same form."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.admin import SteadyInline
from core.dates import short_words
from core.search import starts_with
from delegations.gazetteer import name_of
from delegations.models import Event
from delegations.names import phrases
from meetings.admin.evidence import CitationInline
from meetings.admin.filters import EventFilter
from meetings.admin.records import RecordAdmin
from meetings.models import MoU, MouParty


class PartyInline(SteadyInline, admin.TabularInline):
    """The parties: two at least, which the database keeps too."""

    model = MouParty
    related = ("delegation__country", "delegation__organization", "delegation__event")
    autocomplete_fields = ("delegation",)
    fields = ("delegation",)
    min_num = 2
    max_num = 100

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, validate_min=True, **kwargs)


@admin.register(MoU)
class MoUAdmin(RecordAdmin):
    list_display = ("reference", "title", "party_names", "event", "signed", "kind", "lifecycle", "status_badge")
    list_display_links = ("reference", "title")
    list_select_related = ("event",)
    list_filter = (*RecordAdmin.list_filter, "kind", "lifecycle", EventFilter)
    date_hierarchy = "signed_from"
    search_help_text = _("A reference, words of the title, an event, or any name of a party.")
    autocomplete_fields = ("event", "meeting", "topics")
    inlines = (PartyInline, CitationInline)
    fieldsets = (
        (None, {"fields": ("title", "kind", "lifecycle")}),
        (
            _("Signature"),
            {
                "fields": ("event", "meeting", "signed_on"),
                "description": _(
                    "The event and the meeting at which it was signed, if the source names them. If it implies a "
                    "meeting that it never lists, enter that meeting first, as implied."
                ),
            },
        ),
        (
            _("Content"),
            {
                "fields": ("topics", "summary", "text_url"),
                "description": _("What the instrument is about, as the source says."),
            },
        ),
    )

    @admin.display(description=_("parties"))
    def party_names(self, obj: MoU) -> str:
        return " – ".join(name_of(signature.delegation.party) for signature in obj.signatures.all())

    @admin.display(description=_("signed"), ordering="signed_order")
    def signed(self, obj: MoU) -> str:
        return short_words(obj.signed_on) if obj.signed_on else ""

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request).select_related("event")
        return rows.prefetch_related("signatures__delegation__country", "signatures__delegation__organization")

    def label(self, obj: Any) -> str:
        return f"{obj.reference} · {obj.title}"

    def matching(self, queryset: Any, words: list[str]) -> Any:
        for phrase in phrases(" ".join(words)):
            text = Q()
            for word in phrase.words:
                text &= Q(search_vector=starts_with(word))
            party = Q(delegation__country__in=phrase.countries) | Q(delegation__organization__in=phrase.organizations)
            found = text | Q(event__in=Event.objects.filter(text).order_by().values("pk"))
            found |= Q(Exists(MouParty.objects.filter(party, mou=OuterRef("pk"))))
            if len(phrase.words) == 1:
                found |= Q(reference__startswith=phrase.words[0].upper())
            queryset = queryset.filter(found)
        return queryset
