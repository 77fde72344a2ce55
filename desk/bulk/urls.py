from django.urls import path

from desk.bulk import views

urlpatterns = [
    path("", views.bulk, name="bulk"),
    path("created/<uuid:batch>/", views.created, name="bulk-created"),
]
