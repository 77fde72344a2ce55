"""The parties and their delegations. Events stand with the meetings (``meetings.admin.events``), which they list."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Case, Q, When
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.admin import RegisterAdmin, SteadyInline
from core.admin_widgets import is_usable_key
from core.search import starts_with
from core.text import normalise
from delegations.gazetteer import STORED_IN, name_of
from delegations.models import Country, CountryName, Delegation, Event, Organization, Region
from delegations.names import countries_matching, phrases

SHOWN_EVENTS = 15
REGION_NAMES = ("name", "name_fr", "name_ar", "name_es")


class ContinentFilter(admin.SimpleListFilter):
    """The six continents; ``path`` leads from a row to its continent."""

    title = _("continent")
    parameter_name = "continent"
    path = "continent"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [(region.slug, name_of(region)) for region in Region.objects.continents().in_reading_order()]

    def queryset(self, request: Any, queryset: Any) -> Any:
        value = self.value()
        return queryset if value is None else queryset.filter(**{f"{self.path}__slug": value})


class PartyContinentFilter(ContinentFilter):
    path = "country__continent"


class EventFilter(admin.SimpleListFilter):
    """The latest events, and the one that the address names; others are found by the search box."""

    title = _("event")
    parameter_name = "event"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        events = list(Event.objects.latest_first().only("name")[:SHOWN_EVENTS])
        value = self.value()
        if value and is_usable_key(Event, value) and value not in {str(event.pk) for event in events}:
            events += Event.objects.filter(pk=value).only("name")
        return [(str(event.pk), event.name) for event in events]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        value = self.value()
        if value is None:
            return queryset
        if not is_usable_key(Event, value):
            raise IncorrectLookupParameters(value)
        return queryset.filter(event=value)


@admin.register(Region)
class RegionAdmin(RegisterAdmin):
    list_display = ("name", "m49", "parent_name", "name_fr", "name_ar", "name_es")
    list_select_related = ("parent",)
    list_filter = (("parent", admin.EmptyFieldListFilter),)
    autocomplete_fields = ("parent",)
    prepopulated_fields = {"slug": ("name",)}
    search_help_text = _("Any name, in English, French, Arabic or Spanish.")

    @admin.display(description=_("parent"))
    def parent_name(self, obj: Region) -> str:
        return name_of(obj.parent) if obj.parent else ""

    def label(self, obj: Any) -> str:
        return name_of(obj)

    def matching(self, queryset: Any, words: list[str]) -> Any:
        found = []
        for pk, *names in Region.objects.values_list("pk", *REGION_NAMES):
            text = " " + normalise(" ".join(names))
            if all(f" {word}" in text for word in words):
                found.append(pk)
        return queryset.filter(pk__in=found)


class CountryNameForm(ModelForm):
    def clean(self) -> Any:
        cleaned = super().clean()
        self.instance.normalised = normalise(self.cleaned_data.get("name") or "")
        return cleaned


class CountryNameInline(SteadyInline, admin.TabularInline):
    model = CountryName
    form = CountryNameForm
    fields = ("language", "kind", "name")
    ordering = ("language", "kind", "sort_key", "pk")
    max_num = 200


@admin.register(Country)
class CountryAdmin(RegisterAdmin):
    list_display = ("shown_name", "iso2", "iso3", "region_name", "continent_name")
    list_select_related = ("region", "continent")
    list_filter = (ContinentFilter,)
    autocomplete_fields = ("region",)
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ("continent",)
    search_help_text = _("Any name, in English, French, Arabic or Spanish, with or without accents; or the code.")
    inlines = (CountryNameInline,)
    fieldsets = (
        (None, {"fields": ("name", "official_name", "slug", "region", "continent", "note")}),
        (
            _("Codes"),
            {
                "fields": ("iso2", "iso3", "m49"),
                "description": _("The two-letter code is the key of the country: it stays as it is once saved."),
            },
        ),
    )

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        return (*self.readonly_fields, "iso2") if obj else self.readonly_fields

    def get_ordering(self, request: Any) -> Any:
        """In the order of the editor's language, here and in the choices of other forms."""
        return Country.objects.in_order_of(get_language() or STORED_IN).query.order_by

    @admin.display(description=_("name"))
    def shown_name(self, obj: Country) -> str:
        return name_of(obj)

    @admin.display(description=_("region"), ordering="region__sort")
    def region_name(self, obj: Country) -> str:
        return name_of(obj.region)

    @admin.display(description=_("continent"), ordering="continent__sort")
    def continent_name(self, obj: Country) -> str:
        return name_of(obj.continent)

    def label(self, obj: Any) -> str:
        return name_of(obj)

    def matching(self, queryset: Any, words: list[str]) -> Any:
        found = Q(pk__in=countries_matching(words))
        if len(words) == 1:
            found |= Q(iso2=words[0].upper()) | Q(iso3=words[0].upper())
        return queryset.filter(found)


