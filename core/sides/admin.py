"""The change forms of the admin: each carries what it was filled with, and shows both sides when it is stale."""

from typing import Any

from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from core.admin_widgets import is_usable_key
from core.sides import choices, values
from core.sides.comparing import Comparison
from core.stale import Stale, check_version, who
from core.versions import Versioned


class Undecided(Exception):
    """The form came back from a comparison without a choice for each field that both editors changed."""


class SideBySide:
    """For a ModelAdmin. ``request.sides`` holds the choices to show, ``request.refused`` the sentences above them."""

    def settle(self: Any, request: HttpRequest, object_id: str) -> None:
        """Put the sides that the editor took into the posted form, and refuse one that is stale or undecided.

        The row stays locked until the transaction ends.
        """
        request.sides = choices.choices_of(request.POST)  # type: ignore[attr-defined]  # read below
        if request.sides:  # type: ignore[attr-defined]  # the same
            request.POST = choices.put(request.sides, request.POST)  # type: ignore[attr-defined, assignment]  # the same
        key = unquote(object_id)
        if is_usable_key(self.model, key):
            check_version(request, self.model, key)
        if any(choices.is_open(each) for each in request.sides):  # type: ignore[attr-defined]  # the same
            raise Undecided

    def put_side_by_side(self: Any, request: Any, object_id: str, error: Stale | Undecided) -> None:
        if isinstance(error, Undecided):
            text = _("Both of you changed some of the same: choose a side for each of these, then save again.")
            request.refused = [text, *request.refused]
            return
        open_before = (each for each in request.sides if choices.is_open(each))
        unsettled = frozenset(name for each in open_before for name in each.mine)
        request.sides, rest = [], ""
        if compared := self._compare(request, object_id, unsettled):
            request.POST, request.sides = compared.data, compared.choices
            rest = _("What you typed is still here. Look at both sides, choose, and save again.")
        request.refused = [" ".join([*error.reasons, rest]).strip(), *request.refused]
        request.side_of = who(error.row)

    def _compare(self: Any, request: Any, object_id: str, unsettled: frozenset[str]) -> Comparison | None:
        obj = self.get_object(request, unquote(object_id))
        if obj is None or not self.has_change_permission(request, obj):
            return None
        fields = flatten_fieldsets(self.get_fieldsets(request, obj))
        form = self.get_form(request, obj, change=True, fields=fields)(instance=obj)
        prefixes: dict[str, int] = {}
        formsets = []
        for formset_class, inline in self.get_formsets_with_inlines(request, obj):
            prefix = formset_class.get_default_prefix()
            prefixes[prefix] = prefixes.get(prefix, 0) + 1
            if prefixes[prefix] > 1:
                prefix = f"{prefix}-{prefixes[prefix]}"
            formsets.append(formset_class(instance=obj, prefix=prefix, queryset=inline.get_queryset(request)))
        return Comparison(form, formsets, request.POST, values.base_of(request.POST), unsettled)

    def render_change_form(
        self: Any,
        request: Any,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if change and isinstance(obj, Versioned) and self.has_change_permission(request, obj):
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            snapshot = values.snapshot_of(context["adminform"].form, formsets)
            context["base_field"], context["base"] = values.FIELD, values.to_json(snapshot)
            if sides := getattr(request, "sides", None):
                context["sides"], context["side_of"] = sides, getattr(request, "side_of", "") or who(obj)
                context["choices_field"], context["choices"] = choices.FIELD, choices.to_json(sides)
        rendered: HttpResponse = super().render_change_form(request, context, add, change, form_url, obj)  # type: ignore[misc]  # the admin's
        return rendered
