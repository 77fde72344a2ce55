"""The row that a page of history is about, found for whoever may see it."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse

from core.admin_widgets import is_usable_key, label_of
from core.versions import Versioned
from desk.history import powers
from desk.history.names import called_then
from desk.history.tracks import history_of


@dataclass(slots=True)
class Subject:
    """``row`` is None if it is gone; ``name`` is what it is called, or was called then."""

    admin: Any
    key: Any
    row: Any
    name: str

    @property
    def model(self) -> Any:
        return self.admin.model

    @property
    def version(self) -> int | None:
        """Return the version of the row that the page shows; a form brings it back."""
        return self.row.version if isinstance(self.row, Versioned) else None

    def address(self, page: str, *args: Any) -> str:
        opts = self.model._meta
        return reverse(f"desk:history-{page}", args=[opts.app_label, opts.model_name, quote(self.key), *args])

    def admin_address(self, page: str) -> str:
        opts = self.model._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=[quote(self.key)])


def find(model_admin: Any, request: HttpRequest, key: str) -> Subject | None:
    """Return the row of that key, there or gone; None if there never was one, or who asks is not shown it.

    Raises PermissionDenied for one whose history is not theirs to see.
    """
    model = model_admin.model
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    if not is_usable_key(model, key):
        return None
    row = model_admin.get_object(request, key)
    if row is not None:
        if not powers.may_see(model_admin, request, row):
            raise PermissionDenied
        return Subject(model_admin, row.pk, row, label_of(admin.site, row))
    if model._base_manager.filter(pk=key).exists():
        return None  # it is there, but not for who asks
    last = history_of(model).objects.filter(pgh_obj=key).order_by("-pgh_id").first()
    if last is None:
        return None
    if not powers.may_see_gone(model_admin, request, last.pgh_obj_id):
        raise PermissionDenied
    return Subject(model_admin, last.pgh_obj_id, None, called_then(model, last))


def subject_of(request: HttpRequest, app: str, name: str, key: str) -> Subject:
    """Return what an address names; 404 if there is none such."""
    subject = find(admin_of(app, name), request, unquote(key))
    if subject is None:
        raise Http404
    return subject


def admin_of(app: str, name: str) -> Any:
    """Return the admin of a model that has a history; 404 for any other name."""
    try:
        model = apps.get_model(app, name)
    except LookupError as error:
        raise Http404 from error
    if model not in admin.site._registry or history_of(model) is None:
        raise Http404
    return admin.site.get_model_admin(model)
