"""Addresses of what may be the same."""

from django.urls import path

from desk.duplicates import views

urlpatterns = [
    path("duplicates/", views.queue, name="duplicates"),
    path("duplicates/merged/", views.merges, name="merges"),
    path("duplicates/merged/<key_of_row:pk>/undo/", views.unmerge, name="unmerge"),
    path("duplicates/told-apart/", views.told_apart, name="told-apart"),
    path("duplicates/told-apart/<key_of_row:pk>/take-back/", views.take_back, name="take-back"),
    path("duplicates/like/<slug:kind>/", views.like_typed, name="like"),
    path("duplicates/<slug:kind>/<key_of_row:first>/<key_of_row:second>/", views.merge, name="merge"),
    path(
        "duplicates/<slug:kind>/<key_of_row:first>/<key_of_row:second>/not/", views.not_duplicate, name="not-duplicate"
    ),
]
