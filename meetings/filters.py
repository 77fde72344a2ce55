"""What ``/meetings/`` can be asked for. Page, counts, and later API and exports all read this one set."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.filters import (
    ChoicesField,
    ConditionFilter,
    DayField,
    FieldFilter,
    StrictFilterSet,
    ValuesField,
    WordsField,
    YearsField,
    overlaps_years,
)
from core.pagination import Order
from core.search import Question, Term
from core.state import State
from delegations.gazetteer import Gazetteer
from delegations.models import Delegation, Event, Organization
from delegations.names import Named
from meetings.models import Meeting, MoU, Topic
from meetings.parties import Parties, PartyCriteria, parties_of_regions

ORDERS = (
    Order("newest", gettext_lazy("Newest first"), "held_order"),
    Order("oldest", gettext_lazy("Oldest first"), "held_order", is_descending=False),
    Order("recent", gettext_lazy("Last published first"), "published_at", kind="moment"),
    Order("reference", gettext_lazy("By reference"), "reference", kind="text", is_descending=False),
)
SIDE_CHOICES = (
    ("", gettext_lazy("As the filter usually means it")),
    ("counterpart", gettext_lazy("The counterpart")),
    ("principal", gettext_lazy("The principal")),
    ("either", gettext_lazy("Either of the two")),
)
VIEWS = (
    ("table", pgettext_lazy("view", "Table")),
    ("map", pgettext_lazy("view", "Map")),
    ("timeline", pgettext_lazy("view", "Timeline")),
    ("matrix", pgettext_lazy("view", "Who met whom")),
)
# What says how meetings are shown, not which.
PRESENTATION = ("view", "sort", "size", "after", "before")
MOU_CHOICES = (
    ("yes", pgettext_lazy("MoU", "With an MoU")),
    ("no", pgettext_lazy("MoU", "Without an MoU")),
)


class OneOfField(forms.ChoiceField):
    """One of a closed list, or blank; blanks around it are no mistake."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).strip()


class SideField(OneOfField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"choices": SIDE_CHOICES, "required": False, **kwargs})
        self.error_messages["invalid_choice"] = _("The side is one of: counterpart, principal, either.")


