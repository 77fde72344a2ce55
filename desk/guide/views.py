"""The editors' guide as a page of the desk: docs/editors.md, with its pictures."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.markdown import html_of
from core.staff_pages import page, staff_view

DOCUMENTS = settings.BASE_DIR / "docs"
PICTURES = DOCUMENTS / "img" / "editors"


@staff_view()
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    # The method lies beside the guide in the repository, and has an address of its own here.
    html = html_of(DOCUMENTS / "editors.md", {"method.md": reverse("pages:method")})
    return page(request, "desk/guide/page.html", {"guide": html}, title=_("Guide for editors"))


@staff_view()
@require_safe
@cache_control(private=True, max_age=3600)
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with a picture of the guide; ``name`` is one of those that are there, and no way to any other file."""
    if name not in {path.stem for path in PICTURES.glob("*.png")}:
        raise Http404
    return HttpResponse((PICTURES / f"{name}.png").read_bytes(), content_type="image/png")
