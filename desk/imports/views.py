"""The pages of an import: choose a file, say what its columns are, look at every row, take them in, undo it."""

import hashlib
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import person_of
from core.staff_pages import page, staff_view
from core.text import is_blank, is_clean
from desk.exporting.tables import FORMATS
from desk.imports import jobs, shown, templates
from desk.imports.forms import ColumnsForm, FileForm
from desk.imports.kinds import KINDS
from desk.imports.mapping import remember
from desk.models import ImportBatch, ImportRow

State = ImportBatch.State
LISTED = 50
KEPT_DAYS = 7
LONGEST_REASON = 1000


@staff_view()
def imports(request: HttpRequest) -> HttpResponse:
    """Choose a file; and what was brought in before."""
    _need_any(request)
    if request.method != "POST":
        return _first(request, FileForm(user=request.user, initial={"kind": request.GET.get("kind", "meeting")}))
    form = FileForm(request.POST, request.FILES, user=request.user)
    if not form.is_valid():
        return _first(request, form)
    made = _stored(request, form)
    jobs.begin(made, State.READING, by=person_of(request))
    made.refresh_from_db()
    if made.state == State.REFUSED:
        form.add_error("file", made.problem)
        made.delete()
        return _first(request, form)
    return _to(made)


def _first(request: HttpRequest, form: FileForm) -> HttpResponse:
    rows = shown.visible(request.user).with_people().exclude(state=State.REFUSED)
    found = Paginator(rows.annotate(came=Count("rows", filter=shown.CAME)).defer("file").order_by("-at", "-pk"), LISTED)
    context = {
        "form": form,
        "kinds": [kind for kind in KINDS.values() if shown.may_bring_in(request.user, kind)],
        "batches": found.get_page(request.GET.get("page")),
    }
    return page(request, "desk/imports/list.html", context, title=_("Import a table"))


def _stored(request: HttpRequest, form: FileForm) -> ImportBatch:
    """Store the file until its lines are; and let go of what was begun long ago and never taken in."""
    ImportBatch.objects.left_behind(timezone.now() - timedelta(days=KEPT_DAYS)).delete()
    data = form.cleaned_data
    content = data["file"].read()
    return ImportBatch.objects.create(
        kind=data["kind"],
        name=data["file"].name,
        by=person_of(request),
        language=get_language() or "en",
        file=content,
        sha256=hashlib.sha256(content).hexdigest(),
        encoding=data["encoding"],
        separator=data["separator"],
        sheet=data["sheet"],
        source=data["source"],
    )


@staff_view()
@require_safe
def template(request: HttpRequest, kind: str, format: str) -> Any:
    """Return an empty table of a kind, with one row as an example."""
    if kind not in KINDS or format not in FORMATS:
        raise Http404
    if not shown.may_bring_in(request.user, KINDS[kind]):
        raise PermissionDenied
    response: Any
    if format == "xlsx":
        response = FileResponse(templates.as_workbook(KINDS[kind]), content_type=FORMATS[format])
    else:
        response = HttpResponse(templates.as_csv(KINDS[kind]), content_type=FORMATS[format])
    response["Content-Disposition"] = f'attachment; filename="{kind}-template.{format}"'
    return response


@staff_view()
@require_safe
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Where an import stands: at work, at its columns, at its rows, or taken in."""
    found = _found(request, pk)
    is_own = found.by_id == request.user.pk
    if found.state in jobs.RUNNING:
        return _at_work(request, found)
    if found.state == State.REFUSED:
        return page(request, "desk/imports/refused.html", {"batch": found}, title=found.name)
    if found.state == State.MAPPING and is_own:
        return _columns(request, found, _columns_form(found))
    if found.state in (State.APPLIED, State.UNDONE):
        may_undo = found.state == State.APPLIED and shown.may_undo(request.user, found)
        context = {**shown.result(request, found), "may_undo": may_undo}
        return page(request, "desk/imports/result.html", context, title=found.name)
    context = {**shown.preview(request, found), "is_own": is_own}
    return page(request, "desk/imports/preview.html", context, title=found.name)


def _at_work(request: HttpRequest, found: ImportBatch) -> HttpResponse:
    running = jobs.is_running(found.pk)
    if not running:
        found.refresh_from_db()
        if found.state not in jobs.RUNNING:
            return HttpResponseRedirect(request.path)
    # A process that was started a moment ago has no lock yet.
    context = {"batch": found, "is_running": running, "what": shown.AT_WORK[found.state]}
    context |= {"is_own": found.by_id == request.user.pk, "may_undo": shown.may_undo(request.user, found)}
    return page(request, "desk/imports/working.html", context, title=found.name)


@staff_view()
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which field each column fills, and compare the rows."""
    found = _own(request, pk)
    if found.state not in (State.MAPPING, State.READY):
        return _to(found)
    if request.method != "POST":
        return _columns(request, found, _columns_form(found))
    form = ColumnsForm(request.POST, kind=KINDS[found.kind], headings=found.headings)
    if not form.is_valid():
        return _columns(request, found, form)
    if form.cleaned_data["header"] != found.header:
        return _moved_headings(request, found, form)
    found.mapping = form.mapping()
    found.save(update_fields=["mapping"])
    remember(found)
    jobs.begin(found, State.MATCHING, by=person_of(request))
    return _to(found)


