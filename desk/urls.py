"""The pages of the editors' desk, under ``/admin/desk/``: a module of addresses for each kind of work."""

from django.urls import URLPattern, URLResolver, include, path

from core import converters
from desk.exporting.views import export

converters.register()

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("bulk/", include("desk.bulk.urls")),
    path("comments/", include("desk.comments.urls")),
    path("history/", include("desk.history.urls")),
    path("export/<slug:app>/<slug:model>.<slug:format>", export, name="export"),
    path("guide/", include("desk.guide.urls")),
    path("home/", include("desk.home.urls")),
    path("imports/", include("desk.imports.urls")),
    path("", include("desk.duplicates.urls")),
]
