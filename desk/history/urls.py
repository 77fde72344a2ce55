"""Addresses of versions of a row; the list of its steps is the admin's own address of its history."""

from django.urls import path

from desk.history import pages
from desk.history.gone import gone

urlpatterns = [
    path("<slug:app>/<slug:name>/gone/", gone, name="history-gone"),
    path("<slug:app>/<slug:name>/<str:key>/compare/", pages.compare, name="history-compare"),
    path("<slug:app>/<slug:name>/<str:key>/<key_of_row:state>/", pages.version, name="history-version"),
]
