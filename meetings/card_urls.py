"""The addresses of card pictures, one for each language: see ``meetings.views.cards``."""

from django.urls import path

from meetings.views import cards

app_name = "cards"

urlpatterns = [
    path("home.png", cards.home, name="home"),
    path("meetings/<str:reference>.png", cards.meeting, name="meeting"),
    path("mous/<str:reference>.png", cards.mou, name="mou"),
    path("continents/<slug:slug>.png", cards.continent, name="continent"),
    path("regions/<slug:slug>.png", cards.region, name="region"),
    path("countries/<str:code>.png", cards.country, name="country"),
    path("countries/<str:first>/<str:second>.png", cards.pair, name="pair"),
    path("events/<slug:slug>.png", cards.event, name="event"),
    path("organizations/<slug:slug>.png", cards.organization, name="organization"),
    path("topics/<slug:slug>.png", cards.topic, name="topic"),
    path("sources/<int:pk>.png", cards.source, name="source"),
    path("delegations/<int:pk>.png", cards.delegation, name="delegation"),
]
