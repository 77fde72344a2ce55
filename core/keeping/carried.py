"""What was typed, on its way through the sign-in page and back to the form: signed, and for one person only."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

PERSON = "_person"  # of a form: for whom it was made, signed
FORM = "_form"  # the name that the browser keeps it under, if it does
RESTORE = "_restore"  # of a posted form: it is to be shown, not saved
KEPT = "_kept"  # of the sign-in page
SESSION = "kept_form"
LONGEST = 500_000  # characters; a row of the session holds them for one request
VALID = timedelta(hours=12)

_person = signing.Signer(salt="core.keeping.person")
_carried = signing.TimestampSigner(salt="core.keeping.carried")


def for_whom(user: Any) -> str:
    """Return the mark of a form that is made for ``user``."""
    return _person.sign(str(user.pk))


def person_of(data: QueryDict) -> str | None:
    """Return the key of the person for whom the posted form was made; None for a form that is not ours."""
    try:
        return _person.unsign(data.get(PERSON, ""))
    except signing.BadSignature:
        return None


def form_id_of(data: QueryDict) -> str:
    """Return the name under which the browser keeps the posted form; empty for none, and for one that it cannot be."""
    text = data.get(FORM, "")
    try:
        return text if str(UUID(text)) == text else ""
    except ValueError:
        return ""


def is_secret(name: str) -> bool:
    return name == "csrfmiddlewaretoken" or "passw" in name.lower()


def typed(data: QueryDict) -> list[tuple[str, list[str]]]:
    """Return what may be kept of a posted form: not the files, not the passwords, nothing that signs it."""
    return [(name, values) for name, values in data.lists() if name != PERSON and not is_secret(name)]


def carry(request: HttpRequest) -> str:
    """Return the posted form for the sign-in page to carry; empty for what is not ours or is too long."""
    person = person_of(request.POST)
    fields = typed(request.POST)
    if person is None or _length(fields) > LONGEST:
        return ""
    return _carried.sign_object({"path": request.get_full_path(), "person": person, "fields": fields}, compress=True)


def hand_over(request: HttpRequest, carried: str) -> str:
    """Keep what was ``carried`` for who signed in just now, and return the address of its form; empty if it is
    somebody else's, too old or made up."""
    try:
        content = _carried.unsign_object(carried, max_age=VALID)
    except signing.BadSignature:
        return ""
    if content["person"] != str(request.user.pk):
        return ""
    request.session[SESSION] = {"path": content["path"], "fields": content["fields"]}
    return str(content["path"])


def keep(request: HttpRequest) -> bool:
    """Keep the posted form for who has signed in, if it was made for this person."""
    fields = typed(request.POST)
    if person_of(request.POST) != str(request.user.pk) or _length(fields) > LONGEST:
        return False
    request.session[SESSION] = {"path": request.get_full_path(), "fields": fields}
    return True


def given_back(request: HttpRequest) -> bool:
    """Tell whether the request is for a form as it was typed, to be shown and not saved: then it is a POST of it."""
    if request.method == "POST":
        return RESTORE in request.POST
    kept = request.session.get(SESSION) if request.method == "GET" else None
    if not kept or kept["path"] != request.get_full_path():
        return False
    del request.session[SESSION]
    data = QueryDict(mutable=True)
    for name, values in kept["fields"]:
        data.setlist(name, values)
    data[RESTORE] = "1"
    request.method, request.POST = "POST", data  # type: ignore[assignment]  # a QueryDict of ours
    # Files are never kept; without this, Django reads both anew from the request as it came.
    request._files = MultiValueDict()  # type: ignore[attr-defined]  # Django's own name
    return True


def _length(fields: list[tuple[str, list[str]]]) -> int:
    return len(json.dumps(fields))
