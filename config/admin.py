"""The admin site: Django's own, with Entente's name, words and theme."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.admin_widgets import LabelledAutocompleteView


class EntenteAdminSite(admin.AdminSite):
    site_header = _("Entente: the editors' desk")
    site_title = _("Entente")
    index_title = _("The register")
    # A form that sends NUL or an unknown page to the catch-all view would say more than a 404 does.
    final_catch_all_view = True

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return LabelledAutocompleteView.as_view(admin_site=self)(request)


class EntenteAdminConfig(AdminConfig):
    default_site = "config.admin.EntenteAdminSite"
