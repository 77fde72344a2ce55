"""The filter sets of the lists that no page filters, and those of pages without what only a page asks for."""

import datetime
import re
from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy

from core.filters import (
    ChoicesField,
    CleanCharField,
    ConditionFilter,
    SizeField,
    StrictFilterSet,
    StrictForm,
)
from core.pagination import Order
from delegations.filters import BY_KEY
from delegations.filters import CountryFilterSet as CountriesOfPages
from delegations.models import Event, Region
from meetings.filters import MeetingFilterSet, SlugsField
from meetings.list_filters import TopicFilterSet as TopicsOfPages
from meetings.models import ReportedTotal

# Rows that are put in order in memory have their place as text: see ``api.pages``.
BY_NAME = Order("name", "By name", "place", kind="text", is_descending=False)


class MeetingsFilterSet(MeetingFilterSet):
    """The filters of the list of meetings; how a page shows them is no question of a program."""

    view = None  # type: ignore[assignment]  # so django-filter leaves an inherited filter out


class CountsFilterSet(MeetingsFilterSet):
    """Which meetings are counted: no order and no place, for there is no list."""

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        apart = ("sort", "size", "after", "before")
        return {name: filter_ for name, filter_ in super().get_filters().items() if name not in apart}


class PairsFilterSet(MeetingsFilterSet):
    """The same filters, for a list of pairs of parties."""

    orders = (
        Order("meetings", "Most meetings first", "place", kind="text", is_descending=False),
        Order("parties", "By the parties", "place", kind="text", is_descending=False),
    )


def _regions(name: str, condition: Any) -> ConditionFilter:
    return ConditionFilter(
        SlugsField,
        condition,
        model=Region,
        missing=gettext_lazy("There is no continent “%(value)s”.")
        if name == "continent"
        else gettext_lazy("There is no region “%(value)s”."),
    )


class CountryFilterSet(CountriesOfPages):
    orders = (BY_NAME,)

    continent = _regions("continent", lambda rows: Q(continent__in=rows))
    region = _regions("region", lambda rows: Q(region__in=rows) | Q(region__parent__in=rows))


class RegionFilterSet(StrictFilterSet):
    orders = (Order("m49", "As M49 has them", "place", kind="text", is_descending=False),)

    kind = ConditionFilter(
        ChoicesField,
        lambda kinds: Q(pk__isnull=False) if len(kinds) == 2 else Q(parent__isnull=kinds == ["continent"]),
        choices=[("continent", "Continent"), ("region", "Region")],
    )


class TopicFilterSet(TopicsOfPages):
    orders = (Order("name", "By name", "sort_key", kind="text", is_descending=False),)


class ReportedTotalFilterSet(StrictFilterSet):
    orders = (BY_KEY,)

    event = ConditionFilter(
        SlugsField,
        lambda events: Q(event__in=events),
        model=Event,
        missing=gettext_lazy("There is no event “%(value)s”."),
    )
    counts = ConditionFilter(ChoicesField, lambda values: Q(counts__in=values), choices=ReportedTotal.Counts.choices)


class MomentField(CleanCharField):
    """A moment (RFC 3339) or a day; cleans to a moment, of UTC where no other zone is named, or None where blank."""

    # A "+" in an address is a space, unless who wrote it knew.
    FORM = re.compile(
        r"\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:[Zz]|[+ -]\d{2}:\d{2})?)?", re.ASCII
    )

    def clean(self, value: Any) -> datetime.datetime | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            if not self.FORM.fullmatch(text):
                raise ValueError(text)
            text = text.upper() if len(text) > 10 else f"{text}T00:00:00Z"
            text = text[:19] + text[19:].replace(" ", "+")
            moment = parse_datetime(text)
            if moment is None:
                raise ValueError(text)
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=datetime.UTC)
            return moment.astimezone(datetime.UTC)
        except (ValueError, OverflowError) as error:
            raise ValidationError(
                "Give a moment (2026-01-31T09:30:00Z) or a day (2026-01-31).", code="moment"
            ) from error


CHANGED = (("meeting", "Meetings"), ("mou", "MoUs"))


class ChangesForm(StrictForm):
    """What the list of changes is asked; ``api.changes`` answers it from two tables, so it is no filter set."""

    since = MomentField()
    record = ChoicesField(choices=CHANGED)
    size = SizeField()
    after = CleanCharField()

    @classmethod
    def of(cls, given: QueryDict) -> "ChangesForm":
        form = cls(given)
        form.given, form.fixed = given, {}
        return form
