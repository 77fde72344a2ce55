"""A form opened before somebody else saved is refused: another editor, another tab, a command, a merge.

Every form of the admin carries the version it was filled in for (``templates/admin/change_form.html``); what is then
shown of the two is made by ``core.sides``.
"""

from itertools import pairwise
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.versions import Versioned

FIELD = "_version"
MOST_DIGITS = 9  # of a PostgreSQL integer
MOST_STATES = 100  # of a row's history that are read to say what was changed


class Stale(Exception):
    """The row has another version than the form was opened with. ``reasons`` says so to the editor."""

    def __init__(self, row: Any, opened: int | None) -> None:
        self.row = row
        words = {"who": who(row), "what": ", ".join(what_changed(row, opened))}
        if words["what"]:
            text = _("It was changed by %(who)s after you opened it (%(what)s), so nothing was saved.")
        else:
            text = _("It was changed by %(who)s after you opened it, so nothing was saved.")
        self.reasons = [text % words]
        super().__init__(self.reasons[0])


def who(row: Any) -> str:
    """Return who changed ``row`` last."""
    return str(row.changed_by or _("somebody unknown"))


def check_version(request: HttpRequest, model: type[models.Model], key: Any) -> None:
    """Refuse the form of a version that is not the present one. The row stays locked until the transaction ends.

    A form that says no version, or one that cannot be, is as stale as an old one.
    """
    if not issubclass(model, Versioned):
        return
    stored = model._base_manager.select_for_update(no_key=True).filter(pk=key).first()
    if stored is not None and version_of(request) != stored.version:
        raise Stale(stored, version_of(request))


def what_changed(row: Any, opened: int | None) -> list[str]:
    """Return the names of the fields changed since ``row`` had the version ``opened``, as its history knows them."""
    if opened is None or not opened < row.version:
        return []
    states = list(row.history.filter(version__gte=opened).order_by("pgh_id").values()[:MOST_STATES])
    fields = [field for field in row._meta.concrete_fields if field.attname in (states[0] if states else ())]
    told = [field for field in fields if field.editable or field.name == "status"]
    names, belongings = [], False
    for before, after in pairwise(states):
        changed = [str(field.verbose_name) for field in told if before[field.attname] != after[field.attname]]
        belongings |= not changed and before["version"] != after["version"]
        names += [name for name in changed if name not in names]
    return [*names, _("what belongs to it")] if belongings else names


def version_of(request: HttpRequest) -> int | None:
    """Return the version that the posted form was opened with."""
    return read_version(request.POST.get(FIELD, ""))


def read_version(text: str) -> int | None:
    """Return the version that ``text`` says; None for what cannot be one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None
