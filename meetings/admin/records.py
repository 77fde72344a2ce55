"""What the forms and lists of meetings and MoUs share: the buttons that move a record along its road.

The status is never a field. Every move goes through ``meetings.services``, whose refusals are shown as they are.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.admin import RegisterAdmin
from core.refusals import REFUSALS
from core.text import validate_clean_text
from meetings import services
from meetings.models import Record

Status = Record.Status
AT_ONCE = 200
SHOWN_REFUSALS = 10

MOVES: dict[str, Callable[[Any], None]] = {
    "_publish": services.publish,
    "_submit": services.submit,
    "_return": services.return_to_draft,
}
DONE = {
    "_publish": gettext_lazy("%(record)s is published."),
    "_submit": gettext_lazy("%(record)s waits for review."),
    "_return": gettext_lazy("%(record)s is a draft again."),
}
BUTTONS: dict[str, list[tuple[str, Any]]] = {
    Status.DRAFT: [
        ("_publish", gettext_lazy("Save and publish")),
        ("_submit", gettext_lazy("Save and submit for review")),
    ],
    Status.IN_REVIEW: [
        ("_publish", gettext_lazy("Save and publish")),
        ("_return", gettext_lazy("Save and return to draft")),
    ],
    Status.PUBLISHED: [],
    Status.WITHDRAWN: [("_publish", gettext_lazy("Save and publish again"))],
}


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it is withdrawn"),
        max_length=1000,
        validators=[validate_clean_text],
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Readers who follow a link to the record will see this."),
    )


class RecordAdmin(RegisterAdmin):
    refusals = (*REFUSALS, services.Refused)
    ordering = ("-pk",)
    actions = ("publish_selected", "submit_selected", "return_selected")
    standing = (
        "reference",
        "status_badge",
        "version",
        "created_at",
        "updated_at",
        "published_at",
        "withdrawn_at",
        "withdrawn_reason",
        "merged_into",
    )

    # --- The form --------------------------------------------------------------------------------------

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.standing

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        shown = [name for name in self.standing if name == "status_badge" or getattr(obj, name) not in (None, "")]
        return [*fieldsets, (_("Standing"), {"fields": shown, "classes": ("standing",)})]

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def status_badge(self, obj: Record) -> str:
        return format_html('<span class="badge badge-{}">{}</span>', obj.status, obj.get_status_display())

    def view_on_site(self, obj: Record) -> str | None:
        return obj.get_absolute_url() if obj.is_published else None  # type: ignore[attr-defined]

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        may = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        context["moves"] = BUTTONS[obj.status if obj else Status.DRAFT] if may and not context["is_popup"] else []
        context["may_withdraw"] = bool(may and obj and obj.is_published)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if button := self._button(request):
            # A refusal takes back the saving as well: the form comes again with the reasons (``changeform_view``).
            MOVES[button](form.instance)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        return self._moved(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._moved(request, obj) or super().response_change(request, obj)

    def _button(self, request: HttpRequest) -> str | None:
        return next((name for name in MOVES if name in request.POST), None)

    def _moved(self, request: HttpRequest, obj: Any) -> HttpResponse | None:
        button = self._button(request)
        if button is None:
            return None
        address = self.view_on_site(obj)
        name = format_html('<a href="{}">{}</a>', address, obj.reference) if address else obj.reference
        self.message_user(request, format_html(str(DONE[button]).replace("%(record)s", "{}"), name), messages.SUCCESS)
        return HttpResponseRedirect(self._address("change", obj.pk))

    # --- Withdrawing -----------------------------------------------------------------------------------

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.withdraw_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_withdraw"
        return [path("<path:object_id>/withdraw/", view, name=name), *super().get_urls()]

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            text = _("There is no such record: “%(key)s”.") % {"key": object_id}
            self.message_user(request, text, messages.WARNING)
            return HttpResponseRedirect(reverse("admin:index"))
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        form = WithdrawalForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                services.withdraw(obj, form.cleaned_data["reason"])
            except services.Refused as error:
                for reason in error.reasons:
                    form.add_error(None, reason)
            else:
                self.log_change(request, obj, _("Withdrawn."))
                self.message_user(request, _("%(record)s is withdrawn.") % {"record": obj.reference}, messages.SUCCESS)
                return HttpResponseRedirect(self._address("change", obj.pk))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Withdraw %(record)s") % {"record": obj.reference},
            "opts": self.opts,
            "original": obj,
            "form": form,
            "back": self._address("change", obj.pk),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/meetings/withdraw.html", context)

    # --- Deleting: a draft only, with its citations ----------------------------------------------------

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.published_at is None)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        records = list(objs[: AT_ONCE + 1])
        kept = [_("%(record)s was public once: withdraw it instead") % {"record": self.label(obj)}
                for obj in records if obj.published_at is not None]  # fmt: skip
        if len(records) > AT_ONCE:
            kept = [_("Choose at most %(n)d at a time.") % {"n": AT_ONCE}]
        forbidden = set() if self.has_delete_permission(request) else {str(self.opts.verbose_name)}
        return [self.label(obj) for obj in records], {self.opts.verbose_name_plural: len(records)}, forbidden, kept

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        services.discard(obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for obj in queryset:
            services.discard(obj)

    # --- Actions of the list ---------------------------------------------------------------------------

    @admin.action(description=gettext_lazy("Publish selected"), permissions=("change",))
    def publish_selected(self, request: HttpRequest, queryset: Any) -> None:
        if records := self._chosen(request, queryset):
            published, refused = services.publish_all(records)
            self._report(request, len(published), refused)

    @admin.action(description=gettext_lazy("Submit selected for review"), permissions=("change",))
    def submit_selected(self, request: HttpRequest, queryset: Any) -> None:
        self._move_each(request, queryset, services.submit)

    @admin.action(description=gettext_lazy("Return selected to draft"), permissions=("change",))
    def return_selected(self, request: HttpRequest, queryset: Any) -> None:
        self._move_each(request, queryset, services.return_to_draft)

    def _move_each(self, request: HttpRequest, queryset: Any, move: Callable[[Any], None]) -> None:
        moved, refused = 0, []
        for record in self._chosen(request, queryset):
            try:
                move(record)
                moved += 1
            except services.Refused as error:
                refused.append((record, error.reasons))
        self._report(request, moved, refused)

    def _chosen(self, request: HttpRequest, queryset: Any) -> list[Any]:
        records = list(queryset[: AT_ONCE + 1])
        if len(records) <= AT_ONCE:
            return records
        text = _("Choose at most %(n)d at a time. Nothing was changed.") % {"n": AT_ONCE}
        self.message_user(request, text, messages.ERROR)
        return []

    def _report(self, request: HttpRequest, moved: int, refused: list[tuple[Any, list[str]]]) -> None:
        if moved:
            text = ngettext("%(n)d record was moved.", "%(n)d records were moved.", moved) % {"n": moved}
            self.message_user(request, text, messages.SUCCESS)
        for record, reasons in refused[:SHOWN_REFUSALS]:
            self.message_user(request, f"{record.reference}: {' '.join(reasons)}", messages.ERROR)
        more = len(refused) - SHOWN_REFUSALS
        if more > 0:
            text = ngettext("%(n)d more was refused.", "%(n)d more were refused.", more) % {"n": more}
            self.message_user(request, text, messages.ERROR)

    def _address(self, page: str, *args: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)
