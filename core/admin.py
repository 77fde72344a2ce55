"""What every list and form of the admin has in common: bounded, and never a server error for what was typed.

Django's own admin answers some hand-made addresses and forms with a 500 (a year 9999 in the date hierarchy, a
letter where an autocomplete expects a number, a deferred rule of the database that fires at COMMIT). The classes
here turn each into a message and keep what was typed.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import NotRelationField, get_fields_from_path, unquote
from django.contrib.admin.views.main import ERROR_FLAG, ChangeList
from django.contrib.admin.widgets import AdminTextareaWidget, AdminURLFieldWidget
from django.core.exceptions import FieldDoesNotExist
from django.db import DataError, models, transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from core.admin_widgets import AutocompleteFields, SteadyInline, is_usable_key
from core.form_tokens import NoToken, SentBefore, made, once
from core.history import acting
from core.keeping.carried import given_back
from core.reasons import reason_of
from core.refusals import REFUSALS, check_deferred_rules, words_of_refusal
from core.search import first_words
from core.sent_once import SentOnce
from core.sides.admin import SideBySide, Undecided
from core.sides.lists import VersionsOfRows
from core.stale import Stale, check_version

__all__ = [
    "RegisterAdmin",
    "SteadyAdmin",
    "SteadyInline",
    "contains_words",
]

LOOKUPS = frozenset({"exact", "in", "isnull", "gt", "gte", "lt", "lte", "year", "month", "day"})


class ShownAtOnce(Exception):
    """What was saved would be before readers at once, though nobody with the power to show it has seen it."""

    def __init__(self) -> None:
        self.reasons = [_("Readers would see this at once, so only a publisher may enter it.")]
        super().__init__(*self.reasons)


class SteadyChangeList(ChangeList):
    """A list whose address may hold any value: one that cannot be used leads to the list without filters."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        try:
            return super().get_queryset(request, exclude_parameters)
        except (ValueError, TypeError, OverflowError) as error:
            raise IncorrectLookupParameters(error) from error

    def get_results(self, request: HttpRequest) -> None:
        # The question is put together and asked only here: a year 10000 shows now.
        try:
            super().get_results(request)
        except (ValueError, TypeError, OverflowError, DataError) as error:
            raise IncorrectLookupParameters(error) from error


