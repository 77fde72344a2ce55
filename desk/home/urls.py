"""Addresses of the desk's home, beside the page itself, which is the admin's."""

from django.urls import path

from desk.home import views

urlpatterns = [path("duplicates/", views.possible_duplicates, name="home-duplicates")]
