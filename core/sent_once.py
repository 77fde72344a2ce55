"""The admin's add forms, each sent once: see ``core.form_tokens``."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from core.form_tokens import FIELD, NoToken, SentBefore, next_token


class SentOnce:
    """For a ModelAdmin: gives each add form its token, and answers one that was sent before."""

    def render_change_form(
        self: Any,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if add:
            fresh = getattr(request, "used_token", False)
            context["token_field"], context["token"] = FIELD, str(uuid4()) if fresh else next_token(request.POST)
        rendered: HttpResponse = super().render_change_form(request, context, add, change, form_url, obj)  # type: ignore[misc]  # the admin's
        return rendered

    def answer_sent_before(self: Any, request: HttpRequest, error: NoToken | SentBefore) -> HttpResponse | None:
        """Lead to the row that the form made; None where the form must be shown again, with its reasons on it."""
        if isinstance(error, NoToken):
            # Nobody could tell the second sending of it from the first.
            request.refused = [  # type: ignore[attr-defined]  # read by get_form of this request
                _("The form had lost the mark that keeps it from being saved twice, so nothing was saved. Save again.")
            ]
            return None
        model = self.model if error.kind == self.opts.label_lower else None
        row = model._base_manager.filter(pk=error.key).first() if model else None
        if error.is_same and row is not None:
            text = _("This form was sent before. It made this record once, and nothing twice.")
            self.message_user(request, text, messages.INFO)
            # A window that adds a row for another form hands it over, as the first time.
            if IS_POPUP_VAR in request.POST:
                handed: HttpResponse = self.response_add(request, row)
                return handed
            return HttpResponseRedirect(self._change_address(row))
        request.used_token = True  # type: ignore[attr-defined]  # read by render_change_form
        request.refused = [self._words_of_another(row)]  # type: ignore[attr-defined]  # as above
        return None

    def _words_of_another(self: Any, row: Any) -> str:
        if row is None:
            return _("This form was sent before, so nothing was saved. To enter another record, save again.")
        text = _(
            "This form was sent before and made {record}. What it says now is something else and was not saved: to "
            "enter another record, save again; to change the first, open it."
        )
        return format_html(text, record=format_html('<a href="{}">{}</a>', self._change_address(row), self.label(row)))

    def _change_address(self: Any, row: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[row.pk])
