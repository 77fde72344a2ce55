"""The addresses of every page that shows meetings."""

from django.urls import path

from meetings.views import events, evidence, meetings, mous, parties, places, search

app_name = "meetings"

urlpatterns = [
    path("search/", search.search, name="search"),
    path("search/suggestions/", search.suggestions, name="suggestions"),
    path("meetings/", meetings.meeting_list, name="list"),
    path("meetings/<str:reference>/", meetings.meeting_detail, name="detail"),
    path("continents/", places.continent_list, name="continents"),
    path("continents/<slug:slug>/", places.continent, name="continent"),
    path("regions/<slug:slug>/", places.region, name="region"),
    path("countries/", places.country_list, name="countries"),
    path("countries/<str:code>/", places.country, name="country"),
    path("countries/<str:first>/<str:second>/", places.pair, name="pair"),
    path("delegations/", parties.delegation_list, name="delegations"),
    path("delegations/<int:pk>/", parties.delegation_detail, name="delegation"),
    path("organizations/", parties.organization_list, name="organizations"),
    path("organizations/<slug:slug>/", parties.organization_detail, name="organization"),
    path("events/", events.event_list, name="events"),
    path("events/<slug:slug>/", events.event_detail, name="event"),
    path("mous/", mous.mou_list, name="mous"),
    path("mous/<str:reference>/", mous.mou_detail, name="mou"),
    path("topics/", evidence.topic_list, name="topics"),
    path("topics/<slug:slug>/", evidence.topic_detail, name="topic"),
    path("sources/", evidence.source_list, name="sources"),
    path("sources/<int:pk>/", evidence.source_detail, name="source"),
]
