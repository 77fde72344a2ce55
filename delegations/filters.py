"""The filters of the lists of delegations, organizations and events."""

import operator
from functools import reduce

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
from core.search import Question
from delegations.models import CountryName, Event, Organization
from delegations.names import Named

BY_KEY = Order("added", gettext_lazy("Last added first"), "pk", kind="key")


def has_words(question: Question) -> Q:
    return question.in_vector()


def country_speaks_of(question: Question) -> Q:
    """One name of the country has every word, in whatever language; none has what is left out."""
    condition = Q()
    names = CountryName.objects.order_by()
    if question.wanted:
        having = reduce(operator.and_, (term.within("normalised") for term in question.wanted))
        condition &= Q(pk__in=names.filter(having).values("country"))
    for term in question.terms:
        if term.is_excluded:
            condition &= ~Q(pk__in=names.filter(term.within("normalised")).values("country"))
    return condition


def event_speaks_of(question: Question, named: Named | None = None) -> Q:
    """The event's own words, or a name of its country."""
    known = named or Named.by(question)
    return question.condition(
        lambda term: Q(search_vector=term.query) | Q(country__in=sorted(known.countries_of(term)))
    )


def delegation_speaks_of(question: Question, named: Named | None = None) -> Q:
    """The delegation's own words, a name of its party, or its event's words."""
    known = named or Named.by(question)
    return question.condition(
        lambda term: (
            Q(search_vector=term.query)
            | Q(country__in=sorted(known.countries_of(term)))
            | Q(organization__in=sorted(known.organizations_of(term)))
            | Q(event__in=Event.objects.filter(search_vector=term.query).order_by().values("pk"))
        )
    )


class CountryFilterSet(StrictFilterSet):
    q = ConditionFilter(WordsField, country_speaks_of, label=gettext_lazy("Search"))


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
