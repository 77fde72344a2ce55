"""The home of the admin: what there is to do, and the shortest ways to do it."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from desk.duplicates.finding import suspects
from desk.duplicates.kinds import KINDS
from desk.home.lists import Lists
from desk.models import NotDuplicate

COUNTED = 100
DUPLICATES = "meetings.edit_any_meeting"


def home(request: HttpRequest) -> dict[str, Any]:
    """Return what the page shows above the list of models (``config.admin``)."""
    return {
        "title": _("Your desk"),
        "actions": actions(request),
        "lists": Lists(request.user).all(),
        "may_see_duplicates": request.user.has_perm(DUPLICATES),
    }


def actions(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what this person begins most often: words and address."""
    known = (
        ("meetings.add_meeting", _("Add a meeting"), "admin:meetings_meeting_add"),
        ("meetings.add_meeting", _("Add meetings from a list"), "desk:bulk"),
        ("intake.add_article", _("Read an article"), "intake:new"),
        ("intake.view_article", _("Articles"), "intake:articles"),
        ("meetings.add_meeting", _("Import a table"), "desk:imports"),
        ("meetings.add_mou", _("Add an MoU"), "admin:meetings_mou_add"),
        ("meetings.add_source", _("Add a source"), "admin:meetings_source_add"),
    )
    return [
        (words, address)
        for permission, words, name in known
        if request.user.has_perm(permission) and (address := _address(name))
    ]


def duplicates() -> list[dict[str, Any]]:
    """Return how many pairs of each kind look the same, and where they are; kinds without any are left out.

    Counted up to a hundred. Takes half a second on a register of a hundred thousand meetings.
    """
    queue = reverse("desk:duplicates")
    counted = [(kind, len(suspects(kind.name, COUNTED))) for kind in KINDS.values()]
    return [
        {"words": kind.words, "number": number, "more": number == COUNTED, "address": f"{queue}?kind={kind.name}"}
        for kind, number in counted
        if number
    ]


def decided() -> str:
    """Return what changes when somebody tells two records apart, which changes nothing in the register."""
    last = NotDuplicate.objects.order_by("-pk").values_list("pk", flat=True).first()
    return f"{last}-{NotDuplicate.objects.count()}"


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
