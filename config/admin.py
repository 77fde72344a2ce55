"""The admin site: Django's own, with Entente's name, words and theme."""

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class EntenteAdminSite(admin.AdminSite):
    site_header = _("Entente: the editors' desk")
    site_title = _("Entente")
    index_title = _("The register")
    # A form that sends NUL or an unknown page to the catch-all view would say more than a 404 does.
    final_catch_all_view = True


class EntenteAdminConfig(AdminConfig):
    default_site = "config.admin.EntenteAdminSite"
