"""What was deleted: each row with its history, from which it can be brought back."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.staff_pages import page, staff_view
from desk.history import lines, powers
from desk.history.forms import Place
from desk.history.names import called_then
from desk.history.steps import SIZE, described
from desk.history.subjects import admin_of
from desk.history.tracks import history_of
from meetings.models import Record


@staff_view()
@require_safe
def gone(request: HttpRequest, app: str, name: str) -> HttpResponse:
    model_admin = admin_of(app, name)
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    model = model_admin.model
    place = Place(request.GET)
    if not place.is_valid():
        messages.warning(request, _("This is no place in the list. Start again from its beginning."))
    older = place.cleaned_data.get("older")
    rows = powers.own_only(request.user, model, _deletions(model))
    if older:
        rows = rows.filter(pgh_id__lte=older)
    found = list(rows.values(*lines.columns(model))[: SIZE + 1])
    shown = found[:SIZE]
    context = {
        "shown": [
            {
                "step": step,
                "name": called_then(model, row),
                "address": reverse(f"admin:{app}_{name}_history", args=[quote(row["pgh_obj_id"])]),
            }
            for row, step in zip(shown, described(shown, {}), strict=True)
        ],
        "older": found[SIZE]["pgh_id"] if len(found) > SIZE else None,
        "is_first": not older,
        "opts": model._meta,
    }
    title = _("Deleted: %(what)s") % {"what": model._meta.verbose_name_plural}
    return page(request, "desk/history/gone.html", context, title=title)


def _deletions(model: Any) -> Any:
    """Return the last rows of the histories of what is gone, the latest first; of pending revisions none, which end
    when they are published."""
    history = history_of(model)
    there = model._base_manager.filter(pk=OuterRef("pgh_obj"))
    later = history.objects.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__gt=OuterRef("pgh_id"))
    rows = history.objects.filter(~Exists(there), ~Exists(later), pgh_label="delete").order_by("-pgh_id")
    return rows.filter(revises=None) if issubclass(model, Record) else rows
