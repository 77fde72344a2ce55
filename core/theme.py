"""Light, dark, or as the reader's system has it.

The choice lives in a cookie, so that the server can write it on ``<html>`` and no page flashes in the other theme
before a script has run (the content policy forbids scripts within the page). Without a cookie the page is the same
for everybody, and the system decides.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

COOKIE = "theme"
AUTO = "auto"
# The admin's own switch keeps the same words, under the same name, in the browser's local storage.
THEMES = (AUTO, "light", "dark")
KEPT_SECONDS = 365 * 24 * 3600


def theme_of(request: HttpRequest) -> str:
    """Return what the reader chose; "auto" for nothing and for anything that is no theme."""
    chosen = request.COOKIES.get(COOKIE, AUTO)
    return chosen if chosen in THEMES else AUTO


def vary_by_theme(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Tell caches that a page may differ with the cookie; readers without one still share a page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
        return response

    return middleware
