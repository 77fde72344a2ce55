"""What the forms and lists of meetings and MoUs share: the buttons that move a record along its road.

The status is never a field. Every move goes through ``meetings.services``, whose refusals are shown as they are.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.requests import person_of
from core.admin import RegisterAdmin
from core.refusals import REFUSALS
from meetings import services
from meetings.admin.filters import EvidenceFilter, RevisionFilter, WhoseFilter
from meetings.admin.moves import MovesByPage
from meetings.content import content_of
from meetings.differences import differences
from meetings.models import Record
from meetings.services.powers import has_power, may_change, visible_to
from meetings.services.powers import may_publish as may_publish_it

Status = Record.Status
AT_ONCE = 200
SHOWN_REFUSALS = 10

MOVES: dict[str, Callable[[Any, Any], Any]] = {"_publish": services.publish, "_submit": services.submit}
DONE = {
    "_publish": gettext_lazy("%(record)s is published."),
    "_submit": gettext_lazy("%(record)s waits for review."),
}


class RecordAdmin(MovesByPage, RegisterAdmin):
    refusals = (*REFUSALS, services.Refused)
    ordering = ("-pk",)
    list_filter: ClassVar[Any] = ("status", WhoseFilter, RevisionFilter, EvidenceFilter)
    actions = ("publish_selected", "submit_selected")
    standing = (
        "reference",
        "status_badge",
        "version",
        "created_at",
        "updated_at",
        "entered_by",
        "changed_by",
        "published_at",
        "published_by",
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
        return obj.get_absolute_url() if obj.is_published else None  # type: ignore[attr-defined]  # Record has them in its subclasses

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if not context["is_popup"]:
            context["moves"] = self._buttons(request, obj)
            context["standing"] = self._standing(request, obj) if obj else None
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _buttons(self, request: HttpRequest, obj: Any) -> list[tuple[str, Any]]:
        """Return the moves that save first: the form asks for no more than this person may do."""
        user = request.user
        if obj is None:
            may_publish = has_power(user, "publish", self.model) and not settings.TWO_PERSONS
        else:
            may_publish = may_publish_it(user, obj) and may_change(user, obj)
        buttons = [("_publish", _("Save and publish"))] if may_publish else []
        if obj is None or (obj.status == Status.DRAFT and may_change(user, obj)):
            buttons.append(("_submit", _("Save and submit for review")))
        return buttons

    def _standing(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        """Return what the form says and offers about where ``obj`` stands, apart from what it says."""
        user = request.user
        pending = getattr(obj, "revision", None) if obj.published_at else None
        return {
            "revises": obj.revises,
            "revises_url": self._address("change", obj.revises_id) if obj.revises_id else "",
            "differences": revised(obj) if obj.revises_id else (),
            "pending": pending,
            "pending_url": self._address("change", pending.pk) if pending else "",
            "alone": obj.is_published and obj.published_alone,
            "yours": settings.TWO_PERSONS and obj.status == Status.IN_REVIEW and obj.changed_by_id == user.pk,
            "may_revise": bool(obj.published_at) and has_power(user, "change", obj),
            "may_republish": obj.status == Status.WITHDRAWN and not pending and may_publish_it(user, obj),
            "may_withdraw": obj.is_published and has_power(user, "withdraw", obj),
            "may_return": obj.status == Status.IN_REVIEW and has_power(user, "review", obj),
        }

    def may_touch(self, request: HttpRequest, obj: Any) -> bool:
        return may_change(request.user, obj)

    def is_shown_unseen(self, request: HttpRequest, obj: Any) -> bool:
        return False  # it has a road of its own, on which the services ask

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super(RegisterAdmin, self).get_actions(request)
        if not has_power(request.user, "edit_any", self.model):
            actions.pop("delete_selected", None)
        return actions

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return has_power(request.user, "publish", self.model)

    def get_queryset(self, request: HttpRequest) -> Any:
        return visible_to(request.user, super().get_queryset(request))

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        found, may_have_duplicates = super().get_search_results(request, queryset, search_term)
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            found = found.originals()
        return found, may_have_duplicates

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if button := self._button(request):
            # A refusal takes back the saving as well: the form comes again with the reasons (``changeform_view``).
            request.moved = MOVES[button](form.instance, request.user)  # type: ignore[attr-defined]  # read by _moved

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
        # A revision that was published is gone; what it revised is there.
        obj = getattr(request, "moved", None) or obj
        address = self.view_on_site(obj)
        name = format_html('<a href="{}">{}</a>', address, obj.reference) if address else obj.reference
        self.message_user(request, format_html(str(DONE[button]).replace("%(record)s", "{}"), name), messages.SUCCESS)
        return HttpResponseRedirect(self._address("change", obj.pk))

    # --- Deleting: a draft only, with its citations ----------------------------------------------------

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        records = list(objs[: AT_ONCE + 1])
        kept = [_("%(record)s was public once: withdraw it instead") % {"record": self.label(obj)}
                for obj in records if obj.published_at is not None]  # fmt: skip
        if len(records) > AT_ONCE:
            kept = [_("Choose at most %(n)d at a time.") % {"n": AT_ONCE}]
        forbidden = set() if self.has_delete_permission(request) else {str(self.opts.verbose_name)}
        return [self.label(obj) for obj in records], {self.opts.verbose_name_plural: len(records)}, forbidden, kept

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        services.discard(obj, person_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for obj in queryset:
            services.discard(obj, person_of(request))

    # --- Actions of the list ---------------------------------------------------------------------------

    @admin.action(description=gettext_lazy("Publish selected"), permissions=("publish",))
    def publish_selected(self, request: HttpRequest, queryset: Any) -> None:
        if records := self._chosen(request, queryset):
            published, refused = services.publish_all(records, person_of(request))
            self._report(request, len(published), refused)

    @admin.action(description=gettext_lazy("Submit selected for review"), permissions=("change",))
    def submit_selected(self, request: HttpRequest, queryset: Any) -> None:
        self._move_each(request, queryset, services.submit)

    def _move_each(self, request: HttpRequest, queryset: Any, move: Callable[[Any, Any], None]) -> None:
        moved, refused = 0, []
        for record in self._chosen(request, queryset):
            try:
                move(record, request.user)
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


def revised(copy: Any) -> list[Any]:
    """Return in what a pending revision differs from what readers see."""
    return differences(type(copy), content_of(copy.revises), content_of(copy))
