"""Sources, citations and reported totals, by themselves and inside the records that they support."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.admin import RegisterAdmin, SteadyInline, contains_words
from delegations.gazetteer import name_of
from delegations.names import phrases
from meetings.admin.filters import AddressFilter, EventFilter
from meetings.admin.forms import CitationForm
from meetings.models import Citation, Meeting, MoU, ReportedTotal, Source
from meetings.services.powers import may_change, visible_to


class CitationInline(SteadyInline, admin.StackedInline):
    """The passages that support a record. The form of a record without any offers an empty one."""

    model = Citation
    form = CitationForm
    related = ("source",)
    autocomplete_fields = ("source",)
    fields = (("source", "locator"), "supports", ("grouping", "note"), "quote")
    max_num = 100
    classes = ("citations",)

    def get_extra(self, request: Any, obj: Any = None, **kwargs: Any) -> int:
        return 1 if obj is None else 0


class ReportedTotalInline(SteadyInline, admin.TabularInline):
    model = ReportedTotal
    related = ("source", "principal__country", "principal__organization", "principal__event")
    autocomplete_fields = ("principal", "source")
    fields = ("principal", "counts", "qualifier", "value", "source", "locator")
    max_num = 100


@admin.register(Source)
class SourceAdmin(RegisterAdmin):
    list_display = ("title", "publisher", "language", "published_on")
    list_select_related = ()
    list_filter = (AddressFilter, "language")
    date_hierarchy = "published_on"
    ordering = ("-pk",)
    search_help_text = _("Words of the title, the publisher or the address.")
    readonly_fields = ("address_checked",)
    fieldsets = (
        (None, {"fields": ("title", "publisher", "language", "published_on")}),
        (
            _("Where it is"),
            {
                "fields": ("url", "address_checked", "accessed_on", "archived_url", "sha256"),
                "description": _(
                    "One published document is one source, whatever it says. The same article in another language, "
                    "or taken over by another paper, is a source of its own."
                ),
            },
        ),
    )

    @admin.display(description=_("last check of the address"))
    def address_checked(self, obj: Source) -> str:
        if obj.checked_at is None:
            return gettext("Not checked yet.") if obj.url else gettext("There is no address to check.")
        when = {"when": formats.date_format(obj.checked_at, "DATE_FORMAT"), "result": obj.get_check_result_display()}
        if obj.gone_at:
            text = gettext("%(when)s: %(result)s. The address is dead: name an archived copy of it below.")
        elif obj.failing_since:
            text = gettext("%(when)s: %(result)s. It is asked again on another day before it counts as dead.")
        else:
            text = gettext("%(when)s: %(result)s.")
        return text % when

    def matching(self, queryset: Any, words: list[str]) -> Any:
        return queryset.filter(contains_words("search_text", words))

    def label(self, obj: Any) -> str:
        return " · ".join(str(part) for part in (obj.title, obj.publisher, obj.published_on) if part)


class CitesFilter(admin.SimpleListFilter):
    title = _("record")
    parameter_name = "cites"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        return [("meeting", _("meeting")), ("mou", _("MoU")), ("event", _("event"))]

    def queryset(self, request: Any, queryset: Any) -> Any:
        known = self.value() in ("meeting", "mou", "event")
        return queryset.filter(**{f"{self.value()}__isnull": False}) if known else queryset


@admin.register(Citation)
class CitationAdmin(RegisterAdmin):
    form = CitationForm
    list_display = ("cited", "source", "locator", "supported", "grouping")
    list_select_related = ("source", "meeting", "mou", "event")
    list_filter = (CitesFilter,)
    autocomplete_fields = ("source", "meeting", "mou", "event")
    ordering = ("-pk",)
    search_help_text = _("Words of the source, or the reference of a record.")
    fieldsets = (
        (None, {"fields": ("source", "locator", "supports", "grouping", "note", "quote")}),
        (_("The record it supports"), {"fields": ("meeting", "mou", "event"), "description": _("Exactly one.")}),
    )

    @admin.display(description=_("record"))
    def cited(self, obj: Citation) -> str:
        record = obj.meeting or obj.event
        return str(record) if record else f"{obj.mou.reference} · {obj.mou}" if obj.mou else ""

    @admin.display(description=_("supports"))
    def supported(self, obj: Citation) -> str:
        return ", ".join(obj.supports_in_words)

    def view_on_site(self, obj: Any) -> None:
        return None

    def may_touch(self, request: Any, obj: Any) -> bool:
        """A citation is a part of what it supports: of a record that this person may change, or of an event."""
        record = obj.meeting or obj.mou
        return may_change(request.user, record) if record else super().may_touch(request, obj)

    def get_queryset(self, request: Any) -> Any:
        """Leave out the citations of records that this person does not see."""
        shown = super().get_queryset(request)
        for name, model in (("meeting", Meeting), ("mou", MoU)):
            rows = model.objects.all()
            seen = visible_to(request.user, rows)
            if seen is not rows:
                shown = shown.filter(
                    Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__in": seen.order_by().values("pk")})
                )
        return shown

    def matching(self, queryset: Any, words: list[str]) -> Any:
        reference = " ".join(words).upper()
        sources = Source.objects.filter(contains_words("search_text", words)).order_by().values("pk")
        return queryset.filter(Q(source__in=sources) | Q(meeting__reference=reference) | Q(mou__reference=reference))


@admin.register(ReportedTotal)
class ReportedTotalAdmin(RegisterAdmin):
    list_display = ("event", "principal_party", "counts", "qualifier", "value", "source")
    list_select_related = ("event", "principal__country", "principal__organization", "source")
    list_filter = ("counts", EventFilter)
    autocomplete_fields = ("event", "principal", "source")
    ordering = ("-pk",)
    search_help_text = _("Any name of the principal.")
    fieldsets = (
        (
            None,
            {
                "fields": ("event", "principal", "counts", "qualifier", "value", "source", "locator"),
                "description": _(
                    "A number that a source states, kept as stated. It is shown beside what is recorded, and the two "
                    "may differ: never change one to fit the other."
                ),
            },
        ),
    )

    @admin.display(description=_("principal"))
    def principal_party(self, obj: ReportedTotal) -> str:
        return name_of(obj.principal.party)

    def view_on_site(self, obj: Any) -> None:
        return None

    def matching(self, queryset: Any, words: list[str]) -> Any:
        for phrase in phrases(" ".join(words)):
            queryset = queryset.filter(
                Q(principal__country__in=phrase.countries) | Q(principal__organization__in=phrase.organizations)
            )
        return queryset
