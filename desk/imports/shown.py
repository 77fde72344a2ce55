"""What the pages of an import show: its rows by what they would do, samples of its columns, and what came in."""

from typing import Any

from django.contrib.admin.utils import quote
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from desk.imports.columns import Column
from desk.imports.entries import DUPLICATE, ERROR, NEW, UNCHANGED, UPDATE
from desk.imports.forms import ColumnsForm
from desk.imports.kinds import KINDS, Kind
from desk.imports.mapping import proposed, remembered
from desk.models import ImportBatch, ImportRow
from meetings.models import Meeting
from meetings.services.powers import has_power

State = ImportBatch.State
Verdict = ImportRow.Verdict
CAME = ~Q(rows__outcome="")
ON_A_PAGE = 50
SAMPLES = 3
ORDER = (ERROR, DUPLICATE, UPDATE, NEW, UNCHANGED)
CHOOSABLE = (NEW, UPDATE, DUPLICATE)
AT_WORK: dict[str, Any] = {
    State.READING: gettext_lazy("The file is being read."),
    State.MATCHING: gettext_lazy("The rows are being compared with the register."),
    State.APPLYING: gettext_lazy("The rows are being taken in."),
    State.UNDOING: gettext_lazy("The import is being undone."),
}


def visible(user: Any) -> Any:
    """Return the imports that this person may look at: one's own, and everybody's for whoever sees everybody's drafts:
    who works with all of them, and who only looks at records, as administrators do."""
    rows = ImportBatch.objects.all()
    only_looks = has_power(user, "view", Meeting) and not has_power(user, "add", Meeting)
    return rows if has_power(user, "edit_any", Meeting) or only_looks else rows.filter(by=user.pk)


def may_bring_in(user: Any, kind: Kind) -> bool:
    return bool(user.has_perm(kind.permission("add")) or user.has_perm(kind.permission("change")))


def may_undo(user: Any, batch: ImportBatch) -> bool:
    """Tell whether this person may undo ``batch`` once it is taken in: one's own, and who withdraws anybody's.

    Who could not bring in such rows cannot take them back either: each would be left, and the import said to be undone.
    """
    is_theirs = batch.by_id == user.pk or user.has_perm("meetings.withdraw_meeting")
    return bool(is_theirs) and may_bring_in(user, KINDS[batch.kind])


def address_of(kind: Any, key: str) -> str:
    """Return the address of the form of a row of the register."""
    opts = kind.model._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[quote(key)])


# --- Columns ---------------------------------------------------------------------------------------------


def samples(batch: ImportBatch, form: ColumnsForm) -> list[dict[str, Any]]:
    """Return each column with its choice of a field and what its first rows hold."""
    first = list(batch.rows.filter(line__gt=batch.header).order_by("line")[:SAMPLES])
    return [
        {
            "field": field,
            "cells": [row.cells[place] for row in first if place < len(row.cells) and row.cells[place].strip()],
        }
        for place, field in enumerate(form.columns)
    ]


def take_headings(batch: ImportBatch, row: ImportRow) -> None:
    """Let another line be the headings; what its columns are is proposed anew."""
    kind = KINDS[batch.kind]
    batch.header, batch.headings = row.line, [cell.strip() for cell in row.cells]
    batch.mapping = remembered(kind, batch.headings, batch.by) or proposed(kind, batch.headings)
    batch.total = batch.rows.filter(line__gt=row.line).count()
    batch.save(update_fields=["header", "headings", "mapping", "total"])
    batch.rows.update(verdict="", included=False, problems=[], changes=[], likes=[])


# --- Rows ------------------------------------------------------------------------------------------------


def preview(request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
    kind = KINDS[batch.kind]
    rows = batch.rows.filter(line__gt=batch.header)
    numbers = dict(rows.order_by().values_list("verdict").annotate(number=Count("pk")))
    wanted = request.GET.get("show", "")
    wanted = wanted if wanted in ORDER else ""
    listed = rows.filter(verdict=wanted) if wanted else rows
    found = Paginator(listed.order_by("line"), ON_A_PAGE).get_page(request.GET.get("page"))
    columns = _mapped(batch)
    row: Any
    for row in found:
        row.said = _said(row, columns)
        row.address = address_of(kind, row.key) if row.key else ""
        for like in row.likes:
            like["address"] = address_of(kind, like["key"]) if like.get("key") else ""
        row.may_choose = row.verdict in CHOOSABLE
    return {
        "batch": batch,
        "rows": found,
        "wanted": wanted,
        "tabs": [(name, Verdict(name).label, numbers[name]) for name in ORDER if numbers.get(name)],
        "all": sum(numbers.values()),
        "included": rows.filter(included=True).count(),
        "errors": numbers.get(ERROR, 0),
        "kind": kind,
    }


def choose(batch: ImportBatch, shown: list[str], chosen: list[str]) -> None:
    """Keep which of the rows that were shown are taken in; whatever a browser sent, only rows of this import move."""
    keys, wanted = ({int(key) for key in each if key.isascii() and key.isdigit() and len(key) <= 18}
                    for each in (shown, chosen))  # fmt: skip
    rows = batch.rows.filter(pk__in=keys, verdict__in=CHOOSABLE)
    rows.filter(pk__in=wanted).update(included=True)
    rows.exclude(pk__in=wanted).update(included=False)


def _mapped(batch: ImportBatch) -> list[tuple[int, Column]]:
    kind = KINDS[batch.kind]
    return [
        (int(place), kind.column(name)) for place, name in sorted(batch.mapping.items(), key=lambda item: int(item[0]))
    ]


def _said(row: ImportRow, columns: list[tuple[int, Column]]) -> list[tuple[str, str]]:
    """Return what the row says, with the name of each field."""
    return [(column.label, row.cells[place]) for place, column in columns
            if place < len(row.cells) and row.cells[place].strip()]  # fmt: skip


# --- What came of it -------------------------------------------------------------------------------------


def result(request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
    kind = KINDS[batch.kind]
    rows = batch.rows.exclude(outcome="")
    numbers = dict(rows.order_by().values_list("outcome").annotate(number=Count("pk")))
    found = Paginator(rows.order_by("line"), ON_A_PAGE).get_page(request.GET.get("page"))
    there = {
        str(key)
        for key in kind.model._base_manager.filter(pk__in=[row.key for row in found]).values_list("pk", flat=True)
    }
    each: Any
    for each in found:
        each.address = address_of(kind, each.key) if each.key in there else ""
    outcomes = [(ImportRow.Outcome(name).label, number) for name, number in sorted(numbers.items())]
    return {"batch": batch, "rows": found, "outcomes": outcomes, "kind": kind, "all": sum(numbers.values())}
