"""Why somebody changes something: a field of every form of the admin, for the history."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.text import is_blank, is_clean

FIELD, LONGEST = "_why", 1000


def reason_of(request: HttpRequest) -> tuple[str, list[str]]:
    """Return the reason that came with a form, and what is wrong with it; without a reason both are empty."""
    # For the form that comes back with an error.
    request.why = request.POST.get(FIELD, "")  # type: ignore[attr-defined]  # kept for this request
    reason = request.why.strip()  # type: ignore[attr-defined]  # kept for this request
    if is_blank(reason):
        return "", []
    if len(reason) > LONGEST:
        text = _("The reason for the change has %(n)d characters, and %(most)d have room: shorten it.")
        return "", [text % {"n": len(reason), "most": LONGEST}]
    if not is_clean(reason):
        return "", [_("The reason for the change holds control characters that nobody sees: type it again.")]
    return reason, []
