"""The pages of the editors' desk, under ``/admin/desk/``: a module of addresses for each kind of work."""

from django.urls import URLPattern, URLResolver

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = []
