"""A record's page as it was: ``?as_of=2026-01-31``."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.gazetteer import Gazetteer
from meetings.past import PastRecord
from meetings.views.common import not_public

Read = Callable[[Any, date, Gazetteer], PastRecord | None]


class PastForm(forms.Form):
    """Reads the day; nothing else of the address is meant for it."""

    as_of = forms.DateField(
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": gettext_lazy("Give a day: 2026-01-31."),
            "invalid": gettext_lazy("Give a day: 2026-01-31."),
        },
    )

    def clean_as_of(self) -> date:
        day: date = self.cleaned_data["as_of"]
        if day > timezone.now().date():
            raise ValidationError(_("This day has not come yet."))
        return day


def is_asked(request: HttpRequest) -> bool:
    return "as_of" in request.GET


def as_it_was(request: HttpRequest, records: Any, reference: str, read: Read, template: str) -> HttpResponse:
    """Answer with a record as it was. One that was withdrawn since is as gone as it is without a day."""
    record = records.published().at(reference)
    if record is None:
        return not_public(request, records.all(), reference)
    form = PastForm(request.GET)
    if not form.is_valid():
        return _said(request, record, str(form.errors["as_of"][0]), 400)
    gazetteer = Gazetteer.of(request.register)  # type: ignore[attr-defined]  # set by core.middleware
    past = read(record, form.cleaned_data["as_of"], gazetteer)
    if past is None:
        raise Http404(_("This record was not public on that day."))
    return render(request, template, {"past": past, "record": record, "is_same": past.own.version == record.version})


def _said(request: HttpRequest, record: Any, words: str, status: int) -> HttpResponse:
    return render(request, "meetings/past_refused.html", {"record": record, "words": words}, status=status)
