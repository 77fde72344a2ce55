"""Addresses of what editors say of a record."""

from django.urls import path

from desk.comments import views

urlpatterns = [
    path("<slug:kind>/<key_of_row:pk>/", views.comments, name="comments"),
    path("<key_of_row:pk>/settled/", views.settled, name="comment-settled"),
]
