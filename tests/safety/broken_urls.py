"""The site with one page that is broken, for the page that says so."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as urls_of_the_site


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a mistake of ours, with a secret in it")


urlpatterns = [path("broken/", broken), *urls_of_the_site]
