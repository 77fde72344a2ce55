"""“Possibly the same”: beside a form while it is filled in, and as a message once it was saved."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.duplicates.facts import change_address, visible
from desk.duplicates.finding import Likeness, kind_of, like
from desk.duplicates.naming import names_of

IN_A_MESSAGE = 3
# The fields of each form by which records are compared; static/js/desk-duplicates.js watches the same.
DESCRIBED = {f"{side}_new_{part}" for side in ("principal", "counterpart") for part in ("country", "organization")}
COMPARED: dict[str, set[str]] = {
    "meeting": {"event", "principal", "counterpart", "held_on", *DESCRIBED},
    "mou": {"event", "signed_on", "title"},
    "delegation": {"event", "country", "organization", "institution"},
    "source": {"url", "title", "publisher", "published_on"},
    "event": {"name", "place", "country", "held_on"},
    "organization": {"name", "acronym"},
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A record that the one on the form looks like, and the page that compares the two once both are stored."""

    name: str
    address: str
    status: str
    status_label: str
    why: str
    compare: str = ""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is shown; ``hidden`` more are drafts of somebody else, which who asks may not look at."""

    shown: list[Suggestion]
    hidden: int

    def __bool__(self) -> bool:
        return bool(self.shown or self.hidden)


def suggestions(request: HttpRequest, kind: str, found: list[Likeness], pk: int | None = None) -> Suggestions:
    """Return ``found`` in words for who asks; with ``pk``, the stored record that it was asked for."""
    rows = {each.record.pk: each.record for each in found}
    seen = visible(request, type(found[0].record), rows) if found else set()
    names = names_of(kind, {key: row for key, row in rows.items() if key in seen})
    may_compare = pk is not None and request.user.has_perm("meetings.edit_any_meeting")
    shown = [
        Suggestion(
            names[each.record.pk],
            change_address(each.record),
            getattr(each.record, "status", ""),
            each.record.get_status_display() if hasattr(each.record, "status") else "",
            "; ".join(each.why),
            compare_address(kind, each.record.pk, pk) if may_compare and pk is not None else "",
        )
        for each in found
        if each.record.pk in seen
    ]
    return Suggestions(shown, len(rows) - len(seen))


def compare_address(kind: str, first: int, second: int) -> str:
    lower, higher = sorted((first, second))
    return reverse("desk:merge", args=[kind, lower, higher])


def warn_after_saving(request: HttpRequest, form: Any, change: bool) -> None:
    """Say, once the record of ``form`` is stored for good, which others it looks like: suggested, never in the way.

    Of a record that was there already only where something changed by which records are compared. Called by the admin
    (``core.admin.SteadyAdmin.after_saving``).
    """
    record, kind = form.instance, kind_of(form.instance)
    if kind is None or (change and not COMPARED[kind.name] & set(form.changed_data)):
        return
    # Not before: a rule may refuse what was saved, or publishing it.
    transaction.on_commit(lambda: _warn(request, type(record), record.pk))


def _warn(request: HttpRequest, model: Any, pk: int) -> None:
    record, kind = model._default_manager.filter(pk=pk).first(), kind_of(model)
    if record is None or kind is None or not (found := like(record)):
        return
    said = suggestions(request, kind.name, found, pk)
    if not said.shown:
        return
    links = format_html_join(
        ", ", '<a href="{}">{}</a>', [(each.address, each.name) for each in said.shown[:IN_A_MESSAGE]]
    )
    more = len(said.shown) + said.hidden - len(said.shown[:IN_A_MESSAGE])
    rest = ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more} if more else ""
    text = format_html("{} {} {}", _("Possibly the same is stored already:"), links, rest)
    if said.shown[0].compare:
        text = format_html('{} <a href="{}">{}</a>', text, said.shown[0].compare, _("Compare"))
    messages.warning(request, text)
