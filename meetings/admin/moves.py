"""The pages that move a record and ask for a reason: withdraw it, return it, revise what was published."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.requests import person_of
from core.keeping.carried import given_back
from core.stale import Stale, check_version, version_of
from core.text import validate_clean_text
from meetings import services
from meetings.services import revisions
from meetings.services.powers import has_power


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=1000,
        validators=[validate_clean_text],
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
    )


class WithdrawalForm(ReasonForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Why it is withdrawn")
        self.fields["reason"].help_text = _("Readers who follow a link to the record will see this.")


class ReturnForm(ReasonForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("What is to be done")
        self.fields["reason"].help_text = _("The editor who gets it back reads this, and so does its history.")


class MovesByPage:
    """For an admin of records: the addresses of its moves, below the address of the record."""

    def get_urls(self: Any) -> list[Any]:
        pages = {"withdraw": self.withdraw_view, "return": self.return_view, "revise": self.revise_view,
                 "republish": self.republish_view}  # fmt: skip
        own = [
            path(f"<path:object_id>/{name}/", self.admin_site.admin_view(view), name=self._name(name))
            for name, view in pages.items()
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]  # the admin's, after this class

    def withdraw_view(self: Any, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._with_reason(  # type: ignore[no-any-return]  # the same
            request,
            object_id,
            "withdraw",
            WithdrawalForm,
            lambda obj, reason: services.withdraw(obj, reason, person_of(request)),
            {
                "title": gettext_lazy("Withdraw %(record)s"),
                "lead": gettext_lazy(
                    "The record leaves the register's lists, search and exports. Its address stays and shows the "
                    "reason."
                ),
                "verb": gettext_lazy("Withdraw"),
                "done": gettext_lazy("%(record)s is withdrawn."),
            },
        )

    def return_view(self: Any, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._with_reason(  # type: ignore[no-any-return]  # the same
            request,
            object_id,
            "review",
            ReturnForm,
            lambda obj, reason: self.return_with(request, obj, reason),
            {
                "title": gettext_lazy("Return %(record)s"),
                "lead": gettext_lazy("The record becomes a draft again, with your comment on it."),
                "verb": gettext_lazy("Return"),
                "done": gettext_lazy("%(record)s is a draft again."),
            },
        )

    def return_with(self: Any, request: HttpRequest, obj: Any, reason: str) -> None:
        services.return_to_draft(obj, person_of(request), reason)

    def revise_view(self: Any, request: HttpRequest, object_id: str) -> HttpResponse:
        """Begin the revision of a published record, or go on with the one that there is."""
        response: HttpResponse = self._at_once(request, object_id, "change", revisions.begin)
        return response

    def republish_view(self: Any, request: HttpRequest, object_id: str) -> HttpResponse:
        """Publish again, as it was, what was withdrawn."""
        response: HttpResponse = self._at_once(request, object_id, "publish", services.publish)
        return response

    def _at_once(self: Any, request: HttpRequest, object_id: str, power: str, move: Callable[..., Any]) -> HttpResponse:
        obj: Any = self._record(request, object_id)
        if obj is None:
            missing: HttpResponse = self._no_such_record(request, object_id)
            return missing
        if not has_power(request.user, power, self.model):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            with transaction.atomic():
                check_version(request, self.model, obj.pk)
                moved = move(obj, person_of(request))
        except (services.Refused, Stale) as error:
            for reason in error.reasons:
                self.message_user(request, reason, messages.ERROR)
            return HttpResponseRedirect(self._address("change", obj.pk))
        return HttpResponseRedirect(self._address("change", moved.pk))

    def _with_reason(
        self: Any,
        request: HttpRequest,
        object_id: str,
        power: str,
        form_class: type[ReasonForm],
        move: Callable[[Any, str], None],
        words: dict[str, Any],
    ) -> HttpResponse:
        obj: Any = self._record(request, object_id)
        if obj is None:
            missing: HttpResponse = self._no_such_record(request, object_id)
            return missing
        if not has_power(request.user, power, self.model):
            raise PermissionDenied
        as_typed = given_back(request)
        form, status = form_class(request.POST if request.method == "POST" else None), 200
        if request.method == "POST" and not as_typed:
            try:
                with transaction.atomic():
                    check_version(request, self.model, obj.pk)
                    if form.is_valid():
                        move(obj, form.cleaned_data["reason"])
                        return self._after(request, obj, str(words["done"]))  # type: ignore[no-any-return]  # the same
            except services.Refused as error:
                _say(form, error.reasons)
            except Stale as error:
                # The page then shows the present version: sent again, it is a decision.
                obj.version, status = error.row.version, 409
                _say(form, error.reasons)
        if as_typed:
            obj.version = version_of(request) or obj.version
        context = {
            **self.admin_site.each_context(request),
            **words,
            "title": str(words["title"]) % {"record": obj.reference},
            "opts": self.opts,
            "original": obj,
            "form": form,
            "back": self._address("change", obj.pk),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/meetings/move.html", context, status=status)

    def _after(self: Any, request: HttpRequest, obj: Any, done: str) -> HttpResponse:
        text = done % {"record": obj.reference}
        self.log_change(request, obj, text)
        self.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(self._address("change", obj.pk))

    def _record(self: Any, request: HttpRequest, object_id: str) -> Any:
        return self.get_object(request, unquote(object_id))

    def _no_such_record(self: Any, request: HttpRequest, object_id: str) -> HttpResponse:
        text = _("There is no such record: “%(key)s”.") % {"key": object_id}
        self.message_user(request, text, messages.WARNING)
        return HttpResponseRedirect(reverse("admin:index"))

    def _name(self: Any, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def _address(self: Any, page: str, *args: Any) -> str:
        return reverse(f"admin:{self._name(page)}", args=args)


def _say(form: forms.Form, reasons: list[str]) -> None:
    for reason in reasons:
        form.add_error(None, reason)
