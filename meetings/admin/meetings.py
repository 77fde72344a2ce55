"""Meetings: the list, and the form in which one is entered in under a minute."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from core.dates import in_words, short_words
from core.search import starts_with
from delegations.models import Event
from delegations.names import phrases
from meetings.admin.evidence import CitationInline
from meetings.admin.filters import CounterpartContinentFilter, EventFilter
from meetings.admin.forms import MeetingForm
from meetings.admin.records import RecordAdmin
from meetings.entry import save_with_delegations
from meetings.models import Meeting

PARTIES = ("principal_country", "principal_organization", "counterpart_country", "counterpart_organization")


def side(name: str, title: Any, description: Any) -> Any:
    fields = (
        name,
        (f"{name}_new_country", f"{name}_new_organization"),
        (f"{name}_new_institution", f"{name}_new_head", f"{name}_new_head_title"),
    )
    return title, {"fields": fields, "description": description, "classes": ("side",)}


@admin.register(Meeting)
class MeetingAdmin(RecordAdmin):
    form = MeetingForm
    list_display = (
        "reference", "status_badge", "principal_party", "counterpart_party", "held", "event", "kind", "attestation",
    )  # fmt: skip
    list_select_related = (*PARTIES, "event")
    list_filter = ("status", "kind", "attestation", CounterpartContinentFilter, EventFilter)
    date_hierarchy = "held_from"
    search_help_text = _(
        "A reference, an event, or any name of a party in English, French, Arabic or Spanish; several words narrow "
        "the list."
    )
    autocomplete_fields = ("event", "principal", "counterpart", "place_country", "topics")
    inlines = (CitationInline,)
    fieldsets = (
        (
            _("Event"),
            {
                "fields": ("event",),
                "description": _(
                    "The gathering at which they met. Left empty, it is taken from a delegation that you choose below."
                ),
            },
        ),
        side(
            "principal",
            _("Principal"),
            _(
                "The delegation whose programme the meeting belongs to: the host's, or the one whose meetings the "
                "source recounts. Choose a delegation of the event, or describe it: if the event has it already, it "
                "is used again."
            ),
        ),
        side(
            "counterpart",
            _("Counterpart"),
            _("The delegation that the principal met. Say of it only what the source says."),
        ),
        (
            _("When and where"),
            {
                "fields": ("held_on", "place", "place_country"),
                "description": _(
                    "Never a made-up day: if the source only gives the days of the event, leave the date empty and it "
                    "becomes “one of these days”."
                ),
            },
        ),
        (
            _("What"),
            {
                "fields": (("kind", "attestation"), "topics", "summary"),
                "description": _(
                    "A topic is coded if the source says that this meeting was about it; what it says of the world "
                    "in general is context."
                ),
            },
        ),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        # Nothing is described where nothing is entered: each side is the delegation that it is.
        plain = {
            title: options | {"fields": options["fields"][:1]}
            for title, options in fieldsets
            if "side" in options.get("classes", ())
        }
        return [(title, plain.get(title, options)) for title, options in fieldsets]

    @admin.display(description=_("principal"))
    def principal_party(self, obj: Meeting) -> str:
        return str(obj.principal_country or obj.principal_organization or "")

    @admin.display(description=_("counterpart"))
    def counterpart_party(self, obj: Meeting) -> str:
        return str(obj.counterpart_country or obj.counterpart_organization or "")

    @admin.display(description=_("held"), ordering="held_order")
    def held(self, obj: Meeting) -> str:
        return short_words(obj.held_on) if obj.held_on else ""

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related(*self.list_select_related)

    def label(self, obj: Any) -> str:
        parties = f"{self.principal_party(obj)} – {self.counterpart_party(obj)}"
        when = in_words(obj.held_on) if obj.held_on else ""
        return " · ".join(part for part in (obj.reference, parties, when) if part)

    def matching(self, queryset: Any, words: list[str]) -> Any:
        for phrase in phrases(" ".join(words)):
            text = Q()
            for word in phrase.words:
                text &= Q(search_vector=starts_with(word))
            found = text | Q(event__in=Event.objects.filter(text).order_by().values("pk"))
            for name in ("principal", "counterpart"):
                found |= Q(**{f"{name}_country__in": phrase.countries})
                found |= Q(**{f"{name}_organization__in": phrase.organizations})
            if len(phrase.words) == 1:
                found |= Q(reference__startswith=phrase.words[0].upper())
            queryset = queryset.filter(found)
        return queryset

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        save_with_delegations(obj)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """After "save and add another", keep the event and the principal: a programme has dozens of meetings."""
        response = super().response_add(request, obj, post_url_continue)
        if "_addanother" in request.POST and isinstance(response, HttpResponseRedirect):
            kept = {"event": obj.event_id, "principal": obj.principal_id}
            query = urlencode({name: key for name, key in kept.items() if key})
            return HttpResponseRedirect(f"{self._address('add')}?{query}")
        return response
