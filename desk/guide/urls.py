"""Addresses of the editors' guide: the page, and its pictures where its file names them."""

from django.urls import path

from desk.guide import views

urlpatterns = [
    path("", views.guide, name="guide"),
    path("img/editors/<slug:name>.png", views.picture, name="guide-picture"),
]