class SteadyAdmin(SentOnce, SideBySide, VersionsOfRows, AutocompleteFields, admin.ModelAdmin):
    """The base of every model's admin."""

    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    refusals: tuple[type[Exception], ...] = (*REFUSALS, ShownAtOnce)
    # What apps above have to say once a form was saved: called with the request, the form and whether it changed a row
    # that was there. The transaction is still open.
    after_saving: ClassVar[list[Callable[[HttpRequest, Any, bool], None]]] = []
    # The page of a row's history, which an app above shows: called with this admin, the request and the key in the
    # address. None for a model without a history.
    history_page: ClassVar[Callable[[Any, HttpRequest, str], HttpResponse | None] | None] = None
    formfield_overrides = {
        models.URLField: {"widget": AdminURLFieldWidget, "assume_scheme": "https"},
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 4})},
    }

    def label(self, obj: Any) -> str:
        """Return how ``obj`` is called in the choices of other forms."""
        return str(obj)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return SteadyChangeList

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Allow plain comparisons only: a regular expression in an address can be wrong, or run for minutes."""
        path = lookup.split("__")
        while len(path) > 1 and path[-1] in LOOKUPS:
            path.pop()
        try:
            get_fields_from_path(self.model, path[0])
        except FieldDoesNotExist:
            return super().lookup_allowed(lookup, value, request)  # a filter of our own, or ignored
        try:
            get_fields_from_path(self.model, "__".join(path))
        except (FieldDoesNotExist, NotRelationField):
            return False
        return super().lookup_allowed(lookup, value, request)

    def view_on_site(self, obj: Any) -> str | None:
        """Return the address at which readers see ``obj``, if they do."""
        if not hasattr(obj, "get_absolute_url"):
            return None
        public = type(obj)._default_manager.published().filter(pk=obj.pk).exists()
        return obj.get_absolute_url() if public else None

    # --- Saving and deleting: a rule that is broken is a message ---------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        if given_back(request):
            return self.show_as_typed(request, object_id, form_url, extra_context)
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        why, request.refused = reason_of(request)  # type: ignore[attr-defined]  # read by get_form of this request
        try:
            with acting(None, via="form", reason=why), transaction.atomic():
                if object_id is None:
                    with once(request.POST, self.opts.label_lower) as request.sent:  # type: ignore[attr-defined]  # kept for this request
                        return super().changeform_view(request, object_id, form_url, extra_context)
                self.settle(request, object_id)
                return super().changeform_view(request, object_id, form_url, extra_context)
        except (NoToken, SentBefore) as error:
            if led := self.answer_sent_before(request, error):
                return led
            response = super().changeform_view(request, object_id, form_url, extra_context)
            if response.status_code == 200:
                response.status_code = 409
            return response
        except (Stale, Undecided) as error:
            self.put_side_by_side(request, object_id or "", error)
            response = super().changeform_view(request, object_id, form_url, extra_context)
            if response.status_code == 200:
                response.status_code = 409
            return response
        except self.refusals as error:
            # Nothing was saved. The same form again, with the reason on it and all that was typed.
            request.refused = words_of_refusal(error)  # type: ignore[attr-defined]  # the same
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if getattr(request, "is_given_back", False):
            form = type(form.__name__, (GivenBackForm, form), {"__module__": form.__module__})
        if reasons := getattr(request, "refused", None):
            return type(form.__name__, (RefusedForm, form), {"reasons": reasons, "__module__": form.__module__})
        return form

    def show_as_typed(self, request: Any, object_id: str | None, form_url: str, extra_context: Any) -> HttpResponse:
        """Show a form that was kept as it was typed, beside what is stored if that has changed, and save nothing."""
        _why, request.refused = reason_of(request)
        request.is_given_back = True
        if object_id is not None:
            try:
                with transaction.atomic():
                    self.settle(request, object_id)
            except (Stale, Undecided) as error:
                self.put_side_by_side(request, object_id, error)
        context = {**(extra_context or {}), "is_given_back": True}
        return super().changeform_view(request, object_id, form_url, context)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        check_deferred_rules()
        if not change:
            made(request.sent, form.instance.pk)  # type: ignore[attr-defined]  # set by changeform_view
        for say in self.after_saving:
            say(request, form, change)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        page = SteadyAdmin.history_page(self, request, object_id) if SteadyAdmin.history_page else None
        return page or super().history_view(request, object_id, extra_context)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        try:
            with transaction.atomic():
                if request.method == "POST":
                    self._check_version(request, unquote(object_id))
                return super().delete_view(request, object_id, extra_context)
        except Stale as error:
            return self._refused(request, error)
        except self.refusals as error:
            return self._refused(request, error)

    def _check_version(self, request: HttpRequest, key: str) -> None:
        """Refuse a stale deletion; who may not delete the row is told so, and nothing of who changed it."""
        obj = self.get_object(request, key) if is_usable_key(self.model, key) else None
        if obj is not None and self.has_delete_permission(request, obj):
            check_version(request, self.model, obj.pk)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        check_deferred_rules()

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        super().delete_queryset(request, queryset)
        check_deferred_rules()

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Name the first twenty records that stand in the way, not all five thousand meetings of a country."""
        # Nothing is deleted along with a row, all is protected: who may touch the others is not asked, row by row.
        request.gathering = True  # type: ignore[attr-defined]  # read by has_delete_permission of this request
        to_delete, model_count, perms_needed, protected = super().get_deleted_objects(objs, request)
        if len(protected) > 20:
            more = _("… and %(n)d more") % {"n": len(protected) - 20}
            protected = [*protected[:20], more]
        return to_delete, model_count, perms_needed, protected

    # --- Lists -----------------------------------------------------------------------------------------

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if request.method == "POST":
            try:
                with transaction.atomic():
                    return super().changelist_view(request, extra_context)
            except self.refusals as error:
                return self._refused(request, error)
        extra_context = {**(extra_context or {}), **self.list_seen_at()}
        if ERROR_FLAG in request.GET:
            text = _("The address of the list held a value that it cannot use, so this is the whole list.")
            self.message_user(request, text, messages.WARNING)
        return super().changelist_view(request, extra_context)

    def response_action(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:  # type: ignore[override]  # the stubs never return None
        if not all(is_usable_key(self.model, key) for key in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            self.message_user(request, _("The list of selected rows cannot be read."), messages.ERROR)
            return None
        return super().response_action(request, queryset)

    def _refused(self, request: HttpRequest, error: Exception) -> HttpResponse:
        for reason in words_of_refusal(error):
            self.message_user(request, reason, messages.ERROR)
        return HttpResponseRedirect(request.get_full_path())


class RegisterAdmin(SteadyAdmin):
    """The base for what the register holds: found by its words, in any of the four languages."""

    search_fields = ("pk",)  # shows the box; ``matching`` does the work

    # --- Who may touch a row ---------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or self.may_touch(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        asked = obj is None or getattr(request, "gathering", False)
        return super().has_delete_permission(request, obj) and (asked or self.may_touch(request, obj))

    def may_touch(self, request: HttpRequest, obj: Any) -> bool:
        """Tell whether who asks may change this row: one's own, or anybody's with ``edit_any``; what readers see
        takes ``edit_public``, for there is no second look at it."""
        if not hasattr(obj, "is_seen"):
            obj.is_seen = type(obj)._default_manager.published().filter(pk=obj.pk).exists()
        name = self.opts.model_name
        if obj.is_seen:
            return bool(request.user.has_perm(f"{self.opts.app_label}.edit_public_{name}"))
        any_of_them = f"{self.opts.app_label}.edit_any_{name}"
        return obj.entered_by_id == request.user.pk or bool(request.user.has_perm(any_of_them))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if self.is_shown_unseen(request, form.instance):
            raise ShownAtOnce

    def is_shown_unseen(self, request: HttpRequest, obj: Any) -> bool:
        """Tell whether readers see ``obj`` now, though who saved it may not change what they see: a total or a passage
        of an event that is public already."""
        may = request.user.has_perm(f"{self.opts.app_label}.edit_public_{self.opts.model_name}")
        return not may and type(obj)._default_manager.published().filter(pk=obj.pk).exists()

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        if not request.user.has_perm(f"{self.opts.app_label}.edit_public_{self.opts.model_name}"):
            # It asks for the permission of the model, not for that of each row.
            actions.pop("delete_selected", None)
        return actions

    def matching(self, queryset: Any, words: list[str]) -> Any:
        """Return the rows of ``queryset`` that have every one of ``words``, which are normalised."""
        raise NotImplementedError

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        if not search_term.strip():
            return queryset, False
        words = first_words(search_term)
        return (self.matching(queryset, words) if words else queryset.none()), False


class RefusedForm(ModelForm):
    """A form that the database or a service refused: bound again, with the reasons."""

    reasons: list[str]

    def clean(self) -> Any:
        cleaned = super().clean()
        for reason in self.reasons:
            self.add_error(None, reason)
        return cleaned


class GivenBackForm(ModelForm):
    """A form as it was typed, to be looked at: whatever it says is not saved yet."""

    def is_valid(self) -> bool:
        super().is_valid()
        return False


def contains_words(field: str, words: list[str]) -> models.Q:
    """Return the condition that the normalised text in ``field`` has every one of ``words``."""
    condition = models.Q()
    for word in words:
        condition &= models.Q(**{f"{field}__contains": word})
    return condition
