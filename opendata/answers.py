"""Answers in plain words, for who asked for a file and gets none."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext as _


def said(status: int, lines: Iterable[str]) -> HttpResponse:
    text = "".join(f"{line}\n" for line in lines)
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


def not_understood(errors: list[str]) -> HttpResponse:
    return said(400, [_("The address asks for something that the register does not know:"), *errors])
