"""The application's addresses and two that do nothing, through the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config import urls

PAGE = "<!doctype html><html lang=en><title>Nothing</title><h1>Nothing</h1>" + "<p>Nothing to see.</p>" * 20 + "</html>"


def trivial(request: HttpRequest) -> HttpResponse:
    """A small page that is always the same: what Django itself costs here."""
    return HttpResponse(PAGE)


def nothing(request: HttpRequest) -> HttpResponse:
    """An answer without a body."""
    return HttpResponse(status=204)


urlpatterns = [
    path("bench/trivial/", trivial),
    path("bench/nothing/", nothing),
    *urls.urlpatterns,
]
