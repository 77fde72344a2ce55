"""Hands out a list of the admin as a file."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ALL_VAR, ERROR_FLAG, PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.staff_pages import staff_view
from desk.exporting.tables import FORMATS, csv_lines, rows_of, table_of, workbook


@staff_view()
@require_safe
def export(request: HttpRequest, app: str, model: str, format: str) -> Any:
    """Return the rows that the list at the same address shows, all pages of them, to whoever may see the list."""
    try:
        model_class = apps.get_model(app, model)
    except LookupError as error:
        raise Http404 from error
    table, model_admin = table_of(model_class), admin.site._registry.get(model_class)
    if table is None or model_admin is None or format not in FORMATS:
        raise Http404
    if not model_admin.has_view_or_change_permission(request):
        raise PermissionDenied
    # The list as its own page reads the address: its filters, its search, its order, and whose rows it shows.
    asked: Any = request.GET.copy()
    for name in (PAGE_VAR, ALL_VAR):
        asked.pop(name, None)
    request.GET = asked
    try:
        rows = model_admin.get_changelist_instance(request).queryset
    except IncorrectLookupParameters:
        return HttpResponseRedirect(f"{reverse(f'admin:{app}_{model}_changelist')}?{ERROR_FLAG}=1")
    name = f"{model}-{timezone.now():%Y-%m-%d}.{format}"
    cells = rows_of(table, rows)
    response: HttpResponse | StreamingHttpResponse
    if format == "xlsx":
        response = FileResponse(workbook(table.headings, cells), content_type=FORMATS[format])
    else:
        response = StreamingHttpResponse(csv_lines(table.headings, cells), content_type=FORMATS[format])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
