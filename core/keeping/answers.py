"""What becomes of a form that cannot be saved where it was sent: nobody is signed in, or its token is an old one."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure

from core.keeping import carried

SAVED = "saved-"  # of a cookie: the browser need not keep this form any more
SECONDS = 3600


def refused_mark(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token against forged requests is not that of the browser: after signing in anew, say.

    Nothing is saved. A form of the person who is signed in comes back as it was, with a token that holds.
    """
    if request.user.is_authenticated:
        if carried.keep(request):
            request.kept_back = True  # type: ignore[attr-defined]  # read below
            messages.warning(request, _("You have signed in anew since you opened this form, so nothing was saved."))
            return HttpResponseRedirect(request.get_full_path())
    elif kept := carried.carry(request):
        return cast(Any, admin.site).sign_in_page(request, kept)  # type: ignore[no-any-return]  # the site of config.admin
    return csrf_failure(request, reason)


def tell_what_was_saved(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Name to the browser, in a cookie, the form that was saved, so that it forgets what was typed."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method != "POST" or "/admin/" not in request.path_info or hasattr(request, "kept_back"):
            return response
        # A window that adds a row for another form closes itself instead.
        done = response.status_code == 302 or "popup_response" in str(getattr(response, "template_name", ""))
        if done and (form := carried.form_id_of(request.POST)) and request.user.is_authenticated:
            response.set_cookie(
                f"{SAVED}{form}", "1", SECONDS, secure=bool(settings.SESSION_COOKIE_SECURE), samesite="Lax"
            )
        return response

    return middleware