@admin.register(Organization)
class OrganizationAdmin(RegisterAdmin):
    list_display = ("name", "acronym", "kind")
    list_select_related = ()
    list_filter = ("kind",)
    prepopulated_fields = {"slug": ("name",)}
    search_help_text = _("Any name or acronym.")

    def matching(self, queryset: Any, words: list[str]) -> Any:
        return queryset.matching(" ".join(words))

    def label(self, obj: Any) -> str:
        return f"{obj.name} ({obj.acronym})" if obj.acronym else obj.name


@admin.register(Delegation)
class DelegationAdmin(RegisterAdmin):
    list_display = ("party_name", "institution", "head", "event")
    list_select_related = ("country", "organization", "event")
    list_filter = (PartyContinentFilter, EventFilter)
    autocomplete_fields = ("event", "country", "organization")
    search_help_text = _("Any name of the country or organization; the institution, the head or the event.")
    fieldsets = (
        (
            None,
            {
                "fields": ("event",),
                "description": _(
                    "The people who represented one party at one event. The same party at two events has two "
                    "delegations; two institutions that met others separately are two delegations as well."
                ),
            },
        ),
        (
            _("Party"),
            {
                "fields": ("country", "organization"),
                "description": _("Exactly one: a country, or an organization that belongs to none."),
            },
        ),
        (
            _("People"),
            {
                "fields": ("institution", "head", "head_title"),
                "description": _("As the source names them. Leave empty what it does not say."),
            },
        ),
    )

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).select_related(*self.list_select_related)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Offer in a chooser first the delegations of the party that was named: where the event's own words name its
        host, each of its delegations is found by them."""
        found, may_have_duplicates = super().get_search_results(request, queryset, search_term)
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            named = [
                When(Q(country__in=phrase.countries) | Q(organization__in=phrase.organizations), then=number)
                for number, phrase in enumerate(phrases(search_term))
                if phrase.countries or phrase.organizations
            ]
            found = found.order_by(Case(*named, default=len(named)), *found.query.order_by) if named else found
        return found, may_have_duplicates

    @admin.display(description=_("party"))
    def party_name(self, obj: Delegation) -> str:
        return name_of(obj.party)

    def label(self, obj: Any) -> str:
        parts = (name_of(obj.party), obj.institution, obj.event.name if obj.event else "")
        return " · ".join(part for part in parts if part)

    def matching(self, queryset: Any, words: list[str]) -> Any:
        for phrase in phrases(" ".join(words)):
            own, event = Q(), Q()
            for word in phrase.words:
                own &= Q(search_vector=starts_with(word))
                event &= Q(search_vector=starts_with(word))
            queryset = queryset.filter(
                own
                | Q(country__in=phrase.countries)
                | Q(organization__in=phrase.organizations)
                | Q(event__in=Event.objects.filter(event).order_by().values("pk"))
            )
        return queryset
