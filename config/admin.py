"""The admin site: Django's own, with Entente's name, words and theme."""

from functools import wraps
from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.module_loading import import_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core.admin_widgets import LabelledAutocompleteView
from core.keeping.carried import KEPT, carry, hand_over

METHODS = ["GET", "HEAD", "POST"]


class EntenteAdminSite(admin.AdminSite):
    site_header = _("Entente: the editors' desk")
    site_title = _("Entente")
    index_title = _("The register")
    # A form that sends NUL or an unknown page to the catch-all view would say more than a 404 does.
    final_catch_all_view = True

    # --- A form whose session has ended goes through the sign-in page, and comes back as it was ----------

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Let every page, of the desk as well, answer to reading and to forms alone: Django's own take PUT for GET."""
        guarded: Any = super().admin_view(view, cacheable)

        @require_http_methods(METHODS)
        @wraps(guarded)
        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and not request.user.is_authenticated and (form := carry(request)):
                return self.sign_in_page(request, form)
            response: HttpResponse = guarded(request, *args, **kwargs)
            return response

        return kept

    def sign_in_page(self, request: HttpRequest, kept: str) -> HttpResponse:
        """Answer a form that nobody signed in has sent: what it says goes along, for the person who typed it."""
        address, request.method = request.get_full_path(), "GET"
        context = {"kept_field": KEPT, "kept": kept, "next": address, "app_path": reverse("admin:login")}
        response = super().login(request, context)
        add_never_cache_headers(response)
        return response

    @method_decorator(require_http_methods(METHODS))
    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if request.method == "HEAD" and self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))  # as GET does
        kept = request.POST.get(KEPT, "")
        response = super().login(request, {**(extra_context or {}), "kept_field": KEPT, "kept": kept})
        if kept and response.status_code == 302 and request.user.is_authenticated:
            if address := hand_over(request, kept):
                return HttpResponseRedirect(address)
            text = gettext("What was typed before was not handed to you: somebody else typed it, or it is too old.")
            messages.warning(request, text)
        return response

    # --- Addresses ------------------------------------------------------------------------------------------

    def get_urls(self) -> list[Any]:
        view = self.admin_view(self.record_on_site)
        on_site: URLPattern = path("r/<path:content_type_id>/<path:object_id>/", view, name="view_on_site")
        return [on_site, *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """Show what there is to do, above the list of models."""
        # By name, as below.
        desk = import_string("desk.home.page.home")(request)
        return super().index(request, {**desk, **(extra_context or {})})

    def record_on_site(self, request: HttpRequest, content_type_id: str, object_id: str) -> HttpResponse:
        """Lead to the page of a record. Django's own view asks for any model's row, even of one without a table."""
        types = apps.get_model("contenttypes", "ContentType").objects
        if content_type_id not in {str(types.get_for_model(model).pk) for model in self._registry}:
            raise Http404
        # By name: models cannot be imported yet when this file is.
        shortcut = import_string("django.contrib.contenttypes.views.shortcut")
        response: HttpResponse = shortcut(request, content_type_id, object_id)
        return response

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return LabelledAutocompleteView.as_view(admin_site=self)(request)


class EntenteAdminConfig(AdminConfig):
    default_site = "config.admin.EntenteAdminSite"
