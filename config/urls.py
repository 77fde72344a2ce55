"""Every address: see section 3 of the design."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from pages import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    # English is at the address itself, French below /fr/, Arabic below /ar/.
    *i18n_patterns(
        path("admin/desk/", include("desk.urls")),
        path("admin/", admin.site.urls),
        path("cards/", include("meetings.card_urls")),
        path("", include("pages.urls")),
        path("", include("opendata.urls")),
        path("", include("meetings.urls")),
        prefix_default_language=False,
    ),
]
