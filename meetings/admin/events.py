"""Events, with what the register holds of each: listed and linked, for an event has dozens of meetings."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.admin import RegisterAdmin
from core.dates import short_words
from core.search import starts_with
from delegations.admin import PartyContinentFilter
from delegations.gazetteer import name_of
from delegations.models import Delegation, Event
from delegations.names import phrases
from meetings.admin.evidence import CitationInline, ReportedTotalInline
from meetings.admin.meetings import PARTIES
from meetings.models import Meeting, MoU

LISTED = 100


@admin.register(Event)
class EventAdmin(RegisterAdmin):
    list_display = ("name", "place", "country_name", "held")
    list_select_related = ("country",)
    list_filter = (PartyContinentFilter,)
    date_hierarchy = "held_from"
    ordering = ("-held_order", "-pk")
    autocomplete_fields = ("organizer", "country")
    prepopulated_fields = {"slug": ("name",)}
    search_help_text = _("Words of the name or the place, or any name of the host country.")
    inlines = (CitationInline, ReportedTotalInline)
    change_form_template = "admin/delegations/event/change_form.html"
    fieldsets = (
        (
            None,
            {
                "fields": ("name", "slug", "organizer", "summary"),
                "description": _("A gathering at which delegations meet: an assembly, a conference, a visit."),
            },
        ),
        (
            _("When and where"),
            {
                "fields": ("held_on", "place", "country"),
                "description": _(
                    "Meetings entered without a date become “one of these days”; they keep it when the event's days "
                    "are corrected later."
                ),
            },
        ),
    )

    @admin.display(description=_("country"))
    def country_name(self, obj: Event) -> str:
        return name_of(obj.country) if obj.country else ""

    @admin.display(description=_("held"), ordering="held_order")
    def held(self, obj: Event) -> str:
        return short_words(obj.held_on) if obj.held_on else ""

    def label(self, obj: Any) -> str:
        return " · ".join(part for part in (obj.name, obj.place, self.held(obj)) if part)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        # A total names a delegation of the event, which a new event cannot have yet.
        return self.inlines if obj else (CitationInline,)

    def matching(self, queryset: Any, words: list[str]) -> Any:
        for phrase in phrases(" ".join(words)):
            text = Q()
            for word in phrase.words:
                text &= Q(search_vector=starts_with(word))
            queryset = queryset.filter(text | Q(country__in=phrase.countries))
        return queryset

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if obj is not None and not context["is_popup"]:
            context["gathered"] = gathered(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)


def gathered(event: Event) -> list[dict[str, Any]]:
    """Return the meetings, delegations and MoUs of ``event``: how many, the first hundred, and where the rest is.

    Six queries, whatever the event holds.
    """
    meetings = Meeting.objects.filter(event=event).select_related(*PARTIES)
    delegations = Delegation.objects.filter(event=event).select_related("country", "organization")
    return [
        _group(event, meetings, _("Meetings"), _meeting_text),
        _group(event, delegations, _("Delegations"), _delegation_text),
        _group(event, MoU.objects.filter(event=event), _("MoUs"), lambda mou: f"{mou.reference} · {mou.title}"),
    ]


def _group(event: Event, rows: Any, title: Any, text: Callable[[Any], str]) -> dict[str, Any]:
    opts = rows.model._meta
    base = f"admin:{opts.app_label}_{opts.model_name}"
    return {
        "model": opts.model_name,
        "title": title,
        "count": rows.count(),
        "rows": [
            {
                "url": reverse(f"{base}_change", args=[row.pk]),
                "text": text(row),
                "status": getattr(row, "status", ""),
                "status_label": row.get_status_display() if hasattr(row, "status") else "",
            }
            for row in rows.order_by("pk")[:LISTED]
        ],
        "add_url": f"{reverse(f'{base}_add')}?event={event.pk}",
        "list_url": f"{reverse(f'{base}_changelist')}?event={event.pk}",
    }


def _meeting_text(meeting: Meeting) -> str:
    sides = (
        meeting.principal_country or meeting.principal_organization,
        meeting.counterpart_country or meeting.counterpart_organization,
    )
    return f"{meeting.reference} · {' – '.join(name_of(party) for party in sides if party)}"


def _delegation_text(delegation: Delegation) -> str:
    parts = (name_of(delegation.party), delegation.institution, delegation.head)
    return " · ".join(part for part in parts if part)
