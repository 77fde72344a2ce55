"""Filters that never guess: what they do not understand is said beside the field, and gives no rows."""

import re
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from typing import Any, ClassVar, Self

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from core.dates import parse
from core.pagination import DEFAULT_SIZE, SIZES, Order, Page, page_of
from core.search import MAX_WORDS, Question, read
from core.text import is_clean

MAX_VALUES = 40
MAX_TEXT = 200


class CleanCharField(forms.CharField):
    """A line of text without control characters, at most ``MAX_TEXT`` characters."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": MAX_TEXT, "required": False, **kwargs})

    def validate(self, value: str) -> None:
        super().validate(value)
        if not is_clean(value):
            raise ValidationError(_("This holds characters that cannot be searched for."), code="unclean")


class ValuesField(forms.Field):
    """A key that may be repeated: cleans to what the subclass makes of the distinct values. Blank ones do not count."""

    widget = forms.MultipleHiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})

    def clean(self, value: Any) -> Any:
        values = list(dict.fromkeys(text.strip() for text in value or [] if text.strip()))
        if len(values) > MAX_VALUES:
            raise ValidationError(_("Choose at most %(n)d values.") % {"n": MAX_VALUES}, code="too_many")
        for text in values:
            if len(text) > MAX_TEXT or not is_clean(text):
                raise ValidationError(_("This is not one of the values to choose from."), code="unknown")
        return self.resolve(values)

    def resolve(self, values: list[str]) -> Any:
        return values


class ChoicesField(ValuesField):
    """Some of a closed list."""

    def __init__(self, *, choices: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        self.choices = dict(choices)
        super().__init__(**kwargs)

    def resolve(self, values: list[str]) -> list[str]:
        for value in values:
            if value not in self.choices:
                raise ValidationError(
                    _("“%(value)s” is not one of the values to choose from: %(values)s.")
                    % {"value": value, "values": ", ".join(self.choices)},
                    code="unknown",
                )
        return values


class YearsField(ValuesField):
    def resolve(self, values: list[str]) -> list[int]:
        for value in values:
            if not re.fullmatch(r"[0-9]{4}", value, re.ASCII) or value == "0000":
                raise ValidationError(
                    _("“%(value)s” is not a year. A year has four digits: 2025.") % {"value": value},
                    code="year",
                )
        return [int(value) for value in values]


class DayField(CleanCharField):
    """A day, month or year; cleans to its first (``bound="earliest"``) or last day."""

    def __init__(self, *, bound: str, **kwargs: Any) -> None:
        self.bound = bound
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text, re.ASCII):
            raise ValidationError(_("Give a day (2025-11-24), a month (2025-11) or a year (2025)."), code="day")
        return getattr(parse(text), self.bound)


class WordsField(CleanCharField):
    """Words to search for, also in quotes or left out by a minus; cleans to a ``Question``."""

    def clean(self, value: Any) -> Question:
        text = super().clean(value)
        question = read(text)
        if text and not question:
            raise ValidationError(_("Type at least one word."), code="no_word")
        if question.size > MAX_WORDS:
            raise ValidationError(_("Search for at most %(n)d words.") % {"n": MAX_WORDS}, code="many_words")
        return question


class SortField(CleanCharField):
    """The name of one of ``orders``; cleans to the order, the first where none is named."""

    def __init__(self, *, orders: tuple[Order, ...], **kwargs: Any) -> None:
        self.orders = {order.name: order for order in orders}
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        name = super().clean(value)
        if not name:
            return next(iter(self.orders.values()))
        if name not in self.orders:
            raise ValidationError(_("Sort by one of: %(names)s.") % {"names": ", ".join(self.orders)}, code="sort")
        return self.orders[name]


class SizeField(CleanCharField):
    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return DEFAULT_SIZE
        if text not in map(str, SIZES):
            raise ValidationError(
                _("A page has one of these sizes: %(sizes)s.") % {"sizes": ", ".join(map(str, SIZES))},
                code="size",
            )
        return int(text)


def overlaps_years(years: list[int]) -> Q:
    """What has ``held_from`` and ``held_to`` belongs to each year its possible days touch; without a date, to none."""
    condition = Q()
    for year in years:
        condition |= (Q(held_from=None) | Q(held_from__lte=f"{year:04}-12-31")) & (
            Q(held_to=None) | Q(held_to__gte=f"{year:04}-01-01")
        )
    return condition & ~Q(held_from=None, held_to=None)


class FieldFilter(django_filters.Filter):
    """A filter that only reads its field; what the field gives is applied by the filter set or the page."""

    def __init__(self, field: type[forms.Field], **kwargs: Any) -> None:
        self.field_class = field
        super().__init__(**kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Each filter set copies its filters to tell them who it is. What they are made of, nobody changes."""
        return copy(self)

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return qs