def _moved_headings(request: HttpRequest, found: ImportBatch, form: ColumnsForm) -> HttpResponse:
    """Take another line for the headings, and ask for the columns again."""
    row = found.rows.filter(line=form.cleaned_data["header"]).first()
    if row is None:
        form.add_error("header", _("This line is empty, or there is none."))
        return _columns(request, found, form)
    shown.take_headings(found, row)
    return HttpResponseRedirect(reverse("desk:import-columns", args=[found.pk]))


def _columns_form(found: ImportBatch) -> ColumnsForm:
    initial = {"header": found.header, **{f"c-{place}": name for place, name in found.mapping.items()}}
    return ColumnsForm(initial=initial, kind=KINDS[found.kind], headings=found.headings)


def _columns(request: HttpRequest, found: ImportBatch, form: ColumnsForm) -> HttpResponse:
    context = {"batch": found, "form": form, "columns": shown.samples(found, form)}
    return page(request, "desk/imports/columns.html", context, title=found.name)


@staff_view()
@require_POST
def rows(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep which rows are left out; and take the others in, where that was pressed."""
    found = _own(request, pk)
    if found.state != State.READY:
        return _to(found)
    shown.choose(found, request.POST.getlist("row"), request.POST.getlist("in"))
    if "_apply" not in request.POST:
        return HttpResponseRedirect(f"{reverse('desk:import', args=[pk])}?{request.GET.urlencode()}")
    if not ImportRow.objects.filter(batch=found, included=True).exists():
        messages.error(request, _("Every row is left out."))
        return _to(found)
    jobs.begin(found, State.APPLYING, by=person_of(request))
    return _to(found)


@staff_view()
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Discard or withdraw what came in, and nothing else."""
    found = _found(request, pk)
    if not shown.may_undo(request.user, found):
        raise PermissionDenied
    reason = request.POST.get("reason", "").strip()
    if is_blank(reason) or not is_clean(reason) or len(reason) > LONGEST_REASON:
        messages.error(request, _("Say why: readers who followed a link to a record will see the reason."))
    elif found.state == State.APPLIED:
        jobs.begin(found, State.UNDOING, by=person_of(request), reason=reason)
    return _to(found)


@staff_view()
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin once more what was killed in the middle, or let it be: that, whoever may undo the import."""
    if "_give_up" not in request.POST:
        found = _own(request, pk)
        jobs.again(found, by=person_of(request))
        return _to(found)
    found = _found(request, pk)
    if not shown.may_undo(request.user, found):
        raise PermissionDenied
    jobs.give_up(found)
    return _to(found)


@staff_view()
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Let go of an import that was not taken in."""
    found = _own(request, pk)
    if found.state in (State.MAPPING, State.READY, State.REFUSED) or (
        found.state in (State.READING, State.MATCHING) and not jobs.is_running(found.pk)
    ):
        found.delete()
        messages.success(request, _("%(name)s was let go. Nothing of it was taken in.") % {"name": found.name})
    return HttpResponseRedirect(reverse("desk:imports"))


def _need_any(request: HttpRequest) -> None:
    """Refuse who may bring in nothing, or nothing any more, though imports of theirs are there."""
    if not any(shown.may_bring_in(request.user, kind) for kind in KINDS.values()):
        raise PermissionDenied


def _found(request: HttpRequest, pk: int) -> ImportBatch:
    _need_any(request)
    found: ImportBatch | None = shown.visible(request.user).with_people().defer("file").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _own(request: HttpRequest, pk: int) -> ImportBatch:
    found = _found(request, pk)
    if found.by_id != request.user.pk or not shown.may_bring_in(request.user, KINDS[found.kind]):
        raise PermissionDenied
    return found


def _to(found: ImportBatch) -> HttpResponse:
    return HttpResponseRedirect(reverse("desk:import", args=[found.pk]))
