"""Addresses of imports."""

from django.urls import path

from desk.imports import views

urlpatterns = [
    path("", views.imports, name="imports"),
    path("template/<slug:kind>.<slug:format>", views.template, name="import-template"),
    path("<key_of_row:pk>/", views.batch, name="import"),
    path("<key_of_row:pk>/columns/", views.columns, name="import-columns"),
    path("<key_of_row:pk>/rows/", views.rows, name="import-rows"),
    path("<key_of_row:pk>/undo/", views.undo, name="import-undo"),
    path("<key_of_row:pk>/again/", views.again, name="import-again"),
    path("<key_of_row:pk>/discard/", views.discard, name="import-discard"),
]
