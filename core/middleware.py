"""What happens to a request before and after any view."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, override

from core.languages import language_of, without_language
from core.state import read_state, seeing

Handler = Callable[[HttpRequest], HttpResponse]


def speak_the_language_of_the_address(get_response: Handler) -> Handler:
    """Speak French below ``/fr/``, Arabic below ``/ar/``, English everywhere else.

    Not Django's ``LocaleMiddleware``: that one adds ``Vary: Accept-Language`` to what does not vary by it, which
    costs every cache in between its hits, and leaves the language on for whatever the thread does next.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        with override(language_of(request.path_info)):
            response = get_response(request)
            response.headers.setdefault("Content-Language", get_language() or settings.LANGUAGE_CODE)
            return response

    return middleware


def refuse_malformed_input(get_response: Handler) -> Handler:
    """Answer 400, in words, where an address holds a NUL: PostgreSQL cannot be asked for one.

    Fields of forms say so themselves, beside the field; this is for what no form reads: paths, and the query
    strings of the admin's lists.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        # The API says so itself, as its readers expect it.
        if request.path_info.startswith("/api/"):
            return get_response(request)
        query = request.META.get("QUERY_STRING", "")
        if "\0" in request.path or ("%00" in query and without_language(request.path_info).startswith("/admin/")):
            return render(request, "400.html", status=400)
        return get_response(request)

    return middleware


def know_the_state(get_response: Handler) -> Handler:
    """Set ``request.register``, the state of the register, read at most once a request and only when asked for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        state = SimpleLazyObject(read_state)
        request.register = state  # type: ignore[attr-defined]  # kept for this request
        with seeing(state):  # type: ignore[arg-type]  # it becomes one when it is asked
            return get_response(request)

    return middleware


class SayWhenUnavailable:
    """Answer 503 with a page that helps when the database is away, or a question took it too long."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        # Without the request: its context processors would ask the database again.
        page = render_to_string("503.html", _sent_again(request))
        return HttpResponse(page, status=503, headers={"Retry-After": "30"})


def _sent_again(request: HttpRequest) -> dict[str, Any]:
    """Return what an editor's form said, for a page that sends it once more; nothing of one that holds a password."""
    is_editors = request.method == "POST" and without_language(request.path_info).startswith("/admin/")
    if not is_editors or not request.POST or any("passw" in name.lower() for name in request.POST):
        return {}
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    return {"sent_to": request.get_full_path(), "sent": fields}
