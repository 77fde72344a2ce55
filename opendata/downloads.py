"""Hands out releases."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from opendata.answers import said
from opendata.releasing import release_named, withdrawn_since


@require_safe
def release(request: HttpRequest, name: str) -> HttpResponseBase:
    """A release, as long as none of its records was withdrawn since."""
    found = release_named(name)
    if found is None:
        raise Http404
    if withdrawn_since([found])[found.name]:
        return said(410, [_("Records of this release were withdrawn since, so it is not handed out any more.")])
    response = FileResponse(found.path.open("rb"), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{found.name}.zip"'
    response["ETag"] = f'"{found.sha256}"'
    return response
