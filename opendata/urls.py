"""The addresses of what can be taken away."""

from django.urls import path

from opendata import citations, downloads, feeds, pages, views

app_name = "opendata"

urlpatterns = [
    path("data/", pages.data, name="data"),
    path("data/<str:name>.zip", downloads.release, name="release"),
    path("data/codebook/", pages.codebook, name="codebook"),
    path("cite/<slug:kind>/", citations.of_list, name="cite_list"),
    path("meetings/<str:reference>/cite.<slug:format>", citations.of_meeting, name="cite_meeting"),
    path("mous/<str:reference>/cite.<slug:format>", citations.of_mou, name="cite_mou"),
    path("<slug:kind>/<str:key>/cite.<slug:format>", citations.of_other, name="cite_other"),
    path("feed.atom", feeds.of_all, name="feed"),
    path("<slug:kind>.atom", feeds.of_list, name="list_feed"),
    path("<slug:kind>.<slug:format>", views.whole_list, name="list"),
    path("sources/<int:pk>/meetings.<slug:format>", views.of_source, name="source"),
    path("delegations/<int:pk>/meetings.<slug:format>", views.of_delegation, name="delegation"),
]
