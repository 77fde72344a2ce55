"""Autocompletes of the admin that survive any value, ask the database once a form, and say what a row is."""

import re
from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AdminTextareaWidget, AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest
from django.utils.functional import cached_property

from core.relations import loaded


def is_usable_key(model: type[models.Model], value: Any) -> bool:
    """Tell whether the database can be asked for a row of ``model`` with the primary key ``value``."""
    try:
        model._meta.pk.to_python(value)
        str(value).encode()
    except (ValidationError, ValueError):
        return False
    return "\0" not in str(value)


def label_of(site: admin.AdminSite, row: models.Model) -> str:
    """Return how the admin of its model calls ``row`` in the choices of a form."""
    return getattr(site.get_model_admin(type(row)), "label", str)(row)


class LabelledAutocompleteView(AutocompleteJsonView):
    """Answers with the label that the model's admin gives."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        return {"id": str(getattr(obj, to_field_name)), "text": label_of(cast(admin.AdminSite, self.admin_site), obj)}


class SteadyChoices:
    """The options of an autocomplete: the rows that are chosen.

    ``known`` holds the labels of rows that were fetched along with the form, so that thirty inlines ask nothing.
    Values that no row can have (hand-posted) are left out; the field says that they are wrong.
    """

    known: dict[str, str]

    def optgroups(self: Any, name: str, value: list[Any], attr: Any = None) -> list[Any]:
        model = self.field.remote_field.model
        keys = [str(key) for key in value if key not in (None, "") and is_usable_key(model, key)]
        labels = {key: text for key, text in getattr(self, "known", {}).items() if key in keys}
        if missing := [key for key in keys if key not in labels]:
            for row in self.choices.queryset.filter(pk__in=missing):
                labels[str(row.pk)] = label_of(self.admin_site, row)
        empty = [] if self.is_required or self.allow_multiple_selected else [("", "")]
        chosen = [(key, labels[key]) for key in keys if key in labels]
        options = [
            self.create_option(name, key, text, bool(key), number)
            for number, (key, text) in enumerate([*empty, *chosen])
        ]
        return [(None, options, 0)]


class SteadySelect(SteadyChoices, AutocompleteSelect):  # type: ignore[misc]  # wider than the stubs say
    pass


class SteadySelectMultiple(SteadyChoices, AutocompleteSelectMultiple):  # type: ignore[misc]  # the same
    pass


class AutocompleteFields:
    """For a ModelAdmin or an inline: its ``autocomplete_fields`` are the ones above."""

    def formfield_for_foreignkey(self: Any, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return self._steady(super(), "formfield_for_foreignkey", SteadySelect, db_field, request, kwargs)

    def formfield_for_manytomany(self: Any, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return self._steady(super(), "formfield_for_manytomany", SteadySelectMultiple, db_field, request, kwargs)

    def _steady(
        self: Any,
        parent: Any,
        method: str,
        widget: Any,
        db_field: Any,
        request: HttpRequest,
        kwargs: dict[str, Any],
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            related = self.admin_site.get_model_admin(db_field.remote_field.model)
            kwargs.setdefault("widget", widget(db_field, self.admin_site))
            # With all that a label shows, as the related list itself fetches it.
            kwargs.setdefault("queryset", related.get_queryset(request))
        return getattr(parent, method)(db_field, request, **kwargs)


# More rows than that no form can have; a longer number is none of a row.
ROW = re.compile("[0-9]{1,4}")


class SteadyInlineFormSet(BaseInlineFormSet):
    """Rows of an inline: a row that somebody else deleted meanwhile is an error on the form, not of the server, and a
    form that claims a thousand rows is answered with those that it sent."""

    def total_form_count(self) -> int:
        count: int = super().total_form_count()
        return min(count, max(self._sent, self.initial_form_count())) if self.is_bound else count

    @cached_property
    def _sent(self) -> int:
        """How many rows the form speaks of, to the last one that says anything."""
        start = f"{self.prefix}-"
        numbers = (name.removeprefix(start).partition("-")[0] for name in self.data if name.startswith(start))
        return max((int(number) + 1 for number in numbers if ROW.fullmatch(number)), default=0)

    def initial_form_count(self) -> int:
        count = super().initial_form_count()
        return min(count, len(self.get_queryset())) if self.is_bound else count


class InlineForm(ModelForm):
    """A row of an inline whose autocompletes know the rows that were fetched with it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, SteadySelect) and (row := loaded(self.instance, name)):
                widget.known = {str(row.pk): label_of(widget.admin_site, row)}


class SteadyInline(AutocompleteFields, InlineModelAdmin):
    """The base of every inline, before ``TabularInline`` or ``StackedInline``; ``related`` names what labels show."""

    form: type[ModelForm] = InlineForm
    formset = SteadyInlineFormSet
    formfield_overrides = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 2})}}
    extra = 0
    related: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> Any:
        queryset = super().get_queryset(request)
        return queryset.select_related(*self.related) if self.related else queryset