class ViewField(OneOfField):
    """How the list is shown: the same meetings as a table, on a map, through time, or as who met whom."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"choices": VIEWS, "required": False, **kwargs})
        self.error_messages["invalid_choice"] = _("The view is one of: table, map, timeline, matrix.")

    def clean(self, value: Any) -> str:
        return super().clean(value) or "table"


class SlugsField(ValuesField):
    """Slugs of published rows of ``model``; cleans to the rows. An unpublished one does not exist for a reader."""

    def __init__(self, *, model: Any, missing: Any, **kwargs: Any) -> None:
        self.model, self.missing = model, missing
        super().__init__(**kwargs)

    def resolve(self, values: list[str]) -> list[Any]:
        if not values:
            return []
        found = {row.slug: row for row in self.model.objects.published().filter(slug__in=values)}
        for value in values:
            if value not in found:
                raise ValidationError(self.missing % {"value": value}, code="unknown")
        return [found[value] for value in values]


class PlacesField(ValuesField):
    """Places by slug or ISO code, looked up in the gazetteer that the filter set hands over; cleans to M49 codes
    of regions (``of="continent"``, ``of="region"``) or to ISO codes (``of="country"``), in the order given."""

    gazetteer: Gazetteer

    def __init__(self, *, of: str, **kwargs: Any) -> None:
        self.of = of
        super().__init__(**kwargs)

    def resolve(self, values: list[str]) -> list[str]:
        return [self.look_up(value) for value in values]

    def look_up(self, value: str) -> str:
        if self.of == "country":
            if country := self.gazetteer.country_of(value):
                return country.iso2
            raise ValidationError(
                _("There is no country “%(value)s”. A country is named by its ISO 3166 code: MA for Morocco.")
                % {"value": value},
                code="unknown",
            )
        region = self.gazetteer.region_named(value)
        if region is not None and (region.parent_id is None) == (self.of == "continent"):
            return region.m49
        message = (
            _("There is no continent “%(value)s”.") if self.of == "continent" else _("There is no region “%(value)s”.")
        )
        raise ValidationError(message % {"value": value}, code="unknown")


class WithField(ValuesField):
    """Parties on the other side: ISO codes, slugs of organizations, or of a continent or region for all its
    countries; cleans to ``Parties``."""

    gazetteer: Gazetteer

    def resolve(self, values: list[str]) -> Parties | None:
        if not values:
            return None
        named = {value: self.gazetteer.country_of(value) for value in values}
        countries = {country.iso2 for country in named.values() if country}
        slugs = {value for value, country in named.items() if country is None}
        rows = Organization.objects.published().filter(slug__in=slugs) if slugs else []
        found = {row.slug: row.pk for row in rows}
        self.organizations = {row.slug: row.name for row in rows}
        for value in sorted(slugs - found.keys()):
            region = self.gazetteer.region_named(value)
            if region is None:
                raise ValidationError(
                    _("There is no party “%(value)s”. Give an ISO 3166 code or the slug of an organization or region.")
                    % {"value": value},
                    code="unknown",
                )
            countries |= self.gazetteer.countries_in(region.m49)
        return Parties(frozenset(countries), frozenset(found.values()))


def has_mou(answers: list[str]) -> Q:
    if set(answers) == {"yes", "no"}:
        return Q()
    signed = Exists(MoU.objects.published().filter(meeting=OuterRef("pk")))
    return Q(signed) if answers == ["yes"] else ~Q(signed)


def about(topics: Any) -> Q:
    """A meeting is about one of ``topics``; by EXISTS, so that two matching topics do not make it two rows."""
    return Q(Exists(Meeting.topics.through.objects.filter(meeting=OuterRef("pk"), topic__in=topics)))


def speaks_of(question: Question, named: Named | None = None) -> Q:
    """The meeting's own words, a name of a party in any language, or words of a delegation, of the event or a topic.

    ``named`` is what the question names, where that is known already.
    """
    known = named or Named.by(question)

    def matches(term: Term) -> Q:
        parties = parties_of(known, term)
        delegations = Delegation.objects.filter(search_vector=term.query).order_by().values("pk")
        return (
            Q(search_vector=term.query)
            | parties.on("principal")
            | parties.on("counterpart")
            | Q(event__in=Event.objects.filter(search_vector=term.query).order_by().values("pk"))
            | Q(principal__in=delegations)
            | Q(counterpart__in=delegations)
            | about(Topic.objects.filter(search_vector=term.query))
        )

    return question.condition(matches)


def parties_of(named: Named, *terms: Term) -> Parties:
    return Parties(named.countries_of(*terms), named.organizations_of(*terms))


class MeetingFilterSet(StrictFilterSet):
    """The filters of the list of meetings. Different keys mean "and", a key repeated means "or"."""

    orders: ClassVar[tuple[Order, ...]] = ORDERS

    q = ConditionFilter(WordsField, speaks_of, label=gettext_lazy("Search"))
    continent = FieldFilter(PlacesField, of="continent", label=gettext_lazy("Continent"))
    region = FieldFilter(PlacesField, of="region", label=gettext_lazy("Region"))
    country = FieldFilter(PlacesField, of="country", label=gettext_lazy("Country"))
    organization = FieldFilter(
        SlugsField,
        model=Organization,
        missing=gettext_lazy("There is no organization “%(value)s”."),
        label=gettext_lazy("Organization"),
    )
    with_ = FieldFilter(WithField, label=gettext_lazy("With"))
    side = FieldFilter(SideField, label=gettext_lazy("Who is meant"))
    event = ConditionFilter(
        SlugsField,
        lambda events: Q(event__in=events),
        model=Event,
        missing=gettext_lazy("There is no event “%(value)s”."),
        label=gettext_lazy("Event"),
    )
    topic = ConditionFilter(
        SlugsField,
        about,
        model=Topic,
        missing=gettext_lazy("There is no topic “%(value)s”."),
        label=gettext_lazy("Topic"),
    )
    kind = ConditionFilter(
        ChoicesField,
        lambda kinds: Q(kind__in=kinds),
        choices=Meeting.Kind.choices,
        label=gettext_lazy("Kind"),
    )
    attestation = ConditionFilter(
        ChoicesField,
        lambda values: Q(attestation__in=values),
        choices=Meeting.Attestation.choices,
        label=gettext_lazy("Attestation"),
    )
    year = ConditionFilter(YearsField, overlaps_years, label=gettext_lazy("Year"))
    from_ = ConditionFilter(
        DayField,
        lambda day: Q(held_to__gte=day) | Q(held_to=None, held_from__isnull=False),
        bound="earliest",
        label=gettext_lazy("From"),
    )
    to = ConditionFilter(
        DayField,
        lambda day: Q(held_from__lte=day) | Q(held_from=None, held_to__isnull=False),
        bound="latest",
        label=gettext_lazy("To"),
    )
    mou = ConditionFilter(ChoicesField, has_mou, choices=MOU_CHOICES, label=gettext_lazy("MoU"))
    view = FieldFilter(ViewField, label=gettext_lazy("View"))

    PARTY_FILTERS = ("continent", "region", "country", "organization", "with", "side")

    def __init__(self, *args: Any, state: State | None = None, scope: str = "", **kwargs: Any) -> None:
        """``state`` is the key under which counts are kept; ``scope`` names what ``queryset`` is narrowed to."""
        self.state, self.scope = state, scope
        self.gazetteer = Gazetteer.of(state)
        super().__init__(*args, **kwargs)

    def get_form_class(self) -> Any:
        form_class = super().get_form_class()
        for field in form_class.base_fields.values():
            if isinstance(field, PlacesField | WithField):
                field.gazetteer = self.gazetteer
        return form_class

    @property
    def parties(self) -> PartyCriteria:
        """Whose meetings are meant; only of a valid filter set."""
        cleaned = self.form.cleaned_data
        wanted: dict[str, Parties] = {}
        for name in ("continent", "region"):
            if cleaned[name]:
                wanted[name] = parties_of_regions(self.gazetteer, cleaned[name])
        if cleaned["country"]:
            wanted["country"] = Parties(countries=frozenset(cleaned["country"]))
        if cleaned["organization"]:
            wanted["organization"] = Parties(organizations=frozenset(row.pk for row in cleaned["organization"]))
        return PartyCriteria(cleaned["side"], wanted, cleaned["with"])

    def filter_queryset(self, queryset: QuerySet[Any], without: str | None = None) -> QuerySet[Any]:
        """Apply every filter but ``without``, which is the name of one or "parties" for all that mean a party."""
        if without != "parties":
            queryset = queryset.filter(self.parties.without(without or "").condition())
        return super().filter_queryset(queryset, without)
