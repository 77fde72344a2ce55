"""Who may open a page of the editors' desk, and what every page of it shares with the rest of the admin."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

View = Callable[..., HttpResponse]


def staff_view(*permissions: str) -> Callable[[View], View]:
    """Let only signed-in staff who hold every one of ``permissions`` in; the others sign in, or are told no (403).

    The page is never cached, and its form needs its token, as with every page of the admin.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def permitted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.has_perms(permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return wraps(view)(admin.site.admin_view(permitted))

    return decorate


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, title: Any, status: int = 200
) -> TemplateResponse:
    """Return a page of the desk: ``template`` with ``context`` and what the admin shows around every page."""
    everything = {**admin.site.each_context(request), "title": title, **context}
    return TemplateResponse(request, template, everything, status=status)
