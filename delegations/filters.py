"""The filters of the lists of delegations, organizations and events."""

from django.db.models import Q
from django.utils.translation import gettext_lazy

from core.filters import (
    ChoicesField,
    ConditionFilter,
    StrictFilterSet,
    WordsField,
    YearsField,
    overlaps_years,
)
from core.pagination import Order
from core.search import starts_with
from delegations.models import Organization
from delegations.names import countries_matching, organizations_matching

BY_KEY = Order("added", gettext_lazy("Last added first"), "pk", kind="key")


def has_words(wanted: list[str]) -> Q:
    condition = Q()
    for word in wanted:
        condition &= Q(search_vector=starts_with(word))
    return condition


def event_speaks_of(wanted: list[str]) -> Q:
    condition = Q()
    for word in wanted:
        condition &= Q(search_vector=starts_with(word)) | Q(country__in=countries_matching([word]))
    return condition


def delegation_speaks_of(wanted: list[str]) -> Q:
    condition = Q()
    for word in wanted:
        condition &= (
            Q(search_vector=starts_with(word))
            | Q(country__in=countries_matching([word]))
            | Q(organization__in=organizations_matching([word]))
            | Q(event__search_vector=starts_with(word))
        )
    return condition


class EventFilterSet(StrictFilterSet):
    orders = (
        Order("newest", gettext_lazy("Newest first"), "held_order"),
        Order("oldest", gettext_lazy("Oldest first"), "held_order", is_descending=False),
    )

    q = ConditionFilter(WordsField, event_speaks_of, label=gettext_lazy("Search"))
    year = ConditionFilter(YearsField, overlaps_years, label=gettext_lazy("Year"))


class DelegationFilterSet(StrictFilterSet):
    orders = (BY_KEY,)

    q = ConditionFilter(WordsField, delegation_speaks_of, label=gettext_lazy("Search"))


class OrganizationFilterSet(StrictFilterSet):
    orders = (Order("name", gettext_lazy("By name"), "sort_key", kind="text", is_descending=False),)

    q = ConditionFilter(WordsField, has_words, label=gettext_lazy("Search"))
    kind = ConditionFilter(
        ChoicesField,
        lambda kinds: Q(kind__in=kinds),
        choices=Organization.Kind.choices,
        label=gettext_lazy("Kind"),
    )
