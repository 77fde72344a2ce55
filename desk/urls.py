"""The pages of the editors' desk, under ``/admin/desk/``: a module of addresses for each kind of work."""

from django.urls import URLPattern, URLResolver, include, path

from core import converters

converters.register()

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("bulk/", include("desk.bulk.urls")),
    path("comments/", include("desk.comments.urls")),
    path("guide/", include("desk.guide.urls")),
    path("home/", include("desk.home.urls")),
    path("", include("desk.duplicates.urls")),
]