class ConditionFilter(FieldFilter):
    """A filter by the condition that ``condition`` makes of a value; a blank value filters nothing."""

    def __init__(self, field: type[forms.Field], condition: Callable[[Any], Q], **kwargs: Any) -> None:
        self.condition = condition
        super().__init__(field, **kwargs)

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return qs.filter(self.condition(value)) if value else qs


class StrictForm(forms.Form):
    """Refuses keys that are no filter and scalars given twice; both would otherwise be ignored silently."""

    given: QueryDict
    fixed: Mapping[str, str]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for key in self.given:
            if key not in self.fields or key in self.fixed:
                if not key.startswith("utm_"):
                    shown = key[:40] if is_clean(key) else "?"
                    message = _("There is no filter “%(key)s” here.")
                    self.add_error(None, ValidationError(message, code="no_filter", params={"key": shown}))
            elif not isinstance(self.fields[key], ValuesField) and len(self.given.getlist(key)) > 1:
                self.add_error(key, _("Give this once."))
        if cleaned.get("from") and cleaned.get("to") and cleaned["from"] > cleaned["to"]:
            self.add_error("to", _("This is before the first day."))
        for name in ("after", "before"):
            if cleaned.get(name) and cleaned.get("sort"):
                try:
                    cleaned[name] = cleaned["sort"].read(cleaned[name])
                except ValidationError as error:
                    self.add_error(name, error)
        if cleaned.get("after") and cleaned.get("before"):
            self.add_error("before", _("Give a place to go on after or one to stop before, not both."))
        return cleaned


class StrictFilterSet(django_filters.FilterSet):
    """A list's filters, order and place, read from an address: ``is_valid()``, ``errors``, ``qs``, ``page()``.

    ``fixed`` holds what the page itself decides (the continent of a continent's page); the address may not say
    otherwise. Keys that are words of Python (``from``, ``with``) are declared with a final ``_``.
    """

    orders: ClassVar[tuple[Order, ...]]

    def __init__(
        self,
        data: QueryDict,
        queryset: QuerySet[Any],
        *,
        fixed: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.given, self.fixed = data, dict(fixed or {})
        merged = data.copy()
        for key, value in self.fixed.items():
            merged[key] = value
        super().__init__(merged, queryset, **kwargs)

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        declared = {name.rstrip("_"): filter_ for name, filter_ in super().get_filters().items()}
        if not hasattr(cls, "orders"):
            return declared
        return declared | {
            "sort": FieldFilter(SortField, orders=cls.orders),
            "size": FieldFilter(SizeField),
            "after": FieldFilter(CleanCharField),
            "before": FieldFilter(CleanCharField),
        }

    def get_form_class(self) -> type[StrictForm]:
        fields = {name: filter_.field for name, filter_ in self.filters.items()}
        return type("FilterForm", (StrictForm,), {**fields, "given": self.given, "fixed": self.fixed})

    @property
    def qs(self) -> Any:
        if not hasattr(self, "_qs"):
            self._qs = self.filter_queryset(self.queryset.all()) if self.is_valid() else self.queryset.none()
        return self._qs

    def filter_queryset(self, queryset: QuerySet[Any], without: str | None = None) -> QuerySet[Any]:
        """Apply every filter but the one named ``without``."""
        for name, value in self.form.cleaned_data.items():
            if name != without:
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    @property
    def order(self) -> Order:
        return self.form.cleaned_data["sort"] if self.is_valid() else self.orders[0]

    def page(self, queryset: QuerySet[Any] | None = None) -> Page:
        """Return the page that the address asks for, empty where it is not understood.

        ``queryset`` is ``qs`` with what the rows need beside; it must hold the same rows.
        """
        if not self.is_valid():
            return Page()
        cleaned = self.form.cleaned_data
        return page_of(
            self.qs if queryset is None else queryset,
            cleaned["sort"],
            size=cleaned["size"],
            after=cleaned["after"] or None,
            before=cleaned["before"] or None,
        )

    def applied(self) -> dict[str, list[str]]:
        """Return what the address asks for beyond what the page decides: key to non-blank values, no place."""
        return {
            key: values
            for key in self.given
            if key in self.filters
            and key not in ("after", "before")
            and (values := list(dict.fromkeys(value.strip() for value in self.given.getlist(key) if value.strip())))
        }
