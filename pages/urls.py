"""Pages that belong to no model."""

from django.urls import path

from pages import styleguide, theme, views

app_name = "pages"

urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("about/method/", views.method, name="method"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("theme/", theme.switch, name="theme"),
]
