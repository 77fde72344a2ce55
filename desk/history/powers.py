"""Who may see the history of a row, and who may restore a version of it."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.db.models import Exists, OuterRef

from accounts.models import User
from desk.history.tracks import history_of
from meetings.models import Citation, Meeting, MoU, Record
from meetings.services.powers import has_power, may_change


def may_see(admin: Any, request: Any, row: Any) -> bool:
    """Tell whether who asks may see the history of ``row``, which is one that the admin shows to them.

    Of a meeting or an MoU that is more than the record itself: drafts that readers never saw, reasons, comments of a
    return. Whoever works with one's own records only sees the history of these only.
    """
    if not admin.has_view_permission(request, row):
        return False
    record = (row.meeting or row.mou) if isinstance(row, Citation) else row
    return not isinstance(record, Record) or _works_with(request.user, record, record.entered_by_id)


def may_see_gone(admin: Any, request: Any, key: Any) -> bool:
    """Tell the same of a row that is gone."""
    if not admin.has_view_permission(request):
        return False
    if issubclass(admin.model, Record):
        return _works_with(request.user, admin.model, _entered_by(admin.model, key))
    if issubclass(admin.model, Citation):
        last = history_of(Citation).objects.filter(pgh_obj=key).latest("pgh_id")
        for model, number in ((Meeting, last.meeting_id), (MoU, last.mou_id)):
            if number is not None:
                record: Any = model.objects.filter(pk=number).first()
                author = record.entered_by_id if record else _entered_by(model, number)
                return _works_with(request.user, model, author)
    return True


def _works_with(user: Any, model: Any, author: int | None) -> bool:
    return has_power(user, "edit_any", model) or not has_power(user, "add", model) or author == user.pk


def _entered_by(model: Any, key: Any) -> int | None:
    entries = history_of(model).objects.filter(pgh_obj=key, pgh_label="insert").order_by("pgh_id")
    known = entries.values_list("pgh_context__metadata", flat=True).first()
    return (known or {}).get("user")


def own_only(user: Any, model: Any, rows: Any) -> Any:
    """Leave out those ``rows`` of the history of ``model`` whose story is not for ``user``: see ``may_see``."""
    if not issubclass(model, Record | Citation) or has_any(user, model) or not has_add(user, model):
        return rows
    entered = history_of(model).objects.filter(pgh_obj=OuterRef("pgh_obj"), pgh_label="insert")
    return rows.filter(Exists(entered.filter(pgh_context__metadata__user=user.pk)))


def is_restorable(model: Any) -> bool:
    """People are not: their history says who was an administrator."""
    return not issubclass(model, User)


def may_restore(user: Any, record: Any) -> bool:
    """Tell whether ``user`` may change what a meeting or an MoU says, directly or by a pending revision."""
    return has_power(user, "change", record) if record.published_at else may_change(user, record)


def may_offer(admin: ModelAdmin, request: Any, row: Any) -> bool:
    """Tell whether the pages offer to restore a version of ``row``."""
    if not is_restorable(admin.model):
        return False
    if isinstance(row, Record):
        return may_restore(request.user, row)
    return admin.has_change_permission(request, row)


def may_bring_back(admin: Any, request: Any, key: Any) -> bool:
    """Tell whether who asks may make a deleted row again: one's own, or anybody's with the power to edit these."""
    if not is_restorable(admin.model) or not admin.has_add_permission(request):
        return False
    author = _entered_by(admin.model, key)
    return author == request.user.pk or has_any(request.user, admin.model)


def has_add(user: Any, model: Any) -> bool:
    return bool(user.has_perm(f"{model._meta.app_label}.add_{model._meta.model_name}"))


def has_any(user: Any, model: Any) -> bool:
    return bool(user.has_perm(f"{model._meta.app_label}.edit_any_{model._meta.model_name}"))
