"""The addresses of what can be taken away."""

from django.urls import path

from opendata import pages, views

app_name = "opendata"

urlpatterns = [
    path("data/", pages.data, name="data"),
    path("data/codebook/", pages.codebook, name="codebook"),
    path("<slug:kind>.<slug:format>", views.whole_list, name="list"),
    path("sources/<int:pk>/meetings.<slug:format>", views.of_source, name="source"),
    path("delegations/<int:pk>/meetings.<slug:format>", views.of_delegation, name="delegation"),
]
