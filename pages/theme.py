"""The switch between light and dark, for readers without JavaScript; with it, static/js/theme.js does the same."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from core.theme import AUTO, COOKIE, KEPT_SECONDS, THEMES


@csrf_exempt  # A token would put a cookie on every public page; all that a forged form could do is dim the light.
@never_cache
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Keep the choice, and lead back to the page that it was made on, or home where the browser does not say."""
    came_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(came_from if is_ours and came_from else reverse("pages:home"))
    chosen = request.POST.get("theme", AUTO)
    if chosen in THEMES and chosen != AUTO:
        response.set_cookie(COOKIE, chosen, KEPT_SECONDS, secure=request.is_secure(), samesite="Lax")
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
