"""A first look at what a browser sent, before any view reads it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def refuse_malformed_input(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 400, in words, where an address holds a NUL: PostgreSQL cannot be asked for one.

    Fields of forms say so themselves, beside the field; this is for what no form reads (paths, the query
    strings of the admin's lists).
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "\0" in request.path or ("%00" in query and request.path.startswith("/admin/")):
            return render(request, "400.html", status=400)
        return get_response(request)

    return middleware
