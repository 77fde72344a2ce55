"""Every address: see section 3 of the design."""

from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps import views as sitemap
from django.urls import include, path
from django.views.decorators.http import require_safe

from opendata import sitemaps
from pages import views

handler500 = "api.views.elsewhere.server_error"

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path(
        "sitemap.xml",
        require_safe(sitemap.index),
        {"sitemaps": sitemaps.SITEMAPS, "sitemap_url_name": "sitemap_part"},
        name="sitemap",
    ),
    path(
        "sitemap-<slug:section>.xml",
        require_safe(sitemap.sitemap),
        {"sitemaps": sitemaps.SITEMAPS},
        name="sitemap_part",
    ),
    path("readyz", views.readyz, name="readyz"),
    # English only, like the names of its fields: a program has no use for three addresses of one answer.
    path("api/v1/", include("api.urls")),
    # English is at the address itself, French below /fr/, Arabic below /ar/.
    *i18n_patterns(
        path("admin/desk/", include("desk.urls")),
        # The register stands without it.
        *([path("admin/intake/", include("intake.urls"))] if apps.is_installed("intake") else []),
        path("admin/", admin.site.urls),
        path("cards/", include("meetings.card_urls")),
        path("", include("pages.urls")),
        path("", include("opendata.urls")),
        path("", include("meetings.urls")),
        prefix_default_language=False,
    ),
]
