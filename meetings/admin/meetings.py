"""Meetings: the list, and the form in which one is entered in under a minute."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.admin_widgets import is_usable_key
from core.dates import in_words, short_words
from core.search import starts_with
from delegations.gazetteer import name_of
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


REPEAT = "_addlike"  # the button that saves and begins another meeting like this one
REPEATED = 10  # citations, at most


class RepeatedCitationInline(CitationInline):
    """The passages of the meeting that a new one is to be like are offered again, each to be kept or changed."""

    def get_extra(self, request: Any, obj: Any = None, **kwargs: Any) -> int:
        return max(super().get_extra(request, obj, **kwargs), len(getattr(request, "repeated", ())))


@admin.register(Meeting)
class MeetingAdmin(RecordAdmin):
    form = MeetingForm
    list_display = (
        "reference", "status_badge", "principal_party", "counterpart_party", "held", "event", "kind", "attestation",
    )  # fmt: skip
    list_select_related = (*PARTIES, "event")
    list_filter = (*RecordAdmin.list_filter, "kind", "attestation", CounterpartContinentFilter, EventFilter)
    date_hierarchy = "held_from"
    search_help_text = _(
        "A reference, an event, or any name of a party in English, French, Arabic or Spanish; several words narrow "
        "the list."
    )
    autocomplete_fields = ("event", "principal", "counterpart", "place_country", "topics")
    inlines = (RepeatedCitationInline,)
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
        party = obj.principal_country or obj.principal_organization
        return name_of(party) if party else ""

    @admin.display(description=_("counterpart"))
    def counterpart_party(self, obj: Meeting) -> str:
        party = obj.counterpart_country or obj.counterpart_organization
        return name_of(party) if party else ""

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

    # --- Another like this -----------------------------------------------------------------------------

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        context["repeat"] = REPEAT if not context["is_popup"] and self.has_add_permission(request) else ""
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_changeform_initial_data(self, request: HttpRequest) -> Any:
        """Begin a meeting ``like`` another with all that a programme repeats: what differs is whom it met."""
        initial: Any = super().get_changeform_initial_data(request)
        key = request.GET.get("like", "")
        like = self.get_queryset(request).filter(pk=key).first() if key and is_usable_key(Meeting, key) else None
        if like is None:
            return initial
        names = ("event", "principal", "held_on", "kind", "attestation", "place", "place_country")
        fields: list[Any] = [Meeting._meta.get_field(name) for name in names]
        copied = {field.name: field.value_from_object(like) for field in fields}
        citations = like.citations.order_by("pk").values("source", "locator", "supports", "grouping")
        # Read by the inline of citations, which is put together after the form.
        request.repeated = list(citations[:REPEATED])  # type: ignore[attr-defined]  # kept for this request
        return {**copied, "topics": list(like.topics.values_list("pk", flat=True)), **initial}

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        # Not when the form comes back: what was offered and kept counts as typed.
        if request.method == "GET" and isinstance(inline, RepeatedCitationInline):
            kwargs["initial"] = getattr(request, "repeated", None)
        return kwargs

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._repeat(request, obj) or super().response_change(request, obj)

    def _repeat(self, request: HttpRequest, obj: Any) -> HttpResponse | None:
        if REPEAT not in request.POST:
            return None
        link = format_html('<a href="{}">{}</a>', self._address("change", obj.pk), obj.reference)
        text = gettext("%(record)s was saved. This is another like it: say whom the principal met.")
        self.message_user(request, format_html(text.replace("%(record)s", "{}"), link), messages.SUCCESS)
        return HttpResponseRedirect(f"{self._address('add')}?{urlencode({'like': obj.pk})}")

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """After "save and add another", keep the event and the principal: a programme has dozens of meetings."""
        if repeated := self._repeat(request, obj):
            return repeated
        response = super().response_add(request, obj, post_url_continue)
        if "_addanother" in request.POST and isinstance(response, HttpResponseRedirect):
            kept = {"event": obj.event_id, "principal": obj.principal_id}
            query = urlencode({name: key for name, key in kept.items() if key})
            return HttpResponseRedirect(f"{self._address('add')}?{query}")
        return response
