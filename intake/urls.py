"""The pages of the intake, under ``/admin/intake/``."""

from django.urls import path

from core import converters
from intake import views

converters.register()

app_name = "intake"
urlpatterns = [
    path("", views.articles, name="articles"),
    path("new/", views.new, name="new"),
    path("<key_of_row:pk>/", views.article, name="article"),
    path("<key_of_row:pk>/let-go/", views.let_go, name="let-go"),
]
